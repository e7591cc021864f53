import type { Transform } from '../src/transform/transform.js';
import builderStage from './builder-stage/index.js';
import cacheOrder from './cache-order/index.js';
import cleanCaches from './clean-caches/index.js';
import dockerignore from './dockerignore/index.js';
import mergeRuns from './merge-runs/index.js';
import minimalBase from './minimal-base/index.js';
import slimBase from './slim-base/index.js';

/** THE PIPELINE: the transforms in the order in which they run, with the reason for each place. */
export const TRANSFORMS: readonly Transform[] = [
  // First: what stays in the builder does not ship, and the others then leave it alone.
  builderStage,
  // Before the RUNs are merged: the install that it may add is merged and cleaned with the others.
  slimBase,
  // After both: it goes on from the final stage that they leave, and has the RUNs go that its base makes needless.
  minimalBase,
  // After builder-stage, which makes copies that it looks at; before cache-order, which wants installed packages kept out of them.
  dockerignore,
  // Before merge-runs: where it divides a RUN or puts a copy between two, these are no longer merged.
  cacheOrder,
  // Before clean-caches: what several RUNs install is then cleaned up once, in the layer that it came with.
  mergeRuns,
  // After merge-runs: only within one RUN can a clean-up save what the RUN stored.
  cleanCaches,
];
