import { visible } from './file-report.js';

/** The shells that builders write before a script of RUN, with `|2 A=1 B=2` for build arguments before them. */
const SHELL = /^(?:\|\d+ .*?)?\/(?:usr\/)?bin\/(?:ba|da|a)?sh(?: -\S+(?: pipefail)?)*? -\w*c /;

/**
 * The instruction that made a layer as its author wrote it, in one line: BuildKit, the older builder and Buildah each keep
 * it in the history with words of their own around it.
 * @returns a sentence in parentheses where the history names none
 */
export function instructionTitle(createdBy: string): string {
  const line = visible(createdBy.replace(/\s+/g, ' ').trim()).replace(/ # buildkit$/, '');
  if (line === '') return '(the history names no instruction)';
  const nop = /^(?:\|\d+ .*?)?\/bin\/sh -c #\(nop\) */.exec(line);
  if (nop !== null) return line.slice(nop[0].length);
  const words = line.replace(/^RUN /, '');
  const script = words.replace(SHELL, '');
  return script === words ? line : `RUN ${script}`;
}
