import { counted, visible, type FileReport } from './file-report.js';

/** One line for each file that was read: whether it would change, and by which transforms. */
export function formatLines(reports: readonly FileReport[]): string {
  return reports
    .flatMap((report) => {
      if (report.kind === 'failed') return [];
      const path = visible(report.path);
      if (report.before === report.after) return [`${path}: nothing to change\n`];
      const applied = report.findings.filter(({ status }) => status === 'applied');
      const names = [...new Set(applied.map(({ transform }) => transform))].join(', ');
      return [`${path}: would change, ${counted(applied.length, 'fix', 'fixes')} (${names})\n`];
    })
    .join('');
}
