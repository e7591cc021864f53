import type { TextRange } from '../dockerfile/text.js';
import type { Applicability } from '../transform/applicability.js';
import type { Estimate } from '../transform/estimate.js';
import type { Removal } from '../transform/removal.js';
import type { EditedFile, TextEdit } from '../transform/text-edit.js';

/** What became of a finding: its edits are in `after`; it has a fix that was not chosen; it was refused. */
export type FindingStatus = 'applied' | 'available' | 'skipped';

/** Why a fix of a transform that only reports is not applied; `--unsafe` does not apply it either. */
export const CHECK_ONLY = 'check-only';

/** A finding as a plan reports it. */
export interface PlannedFinding {
  /** The name of its fix in this file, `slim-base@12`: transform and line. Undefined for what is no fix. */
  readonly id: string | undefined;
  /** Id of the transform, or `dockopt` where the whole file or stage is left alone. */
  readonly transform: string;
  readonly message: string;
  readonly status: FindingStatus;
  /** Undefined for a refusal. */
  readonly applicability: Applicability | undefined;
  /** A stable id, for what is not applied. */
  readonly reason: string | undefined;
  /** It is a refusal that loses nothing. */
  readonly nothingToGain: boolean;
  /** What the image loses by its fix. */
  readonly removes: readonly Removal[];
  /** How much smaller its fix makes the image; undefined where no table tells. */
  readonly estimate: Estimate | undefined;
  readonly file: EditedFile;
  /** The place in the text before all edits. */
  readonly range: TextRange;
}

/** One file before and after. */
export interface PlannedFile {
  readonly before: string;
  readonly after: string;
}

/** What dockopt would do to a Dockerfile and its `.dockerignore`. */
export interface Plan {
  readonly dockerfile: PlannedFile;
  readonly dockerignore: PlannedFile;
  /** What leads from the texts before to those after, in offsets of the texts before; no two edits of a file touch. */
  readonly edits: readonly TextEdit[];
  readonly findings: readonly PlannedFinding[];
  /** The applied findings, in the order in which they were applied. */
  readonly applied: readonly PlannedFinding[];
}
