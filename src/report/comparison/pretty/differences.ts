import type {
  ConfigurationChange,
  ImageComparison,
  PathList,
  PathSum,
} from '../../../comparison/image-comparison.js';
import { formatBytes, formatChange, formatCount } from '../../bytes.js';
import { fitEnd, fitStart, padEnd, padStart } from '../../columns.js';
import { counted, visible } from '../../file-report.js';
import { wrap } from '../../wrap.js';
import { lostCommands } from '../lost-commands.js';
import { drawBar, partOf } from './bar.js';
import { changeColour, moreLine, ROWS_SHOWN, type ComparisonOutput } from './output.js';

const CHANGE = 10;
const NAMES_SHOWN = 20;

/** The folders and files that explain most of the difference, with a bar each. */
export function formatLargest(largest: readonly PathSum[], output: ComparisonOutput): string {
  if (largest.length === 0) return '';
  const { paint, width } = output;
  const shown = largest.slice(0, ROWS_SHOWN);
  const longest = Math.max(...shown.map(({ before, after }) => Math.abs(after - before)));
  const barWidth = Math.floor(width / 4);
  const rows = shown.map(({ path, folder, before, after, files }) => {
    const change = after - before;
    const bar = drawBar(partOf(change, longest), barWidth);
    const about = folder ? ` (${counted(files, 'file')})` : '';
    const name = fitEnd(
      visible(path) + (folder && path !== '/' ? '/' : ''),
      width - CHANGE - barWidth - 5 - about.length,
    ).trimEnd();
    return `  ${padStart(formatChange(change), CHANGE)} ${changeColour(change, paint)(bar)} ${name}${paint.dim(about)}\n`;
  });
  return `${paint.bold('Largest differences by path')}\n${rows.join('')}${moreLine(largest.length - shown.length, output)}`;
}

/** What the second image has no longer, has new and has otherwise. */
export function formatLostAndGained(
  { paths, configuration }: ImageComparison,
  output: ComparisonOutput,
): string {
  const { paint, width } = output;
  const commands = lostCommands(paths);
  const lists = [
    formatList('lost', paths.lost, -1),
    formatList('gained', paths.gained, 1),
    formatList('changed', paths.changed, 0),
  ];
  const names = commands.slice(0, NAMES_SHOWN).map(visible).join(', ');
  const more = commands.length - NAMES_SHOWN;
  const text = `${counted(commands.length, 'command')} lost: ${names}${more > 0 ? ` and ${more} more` : ''}`;
  return [
    paint.bold('Lost and gained'),
    ...lists,
    ...(commands.length > 0 ? [wrap(text, width, '  ')] : []),
    ...configuration.flatMap((change) => formatSetting(change, output)),
    '',
  ].join('\n');

  function formatList(name: string, { paths: list, bytes }: PathList, sign: -1 | 0 | 1): string {
    const size = sign === 0 ? formatBytes(bytes) : formatChange(sign * bytes);
    const count = counted(list.length, 'path').replace(/^\d+/, (digits) =>
      formatCount(Number(digits)),
    );
    return `  ${padEnd(name, 8)} ${padStart(count, 14)} ${padStart(size, CHANGE + 1)}`;
  }
}

/** A value of the configuration that differs, on a line of its own for each image that has it. */
function formatSetting(
  { setting, name, before, after }: ConfigurationChange,
  { paint, width }: ComparisonOutput,
): readonly string[] {
  const line = (mark: string, value: string): string =>
    cut(`  ${mark} ${setting}${name === '' ? '' : ` ${visible(name)}`} ${visible(value)}`);
  return [
    ...(before === undefined ? [] : [paint.red(line('−', before))]),
    ...(after === undefined ? [] : [paint.green(line('+', after))]),
  ];

  function cut(text: string): string {
    return fitStart(text, width).trimEnd();
  }
}
