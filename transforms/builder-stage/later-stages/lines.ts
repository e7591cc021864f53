import type { StageCopy } from '../../../src/context/stage-copies.js';
import type { Instruction, Stage } from '../../../src/dockerfile/model.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { stageTitle } from './joined.js';

/** How a stage is named where files are copied from it. */
export function fromName(builder: Stage, copies: readonly StageCopy[]): string {
  const copy = copies.find(({ from }) => from === builder);
  return copy?.instruction.flags.find(({ name }) => name === 'from')?.value ?? stageTitle(builder);
}

/** A RUN that installs Debian packages. */
export function aptLine(
  { dockerfile: { escape, lineEnding } }: TransformInput,
  packages: readonly string[],
): string {
  return `RUN ${[
    'apt-get update',
    `apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    'rm -rf /var/lib/apt/lists/*',
  ].join(` ${escape}${lineEnding}    && `)}`;
}

/** A line with its keyword in the case of an instruction. */
export function inManner(
  { dockerfile }: TransformInput,
  { keywordRange }: Instruction,
  line: string,
): string {
  const written = dockerfile.text.slice(keywordRange.start, keywordRange.end);
  return written === written.toLowerCase()
    ? line.replace(/^[A-Z]+/, (keyword) => keyword.toLowerCase())
    : line;
}
