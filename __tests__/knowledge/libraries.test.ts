import { expect, test } from '@jest/globals';
import * as data from '../../src/knowledge/data/libraries.js';
import {
  packagesWithHeader,
  packagesWithLibrary,
  packagesWithPkgConfig,
  runTimePackages,
} from '../../src/knowledge/libraries.js';

test.each([
  ['bullseye', 'libssl-dev', ['libssl1.1']],
  ['bookworm', 'libssl-dev', ['libssl3']],
  ['trixie', 'libssl-dev', ['libssl3t64']],
  ['bookworm', 'libpq-dev', ['libpq5']],
  ['trixie', 'libxslt-dev', ['libxslt1.1']],
  ['bullseye', 'libffi-dev', ['libffi7']],
  ['trixie', 'libmagickwand-dev', ['libmagickwand-7.q16-10']],
  ['bookworm', 'default-libmysqlclient-dev', ['libmariadb3']],
  ['bookworm', 'libldap2-dev', ['libldap-2.5-0']],
  ['bookworm', 'libopenblas-dev', ['libopenblas0']],
  ['trixie', 'python3-dev', []],
  ['bookworm', 'uthash-dev', []],
] as const)('on %s, what links with %s runs with %j', (suite, name, packages) => {
  expect(runTimePackages(suite, name)).toEqual(packages);
});

test('what is not known is never empty', () => {
  expect(runTimePackages('bookworm', 'no-such-dev')).toBeUndefined();
  expect(runTimePackages('jammy', 'libpq-dev')).toBeUndefined();
  expect(runTimePackages('bookworm', 'toString')).toBeUndefined();
  expect(runTimePackages('bullseye', 'libgirepository-2.0-dev')).toBeUndefined();
});

test('a library names its package on each suite', () => {
  expect(packagesWithLibrary('bookworm', 'libGL.so.1')).toEqual(['libgl1']);
  expect(packagesWithLibrary('bookworm', 'libgthread-2.0.so.0')).toEqual(['libglib2.0-0']);
  expect(packagesWithLibrary('trixie', 'libgthread-2.0.so.0')).toEqual(['libglib2.0-0t64']);
  expect(packagesWithLibrary('bullseye', 'libssl.so.1.1')).toEqual(['libssl1.1']);
  expect(packagesWithLibrary('trixie', 'libssl.so.1.1')).toEqual([]);
  expect(packagesWithLibrary('noble', 'libssl.so.3')).toEqual([]);
});

test('headers and pkg-config files name their package', () => {
  expect(packagesWithHeader('bookworm', 'zlib.h')).toEqual(['zlib1g-dev']);
  expect(packagesWithHeader('trixie', 'openssl/ssl.h')).toEqual(['libssl-dev']);
  expect(packagesWithHeader('bookworm', 'libpq-fe.h')).toEqual(['libpq-dev']);
  expect(packagesWithHeader('bookworm', 'ffi.h')).toEqual(['libffi-dev']);
  expect(packagesWithHeader('bookworm', 'mine/own.h')).toEqual([]);
  expect(packagesWithPkgConfig('bookworm', 'libpq')).toEqual(['libpq-dev']);
  expect(packagesWithPkgConfig('trixie', 'vips')).toEqual(['libvips-dev']);
});

test('the table has its shape', () => {
  expect(data.DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(Object.keys(data.INPUTS)).toEqual(data.SUITES);
  for (const { sha256 } of Object.values(data.INPUTS)) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  for (const table of [data.LIBRARIES, data.HEADERS, data.PKG_CONFIG]) {
    const names = table.split('\n').map((line) => {
      expect(line).toMatch(/^[a-z0-9.+-]+(?:@[1-6])?: [^ :@]+(?:@[1-6])?(?: [^ :@]+(?:@[1-6])?)*$/);
      return line.slice(0, line.indexOf(':'));
    });
    expect(new Set(names).size).toBe(names.length);
  }
  for (const line of data.DEVELOPMENT.split('\n')) {
    const columns = line.slice(line.indexOf(':') + 1).split('|');
    expect(line).toMatch(/^[a-z0-9.+-]+:(?: [a-z0-9.+| -]+)?$/);
    expect([1, data.SUITES.length]).toContain(columns.length);
  }
});

test('every run-time package has a library that the table names', () => {
  const holders = new Set(
    data.LIBRARIES.split('\n').map((line) => line.replace(/(?:@\d)?:.*/s, '')),
  );
  const without = new Set<string>();
  for (const line of data.DEVELOPMENT.split('\n')) {
    for (const name of line.slice(line.indexOf(':') + 1).split(/[ |]+/)) {
      if (/^lib/.test(name) && !holders.has(name)) without.add(name);
    }
  }
  // Chosen by update-alternatives, in folders of their own, or named by a package that stands for them.
  expect([...without].sort()).toEqual(['libblas3', 'libklibc', 'liblapack3', 'libopenblas0']);
});
