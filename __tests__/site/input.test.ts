import { describe, expect, test } from '@jest/globals';
import { moveOffFixes } from '../../src/site/fix-ids.js';
import { EMPTY_INPUT, readPath, withFile } from '../../src/site/input.js';

describe('a fix that is switched off', () => {
  const off = [
    { id: 'slim-base@1', file: 'dockerfile' },
    { id: 'merge-runs@4', file: 'dockerfile' },
    { id: 'dockerignore@1', file: 'dockerignore' },
  ] as const;
  const before = 'FROM a\nRUN b\n\nRUN c\n';
  const ids = (after: string) => moveOffFixes(off, 'dockerfile', before, after).map(({ id }) => id);

  test.each([
    ['stays when nothing changes', before, ['slim-base@1', 'merge-runs@4', 'dockerignore@1']],
    [
      'moves with its line',
      'FROM a\nRUN b\n# one\n# two\n\nRUN c\n',
      ['slim-base@1', 'merge-runs@6', 'dockerignore@1'],
    ],
    ['moves up, too', 'FROM a\nRUN c\n', ['slim-base@1', 'merge-runs@2', 'dockerignore@1']],
    [
      'stays with a line that is edited',
      'FROM b\nRUN b\n\nRUN c\n',
      ['slim-base@1', 'merge-runs@4', 'dockerignore@1'],
    ],
    [
      'moves with a line that is pushed down in parts',
      '# x\nFROM a\nRUN b\n\nRUN c\n',
      ['slim-base@2', 'merge-runs@5', 'dockerignore@1'],
    ],
    [
      'stays with a line after which another begins',
      'FROM a\n\nRUN b\n\nRUN c\n',
      ['slim-base@1', 'merge-runs@5', 'dockerignore@1'],
    ],
    ['is forgotten when its line goes', 'RUN b\n\nRUN c\n', ['merge-runs@3', 'dockerignore@1']],
    ['is forgotten with its line', '', ['dockerignore@1']],
  ])('%s', (_name, after, expected) => {
    expect(ids(after)).toEqual(expected);
  });
});

describe('a path in the build context', () => {
  const input = withFile(EMPTY_INPUT, { path: 'src/app.py', text: '' });

  test.each([
    ['package.json', 'package.json'],
    [' ./a//b/../c.txt ', 'a/c.txt'],
    ['/etc/x', 'etc/x'],
    ['__proto__', '__proto__'],
  ])('%j is %s', (written, path) => {
    expect(readPath(written, input)).toEqual({ path });
  });

  test.each([
    ['', /a name/],
    ['..', /leads out/],
    ['a/../../b', /leads out/],
    ['a\nb', /control characters/],
    ['Dockerfile', /there already/],
    ['src/app.py', /there already/],
    ['src', /a file and a folder/],
    ['src/app.py/x', /a file and a folder/],
  ])('%j is none', (written, problem) => {
    expect(readPath(written, input)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
