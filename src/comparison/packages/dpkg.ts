import type { FoundPackage } from './found-package.js';
import { stanzas } from './stanzas.js';

const STATUS = '/var/lib/dpkg/status';
/** One file a package, which images without dpkg itself have. */
const STATUS_FOLDER = '/var/lib/dpkg/status.d/';

/**
 * The packages that dpkg has installed; those whose configuration alone is left are none.
 *
 * @param databases texts by path
 */
export function dpkgPackages(databases: ReadonlyMap<string, string>): readonly FoundPackage[] {
  return [...databases].flatMap(([path, text]) => {
    const single = path.startsWith(STATUS_FOLDER) && !path.endsWith('.md5sums');
    if (path !== STATUS && !single) return [];
    return stanzas(text).flatMap((fields): FoundPackage[] => {
      const name = fields.get('package');
      const version = fields.get('version');
      const state = fields.get('status')?.split(' ').at(-1);
      if (name === undefined || version === undefined) return [];
      if (!single && state !== 'installed') return [];
      const paths = single
        ? summedPaths(databases.get(`${path}.md5sums`) ?? '')
        : listedPaths(databases, name, fields.get('architecture') ?? '');
      return [{ manager: 'dpkg', name, version, database: path, paths }];
    });
  });
}

/** Packages that may be installed for several architectures have the architecture in the name of their list. */
function listedPaths(
  databases: ReadonlyMap<string, string>,
  name: string,
  architecture: string,
): readonly string[] {
  const list =
    databases.get(`/var/lib/dpkg/info/${name}:${architecture}.list`) ??
    databases.get(`/var/lib/dpkg/info/${name}.list`) ??
    '';
  return list.split('\n').filter((path) => path.startsWith('/') && path !== '/.');
}

/** Lines of `md5sum`, with paths relative to the root. */
function summedPaths(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const path = /^[0-9a-f]{32} [ *](.+)$/.exec(line)?.[1];
    return path === undefined ? [] : [`/${path.replace(/^\.?\//, '')}`];
  });
}
