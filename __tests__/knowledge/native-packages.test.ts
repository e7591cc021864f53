import { expect, test } from '@jest/globals';
import * as data from '../../src/knowledge/data/native-packages.js';
import * as trees from '../../src/knowledge/data/node-trees.js';
import { nodeNeed, pythonNeed } from '../../src/knowledge/native-packages.js';
import { leftOutBy } from '../../src/knowledge/recommends.js';

const count = (words: string): number => words.split(/ +/).length;

test('Python packages (hazards B11, B12)', () => {
  expect(pythonNeed('Flask', undefined, '3.12')).toEqual({ kind: 'pure' });
  expect(pythonNeed('psycopg2', undefined, '3.12')).toEqual({ kind: 'compiler' });
  expect(pythonNeed('mysqlclient', undefined, undefined)).toEqual({ kind: 'compiler' });
  expect(pythonNeed('psycopg2_binary', '2.9.9', '3.12')).toMatchObject({ kind: 'prebuilt' });
  expect(pythonNeed('opencv-python', undefined, '3.11')).toEqual({
    kind: 'prebuilt',
    packages: ['libgl1', 'libglib2.0-0'],
    certain: true,
  });
  expect(pythonNeed('somebodys-package', undefined, '3.12')).toEqual({ kind: 'unknown' });
  expect(pythonNeed('constructor', undefined, '3.12')).toEqual({ kind: 'unknown' });
});

test('a pin older than the first wheel is built from source', () => {
  expect(pythonNeed('numpy', '1.21.0', '3.12')).toEqual({ kind: 'compiler' });
  expect(pythonNeed('numpy', '1.26.4', '3.12')).toMatchObject({ certain: true });
  expect(pythonNeed('numpy', '1.9.0', '3.10')).toEqual({ kind: 'compiler' });
  expect(pythonNeed('numpy', '1.26.4', '3.14')).toMatchObject({ certain: false });
  expect(pythonNeed('numpy', undefined, '3.14')).toMatchObject({ certain: true });
  expect(pythonNeed('MarkupSafe', '2.1.3', '3.12')).toMatchObject({ certain: true });
  expect(pythonNeed('MarkupSafe', '2.1.2', '3.12')).toMatchObject({ certain: false });
  expect(pythonNeed('protobuf', '4.25.0', undefined)).toMatchObject({ certain: true });
  expect(pythonNeed('rasterio', undefined, '3.12')).toMatchObject({ packages: ['libexpat1'] });
});

test('Node packages (hazards B13, B14)', () => {
  expect(nodeNeed('express')).toEqual({ kind: 'pure' });
  expect(nodeNeed('node-sass')).toEqual({ kind: 'compiler' });
  expect(nodeNeed('canvas')).toEqual({ kind: 'compiler' });
  expect(nodeNeed('prisma')).toMatchObject({ packages: ['ca-certificates', 'openssl'] });
  expect(nodeNeed('sharp')).toMatchObject({ kind: 'prebuilt' });
  expect(nodeNeed('jest')).toMatchObject({ kind: 'prebuilt', packages: [] });
  expect(nodeNeed('balanced-match')).toEqual({ kind: 'pure' });
  expect(nodeNeed('@rollup/rollup-darwin-arm64')).toMatchObject({ kind: 'prebuilt' });
  expect(nodeNeed('node-gyp')).toEqual({ kind: 'unknown' });
  expect(nodeNeed('bunyan')).toEqual({ kind: 'unknown' });
  expect(nodeNeed('somebodys-package')).toEqual({ kind: 'unknown' });
});

test('the tables have their shape', () => {
  expect(data.DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  const python = [
    ...`${data.PURE_PYTHON} ${data.WHEEL_PYTHON} ${data.SOURCE_PYTHON}`.split(/ +/),
    ...Object.keys(data.WHEEL_PYTHON_WITH_LIBRARIES),
  ].filter((name) => name !== '');
  const node = [
    ...`${data.PURE_NODE} ${data.PREBUILT_NODE} ${data.SOURCE_NODE}`.split(/ +/),
    ...`${trees.PURE_NODE_TREES} ${trees.PREBUILT_NODE_TREES}`.split(/ +/),
    ...Object.keys(data.NODE_WITH_LIBRARIES),
  ].filter((name) => name !== '');
  const repeated = (names: readonly string[]) =>
    names.filter((name, index) => names.indexOf(name) !== index);
  expect(repeated(python)).toEqual([]);
  expect(repeated(node)).toEqual([]);
  for (const name of python) expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  for (const name of node) expect(name).toMatch(/^(?:@[a-z0-9.-]+\/)?[a-z0-9][a-z0-9._-]*$/);
  expect(count(data.PURE_PYTHON)).toBeGreaterThan(300);
  expect(count(data.PURE_NODE)).toBeGreaterThan(300);
});

test('the Debian packages named are there', () => {
  const names = [
    ...Object.values(data.WHEEL_PYTHON_WITH_LIBRARIES),
    ...Object.values(data.NODE_WITH_LIBRARIES),
  ].flatMap((words) => words.split(' '));
  const isThere = (name: string, suite: 'bookworm' | 'trixie') =>
    leftOutBy(suite, name, new Set()).kind !== 'unknown';
  const missing = names.filter((name) => !isThere(name, 'bookworm') && !isThere(name, 'trixie'));
  expect(missing).toEqual([]);
});
