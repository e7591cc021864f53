import { expect, test } from '@jest/globals';
import {
  LOADED_PYTHON,
  READ_PYTHON,
  SOURCE_PYTHON,
  UNVERIFIED_PYTHON,
} from '../../src/knowledge/data/native-packages.js';
import * as data from '../../src/knowledge/data/python-packages.js';
import { likelyLibraries, pythonNeed } from '../../src/knowledge/python-packages.js';

test('what packages need (hazards B11, B12)', () => {
  expect(pythonNeed('Flask', undefined, '3.12')).toMatchObject({ packages: [], certain: true });
  expect(pythonNeed('itsdangerous', undefined, '3.12')).toEqual({ kind: 'pure' });
  expect(pythonNeed('psycopg2', undefined, '3.12')).toEqual({ kind: 'compiler' });
  expect(pythonNeed('mysqlclient', undefined, undefined)).toEqual({ kind: 'compiler' });
  expect(pythonNeed('psycopg2_binary', '2.9.9', '3.12')).toMatchObject({ certain: true });
  expect(pythonNeed('opencv-python', undefined, '3.11')).toEqual({
    kind: 'prebuilt',
    packages: ['libgl1', 'libglib2.0-0'],
    certain: true,
  });
  expect(pythonNeed('rasterio', undefined, '3.12')).toMatchObject({ packages: ['libexpat1'] });
  expect(pythonNeed('somebodys-package', undefined, '3.12')).toEqual({ kind: 'unknown' });
  expect(pythonNeed('constructor', undefined, '3.12')).toEqual({ kind: 'unknown' });
});

test('a pin older than the first wheel is built from source', () => {
  expect(pythonNeed('numpy', '1.21.0', '3.12')).toEqual({ kind: 'compiler' });
  expect(pythonNeed('numpy', '1.26.4', '3.12')).toMatchObject({ certain: true });
  expect(pythonNeed('numpy', '1.9.0', '3.10')).toEqual({ kind: 'compiler' });
  expect(pythonNeed('numpy', '1.26.4', '3.14')).toEqual({ kind: 'compiler' });
  expect(pythonNeed('MarkupSafe', '2.1.3', '3.12')).toMatchObject({ certain: true });
  expect(pythonNeed('MarkupSafe', '2.1.2', '3.12')).toEqual({ kind: 'compiler' });
  expect(pythonNeed('cryptography', '41.0.0', undefined)).toMatchObject({ certain: true });
  // Newer than the table knows.
  expect(pythonNeed('numpy', '99.0.0', '3.13')).toMatchObject({ certain: true });
  // Newer than the last release for an old interpreter.
  expect(pythonNeed('numpy', '99.0.0', '3.9')).toMatchObject({ certain: false });
  expect(pythonNeed('numpy', undefined, '3.6')).toMatchObject({ certain: false });
});

test('what no source tells is never certain', () => {
  for (const name of UNVERIFIED_PYTHON.split(' ')) {
    expect([name, pythonNeed(name, undefined, '3.12')]).toEqual([
      name,
      expect.not.objectContaining({ certain: true, kind: 'pure' }),
    ]);
  }
  expect(pythonNeed('ctranslate2', undefined, '3.12')).toMatchObject({ certain: false });
});

test('dependencies bring their needs along', () => {
  expect(pythonNeed('cairosvg', undefined, '3.12')).toMatchObject({ packages: ['libcairo2'] });
  const brought = data.BROUGHT.split('\n').find((line) => / mysqlclient(?: |$)/.test(line));
  if (brought !== undefined) {
    expect(pythonNeed(brought.slice(0, brought.indexOf(':')), undefined, '3.12').kind).toBe(
      'compiler',
    );
  }
});

test('what puts a module back is brought on the interpreters that lack it alone', () => {
  expect(pythonNeed('discord.py', undefined, '3.10')).toMatchObject({ certain: true });
  expect(pythonNeed('discord.py', undefined, '3.14')).toMatchObject({ certain: true });
});

test('what was read in a repository is pure, and brings what its manifest names', () => {
  expect(pythonNeed('pdfkit', '1.0.0', '3.11')).toEqual({ kind: 'pure' });
  expect(pythonNeed('streamlit', undefined, '3.12')).toMatchObject({ packages: ['git'] });
  for (const [, [brought, source]] of Object.entries(READ_PYTHON)) {
    expect(source).toMatch(/^[\w.-]+\/[\w.-]+ \S+ at [0-9a-f]{7}$/);
    for (const name of brought.split(' ').filter((one) => one !== '')) {
      expect([name, pythonNeed(name, undefined, '3.12').kind]).not.toEqual([name, 'unknown']);
    }
  }
});

test('what a package most likely links with, on each suite', () => {
  expect(likelyLibraries('psycopg2', 'bookworm')).toEqual(['libpq5']);
  expect(likelyLibraries('M2Crypto', 'trixie')).toEqual(['libssl3t64']);
  expect(likelyLibraries('python-ldap', 'bookworm')).toEqual(['libldap-2.5-0']);
  expect(likelyLibraries('flask', 'bookworm')).toEqual([]);
});

test('the tables have their shape, and each row its source', () => {
  expect(data.DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const sum of Object.values(data.INPUTS)) expect(sum).toMatch(/^[0-9a-f]{64}$/);
  const isSource = (key: string) => data.SOURCES[Number.parseInt(key, 36)] !== undefined;
  const names: string[] = [];
  for (const line of data.PURE.split('\n')) {
    expect(isSource(line.slice(0, line.indexOf(':')))).toBe(true);
    names.push(...line.slice(line.indexOf(' ') + 1).split(' '));
  }
  const wheels = data.WHEELS.split('\n').map((line) => {
    const match = /^(\S+) ([0-9a-z]): ((?:\S+ ){7})\/\S+$/.exec(line);
    expect([line, isSource(match?.[2] ?? '')]).toEqual([line, true]);
    for (const word of match?.[3]?.trim().split(' ') ?? []) {
      expect(word).toMatch(/^(?:[.=]|\d[^<-]*(?:-[^<-]+)?(?:<[^<]+)?)$/);
    }
    return match?.[1] ?? '';
  });
  const compiled = data.COMPILED.split('\n').map((line) => {
    expect(isSource(line.slice(0, line.indexOf(' ')))).toBe(true);
    return line.slice(line.indexOf(' ') + 1);
  });
  expect(wheels.length + compiled.length).toBeGreaterThanOrEqual(150);
  expect(names.length).toBeGreaterThan(1000);
  const all = [
    ...names,
    ...wheels,
    ...compiled,
    ...SOURCE_PYTHON.split(' '),
    ...UNVERIFIED_PYTHON.split(' '),
    ...Object.keys(READ_PYTHON),
  ];
  for (const name of all) expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  for (const [name, [packages, source]] of Object.entries(LOADED_PYTHON)) {
    expect([name, packages]).toEqual([
      name,
      expect.stringMatching(/^[a-z0-9.+-]+(?: [a-z0-9.+-]+)*$/),
    ]);
    expect(
      source === '' || /^(?:Debian [a-z0-9-]+|[\w.-]+\/[\w.-]+(?:#\d+| \S+))/.test(source),
    ).toBe(true);
  }
});
