import type { Instruction } from '../../src/dockerfile/model.js';

/** Something that runs in an image and that the full base may have brought. */
export type Need = {
  /** What it is, for a person: `curl`, `psycopg2`. */
  readonly what: string;
  /** The instruction at which it was seen. */
  readonly instruction: Instruction;
} & (
  | {
      /** The slim image lacks it, and these packages of its suite bring it. */
      readonly kind: 'install';
      readonly packages: readonly string[];
    }
  | {
      /** The slim image lacks this folder, in which an installation fails that puts a link there. */
      readonly kind: 'folder';
      readonly path: string;
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

/** The place of an instruction, for a person: `the RUN of line 3`. */
export function placeOf({ keyword, shownLine }: Instruction): string {
  return `the ${keyword} of line ${shownLine}`;
}
