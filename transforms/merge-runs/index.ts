import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import { readAssignments } from '../../src/dockerfile/variables.js';
import type { Finding, RefusalFinding } from '../../src/transform/finding.js';
import { replacement, type TextEdit } from '../../src/transform/text-edit.js';
import type { Transform, TransformInput } from '../../src/transform/transform.js';
import { findBytesWon, findLayerWon, type NumberedStep } from './gain.js';
import { commentsBetween, readCandidate, readGroup, type Candidate } from './groups.js';
import { findLoneUpdates, isSectioned } from './lone-update.js';
import { REASONS, type Obstacle } from './reasons.js';
import { renderMerge } from './render.js';

const mergeRuns: Transform = {
  id: 'merge-runs',
  summary: 'Merges neighbouring RUNs where that frees bytes, or where they are of one kind',
  description:
    'A file that one RUN makes and the next removes stays in the image: each RUN is a layer of its own. The merge joins such RUNs into one, in a form that was ' +
    'proven to do the same: `&&` lists by `&&`, scripts under `set -e` by `;`, other lists in braces. Without a gain in bytes it joins only RUNs of one kind ' +
    '(installs with one package manager, set-up of files and users), and says that bytes are not won. Work that changes often is not joined with expensive work, ' +
    'since each RUN is also a unit of the build cache.',
  applicabilities: ['safe', 'unsafe'],
  reasons: REASONS,
  run: (input) => input.dockerfile.stages.flatMap((stage) => mergeInStage(stage, input)),
};
export default mergeRuns;

function mergeInStage(stage: Stage, input: TransformInput): readonly Finding[] {
  const sequences = [...runSequences(stage.instructions, 'RUN')];
  if (!input.shipping.has(stage.index) && input.options.merge !== 'all') {
    const [first] = sequences;
    if (first === undefined) return [];
    const what =
      stage.name === undefined ? `that starts at line ${stage.from.firstLine}` : `“${stage.name}”`;
    return [
      refusal(first.slice(0, 1), {
        reason: 'stage-does-not-ship',
        why: `the stage ${what} does not ship, so that its layers cost nothing and serve the build cache`,
      }),
    ];
  }
  const candidates = new Map<number, Candidate>();
  for (const instruction of stage.instructions) {
    const candidate = instruction.keyword === 'RUN' ? readCandidate(instruction, input) : undefined;
    if (candidate !== undefined) candidates.set(instruction.index, candidate);
  }
  const updates = findLoneUpdates(input.dockerfile, stage, candidates);
  const moved = new Set(updates.map(({ update }) => update));
  const findings: Finding[] = updates.map(({ finding }) => finding);
  for (const sequence of sequences) {
    const known = sequence.flatMap(({ index }) => candidates.get(index) ?? []);
    findings.push(...mergeSequence(known, moved, stage, input));
  }
  return [
    ...findings,
    ...findSeparated(stage, candidates),
    ...[...runSequences(stage.instructions, 'ONBUILD')].map((onbuild) =>
      refusal(onbuild.slice(0, 2), {
        reason: 'onbuild',
        why: 'they run in the builds of other images, which can’t be seen from here',
      }),
    ),
  ];
}

/** Instructions of one keyword that stand one after the other, two at least. */
function* runSequences(
  instructions: readonly Instruction[],
  keyword: string,
): Generator<readonly Instruction[]> {
  let current: Instruction[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === keyword) {
      current.push(instruction);
      continue;
    }
    if (current.length > 1) yield current;
    current = [];
  }
  if (current.length > 1) yield current;
}

/** Why RUNs from one place of a sequence to another belong together. */
interface Link {
  readonly from: number;
  readonly to: number;
  readonly why: string;
  readonly winsBytes: boolean;
}

/** More RUNs than this between an install and its clean-up are no unit that a person would write as one RUN. */
const LONGEST_SPAN = 5;

function mergeSequence(
  sequence: readonly Candidate[],
  moved: ReadonlySet<Candidate>,
  stage: Stage,
  input: TransformInput,
): readonly Finding[] {
  const findings: Finding[] = [];
  const links = findLinks(sequence, moved, stage, input);
  let start = 0;
  while (start < sequence.length - 1) {
    let end = start;
    let obstacle: Obstacle | undefined;
    while (end + 1 < sequence.length && obstacle === undefined) {
      const place = end;
      if (!links.some(({ from, to }) => from <= place && place < to)) {
        obstacle = keptApart(sequence, place, input);
        break;
      }
      const group = readGroup(input.dockerfile, sequence.slice(start, place + 2));
      if ('reason' in group) obstacle = group;
      else end += 1;
    }
    const refused = end;
    end = trimmed(links, start, end);
    const merged =
      end > start
        ? mergeGroup(sequence.slice(start, end + 1), links, start, end, stage, input)
        : undefined;
    if (merged !== undefined) findings.push(merged);
    if (obstacle !== undefined && refused + 1 < sequence.length) {
      const pair = sequence.slice(refused, refused + 2);
      const winsBytes = links.some(
        ({ from, to, winsBytes: wins }) => wins && from <= refused && refused < to,
      );
      if (!pair.some((candidate) => moved.has(candidate))) {
        findings.push(
          refusal(
            pair.map(({ instruction }) => instruction),
            obstacle,
            winsBytes,
          ),
        );
      }
    }
    start = Math.max(end, end > start ? end : refused) + 1;
  }
  return findings;
}

