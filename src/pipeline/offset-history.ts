import { oncePer } from '../dockerfile/once.js';
import type { TextRange } from '../dockerfile/text.js';
import { sortEdits, type TextEdit } from '../transform/text-edit.js';

/** Sets of edits that were applied to one text, one after the other. */
export type EditHistory = readonly (readonly TextEdit[])[];

/** The range of the first text that a range of the last one stands for; offsets inside inserted text go to its start. */
export function toOriginalRange(history: EditHistory, range: TextRange): TextRange {
  const start = toOriginalOffset(history, range.start);
  return { start, end: Math.max(start, toOriginalOffset(history, range.end)) };
}

/** Whether an offset of the last text was there in the first, and not put in by an edit. */
export function isOriginalOffset(history: EditHistory, offset: number): boolean {
  let current = offset;
  for (const edits of history.toReversed()) {
    const before = beforeEdits(edits, current);
    if (afterEdits(edits, before) !== current) return false;
    current = before;
  }
  return true;
}

/** Where the character at an offset lies after edits that do not touch it. */
function afterEdits(edits: readonly TextEdit[], offset: number): number {
  return edits.reduce(
    (after, { range, text }) =>
      range.end <= offset ? after + text.length - (range.end - range.start) : after,
    offset,
  );
}

function toOriginalOffset(history: EditHistory, offset: number): number {
  return history.reduceRight((current, edits) => beforeEdits(edits, current), offset);
}

const inOrder = oncePer(sortEdits);

function beforeEdits(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { range, text } of inOrder(edits)) {
    const start = range.start + shift;
    if (offset < start) break;
    if (offset < start + text.length) return range.start;
    shift += text.length - (range.end - range.start);
  }
  return offset - shift;
}
