import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutPaths } from '../../../src/report/comparison/path-tree.js';
import { groupOf, layOutTreemap } from '../../../src/report/comparison/treemap.js';

const LIMITS = { limit: 10, least: 10 };

describe('paths cut into pieces', () => {
  test('open the largest folder first, and gather what is small', () => {
    const paths = [
      { path: '/usr/lib/gcc/cc1', bytes: 500 },
      { path: '/usr/lib/gcc/lto1', bytes: 300 },
      { path: '/usr/lib/a.so', bytes: 4 },
      { path: '/usr/lib/b.so', bytes: 5 },
      { path: '/opt/app', bytes: 100 },
      { path: '/etc/hosts', bytes: 1 },
      { path: '/usr/bin/empty', bytes: 0 },
    ];
    expect(cutPaths(paths, LIMITS)).toEqual([
      { path: '/usr/lib/gcc/cc1', bytes: 500, files: 1, kind: 'file' },
      { path: '/usr/lib/gcc/lto1', bytes: 300, files: 1, kind: 'file' },
      { path: '/opt/app', bytes: 100, files: 1, kind: 'file' },
      { path: '/usr/lib', bytes: 9, files: 2, kind: 'rest' },
      { path: '/etc/hosts', bytes: 1, files: 1, kind: 'file' },
    ]);
  });

  test('stay folders where there are too many', () => {
    const paths = ['/a/1', '/a/2', '/b/1', '/b/2'].map((path) => ({ path, bytes: 10 }));
    expect(cutPaths(paths, { limit: 2, least: 0 }).map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  test('are none where nothing is', () => {
    expect(cutPaths([], LIMITS)).toEqual([]);
  });
});

const files = fc
  .uniqueArray(
    fc.tuple(
      fc.array(fc.constantFrom('usr', 'lib', 'share', 'opt'), { maxLength: 5 }),
      fc.stringMatching(/^[a-z]{3}$/),
    ),
    { selector: ([folders, name]) => [...folders, name].join('/'), minLength: 1, maxLength: 300 },
  )
  .chain((names) =>
    fc.tuple(
      ...names.map(([folders, name]) =>
        fc.record({
          path: fc.constant(`/${[...folders, `${name}.file`].join('/')}`),
          bytes: fc.oneof(fc.nat(100), fc.nat(2 ** 31)),
        }),
      ),
    ),
  );

describe('a treemap', () => {
  test('has every byte once, and the area of a tile is its part of them', () => {
    fc.assert(
      fc.property(files, files, (lost, hidden) => {
        const paths = [...lost, ...hidden];
        const parts = [
          { group: undefined, paths: lost },
          { group: 'hidden', paths: hidden },
        ];
        const total = paths.reduce((sum, { bytes }) => sum + bytes, 0);
        const tiles = layOutTreemap(parts, { width: 1200, height: 500 });
        expect(tiles.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(total);
        expect(tiles.reduce((sum, tile) => sum + tile.files, 0)).toBe(
          paths.filter(({ bytes }) => bytes > 0).length,
        );
        for (const { bytes, width, height } of tiles) {
          expect(width * height).toBeCloseTo((bytes / total) * 600_000, 2);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('keeps the pieces of a group together', () => {
    const paths = ['/usr/lib/a', '/opt/b', '/usr/lib/c'].map((path) => ({ path, bytes: 10 }));
    const tiles = layOutTreemap([{ group: undefined, paths }], { width: 300, height: 100 });
    expect(tiles.map(({ path, group }) => [path, group])).toEqual([
      ['/usr/lib/a', '/usr/lib'],
      ['/usr/lib/c', '/usr/lib'],
      ['/opt/b', '/opt'],
    ]);
  });
});

test('nothing is no tile', () => {
  expect(layOutTreemap([], { width: 300, height: 100 })).toEqual([]);
});

test.each([
  ['/usr/lib/gcc/cc1', '/usr/lib'],
  ['/usr', '/usr'],
  ['/opt/app/node_modules', '/opt'],
  ['/etc/ssl/certs', '/etc'],
  ['/', '/'],
])('the group of %s', (path, group) => {
  expect(groupOf(path)).toBe(group);
});
