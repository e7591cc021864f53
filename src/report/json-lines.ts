import { formatPatch } from '../diff/unified.js';
import { fileEstimate } from './estimate.js';
import { fileStatus, type FileReport, type PlannedFileReport } from './file-report.js';
import { jsonFinding, jsonVerification } from './json.js';

/** What a result line says besides its report. */
export interface ResultLine {
  /** As the sender gave it. */
  readonly id?: string | number | undefined;
  readonly report: FileReport;
  /** What is planned for the ignore file of its context, where that has no line of its own. */
  readonly dockerignore?: PlannedFileReport | undefined;
}

/** A report as one line of JSON, version 1, as `schema/jsonl.schema.json` describes it. */
export function formatResultLine({ id, report, dockerignore }: ResultLine): string {
  const head = { version: 1, ...(id === undefined ? {} : { id }), path: report.path };
  if (report.kind === 'failed') {
    const { message, position, details } = report;
    const status = 'error';
    return line({
      ...{ ...head, status, message, position },
      ...(details === undefined ? {} : { details }),
    });
  }
  const changes = [report, ...(dockerignore === undefined ? [] : [dockerignore])];
  return line({
    ...head,
    status: changes.some((each) => fileStatus(each) === 'changed') ? 'changed' : 'unchanged',
    text: report.after,
    diff: formatPatch(report),
    dockerignore: dockerignore === undefined ? null : jsonIgnoreFile(dockerignore),
    findings: report.findings.map((finding) => jsonFinding(finding, report)),
    estimate: fileEstimate(report) ?? null,
    note: report.note ?? null,
    ...(report.verification === undefined
      ? {}
      : { verification: jsonVerification(report.verification) }),
  });
}

/** A line that could not be worked on, as a result line. */
export function formatLineProblem(problem: {
  readonly id: string | number | undefined;
  /** Of the line in the input, from 1; undefined where not the line itself is wrong. */
  readonly line: number | undefined;
  readonly path: string | undefined;
  readonly message: string;
}): string {
  return line({
    version: 1,
    ...(problem.id === undefined ? {} : { id: problem.id }),
    ...(problem.line === undefined ? {} : { line: problem.line }),
    path: problem.path ?? null,
    status: 'error',
    message: problem.message,
  });
}

function jsonIgnoreFile(report: PlannedFileReport): object {
  return {
    path: report.path,
    text: report.after,
    diff: formatPatch(report),
    findings: report.findings.map((finding) => jsonFinding(finding, report)),
  };
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
