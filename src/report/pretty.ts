import { diffHunks, hunkHeader } from '../diff/unified.js';
import {
  describeEstimate,
  describeTotal,
  fileEstimate,
  runEstimate,
  shownEstimate,
} from './estimate.js';
import { totalEstimate } from '../transform/estimate.js';
import {
  countCheckOnly,
  counted,
  fileStatus,
  isCheckOnly,
  summarize,
  visible,
  type FileReport,
  type PlannedFileReport,
  type ReportedFinding,
} from './file-report.js';
import type { Paint } from './paint.js';
import { describeVerification } from './verification.js';
import { wrap } from './wrap.js';

/** How a run is shown to a person. */
export interface PrettyOptions {
  readonly paint: Paint;
  /** Columns that a line of prose may take. */
  readonly width: number;
  /** The files were written; else nothing was. */
  readonly written: boolean;
}

/** How many places, and how many different messages, a group of refusals shows. */
const PLACES_SHOWN = 8;
const MESSAGES_SHOWN = 3;

/**
 * The report for people: for each file its diff, the changes with their reasons, what `--unsafe` would add, what is left
 * alone and why; then a summary. A file that failed, or about which nothing is to be said, is only counted.
 */
export function formatPretty(reports: readonly FileReport[], options: PrettyOptions): string {
  const sections = reports.flatMap((report) =>
    report.kind === 'failed' || isSilent(report) ? [] : [formatPlanned(report, options)],
  );
  return [...sections, formatSummary(reports, options)].join('\n');
}

/** Whether there is nothing to say about a file. */
function isSilent({ before, after, findings, verification }: PlannedFileReport): boolean {
  return before === after && findings.length === 0 && verification === undefined;
}

