import { parseImageReference } from '../../src/dockerfile/image-reference.js';
import {
  bytesBeyond,
  MEASURED_ON,
  packagesAfter,
  sizesSource,
} from '../../src/knowledge/package-sizes.js';
import { estimateOf, type Estimate } from '../../src/transform/estimate.js';
import { basePackages, installsOf } from '../../src/transform/stage-packages.js';
import type { BuildPlan, Split } from './site.js';

/**
 * What a split saves at least: Debian's packages that are in the builder alone. What the builds made, and what else the old base
 * brings (the compiler of a golang image), no table weighs.
 */
export function splitEstimate({ site, roles }: BuildPlan, split: Split): Estimate | undefined {
  const { stage, states } = site;
  if (stage.base.kind !== 'image' || stage.base.hasVariables) return undefined;
  const old = basePackages(stage.base.reference);
  const final = basePackages(parseImageReference(split.finalBase));
  if (old === undefined || final === undefined || old.suite !== final.suite) return undefined;
  const { suite } = old;
  const kept = stage.instructions.filter(({ index }) => {
    const role = roles.get(index);
    return role === 'final' || role === 'both';
  });
  const before = packagesAfter(suite, old.packages, installsOf(stage.instructions, states));
  const after = packagesAfter(suite, final.packages, [
    ...installsOf(kept, states),
    { names: split.packages, withRecommends: split.withRecommends === true },
  ]);
  const packages = bytesBeyond(suite, before.packages, after.packages);
  const debian = Math.max(0, (old.beyondSlim ?? 0) - (final.beyondSlim ?? 0));
  if (packages === undefined || !after.isComplete) return undefined;
  const measured = debian === 0 ? '' : `; debian:${suite} and its slim twin, ${MEASURED_ON}`;
  return estimateOf(packages + debian, `${sizesSource(suite)}${measured}`, true);
}
