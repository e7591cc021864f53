import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const BEFORE =
  'FROM debian:12-slim\nRUN apt-get update\nRUN apt-get install -y curl\nRUN apt-get clean\n';

const version = spawnSync('pre-commit', ['--version'], { encoding: 'utf8' });
const isThere = version.status === 0;
if (!isThere && env['DOCKOPT_REQUIRE_ALL'] === '1') {
  throw new Error('pre-commit is not installed, and DOCKOPT_REQUIRE_ALL=1 asks for it');
}
// A skipped test is counted by the runner; the reason is said here.
if (!isThere) console.warn('skipped: pre-commit is not installed');

let scratch = '';

/** Git, and what calls it, in a world of their own: no settings of a person or of a hook that runs this test. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(
    ([name]) => !/^(?:GIT_.*|NODE_OPTIONS|npm_.*)$/.test(name) || name === 'npm_config_registry',
  );
  return {
    ...Object.fromEntries(own),
    GIT_CONFIG_GLOBAL: join(scratch, 'gitconfig'),
    PRE_COMMIT_HOME: join(scratch, 'pre-commit'),
  };
}

function run(program: string, words: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    env: environment(),
    maxBuffer: 2 ** 26,
  });
  return { status, output: stdout + stderr };
}

function git(words: readonly string[], cwd: string): string {
  const { status, output } = run('git', words, cwd);
  if (status !== 0) throw new Error(`git ${words.join(' ')}: ${output}`);
  return output;
}

/** The project as it stands in the working tree, committed in a repository of its own, as pre-commit clones it. */
function packHookRepository(folder: string): string {
  mkdirSync(folder);
  const listed = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: PROJECT,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  );
  const needed = listed.stdout
    .split('\0')
    .filter((path) => path !== '' && !/^(?:__tests__|examples)\//.test(path));
  for (const path of needed) cpSync(join(PROJECT, path), join(folder, path));
  git(['init', '-q'], folder);
  git(['add', '.'], folder);
  git(['commit', '-q', '-m', 'Pack'], folder);
  return git(['rev-parse', 'HEAD'], folder).trim();
}

(isThere ? describe : describe.skip)('the hooks of pre-commit', () => {
  let user = '';

  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'dockopt-hooks-'));
    user = join(scratch, 'user');
    const settings =
      '[user]\nname = Test\nemail = test@example.org\n[init]\ndefaultBranch = main\n';
    writeFileSync(join(scratch, 'gitconfig'), settings);
    const revision = packHookRepository(join(scratch, 'dockopt'));
    mkdirSync(user);
    git(['init', '-q'], user);
    const config = (id: string): string =>
      `repos:\n  - repo: ${join(scratch, 'dockopt')}\n    rev: ${revision}\n    hooks:\n      - id: ${id}\n`;
    writeFileSync(join(user, '.pre-commit-config.yaml'), config('dockopt-fix'));
    writeFileSync(join(scratch, 'check.yaml'), config('dockopt-check'));
    mkdirSync(join(user, 'my app'));
    writeFileSync(join(user, 'my app', 'Dockerfile'), BEFORE);
    writeFileSync(join(user, 'tool.dockerfile'), BEFORE);
    writeFileSync(join(user, 'Dockerfile.j2'), BEFORE);
    git(['add', '.'], user);
    const installed = run('pre-commit', ['install-hooks'], user);
    if (installed.status !== 0) throw new Error(installed.output);
  }, 600_000);

  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  const hook = (...words: readonly string[]) =>
    run('pre-commit', ['run', '--all-files', ...words], user);
  const read = (path: string): string => readFileSync(join(user, path), 'utf8');

  test('dockopt-check fails and changes nothing', () => {
    const { status, output } = hook('--config', join(scratch, 'check.yaml'));
    expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining('Failed') });
    expect(output).toContain('my app/Dockerfile: would change');
    expect(output).toContain('tool.dockerfile: would change');
    expect(output).not.toContain('Dockerfile.j2');
    expect(read('my app/Dockerfile')).toBe(BEFORE);
  });

  test('dockopt-fix rewrites and fails, and passes when it is run again', () => {
    const first = hook();
    expect(first.status).toBe(1);
    expect(first.output).toContain('files were modified by this hook');
    expect(first.output).toContain('exit code: 1');
    expect(read('my app/Dockerfile')).not.toBe(BEFORE);
    expect(read('tool.dockerfile')).not.toBe(BEFORE);
    expect(read('Dockerfile.j2')).toBe(BEFORE);
    git(['add', '.'], user);
    expect(hook()).toEqual({ status: 0, output: expect.stringContaining('Passed') });
    expect(hook('--config', join(scratch, 'check.yaml')).status).toBe(0);
  });

  test('dockopt-fix stops a commit until the rewriting is added to it', () => {
    git(['add', '.'], user);
    git(['commit', '-q', '--no-verify', '-m', 'Start'], user);
    expect(run('pre-commit', ['install'], user).status).toBe(0);
    writeFileSync(join(user, 'my app', 'Dockerfile'), BEFORE);
    git(['add', '.'], user);
    expect(run('git', ['commit', '-q', '-m', 'Change'], user).status).toBe(1);
    expect(read('my app/Dockerfile')).not.toBe(BEFORE);
    writeFileSync(join(user, 'notes'), 'so that there is something to commit\n');
    git(['add', '.'], user);
    expect(run('git', ['commit', '-q', '-m', 'Change'], user).status).toBe(0);
  });
});
