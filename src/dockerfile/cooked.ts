import type { TextRange } from './text.js';

/** A run of cooked text that stands unchanged in the source. */
interface Segment {
  /** Where the run starts in the cooked text. */
  readonly cooked: number;
  /** Where the run starts in the source. */
  readonly source: number;
}

/**
 * What BuildKit makes of an instruction's lines: continuation characters, line ends, comment lines and blank lines are
 * gone. Every character keeps the source offset it came from. Offsets are UTF-16.
 */
export interface CookedText {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** Collects pieces of source text into a {@link CookedText}. */
export function cook(source: string, pieces: readonly TextRange[]): CookedText {
  const segments: Segment[] = [];
  let text = '';
  for (const piece of pieces) {
    if (piece.start === piece.end) continue;
    segments.push({ cooked: text.length, source: piece.start });
    text += source.slice(piece.start, piece.end);
  }
  return { text, segments };
}

/** The part of a cooked text between two cooked offsets. */
export function sliceCooked(cooked: CookedText, start: number, end: number): CookedText {
  const segments: Segment[] = [];
  if (start >= end) return { text: '', segments };
  for (let index = segmentIndex(cooked, start); index < cooked.segments.length; index += 1) {
    const segment = cooked.segments[index];
    if (segment === undefined || segment.cooked >= end) break;
    const from = Math.max(segment.cooked, start);
    segments.push({ cooked: from - start, source: segment.source + from - segment.cooked });
  }
  return { text: cooked.text.slice(start, end), segments };
}

/**
 * The source offset of the cooked character at `offset`.
 * @throws RangeError when there is no such character.
 */
export function sourceOffset(cooked: CookedText, offset: number): number {
  if (offset < 0 || offset >= cooked.text.length) {
    throw new RangeError(`no cooked character at ${offset} of ${cooked.text.length}`);
  }
  const segment = cooked.segments[segmentIndex(cooked, offset)];
  if (segment === undefined) throw new RangeError(`no segment holds cooked offset ${offset}`);
  return segment.source + offset - segment.cooked;
}

/** The index of the last segment that starts at or before a cooked offset. */
function segmentIndex({ segments }: CookedText, offset: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.cooked ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The source range from the first to the last character of a non-empty cooked range. Between them the source may hold
 * continuations and comment lines.
 * @throws RangeError when the range is empty or out of the text.
 */
export function sourceRange(cooked: CookedText, start: number, end: number): TextRange {
  if (start >= end) throw new RangeError(`the cooked range ${start} to ${end} is empty`);
  return { start: sourceOffset(cooked, start), end: sourceOffset(cooked, end - 1) + 1 };
}
