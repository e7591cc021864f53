import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseSyml } from '@yarnpkg/parsers';
import { parse as parseYaml } from 'yaml';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { readIndented, type IndentedEntry } from '../../src/context/indented.js';
import {
  lockedPackages,
  type LockedPackage,
  type NodeLockFile,
} from '../../src/context/node-lock.js';
import { readNodeProject } from '../../src/context/node-project.js';

/**
 * The lock files in `locks/` were written by npm 11, yarn 1.22, 3.8 and 4.5, pnpm 7.33, 8.15 and 9.15 and bun 1.2 for one and the
 * same package.json; the addresses of the registry were exchanged.
 */
function lock(name: string): string {
  return readFileSync(new URL(`./locks/${name}`, import.meta.url), 'utf8');
}

const LOCKS: readonly (readonly [string, NodeLockFile])[] = [
  ['npm-1.json', 'package-lock.json'],
  ['npm-2.json', 'package-lock.json'],
  ['npm-3.json', 'npm-shrinkwrap.json'],
  ['yarn-1.lock', 'yarn.lock'],
  ['yarn-3.lock', 'yarn.lock'],
  ['yarn-4.lock', 'yarn.lock'],
  ['pnpm-5.yaml', 'pnpm-lock.yaml'],
  ['pnpm-6.yaml', 'pnpm-lock.yaml'],
  ['pnpm-9.yaml', 'pnpm-lock.yaml'],
  ['bun.lock', 'bun.lock'],
];

function packagesOf(name: string, file: NodeLockFile): readonly LockedPackage[] {
  const read = lockedPackages(file, lock(name));
  if (read === undefined) throw new Error(`${name} is not read`);
  return read;
}

