import { fix, positionAt, TRANSFORMS, type Plan, type PlannedFinding } from '../core.js';
import { sideBySide } from '../diff/side-by-side.js';
import { diffHunks, formatPatch } from '../diff/unified.js';
import { describeTotal } from '../report/estimate.js';
import { totalEstimate } from '../transform/estimate.js';
import type { AnalysedFile, AnalysedFinding, Analysis, FindingState } from './analysis.js';
import { DOCKERFILE, DOCKERIGNORE, textOf, type PlaygroundInput } from './input.js';
import { surroundingsOf } from './surroundings.js';

/** What is said of a fix that a person switched off; the plan adds the comment that keeps it away for good. */
const SWITCHED_OFF = 'it is switched off here';

/**
 * Plans the rewriting of an input.
 * @param today the day, `YYYY-MM-DD`
 * @throws Error for a bug of dockopt
 */
export async function analyse(input: PlaygroundInput, today: string): Promise<Analysis> {
  if (input.dockerfile.trim() === '') return { kind: 'empty' };
  const { context, use, note } = await surroundingsOf(input);
  const result = fix({
    text: input.dockerfile,
    dockerignore: textOf(input, DOCKERIGNORE) ?? '',
    context,
    use,
    unsafe: input.unsafe,
    options: { base: input.base },
    rejected: new Map(input.off.map(({ id }) => [id, SWITCHED_OFF])),
    today,
  });
  if (result.kind === 'rejected') {
    const { line, column } = positionAt(input.dockerfile, result.problem.offset);
    const message = `${result.problem.message}, correct it: BuildKit rejects this file`;
    return { kind: 'rejected', line, column, message };
  }
  const { plan } = result;
  const total = totalEstimate(plan.applied.map(({ estimate }) => estimate));
  return {
    kind: 'planned',
    files: plannedFiles(plan, textOf(input, DOCKERIGNORE) === undefined),
    findings: plan.findings
      .map((finding) => analyseFinding(finding, plan, input))
      .sort((a, b) => (a.file === b.file ? 0 : a.file === 'dockerfile' ? -1 : 1)),
    total: total === undefined ? undefined : describeTotal(total),
    note,
  };
}

function plannedFiles(plan: Plan, isNewIgnoreFile: boolean): readonly AnalysedFile[] {
  const files = [
    { path: DOCKERFILE, isNew: false, ...plan.dockerfile },
    { path: DOCKERIGNORE, isNew: isNewIgnoreFile, ...plan.dockerignore },
  ];
  return files
    .filter(({ path, before, after }) => path === DOCKERFILE || before !== after)
    .map((file) => ({
      ...file,
      hunks: diffHunks(file.before, file.after),
      rows: sideBySide(file.before, file.after),
      patch: formatPatch(file),
    }));
}

function analyseFinding(
  finding: PlannedFinding,
  plan: Plan,
  input: PlaygroundInput,
): AnalysedFinding {
  const { id, transform, message, status, applicability, reason, nothingToGain } = finding;
  const isOff =
    status === 'skipped' &&
    reason === 'verification-failed' &&
    input.off.some((fix) => fix.id === id);
  const state: FindingState = isOff ? 'off' : status === 'skipped' ? 'refused' : status;
  const text = finding.file === 'dockerfile' ? plan.dockerfile.before : plan.dockerignore.before;
  const start = positionAt(text, finding.range.start);
  const end = positionAt(text, finding.range.end);
  return {
    ...{ id, transform, message, state, applicability, nothingToGain, file: finding.file },
    reason: isOff ? undefined : reason,
    advice: isOff ? undefined : adviceOf(transform, reason),
    estimate: finding.estimate,
    firstLine: start.line,
    // A range that ends before the first character of a line does not reach into it.
    lastLine: end.column === 1 ? Math.max(start.line, end.line - 1) : end.line,
  };
}

function adviceOf(transform: string, reason: string | undefined): string | undefined {
  return TRANSFORMS.find(({ id }) => id === transform)?.reasons.find(({ id }) => id === reason)
    ?.meaning;
}
