import { DockerfileParser } from 'dockerfile-ast';
import type { Dockerfile } from './model.js';

/**
 * Reads the file a second time, by the library dockerfile-ast, and compares what the two readers see: how many
 * instructions there are, their keywords, first and last lines, heredocs.
 * @returns where they disagree first, for a person; undefined when they agree
 */
export function findDisagreement(dockerfile: Dockerfile): string | undefined {
  const other = DockerfileParser.parse(dockerfile.text).getInstructions();
  const ours = dockerfile.instructions;
  for (let index = 0; index < Math.max(ours.length, other.length); index += 1) {
    const mine = ours[index];
    const theirs = other[index];
    if (mine === undefined) {
      return `line ${(theirs?.getRange().start.line ?? 0) + 1}: only one of two readers sees an instruction here`;
    }
    if (theirs === undefined) {
      return `line ${mine.firstLine}: only one of two readers sees an instruction here`;
    }
    const range = theirs.getRange();
    if (
      theirs.getKeyword() !== mine.keyword ||
      range.start.line + 1 !== mine.firstLine ||
      range.end.line + 1 !== mine.lastLine
    ) {
      return `line ${mine.firstLine}: two readers disagree about where ${mine.keyword} begins or ends`;
    }
  }
  return undefined;
}
