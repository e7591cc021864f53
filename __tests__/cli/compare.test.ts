import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { packTar, type TarEntry } from 'modern-tar';
import { dockerFiles, file, gzipLayer, layoutFiles, plainLayer } from '../image/saved-image.js';
import { ENVIRONMENT, FINISHED, PROGRAM, useSandbox, type CommandResult } from './command.js';
import { schemaErrors } from '../support/schema.js';

const sandbox = useSandbox();

/** Runs the command line where no client of an engine is on the path. */
function withoutEngine(words: readonly string[]): CommandResult {
  const { status, stdout, stderr } = spawnSync(execPath, [PROGRAM, ...words], {
    cwd: sandbox.folder,
    env: { ...ENVIRONMENT, PATH: join(sandbox.folder, 'no-programs'), TMPDIR: sandbox.folder },
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
}

function lay(folder: string, entries: readonly TarEntry[]): void {
  for (const { header, body } of entries) {
    const path = join(sandbox.folder, folder, header.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body instanceof Uint8Array || typeof body === 'string' ? body : '');
  }
}

beforeEach(async () => {
  const base = await plainLayer([file('etc/os-release', 'ID=debian\n')]);
  const tools = await plainLayer([
    file('usr/bin/git', 'g'.repeat(5000)),
    file('var/cache/list', 'l'.repeat(700)),
  ]);
  const after = await gzipLayer([file('srv/app', 'a'.repeat(40))]);
  const before = {
    layers: [base, tools],
    history: [{ created_by: 'COPY / /' }, { created_by: 'RUN /bin/sh -c apt-get install git' }],
    config: { Env: ['A=b'] },
  };
  sandbox.write({ 'old.tar': await packTar(dockerFiles(before)) });
  lay('new', layoutFiles([{ layers: [base, after] }]));
});

describe('two saved images', () => {
  test('are compared without an engine', () => {
    const { exitCode, stdout, stderr } = withoutEngine(['compare', 'old.tar', 'new']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^old\.tar → new\nlinux\/amd64\n/);
    expect(stdout).toMatch(/^ {2}size +5\.7 kB +50 B +−5\.7 kB +−99\.1 %$/m);
    expect(stdout).toMatch(/ 5,710 B$/m);
    expect(stdout).toContain('RUN apt-get install git');
    expect(stdout).toContain('1 command lost: git\n');
    expect(stdout).toContain('− ENV A b\n');
  });

  test.each([
    [['docker-archive:old.tar', 'oci:new']],
    [['./old.tar', './new']],
    [['--', 'old.tar', 'new']],
  ])('may be called %j', (words) => {
    const { exitCode, stdout, stderr } = withoutEngine(['compare', '--format', 'json', ...words]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      engine: null,
      rewrite: null,
      before: { bytes: 5710 },
      after: { bytes: 50 },
      change: { bytes: -5660 },
    });
  });

  test('are JSON of the schema', () => {
    const { stdout } = withoutEngine(['compare', '--format', 'json', 'old.tar', 'new']);
    expect(schemaErrors(JSON.parse(stdout), 'comparison')).toEqual([]);
  });

  test('of which one is an image and itself do not differ', () => {
    const { exitCode, stdout } = withoutEngine(['compare', 'new', 'oci:new']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}size +50 B +50 B +±0 B +±0 %$/m);
  });
});

describe('--output', () => {
  test.each([
    ['report.html', /^<!doctype html>/],
    ['report.md', /^### dockopt compare: /],
    ['report.json', /^\{\n {2}"version": 1,/],
    ['report.txt', /^old\.tar → new\n/],
  ])('%s gets the format of its ending', (name, start) => {
    sandbox.write({ [name]: 'what was there\n' });
    const { exitCode, stdout, stderr } = withoutEngine([
      ...['compare', '--output', name, 'old.tar', 'new'],
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(`old.tar → new: 5.7 kB → 50 B (−99.1 %); the report is in ${name}\n`);
    expect(readFileSync(join(sandbox.folder, name), 'utf8')).toMatch(start);
  });

  test('has the format that is asked for', () => {
    withoutEngine([...['compare', '--output', 'a.html', '--format', 'json', 'old.tar', 'new']]);
    expect(readFileSync(join(sandbox.folder, 'a.html'), 'utf8')).toMatch(/^\{/);
  });

  test.each([
    ['new', 'new:1:1 is a directory, name a file\n'],
    [
      'no/report.html',
      'no/report.html:1:1 lies in a folder that does not exist, make that folder\n',
    ],
    ['old.tar/report.html', /^old\.tar\/report\.html:1:1 [^\n]+, [^\n]+\n$/],
  ])('%s is refused before anything is read', (name, message) => {
    const { exitCode, stdout, stderr } = withoutEngine([
      ...['compare', '--output', name, 'nothing.tar', './nothing'],
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});

describe('what is wrong ends with status 2 and one line', () => {
  test.each([
    [['a', 'b', 'c'], 'two images or one path, leave out c'],
    [['', 'b'], 'is empty'],
    [['a', 'b', '--unsafe'], '--unsafe is for building'],
    [['a', 'b', '--no-cache'], '--cache is for building'],
    [['a', 'b', '--network', 'host'], '--network is for building'],
    [['--port', '80'], '--port is for fix --verify'],
    [['--format', 'xml'], 'pretty, json, markdown, html'],
    [['--only', 'slim-bas'], 'did you mean slim-base?'],
    [['--skip', 'slim-base', '--only', 'slim-base'], 'exclude each other'],
    [['--outptu', 'x'], 'did you mean --output?'],
    [['-'], 'name the Dockerfile'],
    [['new'], 'no Dockerfile in this folder'],
    [['missing'], 'missing:1:1 does not exist'],
    [['many'], 'many has 2 Dockerfiles, name one of many/Dockerfile, many/b.dockerfile'],
    [['many/Dockerfile', '--target', 'x'], 'there is no stage x'],
    [['broken.dockerfile'], 'broken.dockerfile:1:1'],
    [['copies.dockerfile'], '"app.py" is not in the folder of the Dockerfile'],
    [['many/Dockerfile', '--context', 'none'], 'none:1:1 is no folder'],
    [['./none.tar', 'new'], './none.tar does not exist, check the path'],
    [['cut.tar', 'new'], 'cut.tar'],
    [['many/Dockerfile', 'new'], 'many/Dockerfile is no saved image'],
    [['new', 'debian:12'], 'a container engine, and none is installed; install docker'],
    [['many/Dockerfile'], 'a container engine, and none is installed; install docker'],
    [['new', 'debian:12', '--engine', 'podman'], 'podman is not installed'],
  ])('%j', (words, part) => {
    sandbox.write({
      'many/Dockerfile': FINISHED,
      'many/b.dockerfile': FINISHED,
      'broken.dockerfile': 'FORM scratch\n',
      'copies.dockerfile': 'FROM scratch\nCOPY app.py /\n',
      'cut.tar': readFileSync(join(sandbox.folder, 'old.tar')).subarray(0, 4000),
    });
    const before = readdirSync(sandbox.folder);
    const { exitCode, stdout, stderr } = withoutEngine(['compare', ...words]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(part);
    expect(readdirSync(sandbox.folder)).toEqual(before);
  });
});

test('the help fits 80 columns and has examples', () => {
  const { exitCode, stdout } = withoutEngine(['compare', '--help']);
  expect(exitCode).toBe(0);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).toMatch(/^Examples:$/m);
  expect(stdout).toContain('--output');
  // They are about running containers, which compare does not.
  expect(stdout).not.toContain('--port');
});
