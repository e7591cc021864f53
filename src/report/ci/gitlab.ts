import type { FileReport } from '../file-report.js';
import { issuesOf } from './issue.js';

const SEVERITIES = { error: 'major', warning: 'minor', note: 'info' } as const;

/**
 * The report for the Code Quality of GitLab, ended by a newline. Paths count from the folder in which dockopt ran, which has
 * to be the root of the repository.
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function formatGitlab(reports: readonly FileReport[]): string {
  const issues = issuesOf(reports).map(
    ({ path, rule, level, title, message, range, fingerprint }) => ({
      description: `${title}. ${message}`,
      check_name: rule,
      fingerprint,
      severity: SEVERITIES[level],
      location: {
        path,
        lines: { begin: range?.start.line ?? 1, end: range?.end.line ?? 1 },
      },
    }),
  );
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
