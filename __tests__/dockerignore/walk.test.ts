import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { createDiskContext } from '../../src/workspace/disk-context.js';
import { formatWeight, walk, weigh } from '../../transforms/dockerignore/walk.js';

const all = (): boolean => true;

test.each([
  [1, 1, '1 file, 1 byte'],
  [0, 0, '0 files, 0 bytes'],
  [2, 999, '2 files, 999 bytes'],
  [3, 1000, '3 files, 1.0 kB'],
  [4, 999_949, '4 files, 999.9 kB'],
  [5, 999_950, '5 files, 1.0 MB'],
  [60_001, 3_141_592, '60,001 files, 3.1 MB'],
  [7, 2_500_000_000, '7 files, 2.5 GB'],
])('%d files of %d bytes are shown as “%s”', (files, bytes, shown) => {
  expect(formatWeight({ files, bytes, more: false })).toBe(shown);
});

test('links that lead in a circle or elsewhere are counted as links', () => {
  const root = mkdtempSync(join(tmpdir(), 'dockopt-walk-'));
  try {
    mkdirSync(join(root, 'modules/a'), { recursive: true });
    writeFileSync(join(root, 'modules/a/index.js'), '12345');
    writeFileSync(join(root, 'modules/b.js'), '123');
    symlinkSync('..', join(root, 'modules/a/circle'));
    symlinkSync('../b.js', join(root, 'modules/a/b.js'));
    symlinkSync('/nowhere', join(root, 'modules/broken'));
    const context = createDiskContext(root, join(root, 'Dockerfile'), () => []);
    const paths = walk(context, '', all)?.map(({ path }) => path);
    expect(paths).toEqual([
      'modules',
      'modules/a',
      'modules/b.js',
      'modules/broken',
      'modules/a/b.js',
      'modules/a/circle',
      'modules/a/index.js',
    ]);
    const modules = context.list('').map((entry) => ({ path: entry.name, entry }));
    expect(weigh(context, modules, all)).toEqual({ files: 5, bytes: 8, more: false });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('what is beyond the limit is told, not taken for empty', () => {
  const context = createMemoryContext({ files: { 'data/a': '' } });
  const endless = { ...context, list: () => context.list('') };
  expect(walk(endless, '', all)).toBeUndefined();
  const [entry] = context.list('');
  if (entry === undefined) throw new Error('the folder is there');
  expect(weigh(endless, [{ path: 'data', entry }], all).more).toBe(true);
});
