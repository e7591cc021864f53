import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { discover } from '../../src/workspace/discover.js';
import { dockerfileName } from '../../src/context/dockerfile-name.js';
import { git, scratch, scratchRepository } from './scratch.js';

describe('names', () => {
  test.each([
    'Dockerfile',
    'dockerfile',
    'DOCKERFILE',
    'Containerfile',
    'Dockerfile.prod',
    'Dockerfile-dev',
    'containerfile.alpine',
    'api.dockerfile',
    'api.Dockerfile',
    'Dockerfile.3.11',
    'Dockerfile.node-20',
  ])('%s is a Dockerfile', (name) => {
    expect(dockerfileName(name)).toBe('yes');
  });
  test.each([
    'Dockerfile.dockerignore',
    '.dockerignore',
    'Dockerfile.j2',
    'Dockerfile.tmpl',
    'Dockerfile.tpl',
    'Dockerfile.in',
    'Dockerfile.erb',
    'Dockerfile.m4',
    'Dockerfile.bak',
    'Dockerfile.orig',
    'Dockerfile.rej',
    'Dockerfile~',
    'Dockerfile.prod~',
    'Dockerfile.swp',
    'Dockerfile.old',
    'Dockerfile.md',
    'Dockerfile.txt',
    'Dockerfile.rst',
    'Dockerfile.adoc',
    'Dockerfile.html',
    'Dockerfile.patch',
    'Dockerfile.diff',
    'MyDockerfile',
    'Dockerfiles',
    '.dockerfile',
    'docker-compose.yml',
  ])('%s is none', (name) => {
    expect(dockerfileName(name)).toBe('no');
  });
});

const DOCKERFILE = '# hello\n\nFROM scratch\n';

test('a directory is searched below, without node_modules and .git, sorted', () => {
  const folder = scratch({
    'b/Dockerfile': DOCKERFILE,
    'a/deep/er/api.dockerfile': DOCKERFILE,
    Containerfile: DOCKERFILE,
    'node_modules/x/Dockerfile': DOCKERFILE,
    'a/node_modules/x/Dockerfile': DOCKERFILE,
    '.git/Dockerfile': DOCKERFILE,
    'a/Dockerfile.md': '',
    'a/Dockerfile/keep': '',
  });
  expect(discover(['.'], folder)).toEqual({
    files: ['Containerfile', 'a/deep/er/api.dockerfile', 'b/Dockerfile'],
    problems: [],
    emptyDirectories: [],
  });
});

test('of names that programs have too, the text tells', () => {
  const folder = scratch({
    'Dockerfile.go': DOCKERFILE,
    'dockerfile.go': 'package dockerfile\n',
    'Dockerfile.py': 'ARG V=1\nFROM python:$V\n',
    'dockerfile.ts': '// FROM x\nimport x from "x";\n',
  });
  expect(discover(['.'], folder).files).toEqual(['Dockerfile.go', 'Dockerfile.py']);
});

test('the files that git ignores are not found: git says the same', () => {
  const files = {
    '.gitignore': '/build/\n*.local\n!keep.dockerfile.local\nvendor/*\n!vendor/own\n',
    'build/Dockerfile': DOCKERFILE,
    'sub/build/Dockerfile': DOCKERFILE,
    'Dockerfile.local': DOCKERFILE,
    'sub/.gitignore': '!Dockerfile.local\nDockerfile.x\n',
    'sub/Dockerfile.local': DOCKERFILE,
    'sub/Dockerfile.x': DOCKERFILE,
    'sub/deep/Dockerfile.x': DOCKERFILE,
    'Dockerfile.x': DOCKERFILE,
    'vendor/other/Dockerfile': DOCKERFILE,
    'vendor/own/Dockerfile': DOCKERFILE,
    'excluded/Dockerfile': DOCKERFILE,
    'DOCKERFILE.LOCAL': DOCKERFILE,
  };
  const folder = scratch(files);
  git(folder, 'init', '-q');
  git(folder, 'config', 'core.excludesFile', '/dev/null');
  git(folder, 'config', 'core.ignoreCase', 'false');
  expect(discover(['.'], folder).files).toContain('excluded/Dockerfile');
  const exclude = join(folder, '.git', 'info', 'exclude');
  git(folder, 'config', 'alias.x', `!printf 'excluded\\n' > '${exclude}'`);
  git(folder, 'x');
  const byGit = git(folder, 'ls-files', '-z', '--others', '--exclude-standard')
    .split('\0')
    .filter((path) => /dockerfile[^/]*$/i.test(path))
    .sort();
  expect(byGit).toContain('sub/Dockerfile.local');
  expect(discover(['.'], folder).files).toEqual(byGit);
  // From a folder below, the rules of the folders above count.
  expect(discover(['.'], join(folder, 'sub')).files).toEqual([
    'Dockerfile.local',
    'build/Dockerfile',
  ]);
});

test('a file that is named is taken, whatever its name and whatever ignores it', () => {
  const folder = scratchRepository({
    '.gitignore': '*',
    'x.txt': '',
    'node_modules/Dockerfile': '',
  });
  expect(discover(['x.txt', 'node_modules/Dockerfile', './x.txt'], folder).files).toEqual([
    'node_modules/Dockerfile',
    'x.txt',
  ]);
});

test('a path that does not exist is a problem, the others are done', () => {
  const folder = scratch({ 'a/Dockerfile': '', 'b/x': '' });
  const found = discover(['missing', 'a', 'b'], folder);
  expect(found.files).toEqual(['a/Dockerfile']);
  expect(found.emptyDirectories).toEqual(['b']);
  expect(found.problems).toEqual([
    {
      path: 'missing',
      position: { line: 1, column: 1 },
      message: 'does not exist, check the path',
    },
  ]);
});

test('links: loops end, links to files count once under the real name', () => {
  const folder = scratch({ 'a/Dockerfile': DOCKERFILE, 'real.txt': DOCKERFILE });
  symlinkSync('..', join(folder, 'a', 'loop'));
  symlinkSync('Dockerfile.self', join(folder, 'Dockerfile.self'));
  symlinkSync('nowhere', join(folder, 'Dockerfile.dangling'));
  symlinkSync('a/Dockerfile', join(folder, 'Dockerfile'));
  symlinkSync('real.txt', join(folder, 'Dockerfile.link'));
  expect(discover(['.'], folder).files).toEqual(['Dockerfile.link', 'a/Dockerfile']);
  expect(discover(['Dockerfile.self'], folder).problems[0]?.message).toContain('circle');
});
