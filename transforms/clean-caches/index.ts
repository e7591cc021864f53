import type { Stage } from '../../src/dockerfile/model.js';
import type { Finding } from '../../src/transform/finding.js';
import type { Transform, TransformInput } from '../../src/transform/transform.js';
import { listUse } from './apt-lists.js';
import { aptFindings, leavesLists } from './apt.js';
import { commandFindings } from './commands.js';
import { refusal } from './finding.js';
import { apkFindings, pipFindings } from './flags.js';
import { hasOption, isInstall } from './invocation.js';
import { REASONS } from './reasons.js';
import { recommendsFindings } from './recommends.js';
import { failingRemoval, unlessRemoved } from './removals.js';
import { readRun, type RunFacts } from './run-facts.js';

/** Cleans up after package managers in the RUN that installs. */
const cleanCaches: Transform = {
  id: 'clean-caches',
  summary: 'Removes what package managers leave behind, in the RUN that installs',
  description:
    'A file that one RUN writes and a later one removes still lies in the first layer. So the caches and lists of apt, apk, yum, dnf, microdnf, zypper, pip, npm, yarn, pnpm, gem, composer and conda are removed, or never written, in the RUN that installs, in a form that keeps its exit status. ' +
    'Lists that a later RUN needs are only removed where that RUN is given an apt-get update of its own. apt-get install gets --no-install-recommends where what that leaves out is known and is not needed, or is added by name.',
  applicabilities: ['safe', 'unsafe', 'manual'],
  reasons: REASONS,
  run: (input) => {
    const runs = readRuns(input);
    return [
      ...aptFindings(input, runs),
      ...input.dockerfile.stages.flatMap((stage) =>
        input.shipping.has(stage.index)
          ? shippedStageFindings(input, stage, runs)
          : otherStageFindings(input, stage, runs),
      ),
    ];
  },
};

export default cleanCaches;

function readRuns({ dockerfile, states }: TransformInput): ReadonlyMap<number, RunFacts> {
  const runs = new Map<number, RunFacts>();
  for (const instruction of dockerfile.instructions) {
    const state = states[instruction.index];
    if (instruction.keyword === 'RUN' && state !== undefined)
      runs.set(instruction.index, readRun(instruction, state));
  }
  return runs;
}

function runsOf(stage: Stage, runs: ReadonlyMap<number, RunFacts>): readonly RunFacts[] {
  return stage.instructions.flatMap(({ index }) => runs.get(index) ?? []);
}

function shippedStageFindings(
  input: TransformInput,
  stage: Stage,
  runs: ReadonlyMap<number, RunFacts>,
): readonly Finding[] {
  const findRecommends = recommendsFindings(input, stage, runs);
  return runsOf(stage, runs).flatMap((run) => {
    const unlessLaterFails = (
      findings: readonly Finding[],
      paths: RegExp,
      storesItself: (other: RunFacts) => boolean,
    ): readonly Finding[] =>
      findings.some(({ kind }) => kind === 'fix')
        ? unlessRemoved(findings, failingRemoval(input, stage, run, runs, paths, storesItself))
        : findings;
    return [
      ...unlessLaterFails(apkFindings(input, run, runs), /^\/var\/cache\/apk\/./, storesIndex),
      ...unlessLaterFails(pipFindings(input, stage, run), /\.cache(?:\/|$)/, installsWithPip),
      ...unlessLaterFails(commandFindings(input, stage, run), COMMAND_CACHES, () => false),
      ...findRecommends(run),
    ];
  });
}

/** Folders that the clean-up commands of package managers empty or remove. */
const COMMAND_CACHES =
  /^\/var\/cache\/(?:yum|dnf|libdnf5|zypp)|\.npm\b|\.cache(?:\/|$)|\bcomposer\b.*\bcache|\/pkgs\b|\/cache\/.*\.gem$/;

function storesIndex(run: RunFacts): boolean {
  return run.invocations.some(
    (call) =>
      call.manager.id === 'apk' &&
      (call.subcommand === 'update' || hasOption(call, '-U', '--update', '--update-cache')),
  );
}

function installsWithPip(run: RunFacts): boolean {
  return run.invocations.some((call) => call.manager.id === 'pip' && isInstall(call));
}

/** One refusal for a stage that does not ship, where it would have got a clean-up if it did. */
function otherStageFindings(
  input: TransformInput,
  stage: Stage,
  runs: ReadonlyMap<number, RunFacts>,
): readonly Finding[] {
  const shipped: TransformInput = { ...input, shipping: new Set([...input.shipping, stage.index]) };
  const own = shippedStageFindings(shipped, stage, runs);
  const lists = runsOf(stage, runs).find((run) => leavesLists(run) && listUse(run).looksUp);
  const range = own.find(({ kind }) => kind === 'fix')?.range ?? lists?.instruction.range;
  if (range === undefined) return [];
  return [
    refusal(
      range,
      'stage-not-shipped',
      'This stage is not part of an image that ships, so a clean-up here would save nothing.',
    ),
  ];
}
