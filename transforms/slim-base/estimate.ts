import type { Stage } from '../../src/dockerfile/model.js';
import { descendants } from '../../src/dockerfile/stages.js';
import { packagesInFull, packagesInSlim } from '../../src/knowledge/base-images.js';
import {
  bytesBeyond,
  debianBeyondSlim,
  MEASURED_ON,
  packagesAfter,
  sizesSource,
} from '../../src/knowledge/package-sizes.js';
import { estimateOf, type Estimate } from '../../src/transform/estimate.js';
import { installsOf } from '../../src/transform/stage-packages.js';
import type { TransformInput } from '../../src/transform/transform.js';
import type { Base } from './site.js';

/**
 * What the slim twin saves: the packages that only the full image has, without those that the stage installs itself and those that
 * are added, and what slim images leave out of Debian's own.
 *
 * @param added the packages that are installed with the swap
 */
export function swapEstimate(
  { dockerfile, states }: TransformInput,
  stage: Stage,
  { family, suite, release }: Base,
  added: readonly string[],
): Estimate | undefined {
  const full = packagesInFull(family, suite, release);
  const slim = packagesInSlim(family, suite, release);
  if (full === undefined || slim === undefined) return undefined;
  const own = installsOf(
    descendants(dockerfile, stage).flatMap(({ instructions }) => instructions),
    states,
  );
  const before = packagesAfter(suite, full, own);
  const after = packagesAfter(suite, slim, [...own, { names: added, withRecommends: false }]);
  const packages = bytesBeyond(suite, before.packages, after.packages);
  const debian = debianBeyondSlim(suite);
  const sources = [
    ...(packages === 0 ? [] : [sizesSource(suite)]),
    ...(debian === undefined ? [] : [`debian:${suite} and its slim twin, ${MEASURED_ON}`]),
  ];
  return packages === undefined
    ? undefined
    : estimateOf(packages + (debian ?? 0), sources.join('; '));
}
