import { takesPath, type Removal } from '../../transform/removal.js';
import type { ImageContents } from '../image-contents.js';
import type { PathChange } from '../image-comparison.js';
import { differences } from '../path-changes.js';
import { ACCOUNT_FILES, lostAccounts } from './accounts.js';
import { baseExplains, hasEntry, readBases, type Bases } from './base-files.js';
import { isDerived } from './derived-files.js';
import { dpkgExclusions } from './dpkg-exclusions.js';
import { followingPaths } from './following-paths.js';
import { comparePackages } from './gone-packages.js';
import type { Noise } from './noise.js';

/** An image as it was, as it is rewritten, and all that tells what was to go. */
export interface FileFacts {
  readonly original: ImageContents;
  readonly rewritten: ImageContents;
  readonly noise: Noise;
  /** Of all fixes that were applied. */
  readonly removals: readonly Removal[];
  /** How many layers each image has of its base; undefined where that is not known. */
  readonly baseLayers: {
    readonly original: number | undefined;
    readonly rewritten: number | undefined;
  };
  /** The line of the instruction that made each layer of the original; undefined where that can't be told. */
  readonly lines: readonly (number | undefined)[] | undefined;
}

/** What an image lost, or has otherwise, although no fix says so. */
export interface FileFailures {
  /** Names of Debian packages that are gone. */
  readonly packages: readonly string[];
  /** Accounts that are gone or became others: `/etc/passwd: app`. */
  readonly accounts: readonly string[];
  /** All other paths; none lies below another that is gone. */
  readonly paths: readonly PathChange[];
}

/** Compares the files of two images and takes away all that was to go. */
export function fileFailures(facts: FileFacts): FileFailures {
  const { original, rewritten, noise, removals } = facts;
  const bases = readBases(facts);
  const built = builtFiles(facts, bases);
  const packages = comparePackages(facts, bases, built.isBuilt);
  const mayLosePackages = removals.some(({ kind }) => kind !== 'paths' && kind !== 'settings');
  const isOwned = (path: string): boolean => packages.owners(path).length > 0;
  const isExcludedNow = dpkgExclusions(rewritten);
  const wasExcluded = dpkgExclusions(original);
  const patterns = removals.flatMap((removal) => (removal.kind === 'paths' ? removal.paths : []));

  const changes = differences(original, rewritten).filter(
    ({ path, after }) =>
      !noise.names.has(path) && (after === undefined || !noise.contents.has(path)),
  );
  const ofSystem = new Set<string>();
  const explained = new Set<string>();
  for (const change of changes) {
    const { path, after } = change;
    const isExcluded = bases.swapped && isOwned(path) && isExcludedNow(path) && !wasExcluded(path);
    const bySystem =
      baseExplains(bases, change) ||
      (after === undefined && (isExcluded || packages.isGone(path))) ||
      (after !== undefined && bases.swapped && packages.isInstalledAnew(path, bases));
    if (bySystem) ofSystem.add(path);
    const summed = mayLosePackages && (isDerived(path) || ACCOUNT_FILES.test(path));
    if (
      bySystem ||
      summed ||
      built.explains(change) ||
      patterns.some((one) => takesPath(one, path))
    )
      explained.add(path);
  }
  for (const path of followingPaths(changes, ofSystem)) explained.add(path);
  const unexplained = changes.filter(
    ({ path }) => !explained.has(path) && !packages.isOfFailure(path),
  );
  return {
    packages: packages.failures,
    accounts: mayLosePackages ? lostAccounts(original, rewritten) : [],
    paths: withoutFolders(original, unexplained),
  };
}

/** What instructions made that now run in a builder stage alone, without what is copied from there. */
function builtFiles(
  { removals, lines }: FileFacts,
  { layerOf, original, rewritten }: Bases,
): {
  readonly isBuilt: (path: string) => boolean;
  readonly explains: (change: PathChange) => boolean;
} {
  const builds = removals.filter((removal) => removal.kind === 'build');
  const moved = new Set(builds.flatMap((build) => build.lines));
  const kept = builds.flatMap((build) => build.kept);
  const isBuilt = (path: string): boolean => {
    const line = lines?.[layerOf(path) ?? -1];
    return line !== undefined && moved.has(line) && !kept.some((folder) => takesPath(folder, path));
  };
  return {
    isBuilt,
    // What is there still is what the base has, which a build had changed.
    explains: ({ path, after }) =>
      isBuilt(path) &&
      (after === undefined || [original, rewritten].some((base) => hasEntry(base, path, after))),
  };
}

/**
 * Takes out folders that are gone because nothing is left to lie in them, and names in place of all that lay in a folder the
 * folder alone. One that was empty had a use of its own.
 */
function withoutFolders(
  { files }: ImageContents,
  unexplained: readonly PathChange[],
): readonly PathChange[] {
  const children = new Map<string, number>();
  for (const path of files.keys()) {
    const folder = folderOf(path);
    children.set(folder, (children.get(folder) ?? 0) + 1);
  }
  const named = new Map<string, PathChange[]>();
  // What lies in a folder comes behind it.
  for (const change of unexplained.toReversed()) {
    const { path, before, after } = change;
    const held =
      before?.kind === 'directory' && after === undefined ? children.get(path) : undefined;
    if (held !== undefined) {
      if ((named.get(path)?.length ?? 0) < held) continue;
      named.delete(path);
    }
    const folder = folderOf(path);
    named.set(folder, [...(named.get(folder) ?? []), change]);
  }
  return [...named.values()].flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
