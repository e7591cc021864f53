import type { Position } from '../dockerfile/text.js';
import { CHECK_ONLY, type FindingStatus } from '../pipeline/plan.js';
import type { Verification } from '../comparison/verification/verification.js';
import type { Applicability } from '../transform/applicability.js';
import type { Estimate } from '../transform/estimate.js';

/** A finding as a report shows it. */
export interface ReportedFinding {
  /** Id of the transform, or `dockopt` where the whole file or stage is left alone. */
  readonly transform: string;
  readonly message: string;
  /** Undefined for a refusal that is no more than that. */
  readonly applicability: Applicability | undefined;
  readonly status: FindingStatus;
  /** A stable id: given for what is not applied, and for what only `--unsafe` applied. */
  readonly reason: string | undefined;
  /** It is a refusal that loses nothing, so that nobody has to act. */
  readonly nothingToGain: boolean;
  /** How much smaller its fix makes the image; undefined where no table tells. */
  readonly estimate?: Estimate | undefined;
  /** The place in the text before all edits; the end is exclusive. */
  readonly range: { readonly start: Position; readonly end: Position };
}

/** A file that was read, with what is planned for it. */
export interface PlannedFileReport {
  readonly kind: 'planned';
  /** Relative to the working directory, `/`-separated; `-` for standard input without a name. */
  readonly path: string;
  /** The file does not exist yet. */
  readonly isNew: boolean;
  readonly before: string;
  readonly after: string;
  readonly findings: readonly ReportedFinding[];
  /** What could not be learned about how the file is built, and what to do; a few sentences. */
  readonly note: string | undefined;
  /** What builds showed; undefined where nothing was built, and for a `.dockerignore`, which is verified with its Dockerfile. */
  readonly verification?: Verification | undefined;
}

/** A file for which nothing can be planned. */
export interface FailedFileReport {
  readonly kind: 'failed';
  readonly path: string;
  readonly position: Position;
  /** What is wrong, and what to do. */
  readonly message: string;
  /** Empty where it could not be read. */
  readonly text: string;
  /** The last lines of what an engine said. */
  readonly details?: readonly string[];
}

/** What a run has to say about one file. */
export type FileReport = PlannedFileReport | FailedFileReport;

/** What became of a file, in one word. */
export type FileStatus = 'changed' | 'unchanged' | 'error';

/** What became of the file. */
export function fileStatus(report: FileReport): FileStatus {
  if (report.kind === 'failed') return 'error';
  return report.before === report.after ? 'unchanged' : 'changed';
}

/** Whether a finding is one of these kinds that a fix, or a person, could act upon. */
export function hasFinding(
  reports: readonly FileReport[],
  kinds: readonly Applicability[],
): boolean {
  return reports.some(
    (report) =>
      report.kind === 'planned' &&
      report.findings.some(
        ({ applicability }) => applicability !== undefined && kinds.includes(applicability),
      ),
  );
}

/** How many files and findings of each kind a run has. */
export interface ReportSummary {
  readonly files: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly errors: number;
  readonly applied: number;
  readonly available: number;
  readonly skipped: number;
}

/** Counts files and findings. */
export function summarize(reports: readonly FileReport[]): ReportSummary {
  const statuses = reports.map(fileStatus);
  const findings = reports.flatMap((report) => (report.kind === 'planned' ? report.findings : []));
  const count = <Value>(values: readonly Value[], wanted: Value): number =>
    values.filter((value) => value === wanted).length;
  const found = findings.map(({ status }) => status);
  return {
    files: reports.length,
    changed: count(statuses, 'changed'),
    unchanged: count(statuses, 'unchanged'),
    errors: count(statuses, 'error'),
    applied: count(found, 'applied'),
    available: count(found, 'available'),
    skipped: count(found, 'skipped'),
  };
}

/** Whether a fix is not applied because its transform only reports. */
export function isCheckOnly({ status, reason }: ReportedFinding): boolean {
  return status === 'available' && reason === CHECK_ONLY;
}

/** How many fixes of a run are not applied because their transforms only report. */
export function countCheckOnly(reports: readonly FileReport[]): number {
  return reports
    .flatMap((report) => (report.kind === 'planned' ? report.findings : []))
    .filter(isCheckOnly).length;
}

/** A file that failed, as the one line `file:line:column what, what to do`. */
export function formatFailure({ path, position, message, details = [] }: FailedFileReport): string {
  const lines = details.map((line) => `\n  ${visible(line)}`);
  return `${visible(path)}:${position.line}:${position.column} ${visible(message)}${lines.join('')}`;
}

/** A text in which control characters are seen and do nothing to a terminal; tabs stay. */
export function visible(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must be made visible
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\u2421';
  });
}

/** `1 file`, `2 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
