import { listOf } from '../../src/transform/wording.js';
import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import { readAssignments } from '../../src/dockerfile/variables.js';
import { NO_BYTES } from '../../src/transform/estimate.js';
import type { Finding, RefusalFinding } from '../../src/transform/finding.js';
import { deletion, replacement, type TextEdit } from '../../src/transform/text-edit.js';
import type { Transform, TransformInput } from '../../src/transform/transform.js';
import { filesWon, findBytesWon, findLayerWon, type NumberedStep } from './gain.js';
import { commentsBetween, readCandidate, readGroup, type Candidate } from './groups.js';
import { findLoneUpdates } from './lone-update.js';
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
  applicabilities: ['safe', 'unsafe', 'manual'],
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
      stage.name === undefined ? `that starts at line ${stage.from.shownLine}` : `“${stage.name}”`;
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
  const updates = findLoneUpdates(input, stage, candidates);
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
  const refusals = new Map<string, RefusalFinding>();
  let next = 0;
  while (next < sequence.length - 1) {
    const start = next;
    let obstacle: Obstacle | undefined;
    let place = start;
    while (place + 1 < sequence.length) {
      obstacle = isLinked(links, place)
        ? findObstacle(input.dockerfile, sequence.slice(start, place + 2), place - start + 1)
        : keptApart(sequence, place, input);
      if (obstacle !== undefined) break;
      place += 1;
    }
    const end = trimmed(links, start, place);
    next = end + 1;
    if (end > start) {
      findings.push(...mergeGroup(sequence.slice(start, end + 1), links, start, end, stage, input));
    }
    const pair = sequence.slice(place, place + 2);
    if (obstacle === undefined || pair.some((candidate) => moved.has(candidate))) continue;
    // What is said of many neighbours is said once.
    const isCommon = obstacle.reason === 'cache-split' || obstacle.reason === 'no-bytes-won';
    const key = isCommon ? obstacle.reason : String(place);
    const winsBytes = links.some((link) => link.winsBytes && covers(link, place));
    const instructions = pair.map(({ instruction }) => instruction);
    if (!refusals.has(key)) refusals.set(key, refusal(instructions, obstacle, winsBytes));
  }
  return [...findings, ...refusals.values()];
}

function covers({ from, to }: Link, place: number): boolean {
  return from <= place && place < to;
}

function isLinked(links: readonly Link[], place: number): boolean {
  return links.some((link) => covers(link, place));
}

function findObstacle(
  dockerfile: Dockerfile,
  candidates: readonly Candidate[],
  known: number,
): Obstacle | undefined {
  const group = readGroup(dockerfile, candidates, known);
  return 'reason' in group ? group : undefined;
}

/** The last place up to which every merge of a group is still called for by a link that lies within it. */
function trimmed(links: readonly Link[], start: number, end: number): number {
  let last = end;
  for (;;) {
    const within = links.filter(({ from, to }) => from >= start && to <= last);
    let place = start;
    while (place < last && isLinked(within, place)) place += 1;
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
    let isFirst = true;
    for (let from = to - 1; from >= Math.max(0, to - LONGEST_SPAN); from -= 1) {
      const candidate = sequence[from];
      const earlier = numbered(candidate);
      if (candidate === undefined || earlier === undefined || moved.has(candidate)) continue;
      const inner = sequence.slice(from + 1, to);
      if (inner.some((other) => other.step?.huge !== undefined || bustsCache(other))) break;
      const why = isFirst ? findBytesWon(earlier, later) : filesWon(earlier, later);
      if (why === undefined) continue;
      links.push({ from, to, why, winsBytes: true });
      isFirst = false;
    }
    const before = sequence[to - 1];
    const earlier = numbered(before);
    if (before === undefined || earlier === undefined || input.options.merge === 'pays') continue;
    const why = findLayerWon(earlier, later);
    if (why === undefined || moved.has(before)) continue;
    if (isSectioned(input.dockerfile, before.instruction, laterCandidate.instruction)) continue;
    if (lineCount(before) + lineCount(laterCandidate) > LONGEST_LAYER_MERGE) continue;
    if (before.step?.kind !== 'files' && usesOther(buildArguments, before, laterCandidate))
      continue;
    links.push({ from: to - 1, to, why, winsBytes: false });
  }
  return links;
}

/** Longer RUNs are sections of their own: without bytes to win, a merge only makes them harder to read. */
const LONGEST_LAYER_MERGE = 16;

