import type { Stage } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import {
  bytesBeyond,
  listsBytes,
  MEASURED_ON,
  packagesAfter,
  sizesSource,
  type Install,
} from '../../src/knowledge/package-sizes.js';
import { estimateOf, type Estimate } from '../../src/transform/estimate.js';
import { basePackages, installOf, type BasePackages } from '../../src/transform/stage-packages.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { suiteOfStage } from './flags.js';
import type { RunFacts } from './run-facts.js';

/** What the lists of one `apt-get update` weigh. */
export function listsEstimate(input: TransformInput, stage: Stage): Estimate | undefined {
  const suite = suiteOfStage(input, stage);
  return suite === undefined
    ? undefined
    : estimateOf(listsBytes(suite), `the lists of apt on ${suite}, ${MEASURED_ON}`);
}

/** An install that is to do without recommended packages. */
interface Lean {
  readonly command: ShellCommand;
  readonly names: readonly string[];
  /** Recommended packages that are then named. */
  readonly add: readonly string[];
}

/** What some installs of a RUN bring less once they have the flag, as the stage installs up to there. */
export function leanEstimate(
  { dockerfile }: TransformInput,
  stage: Stage,
  run: RunFacts,
  runs: ReadonlyMap<number, RunFacts>,
  changed: readonly Lean[],
): Estimate | undefined {
  const chain = ancestry(dockerfile, stage);
  const base = baseOf(chain.at(-1));
  if (base === undefined) return undefined;
  const commands = chain
    .flatMap(({ instructions }) => instructions)
    .filter(({ index }) => index <= run.instruction.index)
    .sort((first, second) => first.index - second.index)
    .flatMap(({ index }) => runs.get(index)?.commands ?? []);
  const written = commands.flatMap((command) => installOf(command) ?? []);
  const lean = commands.flatMap((command): readonly Install[] => {
    const change = changed.find((one) => one.command === command);
    if (change !== undefined) {
      return [{ names: [...change.names, ...change.add], withRecommends: false }];
    }
    const install = installOf(command);
    return install === undefined ? [] : [install];
  });
  const { suite, packages } = base;
  // A package of which the table has not even what it depends on may bring what is counted here.
  const known = packagesAfter(
    suite,
    packages,
    written.map((install) => ({ ...install, withRecommends: false })),
  );
  const before = packagesAfter(suite, packages, written);
  const after = packagesAfter(suite, packages, lean);
  return known.isComplete
    ? estimateOf(
        bytesBeyond(suite, before.packages, after.packages),
        sizesSource(suite),
        !before.isComplete,
      )
    : undefined;
}

function baseOf(stage: Stage | undefined): BasePackages | undefined {
  return stage?.base.kind === 'image' ? basePackages(stage.base.reference) : undefined;
}
