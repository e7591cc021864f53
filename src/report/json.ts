import type { Verification } from '../comparison/verification/verification.js';
import { formatPatch } from '../diff/unified.js';
import { fileEstimate, runEstimate, shownEstimate } from './estimate.js';
import {
  fileStatus,
  summarize,
  type FileReport,
  type PlannedFileReport,
  type ReportedFinding,
} from './file-report.js';

/** The report as JSON, version 1, ended by a newline; as `schema/report.schema.json` describes it. */
export function formatJson(reports: readonly FileReport[]): string {
  const summary = { ...summarize(reports), estimate: runEstimate(reports) ?? null };
  const report = { version: 1, files: reports.map(jsonFile), summary };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** A file as JSON reports have it. */
export function jsonFile(report: FileReport): object {
  const { path } = report;
  const status = fileStatus(report);
  if (report.kind === 'failed') {
    const { text, position, message, details } = report;
    const findings: readonly object[] = [];
    return {
      path,
      status,
      before: text,
      after: text,
      diff: '',
      findings,
      message,
      position,
      ...(details === undefined ? {} : { details }),
    };
  }
  return {
    path,
    status,
    before: report.before,
    after: report.after,
    diff: formatPatch(report),
    findings: report.findings.map((finding) => jsonFinding(finding, report)),
    estimate: fileEstimate(report) ?? null,
    ...(report.verification === undefined
      ? {}
      : { verification: jsonVerification(report.verification) }),
  };
}

/** What builds showed, as JSON reports have it. */
export function jsonVerification({ result, how, bytes, builds, dropped }: Verification): object {
  return {
    result,
    how,
    bytes: { before: bytes.before, after: bytes.after ?? null },
    builds: builds.map(({ title, seconds, failure }) => ({
      title,
      seconds: seconds ?? null,
      failure: failure ?? null,
    })),
    dropped: dropped.map(({ id, why }) => ({ id, why })),
  };
}

/** A finding as JSON reports have it. */
export function jsonFinding(finding: ReportedFinding, report: PlannedFileReport): object {
  return {
    transform: finding.transform,
    message: finding.message,
    applicability: finding.applicability ?? null,
    status: finding.status,
    reason: finding.reason ?? null,
    range: finding.range,
    estimate: shownEstimate(finding, report) ?? null,
  };
}
