import type { StageCopy } from '../../../src/context/stage-copies.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { stageTitle } from './joined.js';

/** How a stage is named where files are copied from it. */
export function fromName(builder: Stage, copies: readonly StageCopy[]): string {
  const copy = copies.find(({ from }) => from === builder);
  return copy?.instruction.flags.find(({ name }) => name === 'from')?.value ?? stageTitle(builder);
}
