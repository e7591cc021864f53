import type { Transform } from '../src/transform/transform.js';
import dockerignore from './dockerignore/index.js';

/** THE PIPELINE: the transforms in the order in which they run, with the reason for each place. */
export const TRANSFORMS: readonly Transform[] = [
  // Last: it looks at what the rewritten file copies.
  dockerignore,
];
