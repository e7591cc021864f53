import { expect, test } from '@jest/globals';
import { PREBUILT_NODE } from '../../src/knowledge/data/native-packages.js';
import * as data from '../../src/knowledge/data/node-packages.js';
import {
  fetchesBinary,
  likelyNodeLibraries,
  nodeLibraries,
  nodeNeed,
} from '../../src/knowledge/native-packages.js';

interface Row {
  readonly name: string;
  readonly source: string;
  readonly ways: readonly string[];
  readonly binary: readonly string[];
  readonly development: readonly string[];
}

const ROWS: readonly Row[] = data.NATIVE_NODE.split('\n').map((line) => {
  const [, name = '', source = '', ways = '', binary = '', development = ''] =
    /^(\S+) ([0-9a-z]+) \d+\.\d+\.\d+: ([^/]+) \/ ([a-z -]+?) \/ ?(.*)$/.exec(line) ?? [];
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  return {
    name,
    source,
    ways: words(ways),
    binary: words(binary),
    development: words(development),
  };
});

test('the table has its shape, and each row its source', () => {
  expect(data.DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const sum of Object.values(data.INPUTS)) expect(sum).toMatch(/^[0-9a-f]{64}$/);
  for (const source of data.SOURCES) {
    expect(source).toMatch(/^[\w.-]+\/[\w.-]+ at [0-9a-f]+ \(\d{4}-\d\d-\d\d\)(?:, lock files)?$/);
  }
  const names = ROWS.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  for (const { name, source, ways, binary, development } of ROWS) {
    expect(name).toMatch(/^(?:@[a-z0-9.-]+\/)?[a-z0-9][a-z0-9._-]*$/);
    expect([name, data.SOURCES[Number.parseInt(source, 36)]]).not.toContain(undefined);
    expect(ways.length).toBeGreaterThan(0);
    for (const [index, way] of ways.entries()) {
      expect(way).toMatch(
        index === 0
          ? /^(?:platforms|packed|fetched|script|compiled|none)$/
          : /^(?:platforms|packed|fetched|script|compiled|none)@\d+\.\d+\.\d+$/,
      );
    }
    expect(binary.join(' ')).toMatch(
      /^(?:napi|node|program) gnu(?: musl)?(?: script| no-script)?$/,
    );
    for (const word of development) expect(word).toMatch(/^(?:\?|[a-z0-9.+-]+-dev)$/);
  }
});

test('it holds at least 120 packages, and how most of them come to their binary decides', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(120);
  const decided = ROWS.filter(({ name }) => nodeNeed(name).kind !== 'unknown');
  expect(decided.length).toBeGreaterThanOrEqual(120);
  const linked = ROWS.filter(({ name }) => nodeLibraries(name, 'bookworm') !== undefined);
  expect(linked.length).toBeGreaterThanOrEqual(70);
});

test('the way changes with the release', () => {
  expect(nodeNeed('sqlite3', '5.1.7')).toEqual({ kind: 'compiler' });
  expect(fetchesBinary('sqlite3', '5.1.7')).toBe(true);
  expect(fetchesBinary('libpq', '1.8.13')).toBe(false);
  expect(nodeNeed('leveldown', '4.0.2')).toEqual({ kind: 'compiler' });
  expect(nodeNeed('leveldown', '6.1.1')).toEqual({
    kind: 'prebuilt',
    packages: [],
    certain: false,
  });
  expect(nodeNeed('oxc-parser')).toEqual({ kind: 'prebuilt', packages: [], certain: true });
  // The registry's manifests, read apart from the repositories, say the same of these.
  const since: Readonly<Record<string, readonly [fetched: string, byNpm: string]>> = {
    argon2: ['0.25.1', '0.40.1'],
    bcrypt: ['1.0.0', '6.0.0'],
    bufferutil: ['2.0.1', '4.0.0'],
    sharp: ['0.20.0', '0.33.0'],
    snappy: ['6.1.1', '7.0.0'],
    'utf-8-validate': ['3.0.2', '5.0.0'],
  };
  for (const [name, [fetched, byNpm]] of Object.entries(since)) {
    expect([name, fetchesBinary(name, fetched)]).toEqual([name, true]);
    expect([name, nodeNeed(name, fetched).kind]).toEqual([name, 'compiler']);
    expect([name, fetchesBinary(name, byNpm)]).toEqual([name, false]);
    expect([name, nodeNeed(name, byNpm).kind]).toEqual([name, 'prebuilt']);
  }
});

test('no row takes back what was looked up in the registry for the newest releases', () => {
  for (const name of PREBUILT_NODE.split(' ').filter((word) => word !== '')) {
    expect([name, nodeNeed(name).kind]).toEqual([name, 'prebuilt']);
  }
});

test('what an addon links with when it is compiled, on each suite', () => {
  expect(nodeLibraries('sqlite3', undefined)).toEqual([]);
  expect(nodeLibraries('keytar', 'bookworm')).toContain('libsecret-1-0');
  expect(nodeLibraries('keytar', undefined)).toBeUndefined();
  expect(nodeLibraries('libpq', 'bookworm')).toBeUndefined();
  expect(likelyNodeLibraries('libpq', 'bookworm')).toEqual(['libpq5']);
  expect(likelyNodeLibraries('kerberos', 'trixie')).toContain('libkrb5-3');
  expect(nodeLibraries('express', 'bookworm')).toBeUndefined();
});
