import { originOf, REGISTRY, type DependencyOrigin } from './dependency.js';
import { fieldsOf, fileName, mayHold, type LockedPythonPackage } from './locked-python-package.js';
import type { MarkerEnvironment } from './python-marker.js';
import { normalizePythonName, parseRequirement } from './python-requirements.js';
import { list, mapping, scalar } from './usage-data.js';

/** The packages of a `pdm.lock`. One package may have an entry for each set of extras. */
export function readPdmLock(
  lock: Readonly<Record<string, unknown>>,
  environment: MarkerEnvironment,
): readonly LockedPythonPackage[] {
  return list(lock['package']).flatMap((item) => {
    const entry = mapping(item);
    const name = scalar(entry['name']);
    if (name === undefined || !mayHold(entry['marker'], environment)) return [];
    const groups = list(entry['groups']);
    const files = list(entry['files']);
    return [
      {
        name: normalizePythonName(name),
        version: scalar(entry['version']),
        origin: originOfEntry(entry),
        requires: list(entry['dependencies']).flatMap((text) => {
          const requirement = parseRequirement(scalar(text) ?? '');
          return requirement !== undefined && mayHold(requirement.marker, environment)
            ? (requirement.name ?? [])
            : [];
        }),
        development: groups.length === 0 ? undefined : !groups.includes('default'),
        optional: false,
        files:
          files.length === 0
            ? undefined
            : [...fieldsOf(files, 'file'), ...fieldsOf(files, 'url').map(fileName)],
      },
    ];
  });
}

function originOfEntry(entry: Readonly<Record<string, unknown>>): DependencyOrigin {
  const git = scalar(entry['git']);
  if (git !== undefined) return { kind: 'version-control', system: 'git', address: git };
  const url = scalar(entry['url']);
  if (url !== undefined) return originOf(url);
  const path = scalar(entry['path']);
  return path === undefined ? REGISTRY : { kind: 'local', path };
}
