import { originOf, REGISTRY, type DependencyOrigin } from './dependency.js';
import { entriesOf, readIndented, valueOf, type IndentedEntry } from './indented.js';
import { isForLinux, requiredName, type LockedPackage } from './locked-package.js';

/**
 * The packages of a `yarn.lock` of yarn 1, or of a later yarn, whose files have a `__metadata` entry. Undefined where it is
 * neither, as with the marks of a merge conflict in it.
 * @see https://classic.yarnpkg.com/en/docs/yarn-lock
 */
export function readYarnLock(text: string): readonly LockedPackage[] | undefined {
  const isBerry = /^__metadata:/m.test(text);
  const entries = readIndented(text, isBerry ? 'yaml' : 'spaced');
  if (entries === undefined) return undefined;
  if (isBerry) return entries.flatMap((entry) => berryPackage(entry) ?? []);
  const read = entries.map(classicPackage);
  const packages = read.filter((one) => one !== undefined);
  return packages.length < read.length ? undefined : packages;
}

/** `"@scope/a@^1.0.0", "b@npm:@scope/a@1"`: several ranges that came to one version, an alias with the name behind it. */
function classicPackage({ key, entries }: IndentedEntry): LockedPackage | undefined {
  const first = /^"?((?:@[^/"]+\/)?[^@"\s]+)@(.*?)"?(?:,\s|$)/.exec(key);
  if (first?.[1] === undefined) return undefined;
  const range = first[2] ?? '';
  const resolved = valueOf(entries, 'resolved');
  return {
    name: /^npm:((?:@[^/]+\/)?[^@]+)/.exec(range)?.[1] ?? first[1],
    version: valueOf(entries, 'version'),
    origin: classicOrigin(resolved, range),
    requires: requiredBy(entries),
    development: undefined,
    optional: undefined,
    hasInstallScript: undefined,
    binaries: undefined,
  };
}

function classicOrigin(resolved: string | undefined, range: string): DependencyOrigin {
  if (resolved === undefined) {
    return /^(?:file|link):|^\.{0,2}\//.test(range) ? originOf(range) : REGISTRY;
  }
  if (/\/-\/[^/]+\.tgz(?:#|$)/.test(resolved)) return REGISTRY;
  if (/^https:\/\/codeload\.github\.com\//.test(resolved)) {
    return { kind: 'version-control', system: 'git', address: resolved };
  }
  return originOf(resolved);
}

/** `resolution: "a@npm:1.0.0"`, `"a@patch:a@npm%3A1.0.0#…"`, `"b@https://host/b.git#commit=1f2e"`, `"me@workspace:."`. */
function berryPackage({ entries }: IndentedEntry): LockedPackage | undefined {
  const resolution = /^((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(valueOf(entries, 'resolution') ?? '');
  const [, name, reference = ''] = resolution ?? [];
  // A workspace is the project itself, not something that is installed.
  if (name === undefined || reference.startsWith('workspace:')) return undefined;
  const conditions = valueOf(entries, 'conditions') ?? '';
  if (!isForLinux(conditionsOf(conditions, 'os'), conditionsOf(conditions, 'libc')))
    return undefined;
  return {
    name,
    version: valueOf(entries, 'version'),
    origin: /^(?:npm|patch):/.test(reference)
      ? REGISTRY
      : /#.*\bcommit=/.test(reference)
        ? { kind: 'version-control', system: 'git', address: reference }
        : originOf(reference),
    requires: requiredBy(entries),
    development: undefined,
    optional: undefined,
    hasInstallScript: undefined,
    binaries: entriesOf(entries, 'bin').map(({ key }) => key),
  };
}

/** `os=linux & cpu=x64`, `(os=darwin | os=linux) & cpu=arm64`. */
function conditionsOf(conditions: string, name: string): readonly string[] {
  return [...conditions.matchAll(new RegExp(`\\b${name}=(\\w+)`, 'g'))].flatMap(
    (match) => match[1] ?? [],
  );
}

function requiredBy(entries: readonly IndentedEntry[]): readonly string[] {
  return [...entriesOf(entries, 'dependencies'), ...entriesOf(entries, 'optionalDependencies')].map(
    ({ key, value }) => requiredName(key, value ?? ''),
  );
}
