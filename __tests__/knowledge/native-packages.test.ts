import { expect, test } from '@jest/globals';
import * as data from '../../src/knowledge/data/native-packages.js';
import * as trees from '../../src/knowledge/data/node-trees.js';
import { fetchesBinary, nodeNeed } from '../../src/knowledge/native-packages.js';
import { leftOutBy } from '../../src/knowledge/recommends.js';

const count = (words: string): number => words.split(/ +/).length;

test('Node packages (hazards B13, B14)', () => {
  expect(nodeNeed('express')).toEqual({ kind: 'pure' });
  expect(nodeNeed('node-sass')).toEqual({ kind: 'compiler' });
  expect(nodeNeed('canvas')).toEqual({ kind: 'compiler' });
  expect(nodeNeed('prisma')).toMatchObject({ packages: ['ca-certificates', 'openssl'] });
  expect(nodeNeed('sharp')).toMatchObject({ kind: 'prebuilt' });
  expect(nodeNeed('bcrypt', '6.0.0')).toMatchObject({ kind: 'prebuilt' });
  expect(nodeNeed('bcrypt', '5.1.1')).toEqual({ kind: 'compiler' });
  expect(nodeNeed('sharp', '0.32.6')).toEqual({ kind: 'compiler' });
  expect(fetchesBinary('sharp', '0.32.6')).toBe(true);
  expect(fetchesBinary('sharp', '0.33.0')).toBe(false);
  expect(fetchesBinary('bcrypt', '0.8.7')).toBe(false);
  expect(nodeNeed('jest')).toMatchObject({ kind: 'prebuilt', packages: [] });
  expect(nodeNeed('balanced-match')).toEqual({ kind: 'pure' });
  expect(nodeNeed('@rollup/rollup-darwin-arm64')).toMatchObject({ kind: 'prebuilt' });
  expect(nodeNeed('node-gyp')).toEqual({ kind: 'unknown' });
  expect(nodeNeed('bunyan')).toEqual({ kind: 'unknown' });
  expect(nodeNeed('somebodys-package')).toEqual({ kind: 'unknown' });
});

test('the tables have their shape', () => {
  expect(data.DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  const node = [
    ...`${data.PURE_NODE} ${data.PREBUILT_NODE} ${data.SOURCE_NODE}`.split(/ +/),
    ...`${trees.PURE_NODE_TREES} ${trees.PREBUILT_NODE_TREES}`.split(/ +/),
    ...Object.keys(data.NODE_WITH_LIBRARIES),
  ].filter((name) => name !== '');
  const repeated = (names: readonly string[]) =>
    names.filter((name, index) => names.indexOf(name) !== index);
  expect(repeated(node)).toEqual([]);
  for (const name of node) expect(name).toMatch(/^(?:@[a-z0-9.-]+\/)?[a-z0-9][a-z0-9._-]*$/);
  expect(count(data.PURE_NODE)).toBeGreaterThan(300);
});

test('the Debian packages named are there', () => {
  const names = [
    ...Object.values(data.LOADED_PYTHON).map(([packages]) => packages),
    ...Object.values(data.NODE_WITH_LIBRARIES),
  ].flatMap((words) => words.split(' '));
  const isThere = (name: string, suite: 'bookworm' | 'trixie') =>
    leftOutBy(suite, name, new Set()).kind !== 'unknown';
  const missing = names.filter((name) => !isThere(name, 'bookworm') && !isThere(name, 'trixie'));
  expect(missing).toEqual([]);
});
