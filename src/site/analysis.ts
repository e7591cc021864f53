import type { SideBySideRow } from '../diff/side-by-side.js';
import type { Hunk } from '../diff/unified.js';
import type { Applicability } from '../transform/applicability.js';
import type { Estimate } from '../transform/estimate.js';
import type { EditedFile } from '../transform/text-edit.js';

/** A file of a plan, ready to be shown. */
export interface AnalysedFile {
  readonly path: string;
  readonly isNew: boolean;
  readonly before: string;
  readonly after: string;
  readonly hunks: readonly Hunk[];
  readonly rows: readonly SideBySideRow[];
  /** The change as `dockopt fix --format diff` prints it. */
  readonly patch: string;
}

/**
 * What became of a finding: its edits are in the result; it waits for unsafe fixes to be allowed; it was switched off; there is
 * nothing to apply.
 */
export type FindingState = 'applied' | 'available' | 'off' | 'refused';

/** A finding of a plan, ready to be shown. */
export interface AnalysedFinding {
  /** The id of its fix; undefined for what is no fix. */
  readonly id: string | undefined;
  readonly transform: string;
  readonly message: string;
  readonly state: FindingState;
  readonly applicability: Applicability | undefined;
  readonly reason: string | undefined;
  /** What the reason means and what to do about it. */
  readonly advice: string | undefined;
  readonly nothingToGain: boolean;
  /** How much smaller its fix makes the image; undefined where no table tells. */
  readonly estimate: Estimate | undefined;
  readonly file: EditedFile;
  /** In the text before all edits, from 1; the last line is inside. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** What the page has to say about an input. */
export type Analysis =
  | { readonly kind: 'empty' }
  /** BuildKit would reject the text. */
  | {
      readonly kind: 'rejected';
      readonly line: number;
      readonly column: number;
      readonly message: string;
    }
  /** A bug of dockopt, or planning that takes too long. */
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'planned';
      /** The Dockerfile, and the ignore file where it changes or is there. */
      readonly files: readonly AnalysedFile[];
      readonly findings: readonly AnalysedFinding[];
      /** What all changes save, as a sentence; undefined where no table tells. */
      readonly total: string | undefined;
      /** What the files beside the Dockerfile were taken for. */
      readonly note: string | undefined;
    };
