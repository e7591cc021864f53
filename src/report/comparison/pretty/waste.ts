import type { ImageComparison, ImageSummary } from '../../../comparison/image-comparison.js';
import { formatBytes } from '../../bytes.js';
import { fitEnd, padEnd, padStart } from '../../columns.js';
import { visible } from '../../file-report.js';
import type { ComparisonOutput } from './output.js';

const PATHS_SHOWN = 5;
const SIZE = 10;

/** The bytes of files that a later layer overwrote or deleted, and the largest of them. */
export function formatWaste(
  { before, after }: ImageComparison,
  { paint, width }: ComparisonOutput,
): string {
  if (before.waste.bytes === 0 && after.waste.bytes === 0) return '';
  return [
    `${paint.bold('Bytes wasted')} ${paint.dim('· of files that a later layer overwrote or deleted')}`,
    ...list('before', before),
    ...list('after', after),
    '',
  ].join('\n');

  function list(side: string, { waste }: ImageSummary): readonly string[] {
    const shown = waste.paths.slice(0, PATHS_SHOWN);
    const more = waste.paths.length - shown.length;
    return [
      `  ${padEnd(side, 6)} ${padStart(formatBytes(waste.bytes), SIZE)}`,
      ...shown.map(
        ({ path, bytes }) =>
          `    ${padStart(formatBytes(bytes), SIZE + 5)} ${fitEnd(visible(path), width - SIZE - 10).trimEnd()}`,
      ),
      ...(more > 0 ? [`    ${' '.repeat(SIZE + 5)} ${paint.dim(`… and ${more} more`)}`] : []),
    ];
  }
}
