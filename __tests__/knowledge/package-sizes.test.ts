import { expect, test } from '@jest/globals';
import {
  packagesInFull,
  packagesInImage,
  packagesInSlim,
} from '../../src/knowledge/base-images.js';
import * as data from '../../src/knowledge/data/package-sizes.js';
import {
  bytesBeyond,
  debianBeyondSlim,
  listsBytes,
  packagesAfter,
} from '../../src/knowledge/package-sizes.js';

const SUITES = ['bullseye', 'bookworm', 'trixie'] as const;
const BARE = packagesInSlim('debian', 'bookworm') ?? new Set<string>();

function install(names: readonly string[], withRecommends: boolean): ReadonlySet<string> {
  return packagesAfter('bookworm', BARE, [{ names, withRecommends }]).packages;
}

test('an install brings what the package depends on, and with what it recommends more', () => {
  const lean = install(['git'], false);
  const plain = install(['git'], true);
  expect([...lean]).toEqual(expect.arrayContaining(['git', 'git-man', 'perl', 'libcurl3-gnutls']));
  expect(lean.has('openssh-client')).toBe(false);
  expect([...plain]).toEqual(expect.arrayContaining([...lean, 'openssh-client', 'less', 'patch']));
});

// What apt-get of debian:bookworm-slim said on 2026-11-25: "After this operation, … of additional disk space will be used".
test.each([
  [['git'], false, 109_000_000],
  [['git'], true, 124_000_000],
  [['curl'], false, 12_000_000],
  [['build-essential'], false, 323_000_000],
  [['ca-certificates', 'curl', 'jq', 'vim-tiny', 'less', 'git', 'xz-utils'], true, 130_000_000],
  [['ca-certificates', 'curl', 'jq', 'vim-tiny', 'less', 'git', 'xz-utils'], false, 118_000_000],
] as const)(
  'the size of %j, recommended packages %s, is near what apt says',
  (names, all, bytes) => {
    const ours = bytesBeyond('bookworm', install(names, all), BARE) ?? 0;
    expect(Math.abs(ours - bytes) / bytes).toBeLessThan(0.02);
  },
);

test('what the full image has beyond the slim one weighs what it weighs without what the stage installs itself', () => {
  const full = packagesInFull('python', 'bookworm', '3.12') ?? new Set<string>();
  const slim = packagesInSlim('python', 'bookworm', '3.12') ?? new Set<string>();
  const all = bytesBeyond('bookworm', full, slim) ?? 0;
  const installs = [{ names: ['build-essential', 'git'], withRecommends: false }];
  const rest =
    bytesBeyond(
      'bookworm',
      packagesAfter('bookworm', full, installs).packages,
      packagesAfter('bookworm', slim, installs).packages,
    ) ?? 0;
  expect(all).toBeGreaterThan(700_000_000);
  expect(rest).toBeGreaterThan(0);
  expect(rest).toBeLessThan(all - 300_000_000);
});

test('what an install may bring beyond the table is told', () => {
  const install = { names: ['build-essential'], withRecommends: true };
  expect(packagesAfter('bookworm', BARE, [install]).isComplete).toBe(false);
  expect(packagesAfter('bookworm', BARE, [{ ...install, withRecommends: false }]).isComplete).toBe(
    true,
  );
});

test('an alternative that is named is enough', () => {
  const names = install(['vim-tiny'], true);
  expect(names.has('vim-common')).toBe(true);
  expect(names.has('vim')).toBe(false);
});

test('what is not in the tables has no size', () => {
  expect(bytesBeyond('bookworm', new Set(['no-such-package']), new Set())).toBeUndefined();
  expect(bytesBeyond('jammy', new Set(['git']), new Set())).toBeUndefined();
  expect(
    packagesAfter('bookworm', BARE, [{ names: ['nodesource'], withRecommends: false }]),
  ).toEqual({ packages: BARE, isComplete: false });
  expect(listsBytes('buster')).toBeUndefined();
  expect(listsBytes('noble')).toBeUndefined();
  expect(debianBeyondSlim('trixie')).toBeUndefined();
  expect(packagesInImage('python', '3.12-alpine', 'bookworm')).toBeUndefined();
  expect(packagesInImage('ubuntu', '22.04', 'jammy')).toBeUndefined();
});

test('the lists and the pair of Debian are as large as an engine measured them', () => {
  for (const suite of SUITES) {
    expect(listsBytes(suite)).toBeGreaterThan(15_000_000);
    expect(listsBytes(suite)).toBeLessThan(30_000_000);
  }
  expect(debianBeyondSlim('bookworm')).toBe(115_774_701 - 74_029_023);
});

test('each package of the official images has a size, and leads to packages of the list', () => {
  expect(data.MEASURED.sha256).toMatch(/^[0-9a-f]{64}$/);
  for (const suite of SUITES) {
    const lines = (data.PACKAGES[suite] ?? '').split('\n');
    expect(lines.length).toBeGreaterThan(1000);
    const isWrong = (line: string): boolean =>
      !/^[a-z0-9][a-z0-9.+-]* [0-9a-z]+ [0-9a-z| ]*;(?:\*|[0-9a-z| ]*)$/.test(line) ||
      (line.replace(/^\S+ \S+/, '').match(/[0-9a-z]+/g) ?? []).some(
        (place) => parseInt(place, 36) >= lines.length,
      );
    expect(lines.filter(isWrong)).toEqual([]);
    for (const family of ['python', 'node', 'ruby', 'rust'] as const) {
      const [full, slim] = [packagesInFull(family, suite), packagesInSlim(family, suite)];
      if (full === undefined || slim === undefined) continue;
      expect(bytesBeyond(suite, full, slim)).toBeGreaterThan(300_000_000);
    }
  }
});
