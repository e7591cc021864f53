import type { TextRange } from '../dockerfile/text.js';
import { sortEdits, type EditedFile, type TextEdit } from '../transform/text-edit.js';
import type { EditHistory } from './offset-history.js';

/** What a text is made of: a range of the first text, or text that an edit put in. */
type Piece = { readonly kept: TextRange } | { readonly inserted: string };

/**
 * Makes one set of edits of several that were applied one after the other.
 * @param first the text before all edits
 * @returns edits of that text, in order; no two of them touch
 */
export function composeEdits(
  file: EditedFile,
  first: string,
  history: EditHistory,
): readonly TextEdit[] {
  const whole: readonly Piece[] = [{ kept: { start: 0, end: first.length } }];
  const pieces = history.reduce(applyToPieces, whole);
  const edits: TextEdit[] = [];
  let position = 0;
  let inserted = '';
  const close = (end: number): void => {
    if (inserted !== '' || end > position) {
      edits.push({ file, range: { start: position, end }, text: inserted });
    }
    inserted = '';
  };
  for (const piece of pieces) {
    if ('inserted' in piece) {
      inserted += piece.inserted;
      continue;
    }
    close(piece.kept.start);
    position = piece.kept.end;
  }
  close(first.length);
  return edits;
}

function applyToPieces(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const result: Piece[] = [];
  let position = 0;
  for (const { range, text } of sortEdits(edits)) {
    result.push(...slice(pieces, position, range.start), { inserted: text });
    position = range.end;
  }
  return [...result, ...slice(pieces, position, Infinity)];
}

/** The pieces of a part of the text that they make up. */
function slice(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const result: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const length = 'inserted' in piece ? piece.inserted.length : piece.kept.end - piece.kept.start;
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, length);
    if (from < to) {
      result.push(
        'inserted' in piece
          ? { inserted: piece.inserted.slice(from, to) }
          : { kept: { start: piece.kept.start + from, end: piece.kept.start + to } },
      );
    }
    offset += length;
  }
  return result;
}
