import type { TextRange } from '../dockerfile/text.js';
import type { Applicability } from './applicability.js';
import type { Estimate } from './estimate.js';
import type { Removal } from './removal.js';
import type { EditedFile, TextEdit } from './text-edit.js';

interface FindingBase {
  /** One sentence for a reviewer: what is changed (or would be) and why. */
  readonly message: string;
  /** The place that the message speaks of, in `file`. */
  readonly file: EditedFile;
  readonly range: TextRange;
}

/** A finding that carries a fix. The edits are applied all together or not at all. */
export interface FixFinding extends FindingBase {
  readonly kind: 'fix';
  readonly applicability: 'safe' | 'unsafe';
  /** Why the fix is not `safe`: an id of the transform's reasons. Given exactly for `unsafe`. */
  readonly reason?: string;
  readonly edits: readonly TextEdit[];
  /** All that the image loses by it; nothing where the image stays the same to the last file. */
  readonly removes: readonly Removal[];
  /** How much smaller the image gets by it; undefined where no table tells. */
  readonly estimate?: Estimate | undefined;
}

/** A finding without a fix: the transform refuses, and says why. */
export interface RefusalFinding extends FindingBase {
  readonly kind: 'refusal';
  /** An id of the transform's reasons: stable, kebab-case. */
  readonly reason: string;
  /** `manual` where a saving is seen that a person could take. */
  readonly applicability?: Extract<Applicability, 'manual'>;
}

/** What a transform says about a Dockerfile. */
export type Finding = FixFinding | RefusalFinding;
