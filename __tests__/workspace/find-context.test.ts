import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createContextFinder, type FoundContext } from '../../src/workspace/find-context.js';
import { scratch, scratchRepository } from './scratch.js';

/** The first words of COPY lines: enough for the Dockerfiles of these tests. */
const localSources = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^COPY (\S+) /gm), ([, source = '']) => source);

async function find(
  root: string,
  dockerfile: string,
  context?: string,
): Promise<FoundContext & { readonly root: string | undefined }> {
  const created = createContextFinder({ workingDirectory: root, context, localSources });
  if ('problem' in created) throw new Error(created.problem.message);
  const text = readFileSync(join(root, dockerfile), 'utf8');
  const found = await created.finder.find(dockerfile, text);
  return { ...found, root: found.found && relative(root, found.found.root) };
}

const COPIES = 'FROM scratch\nCOPY src /src\n';

describe('the own folder', () => {
  test('when every source is there', async () => {
    const root = scratchRepository({ 'app/Dockerfile': COPIES, 'app/src/x': '' });
    expect(await find(root, 'app/Dockerfile')).toMatchObject({ root: 'app', note: undefined });
  });
  test('when nothing is copied', async () => {
    const root = scratchRepository({ 'app/Dockerfile': 'FROM scratch\n' });
    expect((await find(root, 'app/Dockerfile')).root).toBe('app');
  });
  test('not when one is missing', async () => {
    const root = scratchRepository({ 'app/Dockerfile': COPIES, 'src/x': '' });
    const found = await find(root, 'app/Dockerfile');
    expect(found.root).toBeUndefined();
    expect(found.note).toBe(
      'The build context is not known: "src" is not in the folder of the Dockerfile, and no file of the repository says how it is built. Name it with --context.',
    );
  });
  test('not when a source can not be told', async () => {
    const root = scratchRepository({ Dockerfile: 'FROM scratch\nCOPY $WHAT /x\n' });
    expect((await find(root, 'Dockerfile')).root).toBeUndefined();
  });
});

describe('--context', () => {
  test('wins, and what the repository says about use still counts', async () => {
    const root = scratchRepository({
      'app/Dockerfile': COPIES,
      'other/x': '',
      'compose.yml': 'services: {a: {build: {context: app, target: run}}}',
    });
    const found = await find(root, 'app/Dockerfile', 'other');
    expect(found.root).toBe('other');
    expect(found.use.targets).toEqual(['run']);
    expect(found.found?.context.dockerfilePath).toBeUndefined();
  });
  test('must be a folder', () => {
    const created = createContextFinder({
      workingDirectory: scratch(),
      context: 'no',
      localSources,
    });
    expect(created).toMatchObject({ problem: { path: 'no' } });
  });
});

describe('what the repository says', () => {
  test('a compose file is read with those that it extends and includes, whatever they are called', async () => {
    const root = scratchRepository({
      'app/Dockerfile': 'FROM scratch\n',
      'compose.yml':
        'include: [parts/jobs.yml, parts/gone.yml]\nservices: {web: {extends: {file: parts/base.yml, service: app}, command: serve}}\n',
      'parts/base.yml': 'services: {app: {build: ../app, healthcheck: {test: "curl localhost"}}}\n',
      'parts/jobs.yml':
        'services: {job: {extends: {file: base.yml, service: app}, command: work}}\n',
    });
    const found = await find(root, 'app/Dockerfile');
    expect(found.use.commands).toEqual(['serve', 'work', 'curl localhost']);
    expect(found.note).toBeUndefined();
  });

  test('a tracked file in another folder counts', async () => {
    const root = scratchRepository({
      'docker/api.Dockerfile': COPIES,
      'src/x': '',
      'deploy/compose.yml':
        'services: {a: {build: {context: .., dockerfile: docker/api.Dockerfile}}}',
    });
    const found = await find(root, 'docker/api.Dockerfile');
    expect(found).toMatchObject({ root: '', note: undefined });
    expect(found.found?.context.dockerfilePath).toBe('docker/api.Dockerfile');
  });

  test('without git, files in the folder and above it up to the working directory count', async () => {
    const root = scratch({
      'a/b/Dockerfile': COPIES,
      'a/compose.yaml': 'services: {x: {build: {context: ., dockerfile: b/Dockerfile}}}',
    });
    expect((await find(root, 'a/b/Dockerfile')).root).toBe('a');
  });

  test('files that agree', async () => {
    const root = scratchRepository({
      'app/Dockerfile': COPIES,
      'docker-bake.hcl': 'target "a" { dockerfile = "app/Dockerfile" }',
      Makefile: 'all:\n\tdocker build -f app/Dockerfile .\n',
      '.github/workflows/a.yml':
        'jobs: {a: {steps: [{uses: docker/build-push-action@v6, with: {file: app/Dockerfile}}]}}',
    });
    expect(await find(root, 'app/Dockerfile')).toMatchObject({ root: '', note: undefined });
  });

  test('files that disagree', async () => {
    const root = scratchRepository({
      'app/Dockerfile': 'FROM scratch\n',
      'compose.yml': 'services: {a: {build: app}}',
      'build.sh': 'docker build -f app/Dockerfile .',
    });
    const found = await find(root, 'app/Dockerfile');
    expect(found.root).toBeUndefined();
    expect(found.note).toBe(
      'The files of the repository disagree on the build context: build.sh builds from "."; compose.yml builds from "app". Name it with --context.',
    );
  });

  test('a folder that is not there', async () => {
    const root = scratchRepository({
      'app/Dockerfile': 'FROM scratch\n',
      'compose.yml': 'services: {a: {build: {context: dist, dockerfile: ../app/Dockerfile}}}',
    });
    expect((await find(root, 'app/Dockerfile')).note).toContain('"dist", which is no folder here');
  });

  test('a file that can not be read is told, and stops nothing', async () => {
    const root = scratchRepository({
      Dockerfile: 'FROM scratch\n',
      'compose.yml': 'services: [a: {',
    });
    const found = await find(root, 'Dockerfile');
    expect(found.root).toBe('');
    expect(found.note).toMatch(/^compose\.yml could not be read \(.+\), so what it says/);
  });
});

test('the other Dockerfiles of a context', async () => {
  const root = scratchRepository({
    'a/Dockerfile': COPIES,
    'b/Dockerfile': 'FROM scratch\nCOPY b /b\n',
    'c/Dockerfile': 'FROM scratch\nCOPY own /own\n',
    'c/own': '',
    'd/Dockerfile': 'FROM scratch\nCOPY elsewhere /x\n',
    'e/Dockerfile': 'FROM scratch\nCOPY missing /x\n',
    'e/src/x': '',
    'src/x': '',
    'Dockerfile.dev': COPIES,
    'Dockerfile.md': '',
    'compose.yml': `services:
  a: {build: {context: ., dockerfile: a/Dockerfile}}
  b: {build: {context: ., dockerfile: b/Dockerfile}}
  e: {build: e}
`,
  });
  const found = await find(root, 'a/Dockerfile');
  // b by the compose file, d because its own folder can't be its context, Dockerfile.dev because it lies there.
  expect(found.found?.context.sharedDockerfiles.map(({ path }) => path)).toEqual([
    'Dockerfile.dev',
    'b/Dockerfile',
    'd/Dockerfile',
  ]);
});
