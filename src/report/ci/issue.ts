import type { Position } from '../../dockerfile/text.js';
import type {
  FailedFileReport,
  FileReport,
  PlannedFileReport,
  ReportedFinding,
} from '../file-report.js';
import { fingerprint } from './fingerprint.js';

/** How much an issue matters: the file can't be planned; it would change; everything else. */
export type IssueLevel = 'error' | 'warning' | 'note';

/** Something about a place of a file, as services that annotate files show it. */
export interface Issue {
  /** As the report of the file has it. */
  readonly path: string;
  /** Id of the transform, then `/` and the reason where there is one: `slim-base/needs-compiler`. */
  readonly rule: string;
  readonly level: IssueLevel;
  /** A few words: what happens here, and by which transform. */
  readonly title: string;
  /** What is said about it; no line break. */
  readonly message: string;
  /** The place in the text before all edits, in lines that the text has; undefined where the text is not known. */
  readonly range: { readonly start: Position; readonly end: Position } | undefined;
  /** Stays as it is when lines are added or removed elsewhere in the file; no other issue of a run has it. */
  readonly fingerprint: string;
  /** Undefined where the file can't be planned. */
  readonly finding: ReportedFinding | undefined;
}

/** The rule of a file for which nothing can be planned. */
export const FAILED_RULE = 'dockopt/not-planned';

/**
 * What a run has to say, file by file and by place. Refusals that lose nothing are left out: nobody has to act, and what is
 * annotated asks for that.
 */
export function issuesOf(reports: readonly FileReport[]): readonly Issue[] {
  const seen = new Map<string, number>();
  return reports
    .flatMap((report) => (report.kind === 'failed' ? [failedIssue(report)] : plannedIssues(report)))
    .map(({ identity, ...issue }) => {
      const count = seen.get(identity) ?? 0;
      seen.set(identity, count + 1);
      return { ...issue, fingerprint: fingerprint(`${identity}\0${count}`) };
    });
}

type Unnamed = Omit<Issue, 'fingerprint'> & { readonly identity: string };

function failedIssue({ path, position, message, text, details = [] }: FailedFileReport): Unnamed {
  return {
    path,
    rule: FAILED_RULE,
    level: 'error',
    title: 'dockopt can’t plan this file',
    message: [message, ...details].join(' '),
    range: text === '' ? undefined : { start: position, end: position },
    finding: undefined,
    identity: JSON.stringify([FAILED_RULE, path]),
  };
}

function plannedIssues(report: PlannedFileReport): readonly Unnamed[] {
  const lines = report.before.split('\n');
  return report.findings
    .filter(({ nothingToGain }) => !nothingToGain)
    .map((finding) => {
      const rule = ruleOf(finding);
      const range = withinLines(finding.range, lines);
      const about = lines
        .slice(range.start.line - 1, range.end.line)
        .map((line) => line.trim())
        .join('\n');
      return {
        path: report.path,
        rule,
        level: finding.status === 'applied' ? 'warning' : 'note',
        title: titleOf(finding),
        message: finding.message,
        range: report.isNew ? undefined : range,
        finding,
        identity: JSON.stringify([rule, report.path, about]),
      };
    });
}

/** The rule of a finding, as {@link Issue} names it. */
export function ruleOf({ transform, reason }: ReportedFinding): string {
  return reason === undefined ? transform : `${transform}/${reason}`;
}

function titleOf({ status, applicability, transform, reason }: ReportedFinding): string {
  const why = reason === undefined ? '' : ` (${reason})`;
  if (status === 'applied')
    return `dockopt would change this: ${transform}, ${applicability ?? ''}${why}`;
  if (status === 'available') return `dockopt --unsafe would change this: ${transform}${why}`;
  const kind =
    applicability === 'manual' ? 'dockopt leaves this to a person' : 'dockopt leaves this alone';
  return `${kind}: ${transform}${why}`;
}

/** A range that ends before the first character of a line ends in the line above. */
function withinLines(
  { start, end }: ReportedFinding['range'],
  lines: readonly string[],
): ReportedFinding['range'] {
  if (end.column > 1 || end.line <= start.line) return { start, end };
  const line = end.line - 1;
  return { start, end: { line, column: (lines[line - 1]?.length ?? 0) + 1 } };
}
