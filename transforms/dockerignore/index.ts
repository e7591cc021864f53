import { listOf } from '../../src/transform/wording.js';
import { parseDockerignore } from '../../src/context/dockerignore.js';
import { localSources } from '../../src/context/local-sources.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import { lineEnding } from '../../src/dockerfile/text.js';
import type { Finding, FixFinding, RefusalFinding } from '../../src/transform/finding.js';
import { imagePlaces } from '../../src/transform/image-places.js';
import { insertion } from '../../src/transform/text-edit.js';
import type { Transform, TransformInput } from '../../src/transform/transform.js';
import { CANDIDATES } from './candidates.js';
import { judge, type Proposal, type Verdict } from './judge.js';
import { REASONS } from './reasons.js';
import { makeSurvey } from './survey.js';
import { addWeights, formatWeight, NOTHING } from './walk.js';

function run(input: TransformInput): readonly Finding[] {
  const [first] = localSources(input.dockerfile);
  if (first === undefined) return [];
  const refuse = (reason: string, message: string): readonly RefusalFinding[] => [
    { kind: 'refusal', reason, message, file: 'dockerfile', range: first.instruction.range },
  ];
  if (input.context === undefined) {
    return refuse(
      'context-absent',
      'No .dockerignore is written, because the build context of this Dockerfile is not known; name it with --context.',
    );
  }
  const { patterns, errors } = parseDockerignore(input.dockerignore);
  if (errors[0] !== undefined) {
    return refuse('ignore-file-invalid', `.dockerignore is left alone: ${errors[0].message}`);
  }
  const survey = makeSurvey(input.context, input.dockerfile, patterns);
  if (survey === undefined) {
    return refuse(
      'context-too-large',
      'No pattern is proposed, because the context has too many files to be looked at.',
    );
  }
  const verdicts = CANDIDATES.flatMap((candidate) => judge(candidate, survey) ?? []);
  return [
    ...safeFix(verdicts, input),
    ...unsafeFixes(verdicts, input),
    ...refusals(verdicts, first.instruction),
  ];
}

/** All that is safe together: a reviewer reads one list, as it will stand in the file. */
function safeFix(verdicts: readonly Verdict[], input: TransformInput): readonly FixFinding[] {
  const proposals = verdicts.flatMap(({ kind, proposal }) => (kind === 'safe' ? [proposal] : []));
  // Packages that are installed and then covered by a copy are worth a line before anybody has them; caches are not.
  const isWorthwhile = proposals.some(
    ({ weight, candidate }) => weight.files > 0 || candidate.kind === 'dependencies',
  );
  if (!isWorthwhile) return [];
  return [
    {
      kind: 'fix',
      applicability: 'safe',
      message: `Keeps out of the build context ${listOf(describe(proposals))}.${total(proposals)}`,
      ...placed(input, proposals),
    },
  ];
}

function unsafeFixes(verdicts: readonly Verdict[], input: TransformInput): readonly FixFinding[] {
  const groups = new Map<string, Proposal[]>();
  const reasons = new Map<string, string>();
  for (const verdict of verdicts) {
    if (verdict.kind !== 'unsafe') continue;
    const group = groups.get(verdict.why) ?? [];
    group.push(verdict.proposal);
    groups.set(verdict.why, group);
    reasons.set(verdict.why, verdict.reason);
  }
  return [...groups].map(([why, proposals]) => ({
    kind: 'fix',
    applicability: 'unsafe',
    reason: reasons.get(why) ?? '',
    message: `Keeps out of the build context ${listOf(describe(proposals))}; but ${why}.${total(proposals)}`,
    ...placed(input, proposals),
  }));
}

/** `.git (version control data, 37 files (41.2 kB))`, patterns of one kind together. */
function describe(proposals: readonly Proposal[]): readonly string[] {
  const whats = [...new Set(proposals.map(({ candidate }) => candidate.what))];
  return whats.map((what) => {
    const same = proposals.filter(({ candidate }) => candidate.what === what);
    const weight = same.map((proposal) => proposal.weight).reduce(addWeights, NOTHING);
    const patterns = [...new Set(same.flatMap((proposal) => proposal.patterns))];
    const amount = weight.files === 0 ? 'none there yet' : formatWeight(weight);
    return `${patterns.join(', ')} (${what}: ${amount})`;
  });
}

function total(proposals: readonly Proposal[]): string {
  const weight = proposals.map((proposal) => proposal.weight).reduce(addWeights, NOTHING);
  if (weight.files === 0 || describe(proposals).length === 1) return '';
  return ` In all: ${formatWeight(weight)}.`;
}

function placed(
  { dockerignore, dockerfile, states }: TransformInput,
  proposals: readonly Proposal[],
): Pick<FixFinding, 'edits' | 'removes' | 'file' | 'range'> {
  const end = dockerignore.length;
  const newline = dockerignore === '' ? dockerfile.lineEnding : lineEnding(dockerignore);
  const start = dockerignore === '' || dockerignore.endsWith('\n') ? '' : newline;
  const patterns = [...new Set(proposals.flatMap((proposal) => proposal.patterns))];
  return {
    file: 'dockerignore',
    range: { start: end, end },
    edits: [
      insertion(end, start + patterns.map((line) => line + newline).join(''), 'dockerignore'),
    ],
    removes: [{ kind: 'paths', paths: imagePlaces(dockerfile, states, patterns) }],
  };
}

function refusals(verdicts: readonly Verdict[], { range }: Instruction): readonly RefusalFinding[] {
  const found = verdicts.flatMap((verdict) => {
    if (verdict.kind !== 'refused') return [];
    const { proposal, reason, why } = verdict;
    const message = `${proposal.patterns.join(', ')} (${formatWeight(proposal.weight)}) stays in the build context: ${why}.`;
    return [{ kind: 'refusal', reason, message, file: 'dockerfile', range } as const];
  });
  return found.filter(
    ({ message }, index) => found.findIndex((other) => other.message === message) === index,
  );
}

/** Creates or extends `.dockerignore` from what is in the build context. */
const dockerignore: Transform = {
  id: 'dockerignore',
  summary: 'Keeps what no build needs out of the build context',
  description:
    'Creates or extends .dockerignore: version control data, dependencies and output that the build makes itself, caches, logs, ' +
    'local secrets. Each pattern is checked against every COPY, ADD and bind mount of every Dockerfile that shares the context, ' +
    'against what git tracks, and against what the build and the program read. Nothing that git tracks is ever ignored.',
  applicabilities: ['safe', 'unsafe'],
  reasons: REASONS,
  run,
};

export default dockerignore;
