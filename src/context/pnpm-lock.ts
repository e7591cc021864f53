import { originOf, REGISTRY, type DependencyOrigin } from './dependency.js';
import { entriesOf, readIndented, valueOf, type IndentedEntry } from './indented.js';
import { isForLinux, requiredName, type LockedPackage } from './locked-package.js';

/**
 * The packages of a `pnpm-lock.yaml` of version 5 to 9; undefined where it can't be read. From version 9 on a package's
 * dependencies stand in `snapshots`, and nothing says what runs a script.
 * @see https://github.com/pnpm/spec/tree/master/lockfile
 */
export function readPnpmLock(text: string): readonly LockedPackage[] | undefined {
  const entries = readIndented(text);
  const version = entries === undefined ? undefined : valueOf(entries, 'lockfileVersion');
  if (entries === undefined || version === undefined) return undefined;
  const saysScripts = Number.parseFloat(version) < 9;
  const snapshots = new Map<string, readonly IndentedEntry[]>();
  for (const { key, entries: snapshot } of entriesOf(entries, 'snapshots')) {
    snapshots.set(withoutPeers(key), snapshot);
  }
  return entriesOf(entries, 'packages').flatMap(({ key, entries: fields }) => {
    if (!isForLinux(flowList(valueOf(fields, 'os')), flowList(valueOf(fields, 'libc')))) return [];
    const [name, reference] = splitKey(key);
    const resolution = valueOf(fields, 'resolution') ?? '';
    const snapshot = saysScripts ? fields : (snapshots.get(withoutPeers(key)) ?? []);
    const development = valueOf(fields, 'dev');
    return [
      {
        name: valueOf(fields, 'name') ?? name,
        version: valueOf(fields, 'version') ?? (/^\d/.test(reference) ? reference : undefined),
        origin: originOfResolution(resolution),
        requires: [
          ...entriesOf(snapshot, 'dependencies'),
          ...entriesOf(snapshot, 'optionalDependencies'),
        ].map(({ key: required, value }) => requiredName(required, value ?? '')),
        development: development === undefined ? undefined : development === 'true',
        optional: valueOf(snapshot, 'optional') === 'true',
        hasInstallScript: saysScripts ? valueOf(fields, 'requiresBuild') === 'true' : undefined,
        binaries: undefined,
      },
    ];
  });
}

/** `/a/1.0.0_peer@2` (version 5), `/a@1.0.0(peer@2)` (6), `a@1.0.0` or `a@https://…` (9). */
function splitKey(key: string): readonly [string, string] {
  const match = /^\/?((?:@[^/]+\/)?[^@/(]+)[@/](.*)$/.exec(withoutPeers(key));
  return [match?.[1] ?? key, match?.[2] ?? ''];
}

function withoutPeers(key: string): string {
  return key.replace(/\(.*$/, '').replace(/(\/\d[^/_]*)_.*$/, '$1');
}

/** `{integrity: …}`, `{tarball: https://…}`, `{type: git, repo: …, commit: …}`, `{type: directory, directory: ../x}`. */
function originOfResolution(resolution: string): DependencyOrigin {
  const field = (name: string): string | undefined =>
    new RegExp(`\\b${name}: ['"]?([^'",}\\s]+)`).exec(resolution)?.[1];
  const directory = field('directory');
  if (directory !== undefined) return { kind: 'local', path: directory };
  const repository = field('repo');
  if (repository !== undefined) {
    return { kind: 'version-control', system: 'git', address: repository };
  }
  const tarball = field('tarball');
  if (tarball === undefined || /\/-\/[^/]+\.tgz$/.test(tarball)) return REGISTRY;
  return /^https:\/\/codeload\.github\.com\//.test(tarball)
    ? { kind: 'version-control', system: 'git', address: tarball }
    : originOf(tarball);
}

function flowList(value: string | undefined): readonly string[] {
  return (value ?? '')
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((word) => word.trim().replace(/^['"]|['"]$/g, ''))
    .filter((word) => word !== '');
}
