import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtinModules } from 'node:module';
import { describe, expect, test } from '@jest/globals';

const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Folders that touch the machine; everything else is the core, which runs in a browser. */
const MACHINE: readonly string[] = ['cli', 'lsp', 'workspace', 'image'];

/** What each part may import besides itself: the arrows of docs/design.md. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  dockerfile: [],
  knowledge: ['dockerfile'],
  context: ['dockerfile', 'knowledge'],
  transform: ['dockerfile', 'context', 'knowledge'],
  transforms: ['dockerfile', 'context', 'knowledge', 'transform'],
  configuration: ['dockerfile', 'transform'],
  pipeline: ['dockerfile', 'context', 'knowledge', 'transform'],
  diff: ['dockerfile', 'pipeline', 'transform'],
  comparison: ['dockerfile', 'transform'],
  report: ['dockerfile', 'pipeline', 'transform', 'diff', 'core', 'comparison'],
  core: [
    'dockerfile',
    'context',
    'knowledge',
    'transform',
    'transforms',
    'configuration',
    'pipeline',
    'diff',
    'report',
  ],
  index: ['core'],
  // The playground: a consumer of the core that runs in a browser alone.
  site: ['dockerfile', 'context', 'transform', 'pipeline', 'diff', 'report', 'core'],
  'error-code': [],
  workspace: [
    'dockerfile',
    'context',
    'configuration',
    'pipeline',
    'transform',
    'core',
    'error-code',
  ],
  image: ['dockerfile', 'pipeline', 'core', 'comparison', 'transform', 'error-code'],
  lsp: ['dockerfile', 'context', 'core', 'report', 'workspace'],
  cli: [
    'lsp',
    'error-code',
    'dockerfile',
    'context',
    'transform',
    'configuration',
    'pipeline',
    'diff',
    'report',
    'core',
    'index',
    'workspace',
    'image',
    'comparison',
    'package.json',
  ],
};

interface SourceFile {
  /** Relative to the project, `/`-separated. */
  readonly path: string;
  readonly imports: readonly string[];
}

function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = `${folder}/${name.split(sep).join('/')}`;
      const text = readFileSync(join(PROJECT, path), 'utf8');
      const imports = [
        ...text.matchAll(/^(?:import|export)\b[^;]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm),
      ];
      return { path, imports: imports.flatMap((match) => match[1] ?? match[2] ?? []) };
    });
}

/** The part of the project that a path belongs to: a folder of src, `transforms`, or a file of src by its name. */
function partOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? second.replace(/\.[jt]s$/, '') : top;
}

function targetOf(file: SourceFile, specifier: string): string {
  return relative(PROJECT, resolve(PROJECT, dirname(file.path), specifier))
    .split(sep)
    .join('/');
}

const files = [...sourceFiles('src'), ...sourceFiles('transforms')];

describe('the arrows of the design', () => {
  test('go one way', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => ({ from: partOf(file.path), to: partOf(targetOf(file, specifier)) }))
        .filter(({ from, to }) => from !== to && ARROWS[from]?.includes(to) !== true)
        .map(({ from, to }) => `${file.path}: ${from} → ${to}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  test('keep Node out of the core', () => {
    const wrong = files
      .filter(({ path }) => !MACHINE.includes(partOf(path)))
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) => name.startsWith('node:') || builtinModules.includes(name))
          .map((name) => `${path}: ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  test('keep transforms apart from each other', () => {
    const wrong = files
      .filter(({ path }) => path.startsWith('transforms/') && path !== 'transforms/index.ts')
      .flatMap((file) =>
        file.imports
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => targetOf(file, specifier))
          .filter(
            (target) =>
              target.startsWith('transforms/') && target.split('/')[1] !== file.path.split('/')[1],
          )
          .map((target) => `${file.path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('let the command line and the workspace alone touch the process', () => {
    const wrong = files
      .filter(({ path }) => !MACHINE.includes(partOf(path)))
      .filter(({ path }) =>
        /\bprocess\.|\bglobalThis\.process\b/.test(
          readFileSync(join(PROJECT, path), 'utf8').replace(/(["'`/])(?:\\.|(?!\1).)*\1/g, ''),
        ),
      )
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
