import type { Instruction } from '../../src/dockerfile/model.js';

/** Where something was seen. */
export interface Seen {
  /** Path in the build context; undefined for the Dockerfile. */
  readonly path: string | undefined;
  /** From 1; undefined where only the file is known. */
  readonly line: number | undefined;
}

/** Something that runs in an image, and whether the full base may have brought it. */
export type Need = {
  /** What it is, for a person: `curl`, `psycopg2`. */
  readonly what: string;
  /** The instruction that runs it, or brings what runs it. */
  readonly instruction: Instruction;
  /** Where else than at the instruction it stands: a script, a manifest, a source. */
  readonly seen?: Seen;
} & (
  | {
      /** A swap takes nothing away from it. */
      readonly kind: 'met';
      /**
       * `slim`: the slim image has it; `stage`: the stage installs it; `neither`: neither image has it, so that it comes from
       * elsewhere; `same`: both images hold the same packages; `itself`: it needs nothing of the base.
       */
      readonly by: 'slim' | 'stage' | 'neither' | 'same' | 'itself';
    }
  | {
      /** The slim image lacks it, and these packages of its suite bring it. */
      readonly kind: 'install';
      readonly packages: readonly string[];
    }
  | {
      /** The slim image can't have it: no swap. */
      readonly kind: 'blocked';
      readonly reason: string;
      readonly message: string;
    }
  | {
      /** It can't be told from here whether the slim image has all that it needs. */
      readonly kind: 'unknown';
      readonly reason: string;
      readonly message: string;
    }
);

/** The same needs, seen at a place in the build context where none is known yet. */
export function seenAt(
  needs: readonly Need[],
  path: string,
  line: number | undefined,
): readonly Need[] {
  return needs.map((need) => (need.seen === undefined ? { ...need, seen: { path, line } } : need));
}
