import { parseDockerfile } from '../dockerfile/parse.js';
import type { SyntaxProblem } from '../dockerfile/problem.js';
import { positionAt } from '../dockerfile/text.js';
import type { Finding, FixFinding } from '../transform/finding.js';
import { applyEdits, editsConflict } from '../transform/text-edit.js';
import type { Transform } from '../transform/transform.js';
import { applyChecked } from './check-edits.js';
import { composeEdits } from './compose-edits.js';
import { disagreementGate, fileGate, templateGate, type Gate } from './gates.js';
import { toOriginalRange } from './offset-history.js';
import {
  describe,
  gateFinding,
  hasNothingToGain,
  sortFindings,
  windowsFindings,
} from './describe.js';
import { CHECK_ONLY, type Plan, type PlannedFinding } from './plan.js';
import type { Progress } from './progress.js';
import { keepAway } from './rejection.js';
import { transformInput, type Surroundings } from './transform-input.js';
import { applyVetoes, isGenerated } from './veto.js';

/** What to plan for. */
export interface PlanRequest extends Surroundings {
  /** The Dockerfile. */
  readonly text: string;
  /** Text of the context's `.dockerignore`; empty where there is none. */
  readonly dockerignore?: string;
  /** Apply `unsafe` fixes too. */
  readonly unsafe?: boolean;
  /**
   * Fixes that are not to be applied, by their ids, each with what fails with it: a clause (`the image lacks /usr/bin/ps`).
   * They become findings that say so, and what keeps them away.
   */
  readonly rejected?: ReadonlyMap<string, string>;
  /** Apply no more fixes than these, in the order in which they are applied: what comes first of a plan, to try it. */
  readonly atMost?: number;
  /** Which fixes are applied of those that may be; all where it is not given. The others stay findings with a fix. */
  readonly accepts?: (fix: PlannedFinding) => boolean;
  /** All transforms, in order. */
  readonly transforms: readonly Transform[];
  /** Which of them run; all where it is not given. */
  readonly isSelected?: (id: string) => boolean;
  /** Transforms, by id, whose fixes are reported and never applied. */
  readonly checkOnly?: readonly string[] | undefined;
}

/** A plan, or why BuildKit would reject the text. */
export type PlanResult =
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'rejected'; readonly problem: SyntaxProblem };

/** More rounds than any file needs; reaching it means that transforms undo each other. */
const MAXIMUM_ROUNDS = 25;

/**
 * Runs the transforms over a Dockerfile until nothing changes any more.
 * @throws Error when the transforms never come to an end: a bug, named with the transforms at work
 */
export function createPlan(request: PlanRequest): PlanResult {
  const plan = tryPlan(request, false) ?? tryPlan(request, true);
  if (plan === undefined)
    throw new Error('two readers disagree about a result that they agreed on');
  return plan;
}

/**
 * One attempt. The second reader takes as long as all else together, so at first it reads the result alone.
 * @param compareReaders ask the second reader after every set of edits
 * @returns undefined where the readers disagree about the result
 */
