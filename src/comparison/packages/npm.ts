import type { FoundPackage, PathIndex } from './found-package.js';

const MANIFEST = '/package.json';

/**
 * The packages below `node_modules` folders; each owns its folder without the packages that are installed inside.
 *
 * @param databases texts by path; of a `package.json` the name and version suffice
 */
export function npmPackages(
  databases: ReadonlyMap<string, string>,
  index: PathIndex,
): readonly FoundPackage[] {
  return [...databases].flatMap(([database, text]): FoundPackage[] => {
    if (!database.endsWith(MANIFEST)) return [];
    const folder = database.slice(0, -MANIFEST.length);
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest !== 'object' || manifest === null) return [];
    if (!('name' in manifest) || !('version' in manifest)) return [];
    const { name, version } = manifest;
    if (typeof name !== 'string' || typeof version !== 'string') return [];
    const paths = index
      .below(folder)
      .filter((path) => !path.startsWith('/node_modules/', folder.length));
    return [{ manager: 'npm', name, version, database, paths }];
  });
}
