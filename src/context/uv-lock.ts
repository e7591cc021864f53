import { originOf, REGISTRY, type DependencyOrigin } from './dependency.js';
import { byUse, fileName, mayHold, type LockedPythonPackage } from './locked-python-package.js';
import type { MarkerEnvironment } from './python-marker.js';
import { normalizePythonName } from './python-requirements.js';
import { list, mapping, scalar } from './usage-data.js';

type Entry = Readonly<Record<string, unknown>>;

/**
 * The packages of a `uv.lock`. What the project itself requires is told by its own entry, so that what stands in groups alone counts
 * as development, and what stands in extras alone as optional. The project and the members of its workspace are left out.
 * @see https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile
 */
export function readUvLock(
  lock: Entry,
  environment: MarkerEnvironment,
): readonly LockedPythonPackage[] {
  const dependencies = (value: unknown): readonly string[] => requiredBy(value, environment);
  const entries = list(lock['package']).map(mapping);
  const own = entries.filter((entry) => isOwn(mapping(entry['source'])));
  const packages = entries
    .filter((entry) => !own.includes(entry))
    .flatMap((entry) => packageOf(entry, environment) ?? []);
  const ownNames = own.flatMap((entry) => scalar(entry['name']) ?? []).map(normalizePythonName);
  if (own.length === 0) return packages;
  return byUse(
    packages.filter(({ name }) => !ownNames.includes(name)),
    {
      main: own.flatMap((entry) => dependencies(entry['dependencies'])),
      development: own.flatMap((entry) =>
        Object.values(mapping(entry['dev-dependencies'])).flatMap(dependencies),
      ),
      extras: own.flatMap((entry) =>
        Object.values(mapping(entry['optional-dependencies'])).flatMap(dependencies),
      ),
    },
  );
}

function isOwn(source: Entry): boolean {
  return source['editable'] !== undefined || source['virtual'] !== undefined;
}

function packageOf(entry: Entry, environment: MarkerEnvironment): LockedPythonPackage | undefined {
  const name = scalar(entry['name']);
  if (name === undefined) return undefined;
  const archive = mapping(entry['sdist']);
  const wheels = list(entry['wheels']).map(mapping);
  const files = [...wheels, archive].flatMap(
    (file) => scalar(file['filename']) ?? scalar(file['url']) ?? scalar(file['path']) ?? [],
  );
  return {
    name: normalizePythonName(name),
    version: scalar(entry['version']),
    origin: originOfSource(mapping(entry['source'])),
    requires: [
      ...requiredBy(entry['dependencies'], environment),
      // Which extras of it are wanted stands at those who want it; here all of them count.
      ...Object.values(mapping(entry['optional-dependencies'])).flatMap((extra) =>
        requiredBy(extra, environment),
      ),
    ],
    development: undefined,
    optional: undefined,
    files: files.map(fileName),
  };
}

function requiredBy(value: unknown, environment: MarkerEnvironment): readonly string[] {
  return list(value)
    .map(mapping)
    .flatMap(({ name, marker }) => {
      const required = scalar(name);
      return required === undefined || !mayHold(marker, environment)
        ? []
        : [normalizePythonName(required)];
    });
}

function originOfSource(source: Entry): DependencyOrigin {
  const git = scalar(source['git']);
  if (git !== undefined) return { kind: 'version-control', system: 'git', address: git };
  const url = scalar(source['url']);
  if (url !== undefined) return originOf(url);
  const path = scalar(source['directory']) ?? scalar(source['path']);
  return path === undefined ? REGISTRY : { kind: 'local', path };
}