function tryPlan(request: PlanRequest, compareReaders: boolean): PlanResult | undefined {
  const before = { dockerfile: request.text, dockerignore: request.dockerignore ?? '' };
  const unchanged = (gate: Gate): PlanResult => ({
    kind: 'planned',
    plan: {
      dockerfile: { before: before.dockerfile, after: before.dockerfile },
      dockerignore: { before: before.dockerignore, after: before.dockerignore },
      edits: [],
      findings: [gateFinding(gate)],
      applied: [],
    },
  });

  const template = templateGate(request.text);
  if (template !== undefined) return unchanged(template);
  const parsed = parseDockerfile(request.text);
  if (parsed.kind === 'rejected') return parsed;
  const gate = fileGate(parsed.dockerfile);
  if (gate !== undefined) return unchanged(gate);

  let progress: Progress = {
    originals: before,
    stageCount: parsed.dockerfile.stages.length,
    dockerfile: parsed.dockerfile,
    dockerignore: before.dockerignore,
    histories: { dockerfile: [], dockerignore: [] },
    applied: [],
    undone: new Set(),
    undoneFindings: [],
    rejected: [],
  };
  const seen = new Set<string>();
  let readersAgree = false;
  for (let round = 1; ; round += 1) {
    const state = `${progress.dockerfile.text}\0${progress.dockerignore}\0${progress.undone.size}`;
    if (seen.has(state) || round > MAXIMUM_ROUNDS) {
      throw new Error(`transforms never settle: ${lastTransforms(progress)}`);
    }
    seen.add(state);
    const remaining: PlannedFinding[] = [];
    const start = progress;
    for (const transform of request.transforms) {
      if (request.isSelected?.(transform.id) === false) continue;
      const proposal = propose(transform, progress, request);
      remaining.push(...proposal.remaining);
      progress = { ...progress, rejected: addRejected(progress.rejected, proposal.rejected) };
      const room = (request.atMost ?? Infinity) - progress.applied.length;
      const chosen = proposal.chosen.slice(0, room);
      if (chosen.length === 0) continue;
      // The second reader is slow, and only an edit needs its word.
      const disagreement = readersAgree ? undefined : disagreementGate(parsed.dockerfile);
      if (disagreement !== undefined) return unchanged(disagreement);
      readersAgree = true;
      progress = applyFixes(transform, chosen, progress, compareReaders);
    }
    if (
      progress.dockerfile.text === start.dockerfile.text &&
      progress.dockerignore === start.dockerignore &&
      progress.undone.size === start.undone.size
    ) {
      const isEdited = progress.dockerfile.text !== before.dockerfile;
      if (!compareReaders && isEdited && disagreementGate(progress.dockerfile) !== undefined) {
        return undefined;
      }
      return {
        kind: 'planned',
        plan: {
          dockerfile: { before: before.dockerfile, after: progress.dockerfile.text },
          dockerignore: { before: before.dockerignore, after: progress.dockerignore },
          edits: [
            ...composeEdits('dockerfile', before.dockerfile, progress.histories.dockerfile),
            ...composeEdits('dockerignore', before.dockerignore, progress.histories.dockerignore),
          ],
          findings: sortFindings([
            ...windowsFindings(parsed.dockerfile),
            ...progress.applied,
            ...progress.undoneFindings,
            ...progress.rejected,
            ...remaining,
          ]),
          applied: progress.applied,
        },
      };
    }
  }
}

function lastTransforms(progress: Progress): string {
  return [...new Set(progress.applied.slice(-6).map(({ transform }) => transform))].join(', ');
}

function addRejected(
  known: readonly PlannedFinding[],
  found: readonly PlannedFinding[],
): readonly PlannedFinding[] {
  return [...known, ...found.filter(({ id }) => known.every((other) => other.id !== id))];
}

/** What a transform would do now. */
interface Proposal {
  /** The fixes to apply. */
  readonly chosen: readonly FixFinding[];
  /** The findings that stay findings. */
  readonly remaining: readonly PlannedFinding[];
  readonly rejected: readonly PlannedFinding[];
}

function propose(transform: Transform, progress: Progress, request: PlanRequest): Proposal {
  const { dockerfile } = progress;
  const vetoes = {
    dockerfile,
    transform: transform.id,
    known: request.transforms.map(({ id }) => id),
    generated: isGenerated(dockerfile),
  };
  const findings = transform
    .run(transformInput(request, dockerfile, progress.dockerignore))
    .flatMap((finding) => applyVetoes(finding, vetoes) ?? []);

  const chosen: FixFinding[] = [];
  const remaining: PlannedFinding[] = [];
  const rejected: PlannedFinding[] = [];
  for (const finding of findings) {
    const described = describe(transform, finding, progress);
    const failure = request.rejected?.get(described.id ?? '');
    if (failure !== undefined && finding.kind === 'fix') {
      rejected.push({
        ...described,
        message: `${finding.message} Left out, because ${failure}. ${keepAway(transform.id, finding, progress)}`,
        status: 'skipped',
        reason: 'verification-failed',
      });
    } else if (finding.kind === 'fix' && request.checkOnly?.includes(transform.id) === true) {
      remaining.push({ ...described, reason: CHECK_ONLY });
    } else if (
      !isChosen(finding, request.unsafe === true) ||
      request.accepts?.(described) === false
    ) {
      if (!isAboutNewStage(transform, finding, progress)) {
        remaining.push(described);
      }
    } else if (
      !progress.undone.has(fixKey(transform, finding)) &&
      !chosen.some((other) => conflict(other, finding))
    ) {
      chosen.push(finding);
    }
  }
  return { chosen, remaining, rejected };
}

