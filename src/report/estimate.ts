import { totalEstimate, type Estimate, type EstimatedTotal } from '../transform/estimate.js';
import { formatAbout } from './bytes.js';
import { counted, type FileReport, type ReportedFinding } from './file-report.js';

/** What the changes of a file save by the tables; undefined where nothing is known, and where builds have measured it. */
export function fileEstimate(report: FileReport): EstimatedTotal | undefined {
  if (report.kind === 'failed' || isMeasured(report)) return undefined;
  return totalEstimate(appliedOf(report.findings).map(({ estimate }) => estimate));
}

/** What all files of a run save; undefined where none has an estimate. A file that builds have measured is left out. */
export function runEstimate(reports: readonly FileReport[]): EstimatedTotal | undefined {
  const open = reports.flatMap((report) =>
    report.kind === 'failed' || isMeasured(report) ? [] : appliedOf(report.findings),
  );
  return totalEstimate(open.map(({ estimate }) => estimate));
}

/**
 * The estimate of one finding, as far as it is worth showing; undefined where the only change of a file has been measured, so that
 * the measured figure is its own.
 */
export function shownEstimate(
  finding: ReportedFinding,
  report: Extract<FileReport, { kind: 'planned' }>,
): Estimate | undefined {
  const isOnly = finding.status === 'applied' && appliedOf(report.findings).length === 1;
  return isOnly && isMeasured(report) ? undefined : finding.estimate;
}

/** `about 640 MB less (estimate)`; empty where no bytes are won. */
export function describeEstimate({ bytes, atLeast }: Estimate | EstimatedTotal): string {
  if (bytes === 0) return '';
  return `${atLeast ? 'at least about' : 'about'} ${formatAbout(bytes)} less (estimate)`;
}

/** The total as a sentence that says what is not in it. */
export function describeTotal(total: EstimatedTotal): string {
  const without =
    total.unknown === 0
      ? ''
      : `, without ${counted(total.unknown, 'change')} of which no table tells`;
  return `In all ${describeEstimate(total)}${without}.`;
}

/** A report without estimates, for where the image was measured. */
export function withoutEstimates(report: FileReport): FileReport {
  return report.kind === 'failed'
    ? report
    : {
        ...report,
        findings: report.findings.map((finding) => ({ ...finding, estimate: undefined })),
      };
}

function isMeasured({ verification }: Extract<FileReport, { kind: 'planned' }>): boolean {
  return verification?.bytes.after !== undefined;
}

function appliedOf(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return findings.filter(({ status }) => status === 'applied');
}
