import {
  counted,
  isCheckOnly,
  visible,
  type FileReport,
  type ReportedFinding,
} from './file-report.js';

/** One line for each file that was read: whether it would change, and by which transforms. */
export function formatLines(reports: readonly FileReport[]): string {
  return reports
    .flatMap((report) => {
      if (report.kind === 'failed') return [];
      const path = visible(report.path);
      const checked = report.findings.filter(isCheckOnly);
      const more = checked.length === 0 ? '' : `; ${countedFixes(checked)} reported only`;
      if (report.before === report.after) return [`${path}: nothing to change${more}\n`];
      const applied = report.findings.filter(({ status }) => status === 'applied');
      return [`${path}: would change, ${countedFixes(applied)}${more}\n`];
    })
    .join('');
}

/** `2 fixes (slim-base, merge-runs)`. */
function countedFixes(findings: readonly ReportedFinding[]): string {
  const names = [...new Set(findings.map(({ transform }) => transform))].join(', ');
  return `${counted(findings.length, 'fix', 'fixes')} (${names})`;
}