function find(packages: readonly LockedPackage[], name: string): LockedPackage {
  const found = packages.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe.each(LOCKS)('%s', (name, file) => {
  const packages = packagesOf(name, file);

  test('has the same packages as every other lock file of the project', () => {
    const versions = Object.fromEntries(
      packages
        .filter(({ name: one }) => !/^(?:lib|fsevents|lightningcss-)/.test(one))
        .map((one) => [one.name, one.version]),
    );
    // Later yarns add node-gyp, and with it its own tree, to what has a script that runs it.
    const expected = Object.keys(versions).includes('node-gyp') ? 60 : 42;
    expect(Object.keys(versions).length).toBe(expected);
    expect(versions).toMatchObject({
      'better-sqlite3': '9.6.0',
      'left-pad': '1.3.0',
      lightningcss: '1.24.1',
      'prebuild-install': '7.1.3',
      'tree-kill': '1.2.2',
    });
  });

  test('knows what a package requires', () => {
    const required = (find(packages, 'better-sqlite3').requires ?? []).filter(
      (one) => one !== 'node-gyp',
    );
    expect([...required].sort()).toEqual(['bindings', 'prebuild-install']);
  });

  test('takes a folder of the context for no package of the registry', () => {
    const local = packages.filter(({ name: one }) => one === 'lib');
    expect(local.every(({ origin }) => origin.kind === 'local')).toBe(true);
    expect(
      packages.filter(({ origin }) => origin.kind !== 'registry').map(({ name: one }) => one),
    ).toEqual(local.map(() => 'lib'));
  });
});

test('packages for other systems are left out where the lock file says what they are for', () => {
  const foreign = LOCKS.filter(([name, file]) =>
    packagesOf(name, file).some(({ name: one }) => one === 'lightningcss-darwin-x64'),
  ).map(([name]) => name);
  expect(foreign).toEqual(['npm-1.json', 'yarn-1.lock']);
});

test('install scripts are known where the lock file marks them', () => {
  const marks = LOCKS.map(([name, file]) => {
    const packages = packagesOf(name, file);
    return [
      name,
      find(packages, 'better-sqlite3').hasInstallScript,
      find(packages, 'bindings').hasInstallScript,
    ];
  });
  expect(marks).toEqual([
    ['npm-1.json', undefined, undefined],
    ['npm-2.json', true, false],
    ['npm-3.json', true, false],
    ['yarn-1.lock', undefined, undefined],
    ['yarn-3.lock', undefined, undefined],
    ['yarn-4.lock', undefined, undefined],
    ['pnpm-5.yaml', true, false],
    ['pnpm-6.yaml', true, false],
    ['pnpm-9.yaml', undefined, undefined],
    ['bun.lock', undefined, undefined],
  ]);
});

test('what only development needs is told by all of them, with the manifest', () => {
  const manifest = lock('package.json');
  for (const [name, file] of LOCKS) {
    const context = createMemoryContext({
      files: { 'package.json': manifest, [file]: lock(name) },
    });
    const packages = readNodeProject(context, '')?.lockedPackages ?? [];
    const development = packages
      .filter((one) => one.development === true)
      .map(({ name: one }) => one)
      .sort();
    expect([name, development]).toEqual([name, ['mkdirp', 'tree-kill']]);
  }
});

describe('the reader of indented files', () => {
  test.each(['pnpm-5.yaml', 'pnpm-6.yaml', 'pnpm-9.yaml', 'yarn-3.lock', 'yarn-4.lock'])(
    'reads %s as a YAML library does',
    (name) => {
      const flow = (value: string): unknown =>
        /^[[{]/.test(value) ? (parseYaml(value) as unknown) : value;
      expect(plain(readIndented(lock(name)) ?? [], flow)).toEqual(
        texts(parseYaml(lock(name), { schema: 'failsafe' })),
      );
    },
  );

  test('reads yarn.lock of yarn 1 as the parser of yarn does', () => {
    const read = readIndented(lock('yarn-1.lock'), 'spaced') ?? [];
    const expected = Object.entries(parseSyml(lock('yarn-1.lock')));
    const own = read.map((entry) => plain([entry], (value) => value));
    expect(Object.keys(expected).length).toBeGreaterThan(40);
    for (const [range, value] of expected) {
      const matching = own.filter(
        (entry) => JSON.stringify(Object.values(entry)[0]) === JSON.stringify(value),
      );
      expect([range, matching.length > 0]).toEqual([range, true]);
    }
  });

  test('passes over block scalars, and takes lists and long keys', () => {
    const text =
      "a:\n  deprecated: |-\n    Use b: it is\n\n    better\n  list:\n    - one\n    - 'two'\n  other: 1\nb:\n- x\n? 'long: key'\n: value\n";
    expect(plain(readIndented(text) ?? [], (value) => value)).toEqual({
      a: { deprecated: null, list: ['one', 'two'], other: '1' },
      b: ['x'],
      'long: key': 'value',
    });
  });

  test.each(['<<<<<<< HEAD\na: 1\n', 'a:\n\tb: 1\n', 'a: 1\nno key here\n', '{a: 1}\n'])(
    'trusts nothing of %j',
    (text) => {
      expect(readIndented(text)).toBeUndefined();
    },
  );
});

/** Entries as plain data; a key with nothing behind it is null, as in YAML. */
function plain(
  entries: readonly IndentedEntry[],
  scalar: (value: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(({ key, value, entries: inner, items }) => [
      key,
      value !== undefined
        ? scalar(value)
        : items.length > 0
          ? items
          : inner.length > 0
            ? plain(inner, scalar)
            : null,
    ]),
  );
}

/** YAML data with block scalars left out, as the reader does. */
function texts(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\n') ? null : value === '' ? null : value;
  if (Array.isArray(value)) return value.map(texts);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, texts(item)]));
  }
  return value;
}

