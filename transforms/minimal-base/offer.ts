import type { Instruction } from '../../src/dockerfile/model.js';
import type { FixFinding, RefusalFinding } from '../../src/transform/finding.js';
import type { FinalStage } from './final-stage.js';

/** A smaller base for a kind of program. */
export interface Offer {
  /** For people who read the code; no report names it. */
  readonly name: string;
  /**
   * The fix, always `unsafe`; a refusal where the final stage starts a program of this kind and something stands in the way; undefined
   * where it starts none.
   */
  readonly plan: (final: FinalStage) => FixFinding | RefusalFinding | undefined;
}

/** What stands in the way of an offer. */
export interface Obstacle {
  /** An id of the transform's reasons. */
  readonly reason: string;
  /** A clause: `the RUN of line 4 runs useradd`. */
  readonly why: string;
  /** The place; FROM where none is given. */
  readonly instruction?: Instruction | undefined;
}

/**
 * The refusal of an offer.
 * @param what is kept: `debian:12-slim stays, although its program is static`
 */
export function refusalOf(final: FinalStage, what: string, obstacle: Obstacle): RefusalFinding {
  return {
    kind: 'refusal',
    reason: obstacle.reason,
    message: `${what}: ${obstacle.why}.`,
    file: 'dockerfile',
    range: (obstacle.instruction ?? final.stage.from).range,
  };
}
