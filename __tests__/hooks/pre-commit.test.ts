import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BEFORE, createWorld, PROJECT, type Answer, type World } from './world.js';

const version = spawnSync('pre-commit', ['--version'], { encoding: 'utf8' });
const isThere = version.status === 0;
if (!isThere && env['DOCKOPT_REQUIRE_ALL'] === '1') {
  throw new Error('pre-commit is not installed, and DOCKOPT_REQUIRE_ALL=1 asks for it');
}
// A skipped test is counted by the runner; the reason is said here.
if (!isThere) console.warn('skipped: pre-commit is not installed');

let world: World;
const git = (words: readonly string[], cwd: string): string => world.git(words, cwd);
const run = (program: string, words: readonly string[], cwd: string): Answer =>
  world.run(program, words, cwd);

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
  let scratch = '';
  let user = '';

  beforeAll(() => {
    world = createWorld();
    scratch = world.folder;
    user = join(scratch, 'user');
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
    world.remove();
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

  describe('with a partially staged file', () => {
    /** Two places far from each other, so that git can stage one and not the other. */
    const far = (first: string, last: string): string =>
      `${first}${Array.from({ length: 12 }, (_, line) => `LABEL l${line}=x\n`).join('')}${last}`;
    const file = (): string => join(user, 'my app', 'Dockerfile');

    test('dockopt-fix rewrites what is staged, and what is not staged comes back', () => {
      writeFileSync(file(), far(BEFORE, 'LABEL end=1\n'));
      git(['add', '.'], user);
      writeFileSync(file(), far(BEFORE, 'LABEL end=2\n'));
      const { status, output } = run('git', ['commit', '-q', '-m', 'Part'], user);
      expect({ status, output }).toEqual({
        status: 1,
        output: expect.stringContaining('Unstaged'),
      });
      const after = read('my app/Dockerfile');
      expect(after).toContain('LABEL end=2\n');
      expect(after).toContain('apt-get update \\\n');
      expect(git(['show', ':my app/Dockerfile'], user)).toBe(far(BEFORE, 'LABEL end=1\n'));
    });

    test('and where both are the same lines, the rewriting is rolled back and nothing is lost', () => {
      writeFileSync(file(), BEFORE);
      git(['add', '.'], user);
      const unstaged = BEFORE.replace('curl', 'curl jq');
      writeFileSync(file(), unstaged);
      const { status, output } = run('git', ['commit', '-q', '-m', 'Part'], user);
      expect({ status, output }).toEqual({
        status: 1,
        output: expect.stringContaining('Rolling back fixes'),
      });
      expect(read('my app/Dockerfile')).toBe(unstaged);
      expect(git(['show', ':my app/Dockerfile'], user)).toBe(BEFORE);
    });
  });

  test('dockopt-fix names the .dockerignore that it wrote, and how to add it', () => {
    const service = join(user, 'service');
    const lock = { name: 'a', version: '1.0.0', lockfileVersion: 3, packages: {} };
    git(['reset', '-q', '--hard'], user);
    mkdirSync(join(service, 'node_modules', 'x'), { recursive: true });
    writeFileSync(join(service, 'node_modules', 'x', 'index.js'), '');
    writeFileSync(join(service, '.gitignore'), 'node_modules\n');
    writeFileSync(join(service, 'package.json'), '{"name": "a", "version": "1.0.0"}\n');
    writeFileSync(join(service, 'package-lock.json'), `${JSON.stringify(lock)}\n`);
    writeFileSync(join(service, 'main.js'), 'console.log(1);\n');
    writeFileSync(
      join(service, 'Dockerfile'),
      'FROM node:20-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci && npm cache clean --force\nCOPY . .\nCMD ["node", "main.js"]\n',
    );
    git(['add', '.'], user);
    const first = run('git', ['commit', '-q', '-m', 'Service'], user);
    expect(first.status).toBe(1);
    expect(first.output).toContain(
      'service/.dockerignore: this file is new, add it to the commit: git add service/.dockerignore',
    );
    git(['add', 'service/.dockerignore'], user);
    expect(run('git', ['commit', '-q', '-m', 'Service'], user)).toMatchObject({ status: 0 });
  });

  test('a configuration counts in the hook', () => {
    git(['reset', '-q', '--hard'], user);
    mkdirSync(join(user, 'left'), { recursive: true });
    writeFileSync(join(user, 'left', 'dockopt.config.yaml'), 'ignore: [Dockerfile]\n');
    writeFileSync(join(user, 'left', 'Dockerfile'), BEFORE);
    git(['add', 'left'], user);
    expect(run('git', ['commit', '-q', '-m', 'Left'], user)).toMatchObject({ status: 0 });
    expect(read('left/Dockerfile')).toBe(BEFORE);
  });

  test('what dockopt init writes is a configuration to pre-commit', () => {
    const fresh = join(scratch, 'fresh');
    for (const [name, text] of [
      ['new', undefined],
      ['sample', run('pre-commit', ['sample-config'], user).output],
      ['flow', '# ours\nrepos: [] # none yet\n'],
    ] as const) {
      const folder = join(fresh, name);
      mkdirSync(folder, { recursive: true });
      const config = join(folder, '.pre-commit-config.yaml');
      if (text !== undefined) writeFileSync(config, text);
      const words = [join(PROJECT, 'bin', 'dockopt.js'), 'init', '--hook', 'pre-commit'];
      expect(run(process.execPath, words, folder)).toMatchObject({ status: 0 });
      expect(existsSync(config)).toBe(true);
      expect(run('pre-commit', ['validate-config', config], folder)).toEqual({
        status: 0,
        output: '',
      });
      expect(readFileSync(config, 'utf8')).toContain('id: dockopt-fix');
    }
  });
});
