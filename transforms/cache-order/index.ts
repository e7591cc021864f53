import { listOf } from '../../src/transform/wording.js';
import { placeOf } from '../../src/dockerfile/place.js';
import type { BuildContext } from '../../src/context/build-context.js';
import type { Finding } from '../../src/transform/finding.js';
import { NO_BYTES } from '../../src/transform/estimate.js';
import type { Transform, TransformInput } from '../../src/transform/transform.js';
import { candidates, type Candidate } from './candidates.js';
import { judge, shapeProblem, sourceFolder } from './judge.js';
import { layOut } from './layout.js';
import { REASONS } from './reasons.js';
import { refuse, type ManagerCommand, type Refusal } from './site.js';

function run(input: TransformInput): readonly Finding[] {
  const { context, dockerfile, states } = input;
  return dockerfile.stages.flatMap((stage) =>
    candidates(stage, states)
      .filter((candidate) => copiesFolder(candidate, context))
      // What is copied twice is moved once a round.
      .slice(0, 1)
      .map((candidate) => findingOf(candidate, input)),
  );
}

/** A file of its own can't be taken apart; without a context only the root is surely a folder. */
function copiesFolder(candidate: Candidate, context: BuildContext | undefined): boolean {
  const folder = sourceFolder(candidate);
  if (folder === '') return true;
  return context?.entry(folder)?.kind === 'directory' && !isFolderOfManifests(context, folder);
}

/** `requirements/` with nothing but lists in it: it changes as seldom as one of them. */
function isFolderOfManifests(context: BuildContext, folder: string): boolean {
  return context
    .list(folder)
    .every(({ name, kind }) => kind === 'file' && /\.(?:in|json|lock|toml|txt|ya?ml)$/.test(name));
}

function findingOf(candidate: Candidate, input: TransformInput): Finding {
  const { copy, last } = candidate;
  const { instruction } = copy;
  const refusal = ({ reason, message }: Refusal): Finding => ({
    kind: 'refusal',
    reason,
    message: `${upper(placeOf(last))} stays behind the copy of the sources: ${message}.`,
    file: 'dockerfile',
    range: instruction.range,
  });
  const problem = shapeProblem(candidate);
  if (problem !== undefined) return refusal(problem);
  if (input.context === undefined) {
    return refusal(
      refuse(
        'context-absent',
        'what the install reads is in the build context, which is not known; name it with --context',
      ),
    );
  }
  const order = judge(candidate, input.context, input);
  if (order.kind === 'refused') return refusal(order);
  const edits = layOut(input.dockerfile, candidate, order);
  if ('kind' in edits) return refusal(edits);
  const [doubt] = order.doubts;
  const installs = [...new Set(candidate.installs.map(({ command }) => shownCommand(command)))];
  const message = `Copies ${listOf([...order.files, ...order.folders])} before the rest, so that ${listOf(installs)} ${installs.length === 1 ? 'stays' : 'stay'} in the build cache when only sources change`;
  return {
    kind: 'fix',
    ...(doubt === undefined
      ? { applicability: 'safe', message: `${message}.` }
      : {
          applicability: 'unsafe',
          reason: doubt.reason,
          message: `${message}; but ${doubt.message}.`,
        }),
    edits,
    removes: [],
    estimate: NO_BYTES,
    file: 'dockerfile',
    range: instruction.range,
  };
}

/** `npm ci`, `yarn`, `python -m pip install`: up to the word that says what is done. */
function shownCommand({ name, arguments: given }: ManagerCommand): string {
  const words = given.map(({ value }) => value);
  const end = words.findIndex((word) => /^(?:i|ci|install|clean-install|download)$/.test(word));
  return [name, ...words.slice(0, end + 1)].join(' ');
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Puts the manifests before the sources, so that an install is cached when only sources change. */
const cacheOrder: Transform = {
  id: 'cache-order',
  summary: 'Copies manifests before sources, so that installs stay in the build cache',
  description:
    'Where all sources are copied before an install, copies first what the install reads (manifests, lock files, settings, patches), ' +
    'and the sources after it: the install is then cached when only sources change. Everything that the install reads is followed; ' +
    'where a script, a dependency or a setting may read more, or the copy could cover what was installed, nothing is moved.',
  applicabilities: ['safe', 'unsafe'],
  reasons: REASONS,
  run,
};

export default cacheOrder;