/**
 * Whether a finding says no more than that there is nothing to gain in a stage that another transform has just split off.
 * Nobody wrote that stage, and in the text that people see its lines are in one that ships.
 */
function isAboutNewStage(
  transform: Transform,
  finding: Finding,
  { dockerfile, stageCount }: Progress,
): boolean {
  if (dockerfile.stages.length === stageCount) return false;
  if (finding.kind === 'fix' || finding.file !== 'dockerfile') return false;
  const last = dockerfile.stages.at(-1)?.from.range.start ?? 0;
  return finding.range.start < last && hasNothingToGain(transform, finding.reason);
}

function isChosen(finding: Finding, unsafe: boolean): finding is FixFinding {
  return finding.kind === 'fix' && (finding.applicability === 'safe' || unsafe);
}

function conflict(first: FixFinding, second: FixFinding): boolean {
  return first.edits.some((edit) => second.edits.some((other) => editsConflict(edit, other)));
}

function fixKey(transform: Transform, finding: FixFinding): string {
  return JSON.stringify([transform.id, finding.edits]);
}

/** Applies fixes together; where a check does not hold, one by one, so that only the culprits are left out. */
function applyFixes(
  transform: Transform,
  fixes: readonly FixFinding[],
  progress: Progress,
  compareReaders: boolean,
): Progress {
  if (fixes.length === 0) return progress;
  const edits = fixes.flatMap((fix) => fix.edits);
  const histories = {
    dockerfile: [
      ...progress.histories.dockerfile,
      edits.filter(({ file }) => file === 'dockerfile'),
    ],
    dockerignore: [
      ...progress.histories.dockerignore,
      edits.filter(({ file }) => file === 'dockerignore'),
    ],
  };
  const checked = applyChecked(
    progress.dockerfile,
    histories.dockerfile.at(-1) ?? [],
    compareReaders,
    (offset) =>
      positionAt(
        progress.originals.dockerfile,
        toOriginalRange(histories.dockerfile, { start: offset, end: offset }).start,
      ).line,
  );
  if (checked.kind === 'held') {
    return {
      ...progress,
      dockerfile: checked.dockerfile,
      dockerignore: applyEdits(progress.dockerignore, histories.dockerignore.at(-1) ?? []),
      histories,
      applied: [
        ...progress.applied,
        ...fixes.map((fix) => ({
          ...describe(transform, fix, progress),
          status: 'applied' as const,
        })),
      ],
    };
  }
  const [only, ...others] = fixes;
  if (only !== undefined && others.length === 0) {
    return {
      ...progress,
      undone: new Set([...progress.undone, fixKey(transform, only)]),
      undoneFindings: [
        ...progress.undoneFindings,
        {
          ...describe(transform, only, progress),
          message: `${only.message} Undone, because ${checked.why}.`,
          status: 'skipped',
          reason: 'check-failed',
        },
      ],
    };
  }
  // The offsets of the others are those of the text before: only the first that holds can be kept in this round.
  for (const fix of fixes) {
    const tried = applyFixes(transform, [fix], progress, compareReaders);
    if (tried.undone.size === progress.undone.size) return tried;
    progress = tried;
  }
  return progress;
}