function lineCount({ instruction }: Candidate): number {
  return instruction.lastLine - instruction.firstLine + 1;
}

/** Whether comments between two RUNs speak for keeping them apart: more than a line, a rule, a commented-out instruction. */
function isSectioned(dockerfile: Dockerfile, before: Instruction, after: Instruction): boolean {
  const comments = commentsBetween(dockerfile, before, after);
  return (
    comments.length > 1 ||
    comments.some(({ text }) =>
      /^(?:RUN|COPY|ADD|ENV|ARG|USER|WORKDIR|CMD|ENTRYPOINT|FROM)\s|[-=#*]{4,}|\b(?:TODO|FIXME)\b/i.test(
        text,
      ),
    )
  );
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
): readonly Finding[] {
  const { dockerfile } = input;
  const group = readGroup(dockerfile, candidates);
  if ('reason' in group) return [];
  const instructions = candidates.map(({ instruction }) => instruction);
  const between = instructions.flatMap((instruction, index) => {
    const before = instructions[index - 1];
    return before === undefined ? [] : commentsBetween(dockerfile, before, instruction);
  });
  const merged = renderMerge(dockerfile, group.bodies, group.form, between);
  if ('reason' in merged) return [refusal(instructions, merged)];
  const within = links.filter(({ from, to }) => from >= start && to <= end);
  const bytes = unique(within.filter(({ winsBytes }) => winsBytes).map(({ why }) => why));
  const layers = unique(within.filter(({ winsBytes }) => !winsBytes).map(({ why }) => why));
  const count = candidates.length - 1;
  const saved = count === 1 ? 'a layer' : `${count} layers`;
  const why =
    bytes.length > 0
      ? `${summed(bytes)}.`
      : `${summed(layers)}. This saves ${saved}, but no bytes.`;
  const finding = {
    kind: 'fix',
    message: `Merges the RUNs ${listed(instructions)} into one: ${why}`,
    file: 'dockerfile',
    range: merged.range,
    edits: [shrink(dockerfile, merged.range, merged.text)],
    removes: [],
    estimate: bytes.length === 0 ? NO_BYTES : undefined,
  } as const;
  const [first] = candidates;
  if (
    group.form.needsNoErrexit &&
    first?.state.shell === undefined &&
    !hasOfficialBase(dockerfile, stage)
  ) {
    return [{ ...finding, applicability: 'unsafe', reason: 'base-shell-unknown' }];
  }
  if (sharesFirstLayers(stage, instructions, input)) {
    return [{ ...finding, applicability: 'unsafe', reason: 'shared-layers' }];
  }
  return [{ ...finding, applicability: 'safe' }];
}

/** Whether another image shares the layers up to one of these RUNs, but not to the last of them (hazards M18). */
function sharesFirstLayers(
  stage: Stage,
  instructions: readonly Instruction[],
  { dockerfile, context }: TransformInput,
): boolean {
  const upTo = (instruction: Instruction | undefined): string =>
    toPlainLines(dockerfile.text.slice(stage.from.range.start, instruction?.range.end));
  const first = upTo(instructions[0]);
  const all = upTo(instructions.at(-1));
  return (context?.sharedDockerfiles ?? []).some(
    ({ text }) => toPlainLines(text).includes(`${first}\n`) && !toPlainLines(text).includes(all),
  );
}

/** The text with line ends that can be compared between files. */
function toPlainLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** A long group has many reasons, and two of them convince as well as all. */
function summed(reasons: readonly string[]): string {
  const more = reasons.length - 2;
  return more > 1
    ? `${reasons.slice(0, 2).join('; ')}; and for ${more} more reasons of this kind`
    : reasons.join('; ');
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function listed(instructions: readonly Instruction[]): string {
  const lines = unique(instructions.map(({ shownLine }) => String(shownLine)));
  // What another transform has put in has no line of its own.
  return lines.length < 2 ? `that now follow line ${lines.join('')}` : `of lines ${listOf(lines)}`;
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
  const rest = merged.slice(from, to);
  return rest === '' ? deletion({ start, end }) : replacement({ start, end }, rest);
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
              why: `${why}, but other instructions stand between the two`,
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
  return {
    kind: 'refusal',
    reason,
    message: `${reason === 'instruction-between' ? '' : 'Neighbouring '}${last?.keyword ?? 'RUN'}s are not merged: ${why}.`,
    file: 'dockerfile',
    range,
    ...(winsBytes ? { applicability: 'manual' as const } : {}),
  };
}
