import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { ENVIRONMENT, MERGEABLE } from './command.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
let consumer = '';

beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), 'dockopt-consumer-'));
  mkdirSync(join(consumer, 'node_modules'));
  symlinkSync(PROJECT, join(consumer, 'node_modules', 'dockopt'));
  writeFileSync(join(consumer, 'package.json'), '{"type":"module"}');
});

afterAll(() => {
  rmSync(consumer, { recursive: true, force: true });
});

const USE = (name: string): string => `
import { fix } from '${name}';
const result = fix({ text: ${JSON.stringify(MERGEABLE.before)}, today: '2026-11-23', only: ['merge-runs'] });
if (result.kind === 'rejected') throw new Error(result.problem.message);
console.log(JSON.stringify(result.plan.dockerfile.after));
`;

test.each(['dockopt', 'dockopt/core'])('%s plans texts without the command line', (name) => {
  writeFileSync(join(consumer, 'use.js'), USE(name));
  const { status, stdout, stderr } = spawnSync(execPath, ['use.js'], {
    cwd: consumer,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatch(/^FROM debian:12-slim\nRUN apt-get update \\\n {4}&& /);
});

test.each(['dockopt', 'dockopt/core'])('%s is typed', (name) => {
  const right = `import { fix, type Plan } from '${name}';
const result = fix({ text: 'FROM a', today: '2026-11-23' });
export const plan: Plan | undefined = result.kind === 'planned' ? result.plan : undefined;
`;
  const check = (text: string): number | null => {
    writeFileSync(join(consumer, 'use.ts'), text);
    const compiler = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
    const words = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext'];
    return spawnSync(execPath, [compiler, ...words, 'use.ts'], {
      cwd: consumer,
      env: ENVIRONMENT,
    }).status;
  };
  expect(check(right)).toBe(0);
  expect(check(right.replace("text: 'FROM a'", 'text: 1'))).not.toBe(0);
});

test('the core runs where there is nothing of Node', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(PROJECT, 'dist', 'core.js')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'dockopt',
    logLevel: 'silent',
  });
  const page = createContext({ TextEncoder, TextDecoder });
  runInContext(outputFiles[0]?.text ?? '', page);
  const request = { text: MERGEABLE.before, today: '2026-11-23', only: ['merge-runs'] };
  const planned: unknown = runInContext(`dockopt.fix(${JSON.stringify(request)})`, page);
  expect(planned).toMatchObject({
    kind: 'planned',
    plan: { dockerfile: { after: expect.stringContaining('apt-get update \\\n') } },
  });
});

test('what a page loads of the core has less than 1 MB, compressed by gzip', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(PROJECT, 'dist', 'core.js')],
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    logLevel: 'silent',
  });
  const [bundle] = outputFiles;
  expect(bundle?.text).toContain('no-install-recommends');
  expect(gzipSync(bundle?.contents ?? '').length).toBeLessThan(1_000_000);
});

test('the package has the schema of the configuration', () => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: PROJECT,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  expect(stdout).toContain('"schema/dockopt.config.schema.json"');
});
