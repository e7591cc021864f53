import type { ImageContents } from '../image-contents.js';
import { pathResolver } from '../resolve-path.js';
import type { Removal } from '../../transform/removal.js';
import type { Bases } from './base-files.js';
import { debianPackages, recommendedAlone, type DebianPackage } from './debian-packages.js';

/** What became of the Debian packages of an image. */
export interface PackageComparison {
  /** Names of packages that are gone although no fix says so. */
  readonly failures: readonly string[];
  /** The packages of the original that own a path. */
  readonly owners: (path: string) => readonly string[];
  /** A path went with packages that were to go: they own it, or a script that set them up names it. */
  readonly isGone: (path: string) => boolean;
  /** It went with packages that were not. */
  readonly isOfFailure: (path: string) => boolean;
  /** It was part of a package of the base, and is now part of the same package, which is installed on top of the new base. */
  readonly isInstalledAnew: (path: string, bases: Bases) => boolean;
}

const INFO = '/var/lib/dpkg/info/';

/** Compares the packages of two images. @param isBuilt whether only builds made a path that now run elsewhere */
export function comparePackages(
  facts: {
    readonly original: ImageContents;
    readonly rewritten: ImageContents;
    readonly removals: readonly Removal[];
  },
  bases: Bases,
  isBuilt: (path: string) => boolean,
): PackageComparison {
  const { original, rewritten, removals } = facts;
  const before = debianPackages(original);
  const after = debianPackages(rewritten);
  const owners = ownersOf(before, original);
  const ownersNow = ownersOf(after, rewritten);
  const recommended = recommendedAlone(
    before,
    after,
    removals.flatMap((one) => (one.kind === 'recommended-packages' ? one.of : [])),
  );
  const records = recordsByName(original);
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const mayGo = (name: string): boolean => {
    const record = records.get(name);
    if (recommended.has(name)) return true;
    if (record === undefined) return false;
    const ofBase = bases.swapped && bases.original.has(record) && !bases.rewritten.has(record);
    return ofBase || isBuilt(record);
  };
  const expected = new Set(gone.filter(mayGo));
  const failures = gone.filter((name) => !expected.has(name));
  const failed = new Set(failures);
  const scripts = [...original.databases].flatMap(([path, text]) =>
    path.endsWith('.postinst') && expected.has(nameOfRecord(path) ?? '') ? [text] : [],
  );
  const all = (path: string): readonly string[] => {
    const owned = owners.get(path);
    if (owned !== undefined) return owned;
    const record = nameOfRecord(path);
    return record === undefined ? [] : [record];
  };
  return {
    failures,
    owners: all,
    isGone: (path) => {
      const names = all(path);
      return names.length > 0
        ? names.every((name) => expected.has(name))
        : scripts.some((script) => namesPath(script, path));
    },
    isOfFailure: (path) => all(path).some((name) => failed.has(name)),
    isInstalledAnew: (path, { original: base, rewritten: newBase }) =>
      base.has(path) &&
      !newBase.has(path) &&
      all(path).some((name) => (ownersNow.get(path) ?? []).includes(name)),
  };
}

function ownersOf(
  packages: ReadonlyMap<string, DebianPackage>,
  { files }: ImageContents,
): ReadonlyMap<string, readonly string[]> {
  const resolve = pathResolver(files);
  const owners = new Map<string, string[]>();
  for (const { name, paths } of packages.values()) {
    for (const path of paths.map(resolve)) {
      const known = owners.get(path);
      if (known === undefined) owners.set(path, [name]);
      else if (!known.includes(name)) known.push(name);
    }
  }
  return owners;
}

/** The file that each package is known by: its list of paths. */
function recordsByName({ files }: ImageContents): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (const path of files.keys()) {
    const name = path.endsWith('.list') ? nameOfRecord(path) : undefined;
    if (name !== undefined) records.set(name, path);
  }
  return records;
}

/** The package that a file of dpkg's own is about: `/var/lib/dpkg/info/libc6:amd64.list`. */
function nameOfRecord(path: string): string | undefined {
  if (!path.startsWith(INFO)) return undefined;
  return /^([a-z0-9][a-z0-9+.-]*?)(?::[a-z0-9-]+)?\.[a-z0-9]+$/.exec(path.slice(INFO.length))?.[1];
}

/** Whether a script has a path as a word of its own. */
function namesPath(script: string, path: string): boolean {
  for (let at = script.indexOf(path); at !== -1; at = script.indexOf(path, at + 1)) {
    const before = script[at - 1] ?? ' ';
    const after = script[at + path.length] ?? ' ';
    if (!/[\w./-]/.test(before) && !/[\w/-]/.test(after)) return true;
  }
  return false;
}
