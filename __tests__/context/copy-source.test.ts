import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { expandSource } from '../../src/context/copy-source.js';
import { createDiskContext } from '../../src/workspace/disk-context.js';
import { scratch } from '../workspace/scratch.js';

test.each([
  ['.', ['']],
  ['/', ['']],
  ['package.json', ['package.json']],
  ['/package.json', ['package.json']],
  ['../package.json', ['package.json']],
  ['./src/../package.json', ['package.json']],
  ['src/', ['src']],
  ['missing', []],
  ['package*.json', ['package-lock.json', 'package.json']],
  ['*', ['.env', 'package-lock.json', 'package.json', 'packages', 'src']],
  ['packages/*/package.json', ['packages/a/package.json', 'packages/b/package.json']],
  ['packages/?/x', ['packages/b/x']],
  ['packages/[^a]/*', ['packages/b/package.json', 'packages/b/x']],
  ['**/package.json', ['package.json', 'packages/a/package.json', 'packages/b/package.json']],
  ['[package.json', []],
  ['package.json*/x', []],
])('%s', (source, expected) => {
  const root = scratch({
    '.env': '',
    'package.json': '',
    'package-lock.json': '',
    'src/index.js': '',
    'packages/a/package.json': '',
    'packages/b/package.json': '',
    'packages/b/x': '',
  });
  const context = createDiskContext(root, join(root, 'Dockerfile'), () => []);
  expect([...expandSource(context, source)].sort()).toEqual(expected);
});

test('`**` ends in a loop of links', () => {
  const root = scratch();
  mkdirSync(join(root, 'a'));
  symlinkSync('..', join(root, 'a', 'up'));
  const context = createDiskContext(root, join(root, 'Dockerfile'), () => []);
  expect(expandSource(context, '**/missing')).toEqual([]);
});
