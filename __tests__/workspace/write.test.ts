import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { writeText, type WriteResult } from '../../src/workspace/write.js';
import { scratch, withoutRoot } from './scratch.js';

const isRoot = process.getuid?.() === 0;
const written: WriteResult = { kind: 'written' };

function reason(result: WriteResult): string {
  return result.kind === 'refused' ? result.problem.message : result.kind;
}

test('replaces the text and keeps the mode', () => {
  const folder = scratch({ Dockerfile: 'old' });
  const path = join(folder, 'Dockerfile');
  chmodSync(path, 0o2751);
  expect(writeText(path, '\uFEFFnew é\r\n', 'old')).toEqual(written);
  expect(readFileSync(path, 'utf8')).toBe('\uFEFFnew é\r\n');
  expect(statSync(path).mode & 0o7777).toBe(0o2751);
  expect(readdirSync(folder)).toEqual(['Dockerfile']);
});

test('the old file is never changed: another name of it still has the old text', () => {
  const folder = scratch({ Dockerfile: 'old' });
  linkSync(join(folder, 'Dockerfile'), join(folder, 'second'));
  writeText(join(folder, 'Dockerfile'), 'new', 'old');
  expect(readFileSync(join(folder, 'second'), 'utf8')).toBe('old');
});

(isRoot ? test : test.skip)('keeps the owner', () => {
  const path = join(scratch({ Dockerfile: 'old' }), 'Dockerfile');
  chownSync(path, 1234, 2345);
  chmodSync(path, 0o4755);
  writeText(path, 'new', 'old');
  const { uid, gid, mode } = statSync(path);
  expect([uid, gid, mode & 0o7777]).toEqual([1234, 2345, 0o4755]);
});

test('a symbolic link stays, its target in another folder is written', () => {
  const folder = scratch({ 'real/file': 'old' });
  mkdirSync(join(folder, 'links'));
  const link = join(folder, 'links', 'Dockerfile');
  symlinkSync('../real/file', link);
  expect(writeText(link, 'new', 'old')).toEqual(written);
  expect(readlinkSync(link)).toBe('../real/file');
  expect(readFileSync(join(folder, 'real', 'file'), 'utf8')).toBe('new');
  expect(readdirSync(join(folder, 'links'))).toEqual(['Dockerfile']);
  expect(readdirSync(join(folder, 'real'))).toEqual(['file']);
});

test('a link to nothing is refused', () => {
  const folder = scratch();
  symlinkSync('nothing', join(folder, 'Dockerfile'));
  expect(reason(writeText(join(folder, 'Dockerfile'), 'new', undefined))).toContain(
    'symbolic link',
  );
  expect(lstatSync(join(folder, 'Dockerfile')).isSymbolicLink()).toBe(true);
});

test('equal bytes are not written', () => {
  const path = join(scratch({ Dockerfile: 'same' }), 'Dockerfile');
  utimesSync(path, 1000, 1000);
  const before = statSync(path);
  expect(writeText(path, 'same', 'same')).toEqual({ kind: 'unchanged' });
  expect(statSync(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
});

test('a new file is created with the usual mode', () => {
  const folder = scratch({ usual: '' });
  expect(writeText(join(folder, '.dockerignore'), '.git\n', undefined)).toEqual(written);
  expect(readFileSync(join(folder, '.dockerignore'), 'utf8')).toBe('.git\n');
  expect(statSync(join(folder, '.dockerignore')).mode).toBe(statSync(join(folder, 'usual')).mode);
});

describe('a file that changed since it was read is left alone', () => {
  test.each([
    ['another text', 'theirs', 'old'],
    ['a file where there was none', 'theirs', undefined],
    ['a file that went', undefined, 'old'],
  ])('%s', (_, now, expected) => {
    const folder = scratch(now === undefined ? {} : { Dockerfile: now });
    expect(reason(writeText(join(folder, 'Dockerfile'), 'new', expected))).toContain(
      'changed on disk',
    );
    expect(readdirSync(folder)).toEqual(now === undefined ? [] : ['Dockerfile']);
    if (now !== undefined) expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(now);
  });
});

describe('after a failure no temporary file is left', () => {
  test('the folder is not there', () => {
    const folder = scratch();
    expect(reason(writeText(join(folder, 'no', 'x'), 'new', undefined))).toBe(
      'could not be written: does not exist, check the path',
    );
  });
  test('the path is a directory', () => {
    const folder = scratch();
    mkdirSync(join(folder, 'x'));
    expect(reason(writeText(join(folder, 'x'), 'new', undefined))).toContain('is a directory');
    expect(readdirSync(folder)).toEqual(['x']);
  });
  test.each([
    ['the folder may not be written', 0o555, 0o644],
    ['the file may not be written', 0o755, 0o444],
  ])('%s', (_, folderMode, fileMode) => {
    const folder = scratch({ 'a/x': 'old' });
    chmodSync(join(folder, 'a', 'x'), fileMode);
    chmodSync(join(folder, 'a'), folderMode);
    const result = withoutRoot(folder, ['a', 'a/x'], () =>
      writeText(join(folder, 'a', 'x'), 'new', 'old'),
    );
    expect(reason(result)).toContain('permission is denied');
    chmodSync(join(folder, 'a'), 0o755);
    expect(readdirSync(join(folder, 'a'))).toEqual(['x']);
    expect(readFileSync(join(folder, 'a', 'x'), 'utf8')).toBe('old');
  });
  (isRoot ? test : test.skip)('the owner can not be kept', () => {
    const folder = scratch({ 'a/x': 'old' });
    chmodSync(join(folder, 'a', 'x'), 0o666);
    const result = withoutRoot(folder, ['a'], () =>
      writeText(join(folder, 'a', 'x'), 'new', 'old'),
    );
    expect(reason(result)).toContain('could not be written');
    expect(readdirSync(join(folder, 'a'))).toEqual(['x']);
  });
});
