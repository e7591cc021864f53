import { formatBytes, formatChange, formatCount, formatPercent } from '../bytes.js';
import { markdownCode, markdownText } from '../markdown-text.js';
import {
  appliedFindings,
  buildNote,
  comparedNames,
  formatSeconds,
  sizeFigures,
  type ComparisonReport,
} from './comparison-report.js';
import { reportDetails } from './markdown/details.js';
import { markdownTable } from './markdown/table.js';

/** GitHub takes 65,536 characters in a comment. */
const CHARACTERS = 60_000;

/**
 * The report for a comment on a pull request: a table of sizes, everything else in details. It fits in one comment: details
 * that would not are named and left out.
 */
export function formatMarkdownComparison(report: ComparisonReport): string {
  let text = `${title(report)}\n${sizes(report)}\n`;
  const left: string[] = [];
  for (const each of reportDetails(report)) {
    const block = `<details>\n<summary>${each.title}</summary>\n\n${each.content}\n</details>\n\n`;
    if (text.length + block.length > CHARACTERS) left.push(each.title);
    else text += block;
  }
  if (left.length > 0) text += `Left out, because a comment holds no more: ${left.join('; ')}.\n\n`;
  return `${text}${closing(report)}`;
}

function title(report: ComparisonReport): string {
  const { comparison, rewrite, engine, date } = report;
  const { before, after } = comparison;
  const names = comparedNames(report);
  const path = rewrite?.files[0]?.path;
  const compared =
    path === undefined
      ? `${markdownCode(names.before)} → ${markdownCode(names.after)}`
      : `${markdownCode(path)} ${names.before} → ${names.after}`;
  const change = after.bytes - before.bytes;
  const headline =
    change === 0
      ? '**Of the same size**'
      : `**${formatBytes(Math.abs(change))} ${change < 0 ? 'smaller' : 'larger'} (${formatPercent(change, before.bytes)})**`;
  const platforms = [...new Set([before.platform, after.platform])].map(markdownText).join(' → ');
  const measured = engine === undefined ? '' : ` with ${markdownText(engine)}`;
  return `### dockopt compare: ${compared}\n\n${headline}, ${platforms}, measured${measured} on ${date}.\n`;
}

function sizes({ comparison, rewrite }: ComparisonReport): string {
  const { before, after, layers } = comparison;
  const count = (side: 'before' | 'after'): string =>
    String(layers.filter((row) => row[side] !== undefined).length);
  const bytes = after.bytes - before.bytes;
  const exact = bytes === 0 ? '±0' : `${bytes < 0 ? '−' : '+'}${formatCount(Math.abs(bytes))}`;
  const seconds =
    rewrite === undefined
      ? []
      : [
          [
            'build',
            formatSeconds(rewrite.secondsBefore),
            rewrite.secondsAfter === undefined ? '' : formatSeconds(rewrite.secondsAfter),
            buildNote(rewrite),
          ],
        ];
  return markdownTable(
    ['', 'before', 'after', 'change'],
    ['left', 'right', 'right', 'right'],
    [
      ...sizeFigures(comparison).map((figure) => {
        const change = figure.after - figure.before;
        const percent = change === 0 ? '' : ` (${formatPercent(change, figure.before)})`;
        return [
          figure.title,
          formatBytes(figure.before),
          formatBytes(figure.after),
          `${formatChange(change)}${percent}`,
        ];
      }),
      ['size in bytes', formatCount(before.bytes), formatCount(after.bytes), exact],
      ['layers', count('before'), count('after'), ''],
      ...seconds,
    ],
  );
}

function closing({ rewrite }: ComparisonReport): string {
  if (rewrite === undefined) return '';
  return appliedFindings(rewrite).length === 0
    ? 'dockopt would change nothing here.\n'
    : 'Nothing was written; `dockopt fix --write` does that.\n';
}
