import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env, execPath } from 'node:process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BEFORE, createWorld, PROJECT } from './world.js';

/** The newest that run on the oldest Node.js that dockopt runs on. */
const PACKAGES = ['husky@9', 'lint-staged@16.1'];

const world = createWorld();
const user = join(world.folder, 'user');
mkdirSync(user);
writeFileSync(join(user, 'package.json'), '{\n  "name": "user",\n  "private": true\n}\n');
const installed = world.run(
  'npm',
  ['install', '--no-audit', '--no-fund', '--save-dev', ...PACKAGES],
  user,
);
const isThere = installed.status === 0;
if (!isThere && env['DOCKOPT_REQUIRE_ALL'] === '1') throw new Error(installed.output);
// A skipped test is counted by the runner; the reason is said here.
if (!isThere) console.warn('skipped: npm can install neither husky nor lint-staged here');

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(user, path)), { recursive: true });
  writeFileSync(join(user, path), text);
};
const read = (path: string): string => world.read('user', path);
const git = (...words: readonly string[]): string => world.git(words, user);
const commit = () => world.run('git', ['commit', '-q', '-m', 'Change'], user);
const committed = (path: string): string => git('show', `HEAD:${path}`);

afterAll(() => {
  world.remove();
});

(isThere ? describe : describe.skip)('lint-staged, called by husky', () => {
  beforeAll(() => {
    symlinkSync(PROJECT, join(user, 'node_modules', 'dockopt'));
    symlinkSync('../dockopt/bin/dockopt.js', join(user, 'node_modules', '.bin', 'dockopt'));
    git('init', '-q');
    write('.gitignore', 'node_modules\n');
    const begun = world.run(
      execPath,
      [join(PROJECT, 'bin', 'dockopt.js'), 'init', '--hook', 'husky'],
      user,
    );
    if (begun.status !== 0) throw new Error(begun.output);
    const prepared = world.run('npx', ['husky'], user);
    if (prepared.status !== 0) throw new Error(prepared.output);
    write('Dockerfile', 'FROM scratch\n');
    git('add', '.');
    git('commit', '-q', '--no-verify', '-m', 'Start');
  }, 300_000);

  beforeEach(() => {
    git('reset', '-q', '--hard');
    git('clean', '-q', '-f', '-d');
  });

  test('what dockopt init wrote names the schema that is installed', () => {
    expect(read('dockopt.config.yaml').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=./node_modules/dockopt/schema/dockopt.config.schema.json',
    );
  });

  test('a commit has the rewritten files, those with the names of Dockerfiles alone', () => {
    const dockerfiles = [
      'Dockerfile',
      'my app/Dockerfile.dev',
      'Containerfile-x',
      'tool.dockerfile',
    ];
    const others = ['Dockerfile.j2', 'Dockerfile.md', 'dockerfile.js'];
    for (const path of [...dockerfiles, ...others]) write(path, BEFORE);
    write('Dockerfile.dockerignore', '*\n');
    git('add', '.');
    expect(commit()).toMatchObject({ status: 0 });
    for (const path of dockerfiles) expect(committed(path)).toContain('apt-get update \\\n');
    for (const path of others) expect(committed(path)).toBe(BEFORE);
    expect(git('status', '--porcelain')).toBe('');
  });

  test('of a partially staged file the staged part is rewritten, and the rest comes back unstaged', () => {
    const far = (last: string): string =>
      `${BEFORE}${Array.from({ length: 12 }, (_, line) => `LABEL l${line}=x\n`).join('')}${last}`;
    write('part.dockerfile', far('LABEL end=1\n'));
    git('add', '.');
    write('part.dockerfile', far('LABEL end=2\n'));
    expect(commit()).toMatchObject({ status: 0 });
    expect(committed('part.dockerfile')).toContain('apt-get update \\\n');
    expect(committed('part.dockerfile')).toContain('LABEL end=1\n');
    expect(read('part.dockerfile')).toBe(
      committed('part.dockerfile').replace('LABEL end=1\n', 'LABEL end=2\n'),
    );
    expect(git('status', '--porcelain')).toBe(' M part.dockerfile\n');
  });

  test('a file that BuildKit rejects stops the commit, and the message names its place', () => {
    write('broken.dockerfile', 'FORM scratch\n');
    git('add', '.');
    const { status, output } = commit();
    expect(status).not.toBe(0);
    expect(output).toContain('broken.dockerfile:1:1 ');
    expect(read('broken.dockerfile')).toBe('FORM scratch\n');
  });

  test('a configuration counts', () => {
    write('left/dockopt.config.yaml', 'ignore: [Dockerfile]\n');
    write('left/Dockerfile', BEFORE);
    git('add', '.');
    expect(commit()).toMatchObject({ status: 0 });
    expect(committed('left/Dockerfile')).toBe(BEFORE);
  });
});
