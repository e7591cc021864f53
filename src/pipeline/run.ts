import { UNKNOWN_USE, type BuildContext, type RepositoryUse } from '../context/build-context.js';
import type { Dockerfile } from '../dockerfile/model.js';
import { parseDockerfile } from '../dockerfile/parse.js';
import type { SyntaxProblem } from '../dockerfile/problem.js';
import { positionAt } from '../dockerfile/text.js';
import { shippingStages } from '../dockerfile/stages.js';
import { instructionStates } from '../dockerfile/state.js';
import type { Finding, FixFinding } from '../transform/finding.js';
import { applyEdits, editsConflict, type TextEdit } from '../transform/text-edit.js';
import { DEFAULT_OPTIONS, type Transform, type TransformOptions } from '../transform/transform.js';
import { applyChecked } from './check-edits.js';
import { disagreementGate, fileGate, stageGate, templateGate, type Gate } from './gates.js';
import { toOriginalRange } from './offset-history.js';
import type { Plan, PlannedFinding } from './plan.js';
import { applyVetoes, isGenerated } from './veto.js';

/** What to plan for. */
export interface PlanRequest {
  /** The Dockerfile. */
  readonly text: string;
  /** Text of the context's `.dockerignore`; empty where there is none. */
  readonly dockerignore?: string;
  readonly context?: BuildContext | undefined;
  readonly use?: RepositoryUse;
  /** A stage that is built besides those that `use` names. */
  readonly target?: string | undefined;
  readonly options?: Partial<TransformOptions>;
  /** Apply `unsafe` fixes too. */
  readonly unsafe?: boolean;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly today: string;
  /** All transforms, in order. */
  readonly transforms: readonly Transform[];
  /** Which of them run; all where it is not given. */
  readonly isSelected?: (id: string) => boolean;
}

/** A plan, or why BuildKit would reject the text. */
export type PlanResult =
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'rejected'; readonly problem: SyntaxProblem };

/** More rounds than any file needs; reaching it means that transforms undo each other. */
const MAXIMUM_ROUNDS = 25;

/** The two texts that a plan rewrites, with all that was done to them so far. */
interface Progress {
  /** The Dockerfile before all edits. */
  readonly original: string;
  /** How many stages it has. */
  readonly stageCount: number;
  readonly dockerfile: Dockerfile;
  readonly dockerignore: string;
  readonly histories: Readonly<Record<TextEdit['file'], readonly (readonly TextEdit[])[]>>;
  readonly applied: readonly PlannedFinding[];
  /** Fixes that broke a check when they were tried. */
  readonly undone: ReadonlySet<string>;
  readonly undoneFindings: readonly PlannedFinding[];
}

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
      findings: [gateFinding(gate)],
    },
  });

  const template = templateGate(request.text);
  if (template !== undefined) return unchanged(template);
  const parsed = parseDockerfile(request.text);
  if (parsed.kind === 'rejected') return parsed;
  const gate = fileGate(parsed.dockerfile);
  if (gate !== undefined) return unchanged(gate);

  let progress: Progress = {
    original: before.dockerfile,
    stageCount: parsed.dockerfile.stages.length,
    dockerfile: parsed.dockerfile,
    dockerignore: before.dockerignore,
    histories: { dockerfile: [], dockerignore: [] },
    applied: [],
    undone: new Set(),
    undoneFindings: [],
  };
  const seen = new Set<string>();
  let readersAgree = false;
  for (let round = 1; ; round += 1) {
    const state = `${progress.dockerfile.text}\0${progress.dockerignore}`;
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
      if (proposal.chosen.length === 0) continue;
      // The second reader is slow, and only an edit needs its word.
      const disagreement = readersAgree ? undefined : disagreementGate(parsed.dockerfile);
      if (disagreement !== undefined) return unchanged(disagreement);
      readersAgree = true;
      progress = applyFixes(transform, proposal.chosen, progress, compareReaders);
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
          findings: sortFindings([
            ...windowsFindings(parsed.dockerfile),
            ...progress.applied,
            ...progress.undoneFindings,
            ...remaining,
          ]),
        },
      };
    }
  }
}

function lastTransforms(progress: Progress): string {
  return [...new Set(progress.applied.slice(-6).map(({ transform }) => transform))].join(', ');
}

/** What a transform would do now: the fixes to apply, and the findings that stay findings. */
function propose(
  transform: Transform,
  progress: Progress,
  request: PlanRequest,
): { readonly chosen: readonly FixFinding[]; readonly remaining: readonly PlannedFinding[] } {
  const { dockerfile } = progress;
  const use = request.use ?? UNKNOWN_USE;
  const targets = request.target === undefined ? use.targets : [...use.targets, request.target];
  const vetoes = {
    dockerfile,
    transform: transform.id,
    known: request.transforms.map(({ id }) => id),
    generated: isGenerated(dockerfile),
  };
  const findings = transform
    .run({
      dockerfile,
      states: instructionStates(dockerfile),
      shipping: shippingStages(dockerfile, targets),
      context: request.context,
      use,
      dockerignore: progress.dockerignore,
      today: request.today,
      options: { ...DEFAULT_OPTIONS, ...request.options },
    })
    .flatMap((finding) => applyVetoes(finding, vetoes) ?? []);

  const chosen: FixFinding[] = [];
  const remaining: PlannedFinding[] = [];
  for (const finding of findings) {
    if (!isChosen(finding, request.unsafe === true)) {
      if (!isAboutNewStage(transform, finding, progress)) {
        remaining.push(describe(transform, finding, progress));
      }
    } else if (
      !progress.undone.has(fixKey(transform, finding)) &&
      !chosen.some((other) => conflict(other, finding))
    ) {
      chosen.push(finding);
    }
  }
  return { chosen, remaining };
}

function hasNothingToGain(transform: Transform, reason: string | undefined): boolean {
  return transform.reasons.some(({ id, nothingToGain }) => id === reason && nothingToGain === true);
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
        progress.original,
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

function describe(transform: Transform, finding: Finding, progress: Progress): PlannedFinding {
  const fix = finding.kind === 'fix';
  return {
    transform: transform.id,
    message: finding.message,
    status: fix ? 'available' : 'skipped',
    applicability: finding.applicability,
    reason: finding.reason,
    nothingToGain: !fix && hasNothingToGain(transform, finding.reason),
    file: finding.file,
    range: toOriginalRange(progress.histories[finding.file], finding.range),
  };
}

function gateFinding(gate: Gate): PlannedFinding {
  return {
    transform: 'dockopt',
    message: gate.message,
    status: 'skipped',
    applicability: undefined,
    reason: gate.reason,
    nothingToGain: false,
    file: 'dockerfile',
    range: gate.range,
  };
}

function windowsFindings(dockerfile: Dockerfile): readonly PlannedFinding[] {
  return dockerfile.stages.flatMap((stage) => {
    const gate = stageGate(dockerfile, stage);
    return gate === undefined ? [] : [gateFinding(gate)];
  });
}

function sortFindings(findings: readonly PlannedFinding[]): readonly PlannedFinding[] {
  return [...findings].sort((a, b) => a.range.start - b.range.start);
}
