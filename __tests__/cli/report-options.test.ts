import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { git } from '../workspace/scratch.js';
import { FINISHED, MERGEABLE, useSandbox } from './command.js';

const sandbox = useSandbox();
const read = (path: string): string => readFileSync(join(sandbox.folder, path), 'utf8');
const only = MERGEABLE.words;

describe('--output', () => {
  test('writes reports to files, each in its format, and a line for each file to standard output', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    const endings = ['a.json', 'a.md', 'a.sarif', 'a.xml', 'a.patch', 'a.txt', 'gitlab=a=b.json'];
    const words = endings.flatMap((path) => ['--output', path]);
    const { exitCode, stdout, stderr } = sandbox.run(['fix', ...only, ...words, 'Dockerfile']);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: 'Dockerfile: would change, 1 fix (merge-runs)\n',
      stderr: '',
    });
    const shown = (format: string) => sandbox.run(['fix', ...only, '--format', format]).stdout;
    expect(read('a.json')).toBe(shown('json'));
    expect(read('a.md')).toBe(shown('markdown'));
    expect(read('a.sarif')).toBe(shown('sarif'));
    expect(read('a.xml')).toBe(shown('junit'));
    expect(read('a.patch')).toBe(shown('diff'));
    expect(read('a.txt')).toBe(shown('pretty'));
    expect(read('a=b.json')).toBe(shown('gitlab'));
    expect(
      sandbox.run(['check', ...only, '--format', 'github', '--output', 'x.json']).exitCode,
    ).toBe(1);
    expect(read('x.json')).toBe(shown('github'));
  });

  test('leaves standard output to the text that is asked for', () => {
    const { stdout } = sandbox.run(
      ['fix', '--write', '-', ...only, '--output', 'a.md'],
      MERGEABLE.before,
    );
    expect(stdout).toMatch(/^FROM debian:12-slim\nRUN apt-get update \\\n/);
    expect(read('a.md')).toContain('merge-runs');
  });

  test.each([
    [['--output', 'no/a.json'], 'no/a.json:1:1 lies in a folder that does not exist'],
    [['--output', 'sarif=.'], '.:1:1 is a directory'],
    [['--output', 'sarif='], 'dockopt: --output is empty'],
    [['--output', 'a', '--output', 'json=a'], 'dockopt: --output names a twice'],
    [['--output'], 'dockopt: --output needs a value'],
  ])('%j is refused before anything is done', (words, line) => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    const { exitCode, stdout, stderr } = sandbox.run(['fix', '--write', ...words]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.startsWith(line)).toBe(true);
    expect(stderr.split('\n').length).toBe(2);
    expect(read('Dockerfile')).toBe(MERGEABLE.before);
  });
});

test('--fail-on ends with status 1 for findings of that kind and of the surer ones', () => {
  sandbox.write({
    safe: MERGEABLE.before,
    unsafe: 'FROM node:20\nCOPY a /a\nCMD ["node"]\n',
    nothing: FINISHED,
  });
  const manual = sandbox.run(['fix', '--format', 'json', 'unsafe']).stdout;
  expect(manual).toContain('"applicability": "unsafe"');
  const status = (...words: readonly string[]) => sandbox.run(['fix', ...words]).exitCode;
  const statuses = (path: string, ...words: readonly string[]) =>
    ['safe', 'unsafe', 'manual'].map((kind) => status('--fail-on', kind, path, ...words));
  expect(statuses('safe', ...only)).toEqual([1, 1, 1]);
  expect(statuses('unsafe')).toEqual([0, 1, 1]);
  expect(statuses('nothing')).toEqual([0, 0, 0]);
  expect(status('unsafe')).toBe(0);
  expect(status('--fail-on', 'safe', 'missing')).toBe(2);
});

describe('--changed-since', () => {
  const commit = (): void => {
    git(sandbox.folder, 'init', '-q');
    git(sandbox.folder, 'add', '-A');
    git(sandbox.folder, '-c', 'user.name=a', '-c', 'user.email=a@b.example', 'commit', '-qm', 'a');
  };
  const files = {
    'a/Dockerfile': FINISHED,
    'b/Dockerfile': 'FROM scratch\nCOPY . /\n',
    'b/.dockerignore': 'x\n',
    'c/Dockerfile': FINISHED,
    'c/Dockerfile.dockerignore': 'x\n',
  };
  const checked = (): readonly string[] =>
    sandbox
      .run(['check', '--changed-since', 'HEAD'])
      .stdout.split('\n')
      .flatMap((line) => /^(.*Dockerfile): /.exec(line)?.[1] ?? []);

  test('takes Dockerfiles that are changed, or whose ignore file is', () => {
    sandbox.write(files);
    commit();
    expect(sandbox.run(['check', '--changed-since', 'HEAD'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'no Dockerfile is changed since HEAD\n',
    });
    sandbox.write({ 'a/Dockerfile': 'FROM scratch\n', 'd/Dockerfile': FINISHED });
    expect(checked()).toEqual(['a/Dockerfile', 'd/Dockerfile']);
    writeFileSync(join(sandbox.folder, 'b/.dockerignore'), 'y\n');
    rmSync(join(sandbox.folder, 'c/Dockerfile.dockerignore'));
    expect(existsSync(join(sandbox.folder, 'c/Dockerfile.dockerignore'))).toBe(false);
    expect(checked()).toEqual(['a/Dockerfile', 'b/Dockerfile', 'c/Dockerfile', 'd/Dockerfile']);
    rmSync(join(sandbox.folder, 'b/.dockerignore'));
    expect(checked()).toContain('b/Dockerfile');
  });

  test.each([
    [['.'], 'no-such', 'dockopt: git knows no revision no-such, fetch it or name another one\n'],
    [['-'], 'HEAD', 'dockopt: --changed-since is about files, leave - out\n'],
  ])('of %j since %s is refused', (paths, revision, stderr) => {
    sandbox.write(files);
    commit();
    const run = sandbox.run(['fix', '--write', ...paths, '--changed-since', revision]);
    expect(run).toEqual({ exitCode: 2, stdout: '', stderr });
  });
});
