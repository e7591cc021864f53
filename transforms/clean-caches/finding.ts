import type { TextRange } from '../../src/dockerfile/text.js';
import type { FixFinding, RefusalFinding } from '../../src/transform/finding.js';
import type { Estimate } from '../../src/transform/estimate.js';
import type { Removal } from '../../src/transform/removal.js';
import type { TextEdit } from '../../src/transform/text-edit.js';
import type { ReasonId } from './reasons.js';

/** What else is known of a fix. */
interface Judged {
  /** Why it is no more than `unsafe`. */
  readonly reason?: ReasonId | undefined;
  readonly estimate?: Estimate | undefined;
}

/** A fix of the Dockerfile; `unsafe` exactly where a reason is given. */
export function fix(
  range: TextRange,
  message: string,
  edits: readonly TextEdit[],
  removes: Removal,
  { reason, estimate }: Judged = {},
): FixFinding {
  const base = {
    kind: 'fix',
    file: 'dockerfile',
    range,
    message,
    edits,
    removes: [removes],
    estimate,
  } as const;
  return reason === undefined
    ? { ...base, applicability: 'safe' }
    : { ...base, applicability: 'unsafe', reason };
}

/** A refusal; `manual` where a person could still take the saving. */
export function refusal(
  range: TextRange,
  reason: ReasonId,
  message: string,
  manual = false,
): RefusalFinding {
  const base = { kind: 'refusal', file: 'dockerfile', range, reason, message } as const;
  return manual ? { ...base, applicability: 'manual' } : base;
}