/** The last place up to which every merge of a group is still called for by a link that lies within it. */
function trimmed(links: readonly Link[], start: number, end: number): number {
  let last = end;
  for (;;) {
    const within = links.filter(({ from, to }) => from >= start && to <= last);
    let place = start;
    while (place < last && within.some(({ from, to }) => from <= place && place < to)) place += 1;
    if (place === last) return last;
    last = place;
  }
}

function findLinks(
  sequence: readonly Candidate[],
  moved: ReadonlySet<Candidate>,
  stage: Stage,
  input: TransformInput,
): readonly Link[] {
  const links: Link[] = [];
  const buildArguments = stage.instructions
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap((instruction) => readAssignments(instruction, input.dockerfile.escape))
    .map(({ name }) => name);
  for (let to = 1; to < sequence.length; to += 1) {
    const later = numbered(sequence[to]);
    const laterCandidate = sequence[to];
    if (later === undefined || laterCandidate === undefined || bustsCache(laterCandidate)) continue;
    for (let from = to - 1; from >= Math.max(0, to - LONGEST_SPAN); from -= 1) {
      const candidate = sequence[from];
      const earlier = numbered(candidate);
      if (candidate === undefined || earlier === undefined || moved.has(candidate)) continue;
      const inner = sequence.slice(from + 1, to);
      if (inner.some((other) => other.step?.huge !== undefined || bustsCache(other))) break;
      const why = findBytesWon(earlier, later);
      if (why === undefined) continue;
      links.push({ from, to, why, winsBytes: true });
      break;
    }
    const before = sequence[to - 1];
    const earlier = numbered(before);
    if (before === undefined || earlier === undefined || input.options.merge === 'pays') continue;
    const why = findLayerWon(earlier, later);
    if (why === undefined || moved.has(before)) continue;
    if (isSectioned(input.dockerfile, before.instruction, laterCandidate.instruction)) continue;
    if (before.step?.kind !== 'files' && usesOther(buildArguments, before, laterCandidate))
      continue;
    links.push({ from: to - 1, to, why, winsBytes: false });
  }
  return links;
}

function numbered(candidate: Candidate | undefined): NumberedStep | undefined {
  return candidate?.step === undefined ? undefined : { step: candidate.step, line: candidate.line };
}

