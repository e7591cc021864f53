import { visible } from './file-report.js';

/**
 * The instruction that made a layer, in one line.
 * @param createdBy as the comparison has it; empty where it is not known
 * @returns words in parentheses where it is not known
 */
export function instructionTitle(createdBy: string): string {
  const line = visible(createdBy.replace(/\s+/g, ' ').trim());
  return line === '' ? '(the image names no instruction)' : line;
}
