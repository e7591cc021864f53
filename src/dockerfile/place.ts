import type { Instruction } from './model.js';

/** The place of an instruction, for people: `the RUN of line 4`, by the line that it has in the text before all edits. */
export function placeOf({
  keyword,
  shownLine,
}: Pick<Instruction, 'keyword' | 'shownLine'>): string {
  return `the ${keyword} of line ${shownLine}`;
}
