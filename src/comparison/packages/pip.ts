import type { FoundPackage, PathIndex } from './found-package.js';
import { stanzas } from './stanzas.js';

/**
 * Python's packages: by their `.dist-info` folder, whose RECORD lists the files, and by the `.egg-info` that older tools
 * leave, which lists files or at least the modules.
 *
 * @param databases texts by path
 * @see https://packaging.python.org/en/latest/specifications/recording-installed-packages/
 */
export function pipPackages(
  databases: ReadonlyMap<string, string>,
  index: PathIndex,
): readonly FoundPackage[] {
  return [...databases].flatMap(([database, text]): FoundPackage[] => {
    const info = /^(.*\.dist-info)\/METADATA$|^(.*\.egg-info)(?:\/PKG-INFO)?$/.exec(database);
    const folder = info?.[1] ?? info?.[2];
    const [fields] = stanzas(text);
    const name = fields?.get('name');
    const version = fields?.get('version');
    if (folder === undefined || name === undefined || version === undefined) return [];
    const paths = [database, ...index.below(folder), ...ownedPaths(folder, databases, index)];
    return [{ manager: 'pip', name, version, database, paths }];
  });
}

function ownedPaths(
  folder: string,
  databases: ReadonlyMap<string, string>,
  index: PathIndex,
): readonly string[] {
  const site = folder.slice(0, folder.lastIndexOf('/'));
  const record = databases.get(`${folder}/RECORD`);
  if (record !== undefined) {
    return lines(record).map((line) => absolute(site, recordedPath(line)));
  }
  const installed = databases.get(`${folder}/installed-files.txt`);
  if (installed !== undefined) return lines(installed).map((path) => absolute(folder, path));
  return lines(databases.get(`${folder}/top_level.txt`) ?? '').flatMap((module) => [
    `${site}/${module}.py`,
    ...index.below(`${site}/${module}`),
  ]);
}

/** The first field of a line of comma-separated values, which is in quotes where it has a comma. */
function recordedPath(line: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(line)?.[1];
  return quoted === undefined ? line.slice(0, line.indexOf(',')) : quoted.replaceAll('""', '"');
}

function absolute(folder: string, path: string): string {
  const parts = path.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function lines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== '');
}