/** Whether a RUN reads a value that changes with each build, so that it is meant to run anew (hazards M17). */
function bustsCache({ instruction }: Candidate): boolean {
  return /\$\{?\w*(?:CACHE_?(?:BUST|DATE|BREAK)|GIT_?(?:SHA|COMMIT|HASH|REV)|COMMIT_?(?:SHA|HASH)|BUILD_?(?:DATE|TIME|NUMBER|ID)|VCS_REF|REVISION)/i.test(
    instruction.arguments.text,
  );
}

function usesOther(names: readonly string[], earlier: Candidate, later: Candidate): boolean {
  const uses = ({ instruction }: Candidate, name: string): boolean =>
    new RegExp(`\\$\\{?${name}\\b`).test(instruction.arguments.text);
  return names.some((name) => uses(later, name) && !uses(earlier, name));
}

function mergeGroup(
  candidates: readonly Candidate[],
  links: readonly Link[],
  start: number,
  end: number,
  stage: Stage,
  input: TransformInput,
): Finding | undefined {
  const { dockerfile } = input;
  const group = readGroup(dockerfile, candidates);
  if ('reason' in group) return undefined;
  const instructions = candidates.map(({ instruction }) => instruction);
  const between = instructions.flatMap((instruction, index) => {
    const before = instructions[index - 1];
    return before === undefined ? [] : commentsBetween(dockerfile, before, instruction);
  });
  const merged = renderMerge(dockerfile, group.bodies, group.form, between);
  if ('reason' in merged) return refusal(instructions, merged);
  const within = links.filter(({ from, to }) => from >= start && to <= end);
  const bytes = unique(within.filter(({ winsBytes }) => winsBytes).map(({ why }) => why));
  const layers = unique(within.filter(({ winsBytes }) => !winsBytes).map(({ why }) => why));
  const count = candidates.length - 1;
  const saved = count === 1 ? 'a layer' : `${count} layers`;
  const why =
    bytes.length > 0
      ? `${bytes.join('; ')}.`
      : `${layers.join('; ')}. This saves ${saved}, but no bytes.`;
  const finding = {
    kind: 'fix',
    message: `Merges the RUNs of lines ${listed(instructions)} into one: ${why}`,
    file: 'dockerfile',
    range: merged.range,
    edits: [shrink(dockerfile, merged.range, merged.text)],
  } as const;
  const [first] = candidates;
  if (
    group.form.needsNoErrexit &&
    first?.state.shell === undefined &&
    !hasOfficialBase(dockerfile, stage)
  ) {
    return { ...finding, applicability: 'unsafe', reason: 'base-shell-unknown' };
  }
  return { ...finding, applicability: 'safe' };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function listed(instructions: readonly Instruction[]): string {
  const lines = instructions.map(({ firstLine }) => String(firstLine));
  return `${lines.slice(0, -1).join(', ')} and ${lines.at(-1) ?? ''}`;
}

/** Docker's official images set no SHELL with `-e`. */
function hasOfficialBase(dockerfile: Dockerfile, stage: Stage): boolean {
  const base = ancestry(dockerfile, stage).at(-1)?.base;
  return base?.kind === 'image' && officialImage(base.reference) !== undefined;
}

/** The edit without the characters at both ends that stay. */
function shrink(
  { text }: Dockerfile,
  range: { readonly start: number; readonly end: number },
  merged: string,
): TextEdit {
  let { start, end } = range;
  let from = 0;
  let to = merged.length;
  while (start < end && from < to && text[start] === merged[from]) {
    start += 1;
    from += 1;
  }
  while (end > start && to > from && text[end - 1] === merged[to - 1]) {
    end -= 1;
    to -= 1;
  }
  // An edit that starts inside of the first RUN belongs to it, so that a comment above can keep it away.
  return replacement({ start, end }, merged.slice(from, to));
}

function keptApart(
  sequence: readonly Candidate[],
  place: number,
  input: TransformInput,
): Obstacle | undefined {
  const before = sequence[place];
  const after = sequence[place + 1];
  if (before === undefined || after === undefined) return undefined;
  const obstacle = [before.body, after.body].find((body) => 'reason' in body);
  if (obstacle !== undefined && 'reason' in obstacle) return obstacle;
  const earlier = numbered(before);
  const later = numbered(after);
  const layer =
    earlier === undefined || later === undefined ? undefined : findLayerWon(earlier, later);
  if (layer !== undefined && input.options.merge === 'pays') {
    return { reason: 'no-bytes-won', why: 'merging them would save a layer, but no bytes' };
  }
  return {
    reason: 'cache-split',
    why: 'merging them would save a layer but no bytes, and a change of one would make the build repeat the other',
  };
}

/** Clean-ups that free nothing, because other instructions stand between them and what they clean. */
function findSeparated(
  stage: Stage,
  candidates: ReadonlyMap<number, Candidate>,
): readonly RefusalFinding[] {
  const findings: RefusalFinding[] = [];
  for (const [position, instruction] of stage.instructions.entries()) {
    const later = numbered(candidates.get(instruction.index));
    if (later === undefined) continue;
    let isSeparated = false;
    for (let place = position - 1; place >= 0; place -= 1) {
      const other = stage.instructions[place];
      if (other === undefined) break;
      if (other.keyword !== 'RUN') isSeparated = true;
      const earlier = numbered(candidates.get(other.index));
      const why = earlier === undefined ? undefined : findBytesWon(earlier, later);
      if (earlier === undefined || why === undefined || earlier.step.refreshesOnly !== undefined)
        continue;
      if (isSeparated && !later.step.installs.size) {
        findings.push(
          refusal(
            [other, instruction],
            {
              reason: 'instruction-between',
              why: `${why}, but other instructions stand between them`,
            },
            true,
          ),
        );
      }
      break;
    }
  }
  return findings;
}

function refusal(
  instructions: readonly Instruction[],
  { reason, why }: Obstacle,
  winsBytes = false,
): RefusalFinding {
  const last = instructions.at(-1);
  const range = last?.range ?? { start: 0, end: 0 };
  const place =
    instructions.length > 1
      ? `The ${last?.keyword ?? 'RUN'}s of lines ${listed(instructions)} stay apart`
      : `The RUNs from line ${last?.firstLine ?? 1} on stay apart`;
  return {
    kind: 'refusal',
    reason,
    message: `${place}: ${why}.`,
    file: 'dockerfile',
    range,
    ...(winsBytes ? { applicability: 'manual' as const } : {}),
  };
}
