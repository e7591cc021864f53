import { list, mapping, scalar } from './usage-data.js';

/** The lock files of npm, yarn, pnpm and bun. */
export const NODE_LOCK_FILES = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
] as const;

/** The name of a lock file. */
export type NodeLockFile = (typeof NODE_LOCK_FILES)[number];

/** A package that a lock file holds. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string | undefined;
  /** It runs a script when it is installed (often a compiler); undefined where the lock file does not say. */
  readonly hasInstallScript: boolean | undefined;
  /** Only development needs it; undefined where the lock file does not say. */
  readonly development: boolean | undefined;
  readonly optional: boolean | undefined;
  /** The names of its commands; undefined where the lock file does not say. */
  readonly binaries: readonly string[] | undefined;
  /** It is fetched from version control. */
  readonly versionControl: boolean;
}

/** The packages of a lock file; undefined where it can't be read. */
export function lockedPackages(
  file: NodeLockFile,
  text: string,
): readonly LockedPackage[] | undefined {
  switch (file) {
    case 'package-lock.json':
    case 'npm-shrinkwrap.json':
      return npmPackages(text);
    case 'yarn.lock':
      return yarnPackages(text);
    case 'pnpm-lock.yaml':
      return pnpmPackages(text);
    case 'bun.lock':
      return bunPackages(text);
  }
}

function npmPackages(text: string): readonly LockedPackage[] | undefined {
  let lock: Readonly<Record<string, unknown>>;
  try {
    lock = mapping(JSON.parse(text));
  } catch {
    return undefined;
  }
  // Version 1 has `dependencies` alone; version 2 has both, and `packages` says more.
  if (lock['packages'] === undefined) return nestedPackages(lock['dependencies']);
  return Object.entries(mapping(lock['packages'])).flatMap(([path, value]) => {
    const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    if (name === undefined) return [];
    const entry = mapping(value);
    return [
      {
        name,
        ...npmFacts(entry),
        hasInstallScript: entry['hasInstallScript'] === true,
        binaries: Object.keys(mapping(entry['bin'])),
      },
    ];
  });
}

function nestedPackages(value: unknown): readonly LockedPackage[] {
  return Object.entries(mapping(value)).flatMap(([name, item]) => {
    const entry = mapping(item);
    return [
      { name, ...npmFacts(entry), hasInstallScript: undefined, binaries: undefined },
      ...nestedPackages(entry['dependencies']),
    ];
  });
}

function npmFacts(
  entry: Readonly<Record<string, unknown>>,
): Pick<LockedPackage, 'version' | 'development' | 'optional' | 'versionControl'> {
  const version = scalar(entry['version']);
  return {
    version,
    development: entry['dev'] === true,
    optional: entry['optional'] === true,
    versionControl: /^git[+:]|^ssh:/.test(scalar(entry['resolved']) ?? version ?? ''),
  };
}

/** Yarn 1 and Berry: an entry is a line without indent that ends with `:`; its fields are indented below. */
function yarnPackages(text: string): readonly LockedPackage[] {
  const found: LockedPackage[] = [];
  for (const block of text.split(/\r?\n(?=\S)/)) {
    const [head = '', ...fields] = block.split(/\r?\n/);
    const key = /^"?((?:@[^/"]+\/)?[^@"\s]+)@/.exec(head)?.[1];
    if (key === undefined || head.startsWith('#') || key.startsWith('__')) continue;
    const body = fields.join('\n');
    // A workspace is the project itself, not something that is installed.
    if (/@workspace:/.test(head)) continue;
    found.push({
      name: key,
      version: /^\s+version:? "?([^"\s]+)/m.exec(body)?.[1],
      hasInstallScript: undefined,
      development: undefined,
      optional: undefined,
      binaries: undefined,
      versionControl:
        /^\s+(?:resolved|resolution):? "?\S*(?:git\+|git@|\.git#|codeload\.github\.com)/m.test(
          body,
        ),
    });
  }
  return found;
}

/** pnpm: the keys of `packages`, from `/name/1.0.0` (version 5) over `/name@1.0.0` (6) to `name@1.0.0` (9). */
function pnpmPackages(text: string): readonly LockedPackage[] {
  const found: LockedPackage[] = [];
  const section = /^packages:[ \t]*\r?\n((?:(?:[ \t].*)?\r?\n|[ \t].*$)*)/m.exec(text)?.[1] ?? '';
  for (const block of section.split(/\r?\n(?= {2}\S)/)) {
    const [head = '', ...fields] = block.replace(/^\r?\n/, '').split(/\r?\n/);
    const key = /^ {2}['"]?\/?((?:@[^/'"]+\/)?[^@/'"()]+)[@/]([^'"(:]+)/.exec(head);
    if (key?.[1] === undefined) continue;
    const body = fields.join('\n');
    found.push({
      name: key[1],
      version: key[2],
      hasInstallScript: /^\s+requiresBuild: true/m.test(body) ? true : undefined,
      development: /^\s+dev: (true|false)/m.exec(body)?.[1] === 'true' ? true : undefined,
      optional: /^\s+optional: true/m.test(body) ? true : undefined,
      binaries: undefined,
      versionControl: /git\+|codeload\.github\.com|type: git/.test(`${head}\n${body}`),
    });
  }
  return found;
}

/** bun: JSON with trailing commas; `packages` maps names to `[name@version, …]`. */
function bunPackages(text: string): readonly LockedPackage[] | undefined {
  let lock: Readonly<Record<string, unknown>>;
  try {
    lock = mapping(JSON.parse(text.replace(/,(?=\s*[}\]])/g, '')));
  } catch {
    return undefined;
  }
  return Object.values(mapping(lock['packages'])).flatMap((value) => {
    const match = /^((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(scalar(list(value)[0]) ?? '');
    if (match?.[1] === undefined) return [];
    return [
      {
        name: match[1],
        version: match[2],
        hasInstallScript: undefined,
        development: undefined,
        optional: undefined,
        binaries: undefined,
        versionControl: /^git|^github:/.test(match[2] ?? ''),
      },
    ];
  });
}
