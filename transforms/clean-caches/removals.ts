import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import type { Finding } from '../../src/transform/finding.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { refusal } from './finding.js';
import type { RunFacts } from './run-facts.js';

/**
 * A later RUN whose `rm` without `-f` names files of a cache: it fails, and the build with it, once there are none.
 * @param storesItself whether a RUN makes such files anew before it removes them
 */
export function failingRemoval(
  { dockerfile }: TransformInput,
  stage: Stage,
  run: RunFacts,
  runs: ReadonlyMap<number, RunFacts>,
  paths: RegExp,
  storesItself: (other: RunFacts) => boolean,
): Instruction | undefined {
  return dockerfile.stages
    .filter((other) => ancestry(dockerfile, other).includes(stage))
    .flatMap(({ instructions }) => instructions)
    .flatMap(({ index }) => (index > run.instruction.index ? (runs.get(index) ?? []) : []))
    .find((other) => failsWithout(other, paths) && !storesItself(other))?.instruction;
}

function failsWithout({ commands }: RunFacts, paths: RegExp): boolean {
  return commands.some((command) => {
    const resolved = resolveCommand(command);
    if (resolved?.name !== 'rm') return false;
    const words = resolved.arguments.map(({ value }) => value);
    const isForced = words.some((word) => /^(?:-[a-zA-Z]*f[a-zA-Z]*|--force)$/.test(word));
    return !isForced && words.some((word) => paths.test(word));
  });
}

/** What is said where a later `rm` would fail. */
export function failingRemovalMessage(later: Instruction): string {
  return `The rm in the RUN of line ${String(later.shownLine)} would fail once this RUN leaves nothing behind; give it -f.`;
}

/** The findings, without the fixes that would make a later `rm` fail. */
export function unlessRemoved(
  findings: readonly Finding[],
  later: Instruction | undefined,
): readonly Finding[] {
  if (later === undefined) return findings;
  return findings.map((finding) =>
    finding.kind === 'fix'
      ? refusal(finding.range, 'removed-later', failingRemovalMessage(later), true)
      : finding,
  );
}
