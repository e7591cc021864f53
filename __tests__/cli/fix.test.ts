import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execPath, getuid } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { ENVIRONMENT, FINISHED, MERGEABLE, PROGRAM, useSandbox } from './command.js';

const sandbox = useSandbox();
const read = (path: string): string => readFileSync(join(sandbox.folder, path), 'utf8');
const onlyMerge = MERGEABLE.words;

describe('what is written', () => {
  test('nothing without --write, and the plan says so', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    const { exitCode, stdout, stderr } = sandbox.run(['fix', ...onlyMerge]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('would change');
    expect(stdout).toContain('-RUN apt-get update\n');
    expect(stdout).toContain('merge-runs');
    expect(read('Dockerfile')).toBe(MERGEABLE.before);
    expect(sandbox.run(['fix', ...onlyMerge, '--dry-run']).stdout).toBe(stdout);
  });

  test('what the plan says, with --write, and nothing the second time', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before, 'b/Dockerfile.dev': FINISHED });
    const planned = sandbox.run(['fix', ...onlyMerge, '--format', 'json']).stdout;
    const { exitCode, stdout } = sandbox.run(['fix', ...onlyMerge, '--write']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Dockerfile  written');
    expect(read('Dockerfile')).not.toBe(MERGEABLE.before);
    expect(planned).toContain(JSON.stringify(read('Dockerfile')));
    expect(read('b/Dockerfile.dev')).toBe(FINISHED);
    const modified = statSync(join(sandbox.folder, 'Dockerfile')).mtimeMs;
    expect(sandbox.run(['fix', ...onlyMerge, '--write']).stdout).not.toContain('written');
    expect(statSync(join(sandbox.folder, 'Dockerfile')).mtimeMs).toBe(modified);
  });

  test('the target of a symbolic link, with its mode', () => {
    sandbox.write({ 'real/file': MERGEABLE.before });
    chmodSync(join(sandbox.folder, 'real/file'), 0o640);
    symlinkSync('real/file', join(sandbox.folder, 'Dockerfile'));
    expect(sandbox.run(['fix', '--write', ...onlyMerge]).exitCode).toBe(0);
    expect(lstatSync(join(sandbox.folder, 'Dockerfile')).isSymbolicLink()).toBe(true);
    expect(read('real/file')).not.toBe(MERGEABLE.before);
    expect(statSync(join(sandbox.folder, 'real/file')).mode & 0o777).toBe(0o640);
  });

  test('line ends, byte order mark and a missing last newline stay', () => {
    const windows = `\uFEFF${MERGEABLE.before.replaceAll('\n', '\r\n')}`.slice(0, -2);
    sandbox.write({ Dockerfile: windows });
    expect(sandbox.run(['fix', '--write', ...onlyMerge]).exitCode).toBe(0);
    const after = read('Dockerfile');
    expect(after).not.toBe(windows);
    expect(after.startsWith('\uFEFFFROM debian:12-slim\r\nRUN apt-get update')).toBe(true);
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(after.endsWith('jq')).toBe(true);
  });
});

describe('the exit status', () => {
  const status = (...words: readonly string[]): number | null => sandbox.run(words).exitCode;

  test('is 1 exactly when --check is given and the plan changes bytes', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before, finished: FINISHED });
    expect(status('fix', ...onlyMerge)).toBe(0);
    expect(status('fix', ...onlyMerge, '--check')).toBe(1);
    expect(status('check', ...onlyMerge)).toBe(1);
    expect(status('check', '--skip', 'merge-runs,clean-caches')).toBe(0);
    expect(status('check', 'finished')).toBe(0);
    expect(status('fix', '--check', 'finished')).toBe(0);
  });

  test('with --write --check is 1 when it wrote', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    expect(status('fix', ...onlyMerge, '--write', '--check')).toBe(1);
    expect(read('Dockerfile')).not.toBe(MERGEABLE.before);
    expect(status('fix', ...onlyMerge, '--write', '--check')).toBe(0);
  });

  test('2 wins over 1, and the other files are done', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before, broken: 'FROM a\nRUN x <<EOF\n' });
    const result = sandbox.run(['fix', ...onlyMerge, '--write', '--check', 'no', 'broken', '.']);
    expect(result.exitCode).toBe(2);
    expect(result.stderr.trimEnd().split('\n').sort()).toEqual([
      expect.stringMatching(/^broken:2:1 .+, .+/),
      expect.stringMatching(/^no:1:1 .+, .+/),
    ]);
    expect(read('Dockerfile')).not.toBe(MERGEABLE.before);
  });

  test('is 0 for what is left alone as a whole', () => {
    sandbox.write({
      'windows.dockerfile': 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN a\nRUN b\n',
      'template.dockerfile': 'FROM {{ .Base }}\nRUN a\nRUN b\n',
      'frontend.dockerfile': '# syntax=example/other\nFROM debian\nRUN a\nRUN b\n',
    });
    const { exitCode, stdout, stderr } = sandbox.run(['fix', '--check']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const reason of ['windows', 'template', 'foreign-frontend']) {
      expect(stdout).toContain(reason);
    }
  });
});

