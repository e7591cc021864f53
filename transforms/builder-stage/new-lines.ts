import type { Dockerfile, Instruction } from '../../src/dockerfile/model.js';
import type { Split } from './site.js';

/** A line, or a keyword alone, with the keyword in the case of an instruction. */
export function inManner(
  { text }: Dockerfile,
  { keywordRange: { start, end } }: Instruction,
  line: string,
): string {
  const written = text.slice(start, end);
  return written === written.toLowerCase()
    ? line.replace(/^[A-Z]+/, (keyword) => keyword.toLowerCase())
    : line;
}

/** A RUN that installs Debian packages, and leaves no lists behind. */
export function aptLine(
  { escape, lineEnding }: Dockerfile,
  packages: readonly string[],
  { withRecommends, linksManualPages }: Pick<Split, 'withRecommends' | 'linksManualPages'> = {},
): string {
  const commands = [
    ...(linksManualPages === true ? ['mkdir -p /usr/share/man/man1'] : []),
    'apt-get update',
    `apt-get install -y ${withRecommends === true ? '' : '--no-install-recommends '}${packages.join(' ')}`,
    'rm -rf /var/lib/apt/lists/*',
  ];
  return `RUN ${commands.join(` ${escape}${lineEnding}    && `)}`;
}
