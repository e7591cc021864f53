import type { PackageManager } from '../image-comparison.js';
import type { ImageContents } from '../image-contents.js';
import { pathResolver } from '../resolve-path.js';
import { apkPackages } from './apk.js';
import { dpkgPackages } from './dpkg.js';
import { pathIndex, type FoundPackage } from './found-package.js';
import { npmPackages } from './npm.js';
import { pipPackages } from './pip.js';

/** A package of an image. */
export interface InstalledPackage {
  readonly manager: PackageManager;
  readonly name: string;
  readonly version: string;
  /** Of its files that the image really has. */
  readonly bytes: number;
}

export interface InstalledPackages {
  readonly packages: readonly InstalledPackage[];
  /** The package that a path belongs to; folders belong to several and are left out. */
  readonly owners: ReadonlyMap<string, InstalledPackage>;
}

/**
 * What the package managers of an image have installed. A package inside another manager's package (Debian's own Python
 * modules, the npm that comes with a package of Node.js) is part of that one and not listed.
 */
export function readPackages(image: Pick<ImageContents, 'files' | 'databases'>): InstalledPackages {
  const { files, databases } = image;
  const index = pathIndex(files.keys());
  const resolve = pathResolver(files);
  const packages: InstalledPackage[] = [];
  const owners = new Map<string, InstalledPackage>();

  const add = (found: readonly FoundPackage[]) => {
    const foreign = new Set(owners.keys());
    for (const { manager, name, version, database, paths } of found) {
      if (foreign.has(database)) continue;
      const own = new Set(
        paths
          .map(resolve)
          .filter((path) => files.has(path) && files.get(path)?.kind !== 'directory')
          .filter((path) => !owners.has(path)),
      );
      let bytes = 0;
      for (const path of own) bytes += files.get(path)?.bytes ?? 0;
      const installed = { manager, name, version, bytes };
      packages.push(installed);
      for (const path of own) owners.set(path, installed);
    }
  };
  add(dpkgPackages(databases));
  add(apkPackages(databases));
  add(pipPackages(databases, index));
  add(npmPackages(databases, index));
  return { packages, owners };
}
