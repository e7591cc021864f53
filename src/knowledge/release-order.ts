/** Whether a release number is older, part by part (`1.9.0` < `1.10`); what follows the numbers does not count. */
export function isOlder(version: string, than: string): boolean {
  const numbers = (text: string) => (/^\d+(?:\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number);
  const [left, right] = [numbers(version), numbers(than)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The oldest release of a range that the newest one may lie outside of: `5.1.1` of `^5.1.1`; undefined for `>=5` and tags. */
export function oldestOf(range: string): string | undefined {
  return /^[\s=v^~]*(\d+(?:\.\d+)*)/.exec(range)?.[1];
}
