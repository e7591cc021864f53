import type { PackageChange, PackagePresence } from './image-comparison.js';
import type { InstalledPackage } from './packages/packages.js';

/** The packages that two images differ in, largest difference in bytes first. */
export function packageChanges(
  before: readonly InstalledPackage[],
  after: readonly InstalledPackage[],
): readonly PackageChange[] {
  const old = presences(before);
  const now = presences(after);
  const changes: PackageChange[] = [];
  for (const [key, { manager, name }] of new Map([
    ...before.map((found) => [keyOf(found), found] as const),
    ...after.map((found) => [keyOf(found), found] as const),
  ])) {
    const change = { manager, name, before: old.get(key), after: now.get(key) };
    if (differs(change)) changes.push(change);
  }
  return changes.sort((a, b) => sizeOf(b) - sizeOf(a) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function presences(packages: readonly InstalledPackage[]): ReadonlyMap<string, PackagePresence> {
  const found = new Map<string, PackagePresence>();
  for (const installed of packages) {
    const key = keyOf(installed);
    const { versions, bytes } = found.get(key) ?? { versions: [], bytes: 0 };
    found.set(key, {
      versions: [...new Set([...versions, installed.version])].sort(),
      bytes: bytes + installed.bytes,
    });
  }
  return found;
}

function differs({ before, after }: PackageChange): boolean {
  return before?.bytes !== after?.bytes || before?.versions.join(' ') !== after?.versions.join(' ');
}

function sizeOf({ before, after }: PackageChange): number {
  return Math.abs((after?.bytes ?? 0) - (before?.bytes ?? 0));
}

function keyOf({ manager, name }: Pick<InstalledPackage, 'manager' | 'name'>): string {
  return `${manager} ${name}`;
}
