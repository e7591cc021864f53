import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createDiskContext } from '../../src/workspace/disk-context.js';
import { git, scratch, scratchRepository } from './scratch.js';

const none = (): readonly [] => [];

test('reads, lists and describes what is there', () => {
  const root = scratch({ 'a/b.txt': 'text', z: '12345', bad: Uint8Array.of(0xff), '.env': '' });
  const context = createDiskContext(root, join(root, 'a', 'Dockerfile'), none);
  expect(context.dockerfilePath).toBe('a/Dockerfile');
  expect(context.read('a/b.txt')).toBe('text');
  expect(context.read('./a/../z')).toBe('12345');
  expect(context.read('a')).toBeUndefined();
  expect(context.read('bad')).toBeUndefined();
  expect(context.read('missing/x')).toBeUndefined();
  expect(context.list('')).toEqual([
    { name: '.env', kind: 'file', bytes: 0 },
    { name: 'a', kind: 'directory', bytes: 0 },
    { name: 'bad', kind: 'file', bytes: 1 },
    { name: 'z', kind: 'file', bytes: 5 },
  ]);
  expect(context.list('z')).toEqual([]);
  expect(context.entry('a/b.txt')).toEqual({ name: 'b.txt', kind: 'file', bytes: 4 });
  expect(context.entry('')).toEqual({ name: '', kind: 'directory', bytes: 0 });
  expect(context.entry('nul\0byte')).toBeUndefined();
});

test('text over 2 MiB is not read', () => {
  const root = scratch({
    fits: 'a'.repeat(2 * 1024 * 1024),
    large: 'a'.repeat(2 * 1024 * 1024 + 1),
  });
  const context = createDiskContext(root, join(root, 'Dockerfile'), none);
  expect(context.read('fits')).toHaveLength(2 * 1024 * 1024);
  expect(context.read('large')).toBeUndefined();
});

test('nothing outside of the root is seen', () => {
  const outer = scratch({ secret: 'secret', 'root/x': 'x', 'root-other/y': 'y' });
  const root = join(outer, 'root');
  symlinkSync('../secret', join(root, 'link'));
  symlinkSync('..', join(root, 'up'));
  symlinkSync('../root-other', join(root, 'other'));
  symlinkSync('x', join(root, 'inner'));
  symlinkSync('loop', join(root, 'loop'));
  const context = createDiskContext(root, join(outer, 'Dockerfile'), none);
  expect(context.dockerfilePath).toBeUndefined();
  for (const path of ['../secret', 'link', 'up/secret', 'other/y', join(outer, 'secret'), 'loop']) {
    expect(context.read(path)).toBeUndefined();
    expect(context.entry(path)).toBeUndefined();
  }
  expect(context.list('up')).toEqual([]);
  expect(context.list('..')).toEqual([]);
  expect(context.read('inner')).toBe('x');
  expect(context.list('').map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'inner file',
    'link other',
    'loop other',
    'other other',
    'up other',
    'x file',
  ]);
});

describe('what git tracks', () => {
  test('files, and folders that hold some, in a folder of the work tree', () => {
    const root = scratchRepository({ 'app/a b/é.txt': '', 'app/x': '', 'lib/y': '' });
    writeFileSync(join(root, 'app', 'new'), '');
    mkdirSync(join(root, 'app', 'empty'));
    const { tracked } = bound(join(root, 'app'));
    expect(['', 'x', 'a b', 'a b/', 'a b/é.txt'].map(tracked)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['new', 'empty', 'y', '../lib/y'].map(tracked)).toEqual([false, false, false, false]);
  });

  test('unknown where there is no work tree', () => {
    expect(bound(scratch({ x: '' })).tracked('x')).toBeUndefined();
  });

  test('the environment of a git hook, and a file watcher, have no say', () => {
    const root = scratchRepository({ x: '' });
    const marker = join(root, 'ran');
    git(root, 'config', 'core.fsmonitor', `touch '${marker}'; false`);
    process.env['GIT_DIR'] = '/nonexistent';
    process.env['GIT_INDEX_FILE'] = '/nonexistent/index';
    try {
      expect(bound(root).tracked('x')).toBe(true);
    } finally {
      delete process.env['GIT_DIR'];
      delete process.env['GIT_INDEX_FILE'];
    }
    expect(bound(root).entry('ran')).toBeUndefined();
  });

  function bound(root: string) {
    const context = createDiskContext(root, join(root, 'Dockerfile'), none);
    return {
      tracked: (path: string) => context.tracked(path),
      entry: (path: string) => context.entry(path),
    };
  }
});

test('the other Dockerfiles are looked for once, when asked for', () => {
  const root = scratch();
  let calls = 0;
  const context = createDiskContext(root, join(root, 'Dockerfile'), () => {
    calls += 1;
    return [{ path: 'b/Dockerfile', text: 'FROM scratch' }];
  });
  expect(calls).toBe(0);
  expect(context.sharedDockerfiles).toHaveLength(1);
  expect(context.sharedDockerfiles).toHaveLength(1);
  expect(calls).toBe(1);
});
