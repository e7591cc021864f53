import { formatPatch } from '../../diff/unified.js';
import { formatBytes, formatChange, formatPercent } from '../bytes.js';
import { markdownTable } from '../comparison/markdown/table.js';
import {
  describeEstimate,
  describeTotal,
  fileEstimate,
  runEstimate,
  shownEstimate,
} from '../estimate.js';
import {
  counted,
  fileStatus,
  summarize,
  type FailedFileReport,
  type FileReport,
  type PlannedFileReport,
  type ReportedFinding,
} from '../file-report.js';
import { markdownCode, markdownFence, markdownText } from '../markdown-text.js';
import { describeVerification } from '../verification.js';
import { ruleOf } from './issue.js';

/** GitHub takes 65,536 characters in a comment. */
const CHARACTERS = 60_000;
/** How many files the table has at most. */
const ROWS_SHOWN = 100;

/**
 * The report for a comment on a pull request: a table of files, and for each of them what changes and why. It fits in one
 * comment: what would not is named and left out.
 * @param written the files were written; else nothing was
 */
export function formatMarkdown(reports: readonly FileReport[], written: boolean): string {
  const shown = reports.filter((report) => !isSilent(report));
  const silent = reports.length - shown.length;
  let text = `### dockopt: ${headline(reports, written)}\n\n`;
  if (shown.length > 0) text += `${table(shown, written)}\n`;
  if (silent > 0) text += `${counted(silent, 'file')} with nothing to say about.\n\n`;
  const total = runEstimate(reports);
  if (total !== undefined) text += `${markdownText(describeTotal(total))}\n\n`;
  const left: string[] = [];
  for (const report of shown) {
    const room = CHARACTERS - text.length;
    const section = sectionOf(report, room);
    if (section === undefined) left.push(markdownCode(report.path));
    else text += section;
  }
  if (left.length > 0) {
    const names = left.slice(0, 20).join(', ');
    const more = left.length > 20 ? ` and ${left.length - 20} more` : '';
    text += `Left out, because a comment holds no more: ${names}${more}.\n\n`;
  }
  const isOpen = !written && reports.some((report) => fileStatus(report) === 'changed');
  return isOpen ? `${text}Nothing was written; \`dockopt fix --write\` does that.\n` : text;
}

function headline(reports: readonly FileReport[], written: boolean): string {
  const { changed, errors } = summarize(reports);
  const parts = [
    ...(changed > 0 ? [`${counted(changed, 'file')} ${written ? 'written' : 'would change'}`] : []),
    ...(errors > 0 ? [counted(errors, 'error')] : []),
  ];
  return parts.length === 0 ? 'nothing to change' : parts.join(', ');
}

function isSilent(report: FileReport): boolean {
  return report.kind === 'planned' && fileStatus(report) === 'unchanged' && spoken(report) === 0;
}

function spoken({ findings }: PlannedFileReport): number {
  return findings.filter(({ nothingToGain }) => !nothingToGain).length;
}

function table(reports: readonly FileReport[], written: boolean): string {
  const rows = reports.slice(0, ROWS_SHOWN).map((report) => {
    if (report.kind === 'failed') return [markdownCode(report.path), 'error', '', '', ''];
    const { findings } = report;
    const count = (wanted: ReportedFinding['status']): string =>
      String(
        findings.filter(({ status, nothingToGain }) => status === wanted && !nothingToGain).length,
      );
    const change = written ? 'written' : report.isNew ? 'would be created' : 'would change';
    return [
      markdownCode(report.path),
      fileStatus(report) === 'changed'
        ? `${change}: ${counted(Number(count('applied')), 'fix', 'fixes')}`
        : 'unchanged',
      count('available'),
      count('skipped'),
      size(report),
    ];
  });
  const more = reports.length - rows.length;
  return (
    markdownTable(
      ['file', '', 'more with --unsafe', 'left alone', 'image'],
      ['left', 'left', 'right', 'right', 'left'],
      rows,
    ) + (more > 0 ? `\n… and ${counted(more, 'file')} more.\n` : '')
  );
}

/** The sizes that a build measured, else the estimate. */
function size(report: PlannedFileReport): string {
  const { before, after } = report.verification?.bytes ?? { before: 0, after: undefined };
  if (after !== undefined) {
    const change = after - before;
    return `${formatBytes(before)} → ${formatBytes(after)} (${formatChange(change)}, ${formatPercent(change, before)})`;
  }
  const estimate = fileEstimate(report);
  return estimate === undefined ? '' : markdownText(describeEstimate(estimate));
}

/** What is to be said of a file in so many characters: all of it, or all but its diff; undefined where neither fits. */
function sectionOf(report: FileReport, room: number): string | undefined {
  const title = `<summary>${markdownCode(report.path)}</summary>`;
  const block = (content: string): string => `<details>\n${title}\n\n${content}\n</details>\n\n`;
  const fitting = (text: string): string | undefined => (text.length <= room ? text : undefined);
  if (report.kind === 'failed') return fitting(block(failure(report)));
  const content = findings(report);
  if (fileStatus(report) !== 'changed') return fitting(block(content));
  const brief = fitting(
    block(`${content}\nThe diff is left out, because a comment holds no more.\n`),
  );
  // A diff takes its time, and is not made for a comment that is full.
  if (brief === undefined) return undefined;
  return fitting(block(`${content}\n${markdownFence('diff', formatPatch(report))}`)) ?? brief;
}

function failure({ position, message, details = [] }: FailedFileReport): string {
  const output = details.length === 0 ? '' : `\n${markdownFence('text', details.join('\n'))}`;
  return `Line ${position.line}: ${markdownText(message)}\n${output}`;
}

function findings(report: PlannedFileReport): string {
  const of = (status: ReportedFinding['status'], manual?: boolean): readonly ReportedFinding[] =>
    report.findings.filter(
      (finding) =>
        finding.status === status &&
        !finding.nothingToGain &&
        (manual === undefined || (finding.applicability === 'manual') === manual),
    );
  const lists = [
    list('Changes', of('applied'), report),
    list('More with `--unsafe`', of('available'), report),
    list('Left to a person', of('skipped', true), report),
    list('Left alone', of('skipped', false), report),
  ];
  const built = report.verification === undefined ? [] : describeVerification(report.verification);
  const note = report.note === undefined ? [] : [`Note: ${report.note}`];
  return [...lists, ...[...built, ...note].map((line) => `${markdownText(line)}\n`)]
    .filter((part) => part !== '')
    .join('\n');
}

function list(
  heading: string,
  shown: readonly ReportedFinding[],
  report: PlannedFileReport,
): string {
  if (shown.length === 0) return '';
  const items = shown.map((finding) => {
    const { applicability, status, message, range } = finding;
    const estimate = shownEstimate(finding, report);
    const saved = estimate === undefined ? '' : describeEstimate(estimate);
    const about = [
      ...(status === 'applied' && applicability !== undefined ? [applicability] : []),
      `line ${range.start.line}`,
      ...(saved === '' ? [] : [markdownText(saved)]),
    ];
    return `- ${markdownCode(ruleOf(finding))} (${about.join(', ')}): ${markdownText(message)}\n`;
  });
  return `**${heading}**\n\n${items.join('')}`;
}
