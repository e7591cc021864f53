import type { LayerRow, LayerSummary } from '../../../comparison/image-comparison.js';
import { formatBytes } from '../../bytes.js';
import { fitStart, padStart } from '../../columns.js';
import { counted } from '../../file-report.js';
import { instructionTitle } from '../../instruction-title.js';
import type { Colour } from '../../paint.js';
import { drawBar, partOf } from './bar.js';
import type { ComparisonOutput } from './output.js';
import { longestLayer } from '../comparison-report.js';

const GAP = 3;
const SIZE = 10;

/** The layers of both images beside each other: the instruction that made each, and a bar below it. */
export function formatLayers(
  rows: readonly LayerRow[],
  { paint, width }: ComparisonOutput,
): string {
  const column = Math.floor((width - 2 - GAP) / 2);
  const longest = longestLayer(rows);
  const count = (side: 'before' | 'after'): string =>
    counted(rows.filter((row) => row[side] !== undefined).length, 'layer');
  const heading = beside(`before · ${count('before')}`, `after · ${count('after')}`);
  const lines = rows.flatMap(({ before, after, shared }) => [
    beside(title(before), shared ? '= the same layer' : title(after)),
    bar(before, shared ? paint.dim : paint.yellow) +
      ' '.repeat(GAP) +
      bar(after, shared ? paint.dim : paint.green),
  ]);
  return [
    paint.bold('Layers'),
    paint.dim(`  ${heading}`),
    ...lines.map((line) => `  ${line}`.trimEnd()),
    '',
  ].join('\n');

  function title(layer: LayerSummary | undefined): string {
    return layer === undefined ? '' : instructionTitle(layer.createdBy);
  }

  function beside(left: string, right: string): string {
    return fitStart(left, column) + ' '.repeat(GAP) + fitStart(right, column).trimEnd();
  }

  function bar(layer: LayerSummary | undefined, colour: Colour): string {
    if (layer === undefined) return ' '.repeat(column);
    const drawn = drawBar(partOf(layer.bytes, longest), column - SIZE);
    return colour(drawn) + padStart(formatBytes(layer.bytes), SIZE);
  }
}
