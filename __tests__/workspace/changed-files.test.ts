import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openChanges } from '../../src/workspace/changed-files.js';
import { git, scratch, scratchRepository } from './scratch.js';

const IDENTITY = ['-c', 'user.name=a', '-c', 'user.email=a@b.example'];
const commit = (folder: string, message: string): void => {
  git(folder, 'add', '-A');
  git(folder, ...IDENTITY, 'commit', '-qm', message);
};

function changed(folder: string, revision: string, paths: readonly string[]): readonly string[] {
  const changes = openChanges(folder, revision);
  if (changes.kind === 'unknown') throw new Error(changes.message);
  return paths.filter((path) => changes.has(join(folder, path)));
}

test('commits of a branch, the index, the work tree and new files are changes; what main did since is none', () => {
  const names = [
    'same',
    'committed',
    'staged',
    'edited',
    'deleted',
    'moved',
    'on main',
    'sub/edited',
  ];
  const folder = scratchRepository(Object.fromEntries(names.map((name) => [name, `${name}\n`])));
  commit(folder, 'base');
  git(folder, 'branch', '-M', 'main');
  git(folder, 'switch', '-qc', 'work');
  const write = (name: string, text = 'new\n') => {
    writeFileSync(join(folder, name), text);
  };
  write('committed');
  git(folder, 'mv', 'moved', 'moved here');
  commit(folder, 'work');
  git(folder, 'switch', '-q', 'main');
  write('on main');
  commit(folder, 'main');
  git(folder, 'switch', '-q', 'work');
  write('staged');
  git(folder, 'add', 'staged');
  write('edited');
  write('sub/edited');
  write('new\n"ä\t', 'a');
  write('ignored');
  write('.gitignore', 'ignored\n');
  rmSync(join(folder, 'deleted'));

  const asked = [...names, 'new\n"ä\t', 'ignored', 'moved here'];
  const expected = asked.filter((name) => !['same', 'on main', 'ignored'].includes(name));
  expect(changed(folder, 'main', asked)).toEqual(expected);
  expect(changed(join(folder, 'sub'), 'main', ['edited', '../same', '../staged'])).toEqual([
    'edited',
    '../staged',
  ]);
  expect(changed(folder, 'HEAD', ['committed', 'edited'])).toEqual(['edited']);
});

test('a link is changed with what it leads to, a repository within counts as a whole, and what lies outside counts', () => {
  const folder = scratchRepository({ 'real/file': 'a\n' });
  symlinkSync('real/file', join(folder, 'link'));
  commit(folder, 'base');
  writeFileSync(join(folder, 'real/file'), 'b\n');
  mkdirSync(join(folder, 'inner'));
  git(join(folder, 'inner'), 'init', '-q');
  writeFileSync(join(folder, 'inner/file'), 'b\n');
  expect(changed(folder, 'HEAD', ['link', 'inner/file', '../outside'])).toEqual([
    'link',
    'inner/file',
    '../outside',
  ]);
});

test('names of git’s own options and diff settings of a person change nothing', () => {
  const folder = scratchRepository({ a: 'a\n', b: 'b\n', 'sub/c': 'c\n' });
  commit(folder, 'base');
  writeFileSync(join(folder, 'a'), 'new\n');
  git(folder, 'config', 'diff.relative', 'true');
  git(folder, 'config', 'diff.noprefix', 'true');
  git(folder, 'config', 'core.fsmonitor', 'touch monitored');
  expect(changed(join(folder, 'sub'), 'HEAD', ['../a', '../b', 'c', '../monitored'])).toEqual([
    '../a',
  ]);
});

test.each([
  ['nowhere', 'git knows no revision nowhere, fetch it or name another one'],
  ['--all', 'git knows no revision --all, fetch it or name another one'],
  ['HEAD:a', 'git knows no revision HEAD:a, fetch it or name another one'],
])('%s is no revision', (revision, message) => {
  const folder = scratchRepository({ a: 'a\n' });
  commit(folder, 'base');
  expect(openChanges(folder, revision)).toEqual({ kind: 'unknown', message });
});

test('a history without a common commit, and a folder without a repository, can’t be asked', () => {
  const folder = scratchRepository({ a: 'a\n' });
  commit(folder, 'base');
  git(folder, 'branch', '-M', 'main');
  git(folder, 'switch', '-q', '--orphan', 'other');
  writeFileSync(join(folder, 'b'), 'b\n');
  commit(folder, 'other');
  expect(openChanges(folder, 'main')).toEqual({
    kind: 'unknown',
    message: 'main and HEAD have no common commit here, fetch more of the history',
  });
  expect(openChanges(scratch(), 'main')).toEqual({
    kind: 'unknown',
    message: '--changed-since asks git, and this folder is in no repository of it',
  });
});
