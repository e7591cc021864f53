import type { EditedFile } from '../transform/text-edit.js';
import type { OffFix } from './input.js';

/**
 * The fixes that are switched off, after a file was edited. An id names a line, so that it moves with the end of its line;
 * where that was replaced the id is dropped, for what stands there now is something else.
 */
export function moveOffFixes(
  off: readonly OffFix[],
  file: EditedFile,
  before: string,
  after: string,
): readonly OffFix[] {
  if (off.length === 0 || before === after) return off;
  const shortest = Math.min(before.length, after.length);
  let first = 0;
  while (first < shortest && before[first] === after[first]) first += 1;
  let last = 0;
  while (last < shortest - first && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  return off.flatMap((fix) => {
    if (fix.file !== file) return [fix];
    const [, transform, digits] = /^(.*)@(\d+)$/.exec(fix.id) ?? [];
    if (transform === undefined) return [];
    const end = lineEnd(before, Number(digits));
    if (end < first || (end === first && after[first] === '\n')) return [fix];
    if (end < before.length - last) return [];
    const moved = end + after.length - before.length;
    return [{ ...fix, id: `${transform}@${after.slice(0, moved).split('\n').length}` }];
  });
}

/** The offset of the line break that ends a line, from 1; the length of the text where there is none. */
function lineEnd(text: string, line: number): number {
  let end = -1;
  for (let count = 0; count < line; count += 1) {
    end = text.indexOf('\n', end + 1);
    if (end === -1) return text.length;
  }
  return end;
}
