const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/**
 * A number of bytes in the unit that fits, decimal as `docker images` prints it: `999 B`, `23.4 kB`, `115.8 MB`, `1.11 GB`.
 * @param bytes at least 0
 */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let amount = bytes;
  let unit = 'B';
  for (const next of UNITS) {
    // What rounds to 1000 belongs to the next unit.
    if (amount < 999.95 && unit !== 'B') break;
    amount /= 1000;
    unit = next;
  }
  return `${amount.toFixed(unit === 'kB' || unit === 'MB' ? 1 : 2)} ${unit}`;
}

/** A number of bytes that is not known better than to two digits: `640 MB`, `1.1 GB`. */
export function formatAbout(bytes: number): string {
  return formatBytes(Number(bytes.toPrecision(2))).replace(/\.(\d*?)0+ /, (_, digits: string) =>
    digits === '' ? ' ' : `.${digits} `,
  );
}

/** Bytes won or lost, with a sign: `−41.7 MB`, `+3.1 kB`, `±0 B`. */
export function formatChange(bytes: number): string {
  if (bytes === 0) return '±0 B';
  return `${bytes < 0 ? '−' : '+'}${formatBytes(Math.abs(bytes))}`;
}

/** How much of `before` a change is, with a sign: `−36.1 %`; `new` where there was nothing before. */
export function formatPercent(change: number, before: number): string {
  if (change === 0) return '±0 %';
  if (before === 0) return 'new';
  return `${change < 0 ? '−' : '+'}${formatShare(Math.abs(change), before)}`;
}

/**
 * A part of a whole: `36.1 %`.
 * @param whole over 0
 */
export function formatShare(part: number, whole: number): string {
  const percent = (part / whole) * 100;
  return percent > 0 && percent < 0.05 ? '<0.1 %' : `${percent.toFixed(1)} %`;
}

/** A whole number with its thousands apart: `115,774,701`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
