import { originOf, REGISTRY, type DependencyOrigin } from './dependency.js';
import { isForLinux, requiredName, type LockedPackage } from './locked-package.js';
import { readJson } from './structured-text.js';
import { list, mapping, scalar } from './usage-data.js';

type Entry = Readonly<Record<string, unknown>>;

/**
 * The packages of a `package-lock.json` or `npm-shrinkwrap.json` of version 1, 2 or 3; undefined where it is no JSON mapping.
 * @see https://docs.npmjs.com/cli/v10/configuring-npm/package-lock-json
 */
export function readNpmLock(text: string): readonly LockedPackage[] | undefined {
  const lock = readJson(text);
  if (lock === undefined) return undefined;
  // Version 1 has `dependencies` alone; version 2 has both, and `packages` says more.
  if (lock['packages'] === undefined) {
    return lock['dependencies'] === undefined && lock['lockfileVersion'] === undefined
      ? undefined
      : nestedPackages(lock['dependencies']);
  }
  return Object.entries(mapping(lock['packages'])).flatMap(([path, value]) => {
    const place = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    const entry = mapping(value);
    // A link leads to a workspace or a folder of the context, which is the project's own.
    if (place === undefined || entry['link'] === true) return [];
    if (!isForLinux(words(entry['os']), words(entry['libc']))) return [];
    return [
      {
        // An alias has its place by the alias, and says its own name.
        name: scalar(entry['name']) ?? place,
        ...facts(entry),
        requires: [...required(entry['dependencies']), ...required(entry['optionalDependencies'])],
        hasInstallScript: entry['hasInstallScript'] === true || isAddon(entry),
        binaries: Object.keys(mapping(entry['bin'])),
      },
    ];
  });
}

/** What the sources of addons include, or load them by. */
const ADDON_PARTS: ReadonlySet<string> = new Set([
  'bindings',
  'nan',
  'node-addon-api',
  'node-gyp-build',
]);

/** npm compiles a package that has a binding.gyp and no script as well, and its mark is for scripts alone. */
function isAddon(entry: Entry): boolean {
  return required(entry['dependencies']).some((name) => ADDON_PARTS.has(name));
}

function nestedPackages(value: unknown): readonly LockedPackage[] {
  return Object.entries(mapping(value)).flatMap(([key, item]) => {
    const entry = mapping(item);
    const alias = /^npm:((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(scalar(entry['version']) ?? '');
    return [
      {
        name: alias?.[1] ?? key,
        ...facts(entry),
        ...(alias?.[2] === undefined ? {} : { version: alias[2] }),
        requires: required(entry['requires']),
        hasInstallScript: undefined,
        binaries: undefined,
      },
      ...nestedPackages(entry['dependencies']),
    ];
  });
}

function facts(
  entry: Entry,
): Pick<LockedPackage, 'version' | 'development' | 'optional' | 'origin'> {
  const version = scalar(entry['version']);
  const isNumber = version !== undefined && /^\d/.test(version);
  return {
    version: isNumber ? version : undefined,
    // `devOptional` is wanted by a development package or by an optional one: it may be left out by either.
    development: entry['dev'] === true,
    optional: entry['optional'] === true || entry['devOptional'] === true,
    origin: originOfEntry(scalar(entry['resolved']), isNumber ? undefined : version),
  };
}

/** Version 1 writes an address in the place of the version. The addresses of the registry are all archives of npm's form. */
function originOfEntry(
  resolved: string | undefined,
  address: string | undefined,
): DependencyOrigin {
  const text = address?.startsWith('npm:') === true ? undefined : (address ?? resolved);
  if (text === undefined || /\/-\/[^/]+\.tgz(?:#|$)/.test(text)) return REGISTRY;
  if (/^github:|^gitlab:|^bitbucket:/.test(text)) {
    return { kind: 'version-control', system: 'git', address: text };
  }
  return originOf(text);
}

function required(value: unknown): readonly string[] {
  return Object.entries(mapping(value)).map(([key, range]) =>
    requiredName(key, scalar(range) ?? ''),
  );
}

function words(value: unknown): readonly string[] {
  return (typeof value === 'string' ? [value] : list(value)).flatMap((item) => scalar(item) ?? []);
}
