import type { Stage } from '../../../src/dockerfile/model.js';
import type { Finding } from '../../../src/transform/finding.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { leaveDevelopmentPackages } from './development-packages.js';
import { leaveToolchain } from './toolchain-base.js';
import { narrowFolder } from './whole-folder.js';

/**
 * Improves the stages that ship of a file which has builders already: each gets the base that a split would have given it, and what
 * only development needs stays in the builder. Where there is nothing to improve, nothing is said.
 */
export function improveLaterStages(input: TransformInput): readonly Finding[] {
  return laterStages(input).flatMap((stage) => [
    ...leaveToolchain(input, stage),
    ...leaveDevelopmentPackages(input, stage),
    ...narrowFolder(input, stage),
  ]);
}

/** The stages that ship and are not the first. */
function laterStages({ dockerfile, shipping }: TransformInput): readonly Stage[] {
  return dockerfile.stages.filter(({ index }) => index > 0 && shipping.has(index));
}
