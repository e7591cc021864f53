import type { ImageComparison } from '../../comparison/image-comparison.js';
import type { TreemapPart } from './treemap.js';

/** The group of bytes that no file of the first image shows. */
export const HIDDEN_GROUP = 'hidden';

/**
 * What left the image: the files that the second one has not, and what the first one carried of files that its later layers
 * overwrote or deleted and the second one does not carry.
 */
export function leftBytes({ before, after, paths }: ImageComparison): readonly TreemapPart[] {
  const still = new Map(after.waste.paths.map(({ path, bytes }) => [path, bytes]));
  const lost = paths.lost.paths.map((lostPath) => ({
    path: lostPath.path,
    bytes: lostPath.before?.bytes ?? 0,
  }));
  const hidden = before.waste.paths.map(({ path, bytes }) => ({
    path,
    bytes: Math.max(0, bytes - (still.get(path) ?? 0)),
  }));
  return [
    { group: undefined, paths: lost },
    { group: HIDDEN_GROUP, paths: hidden },
  ];
}
