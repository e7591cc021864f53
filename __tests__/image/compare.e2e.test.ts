import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { connectEngine, provideBases } from '../e2e/engine.js';
import { schemaErrors } from '../support/schema.js';
import { scratch } from '../workspace/scratch.js';
import { leavesNothing, runProgram } from './program.js';
import { BASE, command, describeEngines } from './real-engines.js';

const compare = (words: readonly string[], signal?: 'SIGINT'): ReturnType<typeof runProgram> =>
  runProgram(['compare', ...words], signal);

await describeEngines(['docker', 'podman', 'buildah'], 'dockopt compare', (engine) => {
  test('builds a Dockerfile as it is and as rewritten, and writes nothing', async () => {
    const dockerfile = `FROM ${BASE}\nRUN head -c 700000 /dev/urandom > /big\nRUN rm /big\nRUN echo 1 > /one\nCOPY . /srv/\n`;
    const context = scratch({ 'app.txt': 'app\n', Dockerfile: dockerfile });
    const words = ['--engine', engine, '--network', 'host', '--merge', 'all'];
    const ended = await compare([context, ...words, '--only', 'merge-runs', '--format', 'json']);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const report: unknown = JSON.parse(ended.stdout);
    expect(schemaErrors(report, 'comparison')).toEqual([]);
    expect(report).toMatchObject({
      engine: expect.stringMatching(new RegExp(`^${engine} \\d`)),
      before: { waste: { bytes: 700000, paths: [{ path: '/big', bytes: 700000 }] } },
      after: { waste: { bytes: 0 } },
      change: { wastedBytes: -700000 },
      rewrite: { files: [{ before: dockerfile }], cold: false },
    });
    // Podman counts more than the content of files.
    const { change } = report as { change: { bytes: number } };
    expect(Math.abs(change.bytes + 700000)).toBeLessThan(engine === 'podman' ? 20000 : 1);
    expect(readdirSync(context).sort()).toEqual(['Dockerfile', 'app.txt']);
    expect(readFileSync(join(context, 'Dockerfile'), 'utf8')).toBe(dockerfile);
    await leavesNothing(engine, ended);
  });

  test('says what a build that fails has to say', async () => {
    const context = scratch({
      Dockerfile: `FROM ${BASE}\nRUN echo the-last-words; exit 3\n`,
    });
    const ended = await compare([context, '--engine', engine, '--network', 'host']);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^dockopt: \S+Dockerfile as it is does not build\n {2}/);
    expect(ended.stderr).toContain('the-last-words');
    await leavesNothing(engine, ended);
  });

  test('says that an image is nowhere', async () => {
    const name = 'localhost:1/dockopt-test-nowhere:1';
    const ended = await compare([name, BASE, '--engine', engine]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(
      /^dockopt: the image localhost:1\/dockopt-test-nowhere:1 is not here and can't be pulled; check [^\n]+\n {2}/,
    );
    await leavesNothing(engine, ended);
  });
});

await describeEngines(['docker'], 'dockopt compare', (engine) => {
  beforeAll(async () => {
    const found = await connectEngine();
    if (found.kind === 'ready') await provideBases(found.engine, ['debian:12', 'debian:12-slim']);
  });

  test('gives the sizes of the engine to the byte', async () => {
    const ended = await compare(['debian:12', 'debian:12-slim']);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    for (const name of ['debian:12', 'debian:12-slim']) {
      const size = await command('docker', ['image', 'inspect', '--format={{.Size}}', name]);
      const shown = size.trim().replace(/\B(?=(?:\d{3})+$)/g, ',');
      expect(ended.stdout).toMatch(new RegExp(` ${shown} B$`, 'm'));
    }
    expect(ended.stdout).toContain('/usr/share/locale/');
    await leavesNothing(engine, ended);
  });

  test('shows an example as a page, and its layers add up to the sizes of the engine', async () => {
    const page = join(scratch(), 'report.html');
    const path = 'examples/toolbox/before';
    const ended = await compare([path, '--network', 'host', '--output', page]);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ended.stdout).toMatch(
      /^examples\/toolbox\/before\/Dockerfile: \d+\.\d MB → \d+\.\d MB \(−\d+\.\d %\); the report is in \S+\n$/,
    );
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('FROM debian:12-slim');
    const again = await compare([path, '--network', 'host', '--format', 'json']);
    const { before, after, layers } = JSON.parse(again.stdout) as {
      before: { bytes: number };
      after: { bytes: number };
      layers: readonly Readonly<Record<'before' | 'after', { bytes: number } | null>>[];
    };
    for (const [side, { bytes }] of [
      ['before', before],
      ['after', after],
    ] as const) {
      expect(layers.reduce((sum, row) => sum + (row[side]?.bytes ?? 0), 0)).toBe(bytes);
      expect(html).toContain(`${String(bytes).replace(/\B(?=(?:\d{3})+$)/g, ',')} bytes`);
    }
    await leavesNothing(engine, ended);
    await leavesNothing(engine, again);
  });

  test('reads what the engine saved, and refuses what is left of it', async () => {
    const folder = scratch();
    const archive = join(folder, 'saved.tar');
    await command('docker', ['save', `--output=${archive}`, BASE]);
    const whole = await compare([archive, BASE, '--format', 'json']);
    expect(whole.exitCode).toBe(0);
    const nothing = { bytes: 0, paths: [] };
    expect(JSON.parse(whole.stdout)).toMatchObject({
      packages: [],
      paths: { lost: nothing, gained: nothing, changed: nothing },
      layers: [{ shared: true }],
    });
    const cut = scratch({ 'cut.tar': readFileSync(archive).subarray(0, 3_000_000) });
    const ended = await compare([join(cut, 'cut.tar'), BASE]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^dockopt: \S+cut\.tar [^\n]+\n$/);
    await leavesNothing(engine, ended);
  });

  test('is interrupted in the middle of a build, and leaves nothing', async () => {
    const context = scratch({ Dockerfile: `FROM ${BASE}\nRUN sleep 600\n` });
    const ended = await compare([context, '--network', 'host', '--no-cache'], 'SIGINT');
    expect(ended).toMatchObject({
      exitCode: 130,
      stdout: '',
      stderr: 'dockopt: ended by SIGINT\n',
    });
    await leavesNothing(engine, ended);
  });

  describe('an engine that does not answer', () => {
    test('is told so in one line', async () => {
      const before = process.env['DOCKER_HOST'];
      process.env['DOCKER_HOST'] = 'unix:///nowhere/docker.sock';
      try {
        const ended = await compare(['debian:12', 'debian:12-slim', '--engine', 'docker']);
        expect(ended).toMatchObject({ exitCode: 2, stdout: '', left: [] });
        expect(ended.stderr).toMatch(/^dockopt: docker can't be used: [^\n]+\n/);
      } finally {
        if (before === undefined) Reflect.deleteProperty(process.env, 'DOCKER_HOST');
        else process.env['DOCKER_HOST'] = before;
      }
    });
  });
});
