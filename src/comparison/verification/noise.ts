import type { ImageContents } from '../image-contents.js';
import { pathChanges } from '../path-changes.js';

/** What two builds of one Dockerfile differ in: stamps of the time, random names, logs. */
export interface Noise {
  /** Paths that only one of them has. */
  readonly names: ReadonlySet<string>;
  /** Paths that both have, with other contents. */
  readonly contents: ReadonlySet<string>;
}

/** Measures the noise of a build by two of them. */
export function measureNoise(first: ImageContents, second: ImageContents): Noise {
  const { lost, gained, changed } = pathChanges(first, second);
  return {
    names: new Set([...lost.paths, ...gained.paths].map(({ path }) => path)),
    contents: new Set(changed.paths.map(({ path }) => path)),
  };
}
