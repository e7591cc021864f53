import type { Layer } from '../../comparison/image-contents.js';
import { instructionTitle } from '../instruction-title.js';

/** Layers of two images that are shown beside each other. */
export interface LayerPair {
  readonly before: Layer | undefined;
  readonly after: Layer | undefined;
  /** Both are the same layer, which a registry and a machine hold once. */
  readonly isShared: boolean;
}

/**
 * Puts the layers of two images beside each other, each list in its order: the same layers, and those that the same
 * instruction made, face each other; what lies between them fills the rows from the base up.
 */
export function pairLayers(
  before: readonly Layer[],
  after: readonly Layer[],
): readonly LayerPair[] {
  const pairs: LayerPair[] = [];
  let [left, right] = [0, 0];
  for (const anchor of [...anchors(before, after), [before.length, after.length] as const]) {
    const rows = Math.max(anchor[0] - left, anchor[1] - right);
    for (let row = 0; row < rows; row += 1) {
      pairs.push({
        before: left + row < anchor[0] ? before[left + row] : undefined,
        after: right + row < anchor[1] ? after[right + row] : undefined,
        isShared: false,
      });
    }
    const [one, other] = [before[anchor[0]], after[anchor[1]]];
    if (one !== undefined && other !== undefined) {
      pairs.push({ before: one, after: other, isShared: one.diffId === other.diffId });
    }
    [left, right] = [anchor[0] + 1, anchor[1] + 1];
  }
  return pairs;
}

/** Indexes of layers that face each other: the longest common subsequence, in which a same layer counts twice. */
function anchors(
  before: readonly Layer[],
  after: readonly Layer[],
): readonly (readonly [number, number])[] {
  const titles = [before, after].map((layers) =>
    layers.map(({ createdBy }) => (createdBy === '' ? undefined : instructionTitle(createdBy))),
  );
  const weight = (left: number, right: number): number => {
    if (before[left]?.diffId === after[right]?.diffId) return 2;
    const title = titles[0]?.[left];
    return title !== undefined && title === titles[1]?.[right] ? 1 : 0;
  };
  const score = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const at = (left: number, right: number): number => score[left]?.[right] ?? 0;
  for (let left = before.length - 1; left >= 0; left -= 1) {
    for (let right = after.length - 1; right >= 0; right -= 1) {
      const here = weight(left, right);
      const best = Math.max(
        at(left + 1, right),
        at(left, right + 1),
        here > 0 ? here + at(left + 1, right + 1) : 0,
      );
      score[left]?.splice(right, 1, best);
    }
  }
  const found: (readonly [number, number])[] = [];
  let [left, right] = [0, 0];
  while (left < before.length && right < after.length) {
    const here = weight(left, right);
    if (here > 0 && at(left, right) === here + at(left + 1, right + 1)) {
      found.push([left, right]);
      left += 1;
      right += 1;
    } else if (at(left + 1, right) >= at(left, right + 1)) left += 1;
    else right += 1;
  }
  return found;
}
