import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { ENVIRONMENT, MERGEABLE } from './command.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
let consumer = '';
let packed: PackedPackage;

/** What `npm pack --json` says of a package. */
interface PackedPackage {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

/** Packs the project as it was built, and unpacks it as npm does, so that nothing else of the project is seen. */
beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), 'dockopt-consumer-'));
  const words = ['pack', '--json', '--ignore-scripts', `--pack-destination=${consumer}`];
  const { stdout } = spawnSync('npm', words, { cwd: PROJECT, encoding: 'utf8' });
  const [first] = JSON.parse(stdout) as readonly PackedPackage[];
  if (first === undefined) throw new Error('npm pack packed nothing');
  packed = first;
  const folder = join(consumer, 'node_modules', 'dockopt');
  mkdirSync(folder, { recursive: true });
  const tarball = join(consumer, packed.filename);
  const unpacked = spawnSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
  if (unpacked.status !== 0) throw new Error(String(unpacked.stderr));
  writeFileSync(join(consumer, 'package.json'), '{"type":"module"}');
}, 120_000);

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

describe('the package', () => {
  test('has what is needed, and nothing else', () => {
    const files = packed.files.map(({ path }) => path.replace(/-[0-9A-Z]{8}\.js$/, '-*.js'));
    const declarations = files.filter((path) => /^dist\/types\/.*\.d\.ts$/.test(path));
    const chunks = files.filter((path) => /^dist\/chunks\/[\w-]+-\*\.js$/.test(path));
    const others = files.filter((path) => ![...declarations, ...chunks].includes(path));
    expect(others.sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin/dockopt.js',
      'dist/cli.js',
      'dist/core.js',
      'dist/index.js',
      'dist/licenses.txt',
      'package.json',
      'schema/comparison.schema.json',
      'schema/dockopt.config.schema.json',
      'schema/jsonl.schema.json',
      'schema/report.schema.json',
    ]);
    expect(declarations).toEqual(
      expect.arrayContaining(['dist/types/src/core.d.ts', 'dist/types/src/index.d.ts']),
    );
    // Tables are data of the code, and no types of the library.
    expect(declarations.filter((path) => path.includes('/knowledge/'))).toEqual([]);
    expect(declarations.length).toBeLessThan(40);
    expect(chunks.length).toBeLessThan(120);
  });

  test('is small: under 2 MB to download, under 7 MB on the disk', () => {
    expect(packed.size).toBeLessThan(2_000_000);
    expect(packed.unpackedSize).toBeLessThan(7_000_000);
  });

  test('has its schemas where a program finds them', () => {
    const text = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
for (const name of ['report', 'jsonl', 'comparison']) {
  console.log(require(\`dockopt/schema/\${name}.schema.json\`).title);
}`;
    writeFileSync(join(consumer, 'schemas.js'), text);
    const { stdout } = spawnSync(execPath, ['schemas.js'], {
      ...{ cwd: consumer, env: ENVIRONMENT, encoding: 'utf8' },
    });
    expect(stdout.match(/, version 1\n/g)).toHaveLength(3);
  });
});

describe('a program in TypeScript', () => {
  const right = `import { fix, type Plan } from 'dockopt';
import { createMemoryContext, TRANSFORMS, type BuildContext } from 'dockopt/core';
const context: BuildContext = createMemoryContext({ files: { 'a.txt': 'a', b: null } });
const result = fix({ text: 'FROM a', today: '2026-11-23', context });
export const plan: Plan | undefined = result.kind === 'planned' ? result.plan : undefined;
export const ids: readonly string[] = TRANSFORMS.map(({ id }) => id);
`;
  const check = (text: string, words: readonly string[]): string => {
    writeFileSync(join(consumer, 'use.ts'), text);
    const compiler = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
    // The declarations are checked, too, where there is nothing of Node and of a browser.
    const strict = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022'];
    const { stdout } = spawnSync(execPath, [compiler, ...strict, ...words, 'use.ts'], {
      ...{ cwd: consumer, env: ENVIRONMENT, encoding: 'utf8' },
    });
    return stdout;
  };

  test.each([
    [['--module', 'node16', '--moduleResolution', 'node16']],
    [['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])(
    'finds the types of the package with %j',
    (words) => {
      expect(check(right, words)).toBe('');
      expect(check(right.replace("text: 'FROM a'", 'text: 1'), words)).toContain('error TS2322');
    },
    120_000,
  );
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