function formatPlanned(report: PlannedFileReport, options: PrettyOptions): string {
  const { paint } = options;
  const applied = report.findings.filter(({ status }) => status === 'applied');
  const notApplied = report.findings.filter(({ status }) => status === 'available');
  const available = notApplied.filter((finding) => !isCheckOnly(finding));
  const checked = notApplied.filter(isCheckOnly);
  const refused = report.findings.filter(({ status }) => status === 'skipped');
  const skipped = refused.filter(({ nothingToGain }) => !nothingToGain);
  const routine = refused.filter(({ nothingToGain }) => nothingToGain);
  const blocks = [
    formatHeading(report, options),
    formatDiff(report, paint),
    formatFindings(applied, 'green', '✓', report, options),
    formatEstimate(report, options),
    formatGroups('--unsafe would add:', 'yellow', '+', available, options),
    formatGroups(
      'Reported and not applied, as the configuration says:',
      'yellow',
      '!',
      checked,
      options,
    ),
    formatGroups('Left alone:', 'dim', '·', skipped, options),
    formatRoutine(routine, options),
    formatVerification(report, options),
    formatNote(report, options),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function formatHeading(report: PlannedFileReport, { paint, written }: PrettyOptions): string {
  const path = paint.bold(visible(report.path));
  if (fileStatus(report) === 'unchanged') return `${path}  ${paint.dim('nothing to change')}\n`;
  const state = written ? 'written' : report.isNew ? 'would be created' : 'would change';
  return `${path}  ${written ? paint.green(state) : paint.yellow(state)}\n`;
}

function formatDiff({ before, after }: PlannedFileReport, paint: Paint): string {
  return diffHunks(before, after)
    .flatMap((hunk) => [paint.cyan(hunkHeader(hunk)), ...hunk.lines.map(paintLine)])
    .map((line) => `  ${line}\n`)
    .join('');

  function paintLine(line: string): string {
    const shown =
      line.slice(0, 1) +
      visible(
        line
          .slice(1)
          .replace(/^\uFEFF/, '')
          .replace(/\r$/, ''),
      );
    if (line.startsWith('+')) return paint.green(shown);
    if (line.startsWith('-')) return paint.red(shown);
    return line.startsWith('\\') ? paint.dim(shown) : shown;
  }
}

function formatVerification(
  { verification }: PlannedFileReport,
  { paint, width }: PrettyOptions,
): string {
  if (verification === undefined) return '';
  const [result = '', ...more] = describeVerification(verification);
  const tone = verification.result === 'verified' ? 'green' : 'yellow';
  const first = wrap(visible(result), width, '  ').split('\n').map(paint[tone]);
  return `${[...first, ...more.map((line) => wrap(visible(line), width, '  '))].join('\n')}\n`;
}

/** What the changes save together; nothing where a single change has said it. */
function formatEstimate(report: PlannedFileReport, { width }: PrettyOptions): string {
  const total = fileEstimate(report);
  const applied = report.findings.filter(({ status }) => status === 'applied');
  if (total === undefined || applied.length < 2) return '';
  return `${wrap(describeTotal(total), width, '  ')}\n`;
}

function formatNote(report: PlannedFileReport, { paint, width }: PrettyOptions): string {
  if (report.note === undefined) return '';
  return `${paintLines(wrap(visible(`Note: ${report.note}`), width, '  '), paint)}\n`;
}

type Tone = 'green' | 'yellow' | 'dim';

function formatFindings(
  findings: readonly ReportedFinding[],
  tone: Tone,
  mark: string,
  report: PlannedFileReport,
  { paint, width }: PrettyOptions,
): string {
  return findings
    .map((finding) => {
      const estimate = shownEstimate(finding, report);
      const saved = estimate && describeEstimate(estimate);
      const words = [finding.applicability, finding.reason, formatLines([finding]), saved];
      const about = words.filter((word) => word !== undefined && word !== '').join(' · ');
      const title = `  ${paint[tone](`${mark} ${finding.transform}`)} ${paint.dim(about)}\n`;
      return `${title}${wrap(visible(finding.message), width, '    ')}\n`;
    })
    .join('');
}

/** Findings grouped by transform and reason, so that one that comes again and again takes a few lines. */
function formatGroups(
  heading: string,
  tone: Tone,
  mark: string,
  findings: readonly ReportedFinding[],
  { paint, width }: PrettyOptions,
): string {
  if (findings.length === 0) return '';
  const groups = groupBy(findings, ({ transform, applicability, reason }) =>
    [transform, applicability, reason].join(' '),
  );
  const blocks = [...groups.values()].map((group) => {
    const [first] = group;
    const manual = first?.applicability === 'manual' ? 'manual' : undefined;
    const words = [
      manual ?? (first !== undefined && isCheckOnly(first) ? first.applicability : undefined),
      first !== undefined && isCheckOnly(first) ? undefined : first?.reason,
      formatLines(group),
      describeGroup(group),
    ];
    const about = words.filter((word) => word !== undefined).join(' · ');
    const messages = [...new Set(group.map(({ message }) => message))];
    const more = messages.length - MESSAGES_SHOWN;
    const shown = [
      ...messages.slice(0, MESSAGES_SHOWN),
      ...(more > 0 ? [`… and ${more} more like these (all of them: --format json)`] : []),
    ];
    const text = shown.map((message) => wrap(visible(message), width, '    ')).join('\n');
    const title = `${paint[tone](`${mark} ${first?.transform ?? ''}`)} ${paint.dim(about)}`;
    return `  ${title}\n${tone === 'dim' ? paintLines(text, paint) : text}\n`;
  });
  return `  ${paint.bold(heading)}\n${blocks.join('')}`;
}

/** What the fixes of a group would save; undefined where no table tells. */
function describeGroup(group: readonly ReportedFinding[]): string | undefined {
  const total = totalEstimate(group.map(({ estimate }) => estimate));
  return total && describeEstimate(total);
}

function groupBy(
  findings: readonly ReportedFinding[],
  keyOf: (finding: ReportedFinding) => string,
): ReadonlyMap<string, readonly ReportedFinding[]> {
  const groups = new Map<string, readonly ReportedFinding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return groups;
}

/** Refusals that lose nothing, in one sentence without their messages: `dockopt explain` has them. */
function formatRoutine(
  findings: readonly ReportedFinding[],
  { paint, width }: PrettyOptions,
): string {
  if (findings.length === 0) return '';
  const groups = groupBy(findings, ({ transform, reason }) => `${transform} ${reason ?? ''}`);
  const places = [...groups].map(([name, group]) => `${name} (${formatLines(group)})`);
  return `${paintLines(wrap(`Nothing to gain: ${places.join(', ')}.`, width, '  '), paint)}\n`;
}

/** Each line on its own, because a pager forgets colours at a line's end. */
function paintLines(text: string, paint: Paint): string {
  return text.split('\n').map(paint.dim).join('\n');
}

/** `line 3`, or `lines 3, 5-8, 12`. */
function formatLines(findings: readonly ReportedFinding[]): string {
  const places = [
    ...new Set(
      findings.map(({ range: { start, end } }) => {
        // A range that ends before the first character of a line does not reach into it.
        const last = end.column === 1 ? Math.max(start.line, end.line - 1) : end.line;
        return last === start.line ? `${start.line}` : `${start.line}-${last}`;
      }),
    ),
  ];
  const more = places.length - PLACES_SHOWN;
  const shown = places.slice(0, PLACES_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return places.length === 1 && !shown.includes('-') ? `line ${shown}` : `lines ${shown}`;
}

function formatSummary(
  reports: readonly FileReport[],
  { paint, width, written }: PrettyOptions,
): string {
  const { files, changed, unchanged, errors, applied, skipped, ...others } = summarize(reports);
  const checked = countCheckOnly(reports);
  const available = others.available - checked;
  if (files === 0) return '';
  const fixes = counted(applied, 'fix', 'fixes');
  const counts = [
    ...(changed > 0 ? [`${changed} ${written ? 'written' : 'would change'} (${fixes})`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(errors > 0 ? [paint.red(counted(errors, 'error'))] : []),
  ];
  const rest = [
    ...(available > 0 ? [`${counted(available, 'fix', 'fixes')} more with --unsafe`] : []),
    ...(checked > 0 ? [`${counted(checked, 'fix', 'fixes')} reported only`] : []),
    ...(skipped > 0 ? [`${counted(skipped, 'place')} left alone`] : []),
  ];
  const total = changed > 1 ? runEstimate(reports) : undefined;
  return [
    paint.dim('─'.repeat(Math.min(width, 40))),
    [`${counted(files, 'file')}: ${counts.join(', ')}`, ...rest].join('; '),
    ...(total === undefined ? [] : [wrap(describeTotal(total), width)]),
    ...(changed > 0 && !written ? ['Nothing was written; --write does that.'] : []),
    '',
  ].join('\n');
}
