import type { PackageChange, PackagePresence } from '../../../comparison/image-comparison.js';
import { formatChange } from '../../bytes.js';
import { fitStart, padStart } from '../../columns.js';
import { visible } from '../../file-report.js';
import { describePackages, packageChange, packageState } from '../package-changes.js';
import { moreLine, ROWS_SHOWN, type ComparisonOutput } from './output.js';

const CHANGE = 10;
const MANAGER = 5;

/** The packages that differ, the largest difference first. */
export function formatPackages(
  packages: readonly PackageChange[],
  output: ComparisonOutput,
): string {
  if (packages.length === 0) return '';
  const { paint, width } = output;
  const colours = { lost: paint.red, gained: paint.green, changed: paint.yellow };
  const marks = { lost: '−', gained: '+', changed: '~' };
  const name = Math.floor((width - CHANGE - MANAGER - 7) / 2);
  const shown = packages.slice(0, ROWS_SHOWN);
  const rows = shown.map((change) => {
    const state = packageState(change);
    const words = [
      padStart(formatChange(packageChange(change)), CHANGE),
      colours[state](marks[state]),
      fitStart(change.manager, MANAGER),
      colours[state](fitStart(visible(change.name), name)),
      fitStart(visible(versions(change)), name).trimEnd(),
    ];
    return `  ${words.join(' ')}\n`;
  });
  const heading = `${paint.bold('Packages')} ${paint.dim(`· ${describePackages(packages)}`)}\n`;
  return `${heading}${rows.join('')}${moreLine(packages.length - shown.length, output)}`;
}

function versions({ before, after }: PackageChange): string {
  const list = (presence: PackagePresence | undefined) => presence?.versions.join(', ');
  const [one, other] = [list(before), list(after)];
  if (one === undefined || other === undefined || one === other) return one ?? other ?? '';
  return `${one} → ${other}`;
}
