import type { TextRange } from '../dockerfile/text.js';
import { sortEdits, type TextEdit } from '../transform/text-edit.js';

/** Sets of edits that were applied to one text, one after the other. */
export type EditHistory = readonly (readonly TextEdit[])[];

/** The range of the first text that a range of the last one stands for; offsets inside inserted text go to its start. */
export function toOriginalRange(history: EditHistory, range: TextRange): TextRange {
  const start = toOriginalOffset(history, range.start);
  return { start, end: Math.max(start, toOriginalOffset(history, range.end)) };
}

function toOriginalOffset(history: EditHistory, offset: number): number {
  return history.reduceRight((current, edits) => beforeEdits(edits, current), offset);
}

function beforeEdits(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { range, text } of sortEdits(edits)) {
    const start = range.start + shift;
    if (offset < start) break;
    if (offset < start + text.length) return range.start;
    shift += text.length - (range.end - range.start);
  }
  return offset - shift;
}