describe('bad input', () => {
  const refused = (words: readonly string[], input?: Uint8Array): string => {
    const { exitCode, stdout, stderr } = sandbox.run(['fix', '--write', ...words], input);
    expect(exitCode).toBe(2);
    expect(stdout).not.toContain('would change');
    expect(stderr).toMatch(/^[^\n]+:\d+:\d+ [^\n]+, [^\n]+\n$/);
    return stderr;
  };

  test('50 MB', () => {
    const bytes = Buffer.alloc(50_000_000, 'RUN x\n');
    sandbox.write({ Dockerfile: bytes });
    expect(refused(['Dockerfile'])).toMatch(/^Dockerfile:1:1 /);
    expect(refused(['-'], bytes)).toMatch(/^-:1:1 /);
    expect(statSync(join(sandbox.folder, 'Dockerfile')).size).toBe(bytes.length);
  });

  test('binary bytes', () => {
    sandbox.write({ Dockerfile: Buffer.from('FROM a\nRUN \0\n') });
    expect(refused([])).toMatch(/^Dockerfile:2:5 /);
  });

  test('invalid UTF-8', () => {
    sandbox.write({ Dockerfile: Buffer.from('FROM a\nRUN \xe9t\xe9\n', 'latin1') });
    expect(refused([])).toMatch(/^Dockerfile:2:5 /);
  });

  test('an empty file', () => {
    sandbox.write({ Dockerfile: '' });
    expect(refused([])).toMatch(/^Dockerfile:1:1 /);
  });

  test('a file that may not be read', () => {
    sandbox.write({ Dockerfile: FINISHED, locked: FINISHED });
    chmodSync(join(sandbox.folder, 'locked'), 0);
    chmodSync(sandbox.folder, 0o755);
    // Root reads everything, so that the run is another user's there.
    const user = getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { status, stderr, error } = spawnSync(execPath, [PROGRAM, 'check', 'locked', '.'], {
      cwd: sandbox.folder,
      env: ENVIRONMENT,
      encoding: 'utf8',
      ...user,
    });
    expect(error).toBeUndefined();
    expect(stderr).toMatch(/^locked:1:1 permission is denied, .*\n$/);
    expect(status).toBe(2);
  });

  test('a directory without a Dockerfile is a message', () => {
    sandbox.write({ 'docs/Dockerfile.md': FINISHED });
    const { exitCode, stdout, stderr } = sandbox.run(['fix', 'docs', '--check']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/^docs: no Dockerfile .*\n$/);
  });

  test('a context that is no folder', () => {
    sandbox.write({ Dockerfile: FINISHED });
    expect(refused(['--context', 'Dockerfile'])).toMatch(/^Dockerfile:1:1 /);
  });

  test('a .dockerignore that is no text', () => {
    sandbox.write({ Dockerfile: FINISHED, '.dockerignore': Buffer.from([0xff]) });
    expect(refused([])).toMatch(/^\.dockerignore:1:1 /);
  });
});

