import { formatBytes, formatChange, formatCount, formatPercent } from '../bytes.js';
import { padEnd, padStart } from '../columns.js';
import { visible } from '../file-report.js';
import type { Colour } from '../paint.js';
import {
  buildNote,
  comparedNames,
  formatSeconds,
  sizeFigures,
  type ComparisonReport,
  type RewriteReport,
} from './comparison-report.js';
import { drawBar, partOf } from './pretty/bar.js';
import { formatLargest, formatLostAndGained } from './pretty/differences.js';
import { formatLayers } from './pretty/layers.js';
import { changeColour, type ComparisonOutput } from './pretty/output.js';
import { formatPackages } from './pretty/packages.js';
import { formatRewrite } from './pretty/rewrite.js';
import { formatWaste } from './pretty/waste.js';

const COLUMN = 13;

/**
 * The report for a terminal: sizes, the layers of both images beside each other, the largest differences by path and by
 * package, what is wasted, what was lost and gained. It says the same without colours.
 */
export function formatPrettyComparison(report: ComparisonReport, output: ComparisonOutput): string {
  const { comparison } = report;
  const blocks = [
    formatTitle(report, output),
    formatFigures(report, output),
    formatTotals(report, output),
    formatRewrite(report.rewrite, output),
    formatLayers(comparison.layers, output),
    formatLargest(comparison.largest, output),
    formatPackages(comparison.packages, output),
    formatWaste(comparison, output),
    formatLostAndGained(comparison, output),
    report.rewrite === undefined ? '' : formatEnd(report),
  ];
  return blocks.filter((block) => block !== '').join('\n');
}

function formatTitle(report: ComparisonReport, { paint }: ComparisonOutput): string {
  const { comparison, rewrite, engine } = report;
  const names = comparedNames(report);
  const path = rewrite?.files[0]?.path;
  const title = [
    ...(path === undefined ? [] : [`${paint.bold(visible(path))}:`]),
    `${paint.bold(visible(names.before))} → ${paint.bold(visible(names.after))}`,
  ];
  const { before, after } = comparison;
  const platforms = [...new Set([before.platform, after.platform])].join(' → ');
  const about = [platforms, ...(engine === undefined ? [] : [engine])].map(visible).join(' · ');
  return `${title.join(' ')}\n${paint.dim(about)}\n`;
}

function formatFigures(report: ComparisonReport, { paint }: ComparisonOutput): string {
  const { comparison, rewrite } = report;
  const row = (title: string, cells: readonly string[]): string =>
    `  ${padEnd(title, 11)}${cells.map((cell) => padStart(cell, COLUMN)).join('')}`;
  const sizes = sizeFigures(comparison).map(({ title, before, after }) => {
    const change = after - before;
    const colour = changeColour(change, paint);
    const changed = colour(
      padStart(formatChange(change), COLUMN) + padStart(formatPercent(change, before), COLUMN),
    );
    return row(title, [formatBytes(before), formatBytes(after)]) + changed;
  });
  const layers = (side: 'before' | 'after'): string =>
    String(comparison.layers.filter((each) => each[side] !== undefined).length);
  const seconds = rewrite === undefined ? [] : [row('build', buildCells(rewrite))];
  const heading = row('', ['before', 'after', 'change']);
  const rows = [...sizes, row('layers', [layers('before'), layers('after')]), ...seconds];
  return `${[paint.dim(heading), ...rows].join('\n')}\n`;
}

function buildCells(rewrite: RewriteReport): readonly string[] {
  const { secondsBefore, secondsAfter } = rewrite;
  const after = secondsAfter === undefined ? '' : formatSeconds(secondsAfter);
  return [formatSeconds(secondsBefore), after, buildNote(rewrite)];
}

/** A bar for each image, with the size to the byte as the engine gives it. */
function formatTotals(
  { comparison }: ComparisonReport,
  { paint, width }: ComparisonOutput,
): string {
  const { before, after } = comparison;
  const longest = Math.max(before.bytes, after.bytes);
  const exact = [before, after].map(({ bytes }) => `${formatCount(bytes)} B`);
  const size = Math.max(...exact.map((text) => text.length)) + 1;
  const row = (name: string, bytes: number, colour: Colour, text = ''): string =>
    `  ${padEnd(name, 7)}${colour(drawBar(partOf(bytes, longest), width - 9 - size))}${padStart(text, size)}\n`;
  return `${row('before', before.bytes, paint.yellow, exact[0])}${row('after', after.bytes, paint.green, exact[1])}`;
}

function formatEnd({ rewrite }: ComparisonReport): string {
  return rewrite?.secondsAfter === undefined
    ? 'Nothing was written.\n'
    : 'Nothing was written; dockopt fix --write does that.\n';
}
