import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { finalFiles } from '../../src/comparison/final-files.js';
import type { FileEntry, Layer } from '../../src/comparison/image-contents.js';
import { overlay } from '../../src/comparison/overlay.js';
import { wastedBytes } from '../../src/comparison/waste.js';
import { file, FOLDER, layer, link, symlink } from './images.js';

function pathsOf(layers: readonly Layer[]): readonly string[] {
  return [...overlay(layers).keys()].sort();
}

describe('the file system that layers make', () => {
  const base = layer({
    entries: { '/a': FOLDER, '/a/b': FOLDER, '/a/b/c': file(1), '/a/d': file(2), '/ab': file(4) },
  });

  test('has what a layer overwrites once', () => {
    const layers = [base, layer({ entries: { '/a/d': file(20) } })];
    expect(overlay(layers).get('/a/d')).toEqual({ entry: file(20), layer: 1 });
  });

  test('lacks what a layer deletes, with all below, and nothing else', () => {
    expect(pathsOf([base, layer({ deleted: ['/a'] })])).toEqual(['/ab']);
    expect(pathsOf([base, layer({ deleted: ['/a/d'] })])).toEqual(['/a', '/a/b', '/a/b/c', '/ab']);
  });

  test('has what a layer deletes and makes anew', () => {
    const above = layer({ deleted: ['/a'], entries: { '/a': FOLDER, '/a/x': file(3) } });
    expect(pathsOf([base, above])).toEqual(['/a', '/a/x', '/ab']);
  });

  test('lacks what lies below an opaque folder, and has the folder', () => {
    const above = layer({ opaque: ['/a'], entries: { '/a': FOLDER, '/a/x': file(3) } });
    expect(pathsOf([base, above])).toEqual(['/a', '/a/x', '/ab']);
    expect(pathsOf([base, layer({ opaque: ['/'] })])).toEqual([]);
  });

  test('lacks what lay below a folder that is now a file or a link', () => {
    expect(pathsOf([base, layer({ entries: { '/a': file(1) } })])).toEqual(['/a', '/ab']);
    expect(pathsOf([base, layer({ entries: { '/a/b': symlink('/x') } })])).toEqual([
      '/a',
      '/a/b',
      '/a/d',
      '/ab',
    ]);
  });

  test('has a folder in place of a file, with what is below', () => {
    const above = layer({ entries: { '/ab': FOLDER, '/ab/x': file(1) } });
    expect(overlay([base, above]).get('/ab')?.entry.kind).toBe('directory');
  });

  test('keeps what is below a folder whose mode changes', () => {
    const above = layer({ entries: { '/a': { ...FOLDER, mode: 0o700 } } });
    expect(pathsOf([base, above])).toEqual(pathsOf([base]));
    expect(overlay([base, above]).get('/a')?.entry.mode).toBe(0o700);
  });

  test('has the folders that no layer names', () => {
    expect(pathsOf([layer({ entries: { '/x/y/z': file(1) } })])).toEqual(['/x', '/x/y', '/x/y/z']);
  });
});

describe('wasted bytes', () => {
  test('are those of versions that a later layer hides', () => {
    const layers = [
      layer({ entries: { '/a': file(10), '/b': file(5), '/c': file(1), '/d/e': file(7) } }),
      layer({ entries: { '/a': file(20) }, deleted: ['/b'] }),
      layer({ entries: { '/a': file(30) }, deleted: ['/d'] }),
    ];
    expect(wastedBytes(layers)).toEqual({
      bytes: 42,
      paths: [
        {
          path: '/a',
          bytes: 30,
          versions: [
            { bytes: 10, storedBy: 0, hiddenBy: 1, how: 'overwritten' },
            { bytes: 20, storedBy: 1, hiddenBy: 2, how: 'overwritten' },
          ],
        },
        {
          path: '/d/e',
          bytes: 7,
          versions: [{ bytes: 7, storedBy: 0, hiddenBy: 2, how: 'deleted' }],
        },
        {
          path: '/b',
          bytes: 5,
          versions: [{ bytes: 5, storedBy: 0, hiddenBy: 1, how: 'deleted' }],
        },
      ],
      layers: [
        { layer: 1, bytes: 15 },
        { layer: 2, bytes: 27 },
      ],
    });
  });

  test('are none where a file goes that another name still has', () => {
    const base = layer({ entries: { '/a': file(10), '/b': link('/a'), '/c': link('/a') } });
    const second = layer({ deleted: ['/a'] });
    expect(wastedBytes([base, second]).bytes).toBe(0);
    const files = finalFiles([base, second], overlay([base, second]));
    expect(files.get('/b')?.bytes).toBe(10);
    expect(files.get('/c')).toMatchObject({ bytes: 0, link: '/b' });
    expect(wastedBytes([base, second, layer({ deleted: ['/b', '/c'] })])).toMatchObject({
      bytes: 10,
      paths: [{ path: '/a', versions: [{ hiddenBy: 2 }] }],
    });
  });

  test('are what the layers hold beyond the files, whatever the layers', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
      .map((parts) => `/${parts.join('/')}`);
    const entry: fc.Arbitrary<FileEntry> = fc.oneof(
      fc.nat(1000).map((bytes) => file(bytes)),
      fc.constant(FOLDER),
      path.map(symlink),
    );
    const layers = fc.array(
      fc
        .record({
          entries: fc.dictionary(path, entry, { maxKeys: 8 }),
          linked: fc.array(path, { maxLength: 3 }),
          deleted: fc.array(path, { maxLength: 2 }),
          opaque: fc.array(path, { maxLength: 1 }),
        })
        .map(({ entries, linked, deleted, opaque }) => {
          // A layer's archive has nothing below what is no folder.
          const valid = Object.fromEntries(
            Object.entries(entries).filter(([name]) =>
              Object.entries(entries).every(
                ([other, { kind }]) => kind === 'directory' || !name.startsWith(`${other}/`),
              ),
            ),
          );
          const content = Object.keys(valid).find((name) => valid[name]?.kind === 'file');
          const links = linked.flatMap((name, index): [string, FileEntry][] =>
            content === undefined
              ? []
              : [[`/l${index}${name.replaceAll('/', '-')}`, link(content)]],
          );
          return layer({ entries: { ...valid, ...Object.fromEntries(links) }, deleted, opaque });
        }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(layers, (stack) => {
        const stored = stack.reduce((sum, { bytes }) => sum + bytes, 0);
        const files = finalFiles(stack, overlay(stack));
        const visible = [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
        expect(visible + wastedBytes(stack).bytes).toBe(stored);
      }),
      { numRuns: 500 },
    );
  });
});
