import { originOf, REGISTRY, type DependencyOrigin } from './dependency.js';
import { fieldsOf, mayHold, type LockedPythonPackage } from './locked-python-package.js';
import type { MarkerEnvironment } from './python-marker.js';
import { normalizePythonName } from './python-requirements.js';
import { list, mapping, scalar } from './usage-data.js';

/**
 * The packages of a `poetry.lock` of lock version 1 or 2. The files stand at the package, in version 1 in `metadata.files`; what
 * only development needs is marked up to 1 by `category`, from 2.1 on by `groups`.
 */
export function readPoetryLock(
  lock: Readonly<Record<string, unknown>>,
  environment: MarkerEnvironment,
): readonly LockedPythonPackage[] {
  const metadata = mapping(mapping(lock['metadata'])['files']);
  return list(lock['package']).flatMap((item) => {
    const entry = mapping(item);
    const name = scalar(entry['name']);
    if (name === undefined || !mayHold(entry['markers'], environment)) return [];
    const files = entry['files'] ?? metadata[name];
    return [
      {
        name: normalizePythonName(name),
        version: scalar(entry['version']),
        origin: originOfSource(mapping(entry['source'])),
        requires: requiredBy(entry['dependencies'], environment),
        development: developmentOf(entry),
        optional: entry['optional'] === true,
        files: files === undefined ? undefined : fieldsOf(files, 'file'),
      },
    ];
  });
}

function developmentOf(entry: Readonly<Record<string, unknown>>): boolean | undefined {
  const category = scalar(entry['category']);
  if (category !== undefined) return category !== 'main';
  const groups = list(entry['groups']);
  return groups.length === 0 ? undefined : !groups.includes('main');
}

/** Values are a version, a table with `markers`, or a list of such tables. */
function requiredBy(value: unknown, environment: MarkerEnvironment): readonly string[] {
  return Object.entries(mapping(value)).flatMap(([name, item]) => {
    const forms = Array.isArray(item) ? list(item) : [item];
    const isWanted = forms.some((form) => mayHold(mapping(form)['markers'], environment));
    return isWanted ? [normalizePythonName(name)] : [];
  });
}

/** `legacy` is another index. */
function originOfSource(source: Readonly<Record<string, unknown>>): DependencyOrigin {
  const url = scalar(source['url']) ?? '';
  switch (scalar(source['type'])) {
    case 'git':
      return { kind: 'version-control', system: 'git', address: url };
    case 'url':
      return originOf(url);
    case 'file':
    case 'directory':
      return { kind: 'local', path: url };
    default:
      return REGISTRY;
  }
}
