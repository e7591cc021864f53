import { originOf, REGISTRY, type DependencyOrigin } from './dependency.js';
import { mayHold, type LockedPythonPackage } from './locked-python-package.js';
import type { MarkerEnvironment } from './python-marker.js';
import { normalizePythonName } from './python-requirements.js';
import { mapping, scalar } from './usage-data.js';

/**
 * The packages of a `Pipfile.lock`: `default` and `develop`, each a map of names. It names the hashes of files, not the files, and
 * not what requires what.
 */
export function readPipfileLock(
  lock: Readonly<Record<string, unknown>>,
  environment: MarkerEnvironment,
): readonly LockedPythonPackage[] {
  const main = mapping(lock['default']);
  return [...Object.entries(main), ...Object.entries(mapping(lock['develop']))].flatMap(
    ([name, value], index) => {
      const entry = mapping(value);
      const isDevelopment = index >= Object.keys(main).length;
      if (isDevelopment && name in main) return [];
      if (!mayHold(entry['markers'], environment)) return [];
      return [
        {
          name: normalizePythonName(name),
          version: scalar(entry['version'])?.replace(/^=+/, ''),
          origin: originOfEntry(entry),
          requires: undefined,
          development: isDevelopment,
          optional: false,
          files: undefined,
        },
      ];
    },
  );
}

function originOfEntry(entry: Readonly<Record<string, unknown>>): DependencyOrigin {
  for (const system of ['git', 'hg', 'svn', 'bzr']) {
    const address = scalar(entry[system]);
    if (address !== undefined) return { kind: 'version-control', system, address };
  }
  const file = scalar(entry['file']);
  if (file !== undefined) return originOf(file);
  const path = scalar(entry['path']);
  return path === undefined ? REGISTRY : { kind: 'local', path };
}
