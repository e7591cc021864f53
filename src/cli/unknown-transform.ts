import type { Transform } from '../transform/transform.js';
import { nearest } from '../configuration/nearest.js';

/** What is wrong with the ids that a command line names, and what to do; undefined where all of them are known. */
export function unknownTransform(
  ids: readonly string[],
  transforms: readonly Transform[],
): string | undefined {
  const known = transforms.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return undefined;
  const meant = nearest(unknown, known);
  return `there is no transform ${unknown}, ${meant === undefined ? 'see dockopt list' : `did you mean ${meant}?`}`;
}
