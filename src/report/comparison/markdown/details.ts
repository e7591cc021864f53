import type { PathList } from '../../../comparison/image-comparison.js';
import { formatPatch } from '../../../diff/unified.js';
import { formatBytes, formatChange, formatCount } from '../../bytes.js';
import { counted } from '../../file-report.js';
import { instructionTitle } from '../../instruction-title.js';
import { markdownCode, markdownFence, markdownText } from '../../markdown-text.js';
import {
  appliedFindings,
  type ComparisonReport,
  type RewriteReport,
} from '../comparison-report.js';
import { lostCommands } from '../lost-commands.js';
import { describePackages, packageChange, packageState } from '../package-changes.js';
import { markdownTable, moreLine } from './table.js';

const ROWS_SHOWN = 20;
const NAMES_SHOWN = 60;

/** A part of the report that opens. */
export interface Details {
  readonly title: string;
  readonly content: string;
}

/** The parts that have something to say, the most wanted first. */
export function reportDetails(report: ComparisonReport): readonly Details[] {
  return [
    ...rewriteDetails(report.rewrite),
    layersDetails(report),
    ...largestDetails(report),
    ...packagesDetails(report),
    lostDetails(report),
    ...wasteDetails(report),
  ];
}

function rewriteDetails(rewrite: RewriteReport | undefined): readonly Details[] {
  if (rewrite === undefined) return [];
  const applied = appliedFindings(rewrite);
  const reasons = applied.map(({ path, finding: { transform, applicability, message, range } }) => {
    const place = markdownCode(`${path}:${range.start.line}`);
    return `- ${markdownCode(transform)} (${applicability ?? ''}) ${place}: ${markdownText(message)}\n`;
  });
  if (reasons.length === 0) return [];
  const diff = rewrite.files.map(formatPatch).join('');
  return [
    {
      title: `What was rewritten: ${counted(applied.length, 'fix', 'fixes')}`,
      content: reasons.join(''),
    },
    { title: 'The diff', content: markdownFence('diff', diff) },
  ];
}

function layersDetails({ comparison: { layers } }: ComparisonReport): Details {
  const rows = layers.map(({ before, after, shared }) => [
    before === undefined ? '' : markdownCode(instructionTitle(before.createdBy)),
    before === undefined ? '' : formatBytes(before.bytes),
    after === undefined
      ? ''
      : shared
        ? 'the same layer'
        : markdownCode(instructionTitle(after.createdBy)),
    after === undefined ? '' : formatBytes(after.bytes),
  ]);
  return {
    title: 'Layers',
    content: markdownTable(['before', '', 'after', ''], ['left', 'right', 'left', 'right'], rows),
  };
}

function largestDetails({ comparison: { largest } }: ComparisonReport): readonly Details[] {
  if (largest.length === 0) return [];
  const rows = largest
    .slice(0, ROWS_SHOWN)
    .map(({ path, folder, before, after, files }) => [
      `${markdownCode(folder && path !== '/' ? `${path}/` : path)}${folder ? ` ${counted(files, 'file')}` : ''}`,
      formatBytes(before),
      formatBytes(after),
      formatChange(after - before),
    ]);
  const content = markdownTable(
    ['path', 'before', 'after', 'change'],
    ['left', 'right', 'right', 'right'],
    rows,
  );
  return [
    {
      title: 'Largest differences by path',
      content: content + moreLine(largest.length - rows.length),
    },
  ];
}

function packagesDetails({ comparison: { packages } }: ComparisonReport): readonly Details[] {
  if (packages.length === 0) return [];
  const rows = packages.slice(0, ROWS_SHOWN).map((change) => {
    const version = (side: 'before' | 'after'): string => {
      const presence = change[side];
      return presence === undefined ? '' : markdownCode(presence.versions.join(', '), 60);
    };
    return [
      markdownCode(change.name, 80),
      change.manager,
      packageState(change),
      version('before'),
      version('after'),
      formatChange(packageChange(change)),
    ];
  });
  const heading = ['package', '', '', 'before', 'after', 'bytes'];
  return [
    {
      title: `Packages: ${describePackages(packages)}`,
      content:
        markdownTable(heading, ['left', 'left', 'left', 'left', 'left', 'right'], rows) +
        moreLine(packages.length - rows.length),
    },
  ];
}

function lostDetails({ comparison: { paths, configuration } }: ComparisonReport): Details {
  const count = ({ paths: list }: PathList): string => formatCount(list.length);
  const counts = markdownTable(
    ['', 'paths', 'bytes'],
    ['left', 'right', 'right'],
    [
      ['lost', count(paths.lost), formatChange(0 - paths.lost.bytes)],
      ['gained', count(paths.gained), formatChange(paths.gained.bytes)],
      ['changed', count(paths.changed), formatBytes(paths.changed.bytes)],
    ],
  );
  const commands = lostCommands(paths);
  const names = commands.slice(0, NAMES_SHOWN).map((name) => markdownCode(name, 40));
  const more = commands.length - names.length;
  const lost =
    commands.length === 0
      ? ''
      : `\n${counted(commands.length, 'command')} lost: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.\n`;
  const value = (text: string | undefined): string =>
    text === undefined ? '' : markdownCode(text);
  const settings = configuration
    .slice(0, ROWS_SHOWN)
    .map(({ setting, name, before, after }) => [
      markdownCode(`${setting} ${name}`.trim()),
      value(before),
      value(after),
    ]);
  const configured =
    settings.length === 0
      ? ''
      : `\n${markdownTable(['setting', 'before', 'after'], ['left', 'left', 'left'], settings)}${moreLine(configuration.length - settings.length)}`;
  return { title: 'Lost and gained', content: `${counts}${lost}${configured}` };
}

function wasteDetails({ comparison }: ComparisonReport): readonly Details[] {
  const list = (side: 'before' | 'after'): string => {
    const { waste } = comparison[side];
    if (waste.bytes === 0) return '';
    const rows = waste.paths
      .slice(0, ROWS_SHOWN)
      .map(({ path, bytes }) => [markdownCode(path), formatBytes(bytes)]);
    return `${markdownTable([side, 'wasted'], ['left', 'right'], rows)}${moreLine(waste.paths.length - rows.length)}`;
  };
  const content = [list('before'), list('after')].filter((text) => text !== '').join('\n');
  if (content === '') return [];
  return [
    {
      title: 'Bytes wasted',
      content: `Of files that a later layer overwrote or deleted.\n\n${content}`,
    },
  ];
}
