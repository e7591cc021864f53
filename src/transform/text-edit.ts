import type { TextRange } from '../dockerfile/text.js';

/** The files that a transform may edit. One that is missing is empty text. */
export type EditedFile = 'dockerfile' | 'dockerignore';

/** Puts `text` in place of a range of a file. Offsets are UTF-16. */
export interface TextEdit {
  readonly file: EditedFile;
  readonly range: TextRange;
  readonly text: string;
}

/**
 * Inserts text at an offset.
 * @throws RangeError when there is nothing to insert
 */
export function insertion(offset: number, text: string, file: EditedFile = 'dockerfile'): TextEdit {
  if (text === '') throw new RangeError('an insertion needs text');
  return { file, range: { start: offset, end: offset }, text };
}

/**
 * Deletes a range.
 * @throws RangeError when the range is empty
 */
export function deletion(range: TextRange, file: EditedFile = 'dockerfile'): TextEdit {
  if (range.start >= range.end) throw new RangeError('a deletion needs a range');
  return { file, range, text: '' };
}

/**
 * Replaces a range by other text.
 * @throws RangeError when the range or the text is empty: use {@link insertion} or {@link deletion}
 */
export function replacement(
  range: TextRange,
  text: string,
  file: EditedFile = 'dockerfile',
): TextEdit {
  if (range.start >= range.end || text === '') {
    throw new RangeError('a replacement needs a range and a text');
  }
  return { file, range, text };
}

/** Whether two edits can't be applied together: they share characters, or insert at the same place. */
export function editsConflict(first: TextEdit, second: TextEdit): boolean {
  if (first.file !== second.file) return false;
  const a = first.range;
  const b = second.range;
  if (a.start === b.start) return true;
  return a.start < b.end && b.start < a.end;
}

/**
 * Applies edits to a text.
 * @throws RangeError when edits overlap or reach beyond the text
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const { range, text: inserted } of sortEdits(edits)) {
    if (range.start < position || range.end > text.length) {
      throw new RangeError(
        `the edit ${range.start}-${range.end} overlaps another or leaves the text`,
      );
    }
    result += text.slice(position, range.start) + inserted;
    position = range.end;
  }
  return result + text.slice(position);
}

/** Edits in the order of their place. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
