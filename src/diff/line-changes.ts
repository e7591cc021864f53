import { diffLines } from 'diff';
import type { TextRange } from '../dockerfile/text.js';

/** Puts `text` in place of a range of the old text; either may be empty, not both. */
export interface LineChange {
  readonly range: TextRange;
  readonly text: string;
}

/** Milliseconds after which a diff is no longer searched for the shortest one. */
const TIMEOUT_MILLISECONDS = 2000;

/**
 * The changes that make one text of another, by whole lines, in their order and apart from each other. A range starts and ends
 * in a line that the old text has, also where the change is at its end: programs that count by lines and columns have no
 * other places. It never parts the `\r` of a line end from its `\n`.
 */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  if (before === after) return [];
  const parts = diffLines(before, after, { timeout: TIMEOUT_MILLISECONDS });
  if (parts === undefined) {
    return [withinLines(before, { range: { start: 0, end: before.length }, text: after })];
  }
  const changes: LineChange[] = [];
  let offset = 0;
  let open: { start: number; text: string } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const { start, text } = open;
    changes.push(withinLines(before, { range: { start, end: offset }, text }));
    open = undefined;
  };
  for (const { added, removed, value } of parts) {
    if (!added && !removed) close();
    else {
      open ??= { start: offset, text: '' };
      if (added) open.text += value;
    }
    if (!added) offset += value.length;
  }
  close();
  return changes;
}

/** The same change, without the line end that stays, or with the one before it in place of the one behind it. */
function withinLines(before: string, change: LineChange): LineChange {
  const { start, end } = change.range;
  const removed = before.slice(start, end);
  const last = lineEnd(removed);
  if (last !== '' && last === lineEnd(change.text)) {
    return {
      range: { start, end: end - last.length },
      text: change.text.slice(0, -last.length),
    };
  }
  if (end < before.length) return change;
  // At the end of the text, a line that comes or goes does so with the line end before it.
  const above = lineEnd(before.slice(0, start));
  const moves =
    removed === ''
      ? above === lineEnd(change.text)
      : change.text === '' && above === lineEnd(removed);
  if (above === '' || !moves) return change;
  return {
    range: { start: start - above.length, end: end - above.length },
    text: change.text === '' ? '' : above + change.text.slice(0, -above.length),
  };
}

function lineEnd(text: string): string {
  return text.endsWith('\r\n') ? '\r\n' : text.endsWith('\n') ? '\n' : '';
}
