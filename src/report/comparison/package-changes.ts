import type { PackageChange } from '../../comparison/image-comparison.js';

/** What became of a package. */
export type PackageState = 'lost' | 'gained' | 'changed';

/** What became of a package. */
export function packageState({ before, after }: PackageChange): PackageState {
  return after === undefined ? 'lost' : before === undefined ? 'gained' : 'changed';
}

/** Bytes that the second image has more of a package; negative for less. */
export function packageChange({ before, after }: PackageChange): number {
  return (after?.bytes ?? 0) - (before?.bytes ?? 0);
}

/** `12 lost, 3 gained, 1 changed`; what is none is left out. */
export function describePackages(packages: readonly PackageChange[]): string {
  const states = packages.map(packageState);
  return (['lost', 'gained', 'changed'] as const)
    .map((state) => [states.filter((each) => each === state).length, state] as const)
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count} ${state}`)
    .join(', ');
}
