import { visible, type FileReport } from '../file-report.js';
import { issuesOf, type Issue } from './issue.js';

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const;
const ORDER = ['error', 'warning', 'note'] as const;

/**
 * The report as annotations of GitHub: one workflow command a line, what matters most first, because GitHub shows ten of a
 * kind in a step. Of the refusals it has those that ask a person to act.
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function formatGithub(reports: readonly FileReport[]): string {
  const issues = issuesOf(reports).filter(
    ({ finding }) => finding?.status !== 'skipped' || finding.applicability === 'manual',
  );
  return ORDER.flatMap((level) => issues.filter((issue) => issue.level === level))
    .map(annotation)
    .join('');
}

function annotation({ path, level, title, message, range }: Issue): string {
  // Columns are for a place within one line.
  const columns =
    range?.start.line === range?.end.line && range?.start.column !== range?.end.column
      ? { col: range?.start.column, endColumn: range?.end.column }
      : {};
  const properties = {
    file: path,
    line: range?.start.line,
    endLine: range?.end.line,
    ...columns,
    title,
  };
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::${COMMANDS[level]} ${given.join(',')}::${escapeData(visible(message))}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