describe('what lock files say of other sources', () => {
  const origins = (file: NodeLockFile, text: string): readonly string[] | undefined =>
    lockedPackages(file, text)?.map(({ name, origin }) =>
      origin.kind === 'version-control'
        ? `${name} ${origin.system} ${origin.address}`
        : `${name} ${origin.kind}`,
    );

  test('npm', () => {
    const text = JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': {},
        'node_modules/a': { version: '1.0.0', resolved: 'git+ssh://git@example.com/o/a.git#1f2e' },
        'node_modules/b': { version: '2.0.0', resolved: 'https://example.com/b.tgz' },
        'node_modules/c': { resolved: 'packages/c', link: true },
        'packages/c': { version: '0.0.0' },
      },
    });
    expect(origins('package-lock.json', text)).toEqual([
      'a git git+ssh://git@example.com/o/a.git#1f2e',
      'b archive',
    ]);
    const first = JSON.stringify({
      lockfileVersion: 1,
      dependencies: {
        a: { version: 'github:o/a#1f2e', from: 'github:o/a' },
        b: { version: 'npm:@scope/real@2.0.0' },
      },
    });
    expect(origins('package-lock.json', first)).toEqual([
      'a git github:o/a#1f2e',
      '@scope/real registry',
    ]);
    expect(lockedPackages('package-lock.json', first)?.[1]?.version).toBe('2.0.0');
  });

  test('yarn 1 and later ones', () => {
    expect(
      origins(
        'yarn.lock',
        'a@o/a:\n  version "1.0.0"\n  resolved "https://codeload.github.com/o/a/tar.gz/1f2e"\n\n' +
          '"b@git+ssh://git@example.com/b.git":\n  version "2.0.0"\n  resolved "git+ssh://git@example.com/b.git#3d4c"\n\n' +
          '"c@file:./c":\n  version "0.0.0"\n',
      ),
    ).toEqual([
      'a git https://codeload.github.com/o/a/tar.gz/1f2e',
      'b git git+ssh://git@example.com/b.git#3d4c',
      'c local',
    ]);
    expect(
      origins(
        'yarn.lock',
        '__metadata:\n  version: 8\n\n"a@github:o/a":\n  version: 1.0.0\n  resolution: "a@https://github.com/o/a.git#commit=1f2e"\n\n' +
          '"b@patch:b@npm%3A^1#~/.yarn/patches/b.patch":\n  version: 1.0.0\n  resolution: "b@patch:b@npm%3A1.0.0#~/.yarn/patches/b.patch"\n\n' +
          '"me@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "me@workspace:."\n',
      ),
    ).toEqual(['a git https://github.com/o/a.git#commit=1f2e', 'b registry']);
  });

  test('pnpm', () => {
    expect(
      origins(
        'pnpm-lock.yaml',
        "lockfileVersion: '9.0'\n\npackages:\n\n  a@https://codeload.github.com/o/a/tar.gz/1f2e:\n    resolution: {tarball: https://codeload.github.com/o/a/tar.gz/1f2e}\n    version: 3.0.1\n\n" +
          '  b@git+ssh://git@example.com/b.git#3d4c:\n    resolution: {commit: 3d4c, repo: git@example.com:b.git, type: git}\n    version: 1.0.0\n\n' +
          '  c@1.0.0(react@18.2.0(x@1)):\n    resolution: {integrity: sha512-x}\n',
      ),
    ).toEqual([
      'a git https://codeload.github.com/o/a/tar.gz/1f2e',
      'b git git@example.com:b.git',
      'c registry',
    ]);
    expect(
      origins(
        'pnpm-lock.yaml',
        'lockfileVersion: 5.4\n\npackages:\n\n  /@s/c/1.0.0_react@18.2.0:\n    resolution: {integrity: sha512-x}\n\n' +
          '  github.com/o/a/1f2e:\n    resolution: {tarball: https://codeload.github.com/o/a/tar.gz/1f2e}\n    name: a\n    version: 3.0.1\n',
      ),
    ).toEqual(['@s/c registry', 'a git https://codeload.github.com/o/a/tar.gz/1f2e']);
  });

  test('bun', () => {
    expect(
      origins(
        'bun.lock',
        '{"lockfileVersion": 1, "packages": {"a": ["a@github:o/a#1f2e", {}, "o-a-1f2e"], "me": ["me@workspace:packages/me"],}}',
      ),
    ).toEqual(['a git github:o/a#1f2e']);
  });
});

test('a lock file that is none, or holds the marks of a merge conflict, says nothing', () => {
  expect(lockedPackages('package-lock.json', '{')).toBeUndefined();
  expect(lockedPackages('package-lock.json', '{}')).toBeUndefined();
  expect(lockedPackages('yarn.lock', '<<<<<<< HEAD\na@1:\n  version "1"\n')).toBeUndefined();
  expect(lockedPackages('pnpm-lock.yaml', 'packages: {}\n')).toBeUndefined();
  expect(lockedPackages('bun.lock', '{"packages": ')).toBeUndefined();
});
