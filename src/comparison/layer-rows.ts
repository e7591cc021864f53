import { diffArrays } from 'diff';
import type { LayerRow, LayerSummary } from './image-comparison.js';
import type { Layer } from './image-contents.js';

type Same = (before: LayerSummary, after: LayerSummary) => boolean;

/** How layers find each other: first by what they are, then by what made them, the rest by their order. */
const STEPS: readonly Same[] = [
  (before, after) => before.diffId === after.diffId,
  (before, after) => before.createdBy !== '' && before.createdBy === after.createdBy,
];

/** The layers of two images side by side, from the base up. */
export function layerRows(before: readonly Layer[], after: readonly Layer[]): readonly LayerRow[] {
  return align(before.map(summary), after.map(summary), STEPS);
}

function align(
  before: readonly LayerSummary[],
  after: readonly LayerSummary[],
  steps: readonly Same[],
): readonly LayerRow[] {
  const [same, ...others] = steps;
  if (same === undefined || before.length === 0 || after.length === 0) return zip(before, after);
  const rows: LayerRow[] = [];
  let oldStart = 0;
  let newStart = 0;
  let oldEnd = 0;
  let newEnd = 0;
  const flush = () => {
    rows.push(...align(before.slice(oldStart, oldEnd), after.slice(newStart, newEnd), others));
  };
  for (const part of diffArrays([...before], [...after], { comparator: same })) {
    if (part.removed) oldEnd += part.count;
    else if (part.added) newEnd += part.count;
    else {
      flush();
      for (let index = 0; index < part.count; index++) {
        rows.push(row(before[oldEnd + index], after[newEnd + index]));
      }
      oldStart = oldEnd += part.count;
      newStart = newEnd += part.count;
    }
  }
  flush();
  return rows;
}

function zip(before: readonly LayerSummary[], after: readonly LayerSummary[]): readonly LayerRow[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) => row(before[index], after[index]));
}

function row(before: LayerSummary | undefined, after: LayerSummary | undefined): LayerRow {
  return { before, after, shared: before !== undefined && before.diffId === after?.diffId };
}

function summary(layer: Layer, index: number): LayerSummary {
  const { diffId, bytes, compressedBytes, createdBy } = layer;
  return { index, diffId, bytes, compressedBytes, createdBy };
}
