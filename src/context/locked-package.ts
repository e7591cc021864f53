import type { LockedDependency } from './dependency.js';

/** A package that a lock file of Node holds. */
export interface LockedPackage extends LockedDependency {
  /** It runs a script or a compiler when it is installed; undefined where the lock file does not say. */
  readonly hasInstallScript: boolean | undefined;
  /** The names of its commands; undefined where the lock file does not say. */
  readonly binaries: readonly string[] | undefined;
}

/** Whether a package that is bound to these systems and C libraries is installed on Linux with glibc; `!` excludes one. */
export function isForLinux(systems: readonly string[], libraries: readonly string[] = []): boolean {
  return admits(systems, 'linux') && admits(libraries, 'glibc');
}

function admits(names: readonly string[], name: string): boolean {
  if (names.includes(`!${name}`)) return false;
  const wanted = names.filter((one) => !one.startsWith('!'));
  return wanted.length === 0 || wanted.includes(name) || wanted.includes('any');
}

/**
 * The name of a package that another one asks for, by the words of its manifest or lock file: an alias (`npm:left-pad@^1`, or pnpm's
 * `/left-pad/1.3.0` and `left-pad@1.3.0`) has the name behind it.
 */
export function requiredName(key: string, reference: string): string {
  return (
    /^npm:((?:@[^/]+\/)?[^@]+)@/.exec(reference)?.[1] ??
    /^\/?((?:@[^/]+\/)?[A-Za-z][^@/:]*)[@/]\d/.exec(reference)?.[1] ??
    key
  );
}
