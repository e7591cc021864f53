import type { FoundPackage } from './found-package.js';

/**
 * The packages of Alpine's database of installed packages.
 *
 * @param databases texts by path
 * @see https://wiki.alpinelinux.org/wiki/Apk_spec
 */
export function apkPackages(databases: ReadonlyMap<string, string>): readonly FoundPackage[] {
  return [...databases].flatMap(([path, text]) =>
    path.endsWith('/apk/db/installed')
      ? text.split(/\n\s*\n/).flatMap((stanza) => packageOf(path, stanza))
      : [],
  );
}

function packageOf(database: string, stanza: string): readonly FoundPackage[] {
  let name = '';
  let version = '';
  let folder = '';
  const paths: string[] = [];
  for (const line of stanza.split('\n')) {
    const value = line.slice(2);
    if (line.startsWith('P:')) name = value;
    else if (line.startsWith('V:')) version = value;
    else if (line.startsWith('F:')) folder = value === '' ? '' : `/${value}`;
    else if (line.startsWith('R:')) paths.push(`${folder}/${value}`);
  }
  return name === '' ? [] : [{ manager: 'apk', name, version, database, paths }];
}
