import { diffHunks, type Hunk } from './unified.js';

/** A line of a text. */
export interface NumberedLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** A row of two texts beside each other. */
export type SideBySideRow =
  | { readonly kind: 'same'; readonly before: NumberedLine; readonly after: NumberedLine }
  | {
      readonly kind: 'changed';
      /** Undefined where the other text alone has a line here. */
      readonly before: NumberedLine | undefined;
      readonly after: NumberedLine | undefined;
    }
  | {
      /** Equal lines that are left out. */
      readonly kind: 'gap';
      readonly lines: number;
    };

/**
 * The differences of two texts beside each other, with three lines of context; empty where they are equal. A missing newline
 * at the end of a text alone shows as a changed line.
 */
export function sideBySide(before: string, after: string): readonly SideBySideRow[] {
  const hunks = diffHunks(before, after);
  const rows: SideBySideRow[] = [];
  let shown = 0;
  for (const hunk of hunks) {
    const first = hunk.oldLines === 0 ? hunk.oldStart + 1 : hunk.oldStart;
    if (first - 1 > shown) rows.push({ kind: 'gap', lines: first - 1 - shown });
    rows.push(...hunkRows(hunk));
    shown = first - 1 + hunk.oldLines;
  }
  const rest = countLines(before) - shown;
  if (hunks.length > 0 && rest > 0) rows.push({ kind: 'gap', lines: rest });
  return rows;
}

function countLines(text: string): number {
  const ends = text.split('\n').length - 1;
  return text === '' || text.endsWith('\n') ? ends : ends + 1;
}

function hunkRows(hunk: Hunk): readonly SideBySideRow[] {
  const rows: SideBySideRow[] = [];
  let oldNumber = hunk.oldLines === 0 ? hunk.oldStart + 1 : hunk.oldStart;
  let newNumber = hunk.newLines === 0 ? hunk.newStart + 1 : hunk.newStart;
  let removed: NumberedLine[] = [];
  let added: NumberedLine[] = [];
  const flush = (): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      rows.push({ kind: 'changed', before: removed[index], after: added[index] });
    }
    removed = [];
    added = [];
  };
  for (const line of hunk.lines) {
    const text = line.slice(1).replace(/\r$/, '');
    if (line.startsWith('-')) {
      // A run of removed lines begins; what was added before belongs to the run before.
      if (added.length > 0) flush();
      removed.push({ number: oldNumber++, text });
    } else if (line.startsWith('+')) {
      added.push({ number: newNumber++, text });
    } else if (line.startsWith(' ')) {
      flush();
      const before = { number: oldNumber++, text };
      rows.push({ kind: 'same', before, after: { number: newNumber++, text } });
    }
  }
  flush();
  return rows;
}
