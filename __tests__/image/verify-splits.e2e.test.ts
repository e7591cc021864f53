import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { connectEngine, provideBases } from '../e2e/engine.js';
import { scratch } from '../workspace/scratch.js';
import { leavesNothing, runProgram } from './program.js';
import { describeEngines } from './real-engines.js';
import { findingOf, NETWORK, verify } from './verified-report.js';

const DOCKERFILE = `FROM node:20
RUN mkdir -p /srv/mail
RUN touch /srv/mail/box
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build
CMD ["node", "server.js"]
`;

/** The file with every fix but the split, on one base or the other. */
const withoutSplit = (base: string): string => `FROM ${base}
RUN mkdir -p /srv/mail \\
    && touch /srv/mail/box
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci && npm cache clean --force
COPY . .
RUN npm run build
CMD ["node", "server.js"]
`;

/**
 * A program with a development package that its build alone runs, so that a split leaves something behind. npm would write the lock file
 * in another way, which is no failure.
 */
const PROGRAM = {
  'package.json': JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    scripts: { build: 'mkdirp dist && node build.js' },
    devDependencies: { mkdirp: '1.0.4' },
  }),
  'package-lock.json': JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'greeter', version: '1.0.0', devDependencies: { mkdirp: '1.0.4' } },
      'node_modules/mkdirp': {
        version: '1.0.4',
        integrity:
          'sha512-vVqVZQyf3WLx2Shd0qJ9xuvqgAyKPLAiqITEtqW0oIUjzo3PePDd6fW9iFz30ef7Ysp/oiWqbhszeGWW2T6Gzw==',
        dev: true,
        bin: { mkdirp: 'bin/cmd.js' },
      },
    },
  }),
};

/** The build writes a file whose place only a run shows, outside of the folder that a split copies. */
const WRITES_ELSEWHERE = {
  'build.js': `const { mkdirSync, writeFileSync } = require('node:fs');
const folder = ['', 'opt', 'greetings'].join('/');
mkdirSync(folder);
writeFileSync([folder, 'text'].join('/'), 'hello');
`,
  'server.js': `const { readFileSync } = require('node:fs');
process.stdout.write(readFileSync(['', 'opt', 'greetings', 'text'].join('/')));
`,
};

/** The program runs another one whose name only a run shows, and that no slim image has. */
const RUNS_ANOTHER = {
  'build.js': '',
  'server.js': `const { execFileSync } = require('node:child_process');
const program = String.fromCharCode(103, 105, 116);
process.stdout.write(execFileSync(program, ['--version']));
`,
};

await describeEngines(['docker'], 'dockopt fix --verify: a split that fails', () => {
  beforeAll(async () => {
    const found = await connectEngine();
    if (found.kind === 'ready') await provideBases(found.engine, ['node:20', 'node:20-slim']);
  });

  test('a split that all looks at the files called safe gives way to the other fixes', async () => {
    const folder = scratch({ Dockerfile: DOCKERFILE, ...PROGRAM, ...WRITES_ELSEWHERE });
    const { ended, report } = await verify(folder, [
      '--write',
      '--smoke',
      'node server.js | grep -qx hello',
    ]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const [file] = report.files;
    expect(file?.verification).toMatchObject({
      result: 'verified',
      dropped: [{ id: 'builder-stage@1', why: expect.stringContaining('the smoke command fails') }],
    });
    expect(findingOf(report, 'builder-stage')).toMatchObject({
      status: 'skipped',
      reason: 'verification-failed',
      message: expect.stringContaining('the smoke command fails'),
    });
    for (const transform of [
      'slim-base',
      'dockerignore',
      'cache-order',
      'merge-runs',
      'clean-caches',
    ]) {
      expect([transform, findingOf(report, transform)?.status]).toEqual([transform, 'applied']);
    }
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(withoutSplit('node:20-slim'));
    expect(readFileSync(join(folder, '.dockerignore'), 'utf8')).toBe('**/node_modules\n');
  });

  test('an unsafe split and an unsafe base give way to what holds, with why for people', async () => {
    const folder = scratch({ Dockerfile: DOCKERFILE, ...PROGRAM, ...RUNS_ANOTHER });
    const words = ['--verify', '--engine', 'docker', ...NETWORK, '--write', '--unsafe'];
    const smoke = ['--smoke', 'node server.js | grep -q version'];
    const ended = await runProgram(['fix', ...words, ...smoke, folder]);
    await leavesNothing('docker', ended);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(withoutSplit('node:20'));
    const said = ended.stdout.replace(/\s+/g, ' ');
    expect(said).toMatch(/builder-stage verification-failed/);
    expect(said).toMatch(/slim-base verification-failed/);
    expect(said).toContain('# dockopt-ignore builder-stage');
  });
});
