import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { arch, env, execPath, platform } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MERGEABLE } from '../cli/command.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** Where programs of Node stay from run to run. */
const CACHE = join(PROJECT, 'node_modules', '.cache', 'dockopt-node');
/** The npm that comes with the Node that runs this test. */
const NPM = join(dirname(execPath), 'npm');

let scratch = '';

function run(program: string, words: readonly string[], cwd: string, path: readonly string[] = []) {
  const own = Object.entries(env).filter(
    ([name]) => !/^(?:NODE_OPTIONS|npm_lifecycle_.*)$/.test(name),
  );
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    env: { ...Object.fromEntries(own), PATH: [...path, env['PATH'] ?? ''].join(':') },
    maxBuffer: 2 ** 26,
  });
  return { status, stdout, stderr };
}

/** The folder with the program of a release of Node: the newest of its line, as the npm registry has it. */
function provideNode(major: number): string {
  const name = `node-${platform}-${arch}`;
  const folder = join(CACHE, String(major));
  const programs = join(folder, 'node_modules', name, 'bin');
  if (!existsSync(join(programs, 'node'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${major}`];
    const { status, stderr } = run(NPM, words, folder);
    if (status !== 0) throw new Error(`npm ${words.join(' ')}: ${stderr}`);
  }
  return programs;
}

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'dockopt-npx-'));
  const packed = run(
    NPM,
    ['pack', '--silent', '--ignore-scripts', `--pack-destination=${scratch}`],
    PROJECT,
  );
  if (packed.status !== 0) throw new Error(packed.stderr);
  writeFileSync(join(scratch, 'tarball'), join(scratch, packed.stdout.trim()));
}, 120_000);

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe.each([20, 22, 24])('the packed package under Node %i', (major) => {
  let folder = '';
  let programs = '';
  const npx = (...words: readonly string[]) =>
    run('npx', ['--no-install', 'dockopt', ...words], folder, [programs]);

  beforeAll(() => {
    programs = provideNode(major);
    folder = join(scratch, String(major));
    mkdirSync(folder);
    const tarball = readFileSync(join(scratch, 'tarball'), 'utf8');
    const words = ['install', '--no-audit', '--no-fund', tarball];
    const installed = run('npm', words, folder, [programs]);
    if (installed.status !== 0) throw new Error(installed.stderr);
    writeFileSync(join(folder, 'Dockerfile'), MERGEABLE.before);
  }, 600_000);

  test('runs by npx', () => {
    expect(run('node', ['--version'], folder, [programs]).stdout).toMatch(
      new RegExp(`^v${major}\\.`),
    );
    const manifest = readFileSync(join(PROJECT, 'package.json'), 'utf8');
    const { status, stdout } = npx('--version');
    expect(status).toBe(0);
    expect(manifest).toContain(`"version": "${stdout.trim()}"`);
    expect(npx('fix', '--dry-run', 'Dockerfile')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('rm -rf /var/lib/apt/lists/*'),
      stderr: '',
    });
    expect(npx('check')).toMatchObject({
      status: 1,
      stdout: 'Dockerfile: would change, 2 fixes (merge-runs, clean-caches)\n',
    });
  }, 120_000);

  test.each(['dockopt', 'dockopt/core'])(
    'is imported as %s',
    (name) => {
      const text = `import { fix } from '${name}';
const { plan } = fix({ text: ${JSON.stringify(MERGEABLE.before)}, today: '2026-11-23' });
console.log(plan.dockerfile.before !== plan.dockerfile.after);
`;
      writeFileSync(join(folder, 'use.mjs'), text);
      expect(run('node', ['use.mjs'], folder, [programs])).toEqual({
        status: 0,
        stdout: 'true\n',
        stderr: '',
      });
    },
    120_000,
  );
});
