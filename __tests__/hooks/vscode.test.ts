import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

// It installs a program of many packages.
jest.setTimeout(600_000);

const EXTENSION = fileURLToPath(new URL('../../editors/vscode', import.meta.url));
const VSCE = '@vscode/vsce@4.1.0';
let scratch = '';

/** npm and what it starts, without what the runner of these tests sets for them. */
function run(program: string, words: readonly string[], cwd: string) {
  const own = Object.entries(env).filter(
    ([name]) => !/^(?:NODE_OPTIONS|npm_.*)$/.test(name) || name === 'npm_config_registry',
  );
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    env: Object.fromEntries(own),
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'dockopt-vscode-'));
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', scratch];
  const { status, stderr } = run('npm', [...words, VSCE], scratch);
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

const vsce = (...words: readonly string[]) =>
  run(execPath, [join(scratch, 'node_modules', '@vscode', 'vsce', 'vsce'), ...words], EXTENSION);

test('the extension for VS Code packs, with no more than it needs', () => {
  const file = join(scratch, 'dockopt.vsix');
  const packed = vsce('package', '--no-dependencies', '--out', file);
  expect({ status: packed.status, errors: packed.stderr.match(/ERROR.*/g) }).toEqual({
    status: 0,
    errors: null,
  });
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  const listed = vsce('ls', '--no-dependencies');
  expect(listed.stdout.trim().split('\n').sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/extension.cjs',
    'package.json',
  ]);
  const bundle = readFileSync(join(EXTENSION, 'dist', 'extension.cjs'), 'utf8');
  expect(bundle).toContain('require("vscode")');
});
