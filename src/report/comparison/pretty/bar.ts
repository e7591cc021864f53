const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * A bar of block characters, filled up with spaces. What is there is seen, however small.
 * @param part of the whole bar, 0 to 1
 */
export function drawBar(part: number, columns: number): string {
  const eighths = part <= 0 ? 0 : Math.max(1, Math.round(Math.min(part, 1) * columns * 8));
  const bar = '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
  return bar.padEnd(columns);
}

/** The part that a value is of the largest one, for {@link drawBar}. */
export function partOf(value: number, largest: number): number {
  return largest === 0 ? 0 : Math.abs(value) / largest;
}
