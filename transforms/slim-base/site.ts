import type { Instruction } from '../../src/dockerfile/model.js';
import type { ImageFamily } from '../../src/knowledge/base-images.js';
import type { Suite } from '../../src/knowledge/suites.js';
import type { Need } from './need.js';

/** The base that a stage would have after the swap. */
export interface Base {
  readonly family: ImageFamily;
  readonly suite: Suite;
  /** The release that the tag names, major and minor: `3.12`; undefined where it names none. */
  readonly release: string | undefined;
}

/** The image that a command runs in after the swap, and what was installed in it before the command runs. */
export interface CommandSite extends Base {
  readonly instruction: Instruction;
  /** Absolute working directory of the command; undefined where it is not known. */
  readonly workdir: string | undefined;
  /** Packages that earlier apt installs of the stage name. */
  readonly installed: ReadonlySet<string>;
  /** Names of functions that the script defines. */
  readonly functions: ReadonlySet<string>;
}

/** A need of which nothing is known. */
export function unknown(what: string, reason: string, message: string, site: CommandSite): Need {
  return { kind: 'unknown', what, reason, message, instruction: site.instruction };
}

/** A need that a swap does not touch. */
export function met(
  what: string,
  by: Extract<Need, { kind: 'met' }>['by'],
  site: CommandSite,
): Need {
  return { kind: 'met', what, by, instruction: site.instruction };
}
