import { startFolder } from '../../../src/context/stage-copies.js';
import { contextFileAt, localCopies } from '../../../src/context/copied-files.js';
import { resolveCommand } from '../../../src/dockerfile/commands.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { joinPath } from '../../../src/dockerfile/state.js';
import { isSystemFolder } from '../folders.js';
import { runTimeCommands } from '../run-time-commands.js';
import { refuse, type BuildPlan, type Refusal } from '../site.js';
import { endState } from '../stage-commands.js';
import { originsOf } from './stage-copies.js';
import type { StageCopy } from '../../../src/context/stage-copies.js';

/** The folders that PATH names in every image, and those of Go and Rust. */
const SEARCHED = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/go/bin',
  '/usr/local/cargo/bin',
];

/** Programs of a builder that commands of a later stage run. */
export interface StartedFiles {
  /** Where they lie in the later stage. */
  readonly paths: readonly string[];
  /** The words of the commands that run them. */
  readonly words: ReadonlySet<string>;
}

/**
 * The paths of a later stage at which lie programs of the builder that its commands run, or why one of them is something else.
 * @param isOutput whether a path of the builder is a program that was looked at
 */
export function startedFiles(
  plan: BuildPlan,
  later: Stage,
  builder: Stage,
  copies: readonly StageCopy[],
  isOutput: (path: string) => boolean,
): StartedFiles | Refusal {
  const { site } = plan;
  const seen = runTimeCommands(plan, false);
  if ('kind' in seen) return seen;
  const local = localCopies(site.stage, site.states);
  const own = localCopies(later, site.states);
  const workdir = endState(site)?.workdir ?? startFolder(site.dockerfile, later);
  const paths = new Set<string>();
  const words = new Set<string>();
  for (const { command, place } of seen.commands) {
    const word = resolveCommand(command)?.word;
    if (word?.literal !== true) continue;
    const places = word.value.includes('/')
      ? [joinPath(workdir, word.value)]
      : SEARCHED.map((folder) => `${folder}/${word.value}`);
    for (const path of places) {
      if (path === undefined || contextFileAt(site.context, own, path) !== undefined) continue;
      const isNamed = word.value.includes('/');
      const origins = copies.flatMap((copy) =>
        originsOf([copy], path)
          // A name alone may be a program of the base just as well as one in a folder that is copied there.
          .filter(
            (origin) => isNamed || copy.sources?.includes(origin) === true || isOutput(origin),
          )
          .map((origin) => ({ origin, from: copy.from })),
      );
      if (origins.length === 0) continue;
      if (
        origins.some(
          ({ origin, from }) =>
            from === builder &&
            isOutput(origin) &&
            contextFileAt(site.context, local, origin) === undefined,
        )
      ) {
        paths.add(path);
        words.add(word.value);
        continue;
      }
      if (isSystemFolder(path)) continue;
      return refuse(
        'command-unknown',
        `${place} runs ${word.value}, which another stage brings, and what that needs is not known.`,
      );
    }
  }
  return { paths: [...paths], words };
}
