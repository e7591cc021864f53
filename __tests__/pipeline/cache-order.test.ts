import { expect, test } from '@jest/globals';
import { createMemoryContext, fix, type Plan } from '../../src/core.js';

const MANIFEST = {
  name: 'notes',
  version: '1.0.0',
  scripts: { build: 'tsc' },
  dependencies: { ms: '2.1.3' },
  devDependencies: { typescript: '5.5.4' },
};
const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify(MANIFEST),
  'package-lock.json': JSON.stringify({
    name: 'notes',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': MANIFEST,
      'node_modules/ms': {
        version: '2.1.3',
        resolved: 'https://packages.example/ms/-/ms-2.1.3.tgz',
      },
      'node_modules/typescript': {
        version: '5.5.4',
        dev: true,
        resolved: 'https://packages.example/typescript/-/typescript-5.5.4.tgz',
      },
    },
  }),
  '.gitignore': 'node_modules\n',
  'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }\n',
  'index.ts': "console.log(require('ms')('2 days'));\n",
};

function planned(text: string, only?: readonly string[]): Plan {
  const result = fix({
    text,
    today: '2026-11-23',
    only,
    context: createMemoryContext({
      files: { Dockerfile: text, ...FILES },
      dockerfilePath: 'Dockerfile',
      tracked: ['Dockerfile', ...Object.keys(FILES)],
    }),
  });
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  return result.plan;
}

const TEXT =
  'FROM node:20\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\nCMD ["node", "dist/index.js"]\n';
const ORDERED = 'COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n';

test('what dockerignore keeps out of the context lets an install go first, in the same plan', () => {
  expect(planned(TEXT, ['cache-order']).applied).toEqual([]);
  const { dockerfile, dockerignore } = planned(TEXT, ['dockerignore', 'cache-order']);
  expect(dockerignore.after).toContain('node_modules');
  expect(dockerfile.after).toBe(TEXT.replace('COPY . .\nRUN npm ci\n', ORDERED));
});

test('a builder stage is split off as without it', () => {
  const split = planned(TEXT, ['builder-stage', 'dockerignore']).dockerfile.after;
  expect(split).toContain('FROM node:20 AS builder\n');
  const { dockerfile } = planned(TEXT, ['builder-stage', 'dockerignore', 'cache-order']);
  expect(dockerfile.after).toBe(split.replace('COPY . .\nRUN npm ci\n', ORDERED));
});