describe('standard input', () => {
  test('with --write the rewritten text, and nothing else', () => {
    sandbox.write({ 'b/Dockerfile': MERGEABLE.before });
    const { exitCode, stdout, stderr } = sandbox.run(
      ['fix', '-', 'b', '--write', ...onlyMerge],
      MERGEABLE.before,
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(read('b/Dockerfile'));
    expect(stdout).not.toBe(MERGEABLE.before);
    expect(sandbox.run(['fix', '-', '--write', '--check'], FINISHED)).toEqual({
      exitCode: 0,
      stdout: FINISHED,
      stderr: '',
    });
  });

  test('has the name that is given to it', () => {
    sandbox.write({});
    const words = ['fix', '-', '--stdin-filename', 'app/Dockerfile', ...onlyMerge];
    expect(sandbox.run([...words, '--format', 'diff'], MERGEABLE.before).stdout).toMatch(
      /^--- a\/app\/Dockerfile\n/,
    );
    expect(sandbox.run(words, 'RUN a\n').stderr).toMatch(/^app\/Dockerfile:1:1 /);
    expect(sandbox.run(['check', '-'], 'RUN a\n').stderr).toMatch(/^-:1:1 /);
  });
});

describe('a closed pipe', () => {
  test.each([['fix'], ['fix', '--format', 'json'], ['explain', 'merge-runs'], ['list']])(
    'ends %j quietly',
    async (...words) => {
      sandbox.write({ Dockerfile: MERGEABLE.before.repeat(400) });
      const child = spawn(execPath, [PROGRAM, ...words], {
        cwd: sandbox.folder,
        env: ENVIRONMENT,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.destroy();
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    },
  );
});

test('a patch of the plan gives the same bytes as --write', () => {
  const files = {
    'my app/Dockerfile': MERGEABLE.before,
    'my app/.git/HEAD': 'ref: refs/heads/main\n',
    'my app/main.py': 'print(1)\n',
    'b/Containerfile': MERGEABLE.before.trimEnd(),
  };
  sandbox.write(files);
  const patch = sandbox.run(['fix', '--format', 'diff']);
  expect(patch.stderr).toBe('');
  const applied = spawnSync('git', ['apply'], { cwd: sandbox.folder, input: patch.stdout });
  expect(applied.status).toBe(0);
  const patched = [read('my app/Dockerfile'), read('b/Containerfile')];
  expect(sandbox.run(['fix', '--check']).exitCode).toBe(0);
  sandbox.write(files);
  expect(sandbox.run(['fix', '--write']).exitCode).toBe(0);
  expect([read('my app/Dockerfile'), read('b/Containerfile')]).toEqual(patched);
});

test('a patch for a file outside of the working directory says that it can not be applied there', () => {
  sandbox.write({ 'here/Dockerfile': MERGEABLE.before, 'there/Dockerfile': MERGEABLE.before });
  const { status, stdout, stderr } = spawnSync(
    execPath,
    [PROGRAM, 'fix', '--format', 'diff', '.', '../there', ...onlyMerge],
    { cwd: join(sandbox.folder, 'here'), env: ENVIRONMENT, encoding: 'utf8' },
  );
  expect(status).toBe(0);
  expect(stdout).toContain('--- a/Dockerfile\n');
  expect(stdout).toContain('--- a/../there/Dockerfile\n');
  expect(stderr).toMatch(/^\.\.\/there\/Dockerfile: [^\n]*\n$/);
});

test('Dockerfiles that share a context share one .dockerignore', () => {
  sandbox.write({
    Dockerfile: 'FROM scratch\nCOPY . /\n',
    'Dockerfile.dev': 'FROM scratch\nCOPY . /app/\n',
    '.git/HEAD': 'ref: refs/heads/main\n',
    'main.py': 'print(1)\n',
    '__pycache__/main.pyc': 'x',
  });
  const report = sandbox.run(['fix', '--only', 'dockerignore', '--format', 'diff']).stdout;
  expect(report.match(/^\+\+\+ b\/\.dockerignore$/gm)).toHaveLength(1);
  expect(sandbox.run(['fix', '--write']).exitCode).toBe(0);
  expect(sandbox.run(['fix', '--check']).exitCode).toBe(0);
});
