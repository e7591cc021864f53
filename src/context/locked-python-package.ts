import type { LockedDependency } from './dependency.js';
import { markerHolds, type MarkerEnvironment } from './python-marker.js';
import { requiredNames } from './required-names.js';
import { list, mapping, scalar } from './usage-data.js';

/** A package that a lock file of Python holds. */
export interface LockedPythonPackage extends LockedDependency {
  /** Names of the wheels and source archives that are published of this version; undefined where the lock file lists none. */
  readonly files: readonly string[] | undefined;
}

/** The value of a key of a list of tables: the `file` of `[{file = "a.whl"}, …]`. */
export function fieldsOf(items: unknown, key: string): readonly string[] {
  return list(items).flatMap((item) => scalar(mapping(item)[key]) ?? []);
}

/** The last part of an address or path, without what follows `#` and `?`. */
export function fileName(address: string): string {
  const path = address.replace(/[#?].*$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether something with this marker may be installed; anything but a text is a marker that is not read. */
export function mayHold(marker: unknown, environment: MarkerEnvironment): boolean {
  const text = scalar(marker);
  return text === undefined || markerHolds(text, environment) !== false;
}

/** What the project itself asks for, by name. */
export interface ProjectRequirements {
  readonly main: readonly string[];
  /** Of groups that only development installs. */
  readonly development: readonly string[];
  /** Of extras, which are installed where they are named. */
  readonly extras: readonly string[];
}

/**
 * Says for each package whether only development, or only an extra, leads to it, and leaves out those to which nothing leads in the
 * environment that the packages were read for. Packages of a lock file that does not say what requires what stay as they are.
 */
export function byUse(
  packages: readonly LockedPythonPackage[],
  { main, development, extras }: ProjectRequirements,
): readonly LockedPythonPackage[] {
  const needed = requiredNames(packages, main);
  const developed = requiredNames(packages, development);
  const extra = requiredNames(packages, extras);
  if (needed === undefined || developed === undefined || extra === undefined) return packages;
  return packages
    .filter(({ name }) => needed.has(name) || developed.has(name) || extra.has(name))
    .map((one) => ({
      ...one,
      development: !needed.has(one.name) && developed.has(one.name),
      optional: !needed.has(one.name) && !developed.has(one.name),
    }));
}
