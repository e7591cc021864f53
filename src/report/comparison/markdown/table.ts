import { formatCount } from '../../bytes.js';

/** A table; `aligned` has the side of each column. Cells are Markdown already. */
export function markdownTable(
  heading: readonly string[],
  aligned: readonly ('left' | 'right')[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const marks = aligned.map((side) => (side === 'right' ? '---:' : '---'));
  return line(heading) + line(marks) + rows.map(line).join('');
}

/** The line under a table that was cut; empty where nothing is missing. */
export function moreLine(missing: number): string {
  return missing <= 0 ? '' : `\n… and ${formatCount(missing)} more.\n`;
}
