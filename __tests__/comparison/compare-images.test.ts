import { describe, expect, test } from '@jest/globals';
import { compareImages } from '../../src/comparison/compare-images.js';
import { configurationChanges } from '../../src/comparison/configuration-changes.js';
import { largestPaths } from '../../src/comparison/largest-paths.js';
import { layerRows } from '../../src/comparison/layer-rows.js';
import { differences } from '../../src/comparison/path-changes.js';
import { CONFIGURATION, file, flatImage, FOLDER, image, layer, symlink } from './images.js';

describe('paths', () => {
  const before = flatImage({
    '/etc': FOLDER,
    '/etc/a': file(10),
    '/etc/b': file(20),
    '/etc/c': file(5, { digest: 'x' }),
    '/link': symlink('/etc/a'),
    '/same': file(1),
  });
  const after = flatImage({
    '/etc': { ...FOLDER, mode: 0o700, group: 5 },
    '/etc/b': file(20, { owner: 7, attributes: 'security.capability=x' }),
    '/etc/c': file(5, { digest: 'y' }),
    '/link': symlink('/etc/b'),
    '/new': file(3),
    '/same': file(1),
  });

  test('are lost, gained or changed', () => {
    const { paths } = compareImages(before, after);
    expect(paths.lost).toEqual({
      bytes: 10,
      paths: [{ path: '/etc/a', before: file(10), after: undefined, aspects: [] }],
    });
    expect(paths.gained).toMatchObject({ bytes: 3, paths: [{ path: '/new', before: undefined }] });
    expect(paths.changed.bytes).toBe(25);
    expect(paths.changed.paths.map(({ path, aspects }) => [path, aspects])).toEqual([
      ['/etc', ['mode', 'group']],
      ['/etc/b', ['owner', 'attributes']],
      ['/etc/c', ['content']],
      ['/link', ['target']],
    ]);
  });

  test('of a verification are those that are gone or different', () => {
    expect(differences(before, after).map(({ path }) => path)).toEqual([
      '/etc',
      '/etc/a',
      '/etc/b',
      '/etc/c',
      '/link',
    ]);
    expect(differences(before, before)).toEqual([]);
  });

  test('of another kind say so', () => {
    const [change] = differences(flatImage({ '/a': file(1) }), flatImage({ '/a': symlink('x') }));
    expect(change?.aspects).toEqual(['kind', 'target', 'content']);
  });
});

describe('the largest differences', () => {
  test('are the deepest folders that explain most', () => {
    const before = flatImage({
      '/usr/lib/gcc/x/12/cc1': file(600),
      '/usr/lib/gcc/x/12/lto1': file(500),
      '/usr/share/doc/a': file(30),
      '/usr/share/doc/b': file(40),
      '/usr/share/doc/c': file(35),
      '/app/main.js': file(5),
      '/same': file(9),
    });
    const after = flatImage({
      '/usr/share/doc/a': file(30),
      '/app/main.js': file(8),
      '/same': file(9),
    });
    expect(largestPaths(before, after)).toEqual([
      { path: '/usr/lib/gcc/x/12/cc1', folder: false, before: 600, after: 0, files: 1 },
      { path: '/usr/lib/gcc/x/12/lto1', folder: false, before: 500, after: 0, files: 1 },
      { path: '/usr/share/doc/b', folder: false, before: 40, after: 0, files: 1 },
      { path: '/usr/share/doc/c', folder: false, before: 35, after: 0, files: 1 },
      { path: '/app/main.js', folder: false, before: 5, after: 8, files: 1 },
    ]);
  });

  test('stay folders where no part stands out', () => {
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`/opt/app/lib/${index}`, file(10)]),
    );
    expect(largestPaths(flatImage({ ...files, '/opt/app/lib/x': file(3) }), flatImage({}))).toEqual(
      [{ path: '/opt/app/lib', folder: true, before: 103, after: 0, files: 11 }],
    );
  });

  test('of equal file systems are none', () => {
    expect(largestPaths(flatImage({ '/a': file(1) }), flatImage({ '/a': file(1) }))).toEqual([]);
  });
});

describe('layers side by side', () => {
  const named = (diffId: string, createdBy = '') => layer({ diffId, createdBy });
  const rowsOf = (before: ReturnType<typeof named>[], after: ReturnType<typeof named>[]) =>
    layerRows(before, after).map((row) => [
      row.before?.diffId ?? '-',
      row.after?.diffId ?? '-',
      row.shared,
    ]);

  test('share what is the same', () => {
    expect(rowsOf([named('base'), named('x')], [named('base'), named('y'), named('z')])).toEqual([
      ['base', 'base', true],
      ['x', 'y', false],
      ['-', 'z', false],
    ]);
  });

  test('find each other by what made them', () => {
    expect(
      rowsOf(
        [named('full'), named('a1', 'RUN a'), named('b1', 'RUN b'), named('c1', 'COPY c')],
        [named('slim'), named('b2', 'RUN b'), named('n', 'RUN new'), named('c2', 'COPY c')],
      ),
    ).toEqual([
      ['full', 'slim', false],
      ['a1', '-', false],
      ['b1', 'b2', false],
      ['-', 'n', false],
      ['c1', 'c2', false],
    ]);
  });
});

test('the configuration is compared value by value', () => {
  const before = {
    ...CONFIGURATION,
    environment: ['PATH=/bin', 'A=1', 'B=x=y'],
    command: ['node', 'app.js'],
    user: 'root',
    exposedPorts: ['80/tcp'],
    labels: new Map([['v', '1']]),
    healthcheck: {
      test: ['CMD-SHELL', 'curl -f localhost'],
      interval: 30_000_000_000,
      timeout: 1_500_000_000,
      startPeriod: undefined,
      retries: 3,
    },
  };
  const after = {
    ...CONFIGURATION,
    environment: ['PATH=/bin', 'B=x=z'],
    command: ['node', 'app.js'],
    entrypoint: ['/e'],
    exposedPorts: ['80/tcp', '81/tcp'],
    healthcheck: { ...before.healthcheck, test: ['NONE'] },
  };
  expect(configurationChanges(before, after)).toEqual([
    { setting: 'ENV', name: 'A', before: '1', after: undefined },
    { setting: 'ENV', name: 'B', before: 'x=y', after: 'x=z' },
    { setting: 'ENTRYPOINT', name: '', before: undefined, after: '["/e"]' },
    { setting: 'USER', name: '', before: 'root', after: undefined },
    { setting: 'EXPOSE', name: '81/tcp', before: undefined, after: '81/tcp' },
    { setting: 'LABEL', name: 'v', before: '1', after: undefined },
    {
      setting: 'HEALTHCHECK',
      name: '',
      before: '--interval=30s --timeout=1500ms --retries=3 CMD curl -f localhost',
      after: 'NONE',
    },
  ]);
});

test('the figures of an image stand beside each other', () => {
  const base = layer({ diffId: 'base', entries: { '/a': file(100), '/b': file(50) } });
  const before = image([base, layer({ entries: { '/a': file(10) } })], { name: 'before' });
  const after = image([base], { name: 'after' });
  const comparison = compareImages(before, after);
  expect(comparison.before).toMatchObject({
    name: 'before',
    bytes: 160,
    fileBytes: 60,
    files: 2,
    waste: { bytes: 100 },
  });
  expect(comparison.after).toMatchObject({ bytes: 150, fileBytes: 150, waste: { bytes: 0 } });
  expect(comparison.layers).toMatchObject([{ shared: true }, { after: undefined, shared: false }]);
  expect(comparison.largest).toMatchObject([{ path: '/a', before: 10, after: 100 }]);
});
