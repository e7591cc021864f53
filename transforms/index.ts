import type { Transform } from '../src/transform/transform.js';

/** THE PIPELINE: the transforms in the order in which they run, with the reason for each place. */
export const TRANSFORMS: readonly Transform[] = [];
