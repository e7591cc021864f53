import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ENVIRONMENT, FINISHED, MERGEABLE, PROGRAM } from '../cli/command.js';
import { corpus, describeWith, readDockerfiles, type Resource } from '../support/corpus.js';

const SCALE = fileURLToPath(new URL('../../examples/scale/', import.meta.url));

const parallel: Resource =
  spawnSync('parallel', ['--version']).status === 0
    ? { kind: 'found', path: 'parallel' }
    : { kind: 'missing', reason: 'GNU parallel is not installed' };

let scratch = '';

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'dockopt-scale-'));
  mkdirSync(join(scratch, 'bin'));
  const launcher = join(scratch, 'bin', 'dockopt');
  writeFileSync(launcher, `#!/bin/sh\nexec '${execPath}' '${PROGRAM}' "$@"\n`);
  chmodSync(launcher, 0o755);
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function run(program: string, words: readonly string[], input: string, variables: object = {}) {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: scratch,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...ENVIRONMENT, ...variables, PATH: `${join(scratch, 'bin')}:${env['PATH'] ?? ''}` },
  });
  return { status, stdout, stderr };
}

/** The lines of the corpus, as `lines.mjs` makes them, and what one process makes of them. */
function corpusLines(path: string): { readonly jobs: string; readonly results: string } {
  const files = readDockerfiles(path).map((file) => join(path, file.path));
  const made = run(execPath, [join(SCALE, 'lines.mjs')], files.map((name) => `${name}\n`).join(''));
  expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
  const one = run('dockopt', ['fix', '--format', 'jsonl', '-'], made.stdout);
  expect(one.stdout.split('\n')).toHaveLength(files.length + 1);
  return { jobs: made.stdout, results: one.stdout };
}

test('the batch spec is YAML with what such a spec needs', () => {
  const spec: unknown = parse(readFileSync(join(SCALE, 'sourcegraph-batch.yaml'), 'utf8'));
  expect(spec).toMatchObject({
    name: 'dockopt',
    on: [{ repositoriesMatchingQuery: expect.any(String) }],
    steps: [{ run: 'dockopt fix --write', container: expect.any(String) }],
    changesetTemplate: { branch: expect.any(String), commit: { message: expect.any(String) } },
  });
});

describeWith(parallel, 'GNU parallel', 1, () => {
  test('rewrites clones as one process does', () => {
    const files = {
      'clones/a/Dockerfile': MERGEABLE.before,
      'clones/b/deep/Dockerfile': 'FROM scratch\nCOPY . /\n',
      'clones/b/deep/__pycache__/a.pyc': '',
      'clones/c d/x.dockerfile': MERGEABLE.before,
      'clones/e/Dockerfile': FINISHED,
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(scratch, path, '..'), { recursive: true });
      writeFileSync(join(scratch, path), text);
    }
    const clones = ['clones/a', 'clones/b', 'clones/c d', 'clones/e'];
    const one = run('dockopt', ['fix', '--format', 'jsonl', ...clones], '');
    expect(one).toMatchObject({ status: 0, stderr: '' });
    expect(one.stdout.trimEnd().split('\n')).toHaveLength(5);
    const names = clones.map((name) => `${name}\n`).join('');
    const many = run(
      join(SCALE, 'parallel-clones.sh'),
      ['2', '--only', 'merge-runs,dockerignore'],
      names,
    );
    const only = run(
      'dockopt',
      ['fix', '--format', 'jsonl', '--only', 'merge-runs,dockerignore', ...clones],
      '',
    );
    expect(many).toMatchObject({ status: 0, stdout: only.stdout });
    const written = run(join(SCALE, 'parallel-clones.sh'), ['2', '--write'], names);
    expect(written).toMatchObject({ status: 0, stdout: one.stdout });
    expect(existsSync(join(scratch, 'clones/b/deep/.dockerignore'))).toBe(true);
    expect(readFileSync(join(scratch, 'clones/a/Dockerfile'), 'utf8')).not.toBe(MERGEABLE.before);
  });
});

describeWith(corpus, 'the corpus as lines', 2, (path) => {
  let lines: ReturnType<typeof corpusLines>;
  beforeAll(() => {
    lines = corpusLines(path);
  }, 900_000);

  describeWith(parallel, 'GNU parallel', 1, () => {
    test('with two workers gives what one process gives, byte for byte', () => {
      const many = run(join(SCALE, 'parallel-lines.sh'), ['2'], lines.jobs, { BLOCK: '200k' });
      expect(many.stdout === lines.results).toBe(true);
      // Each process in which a line failed counts.
      const failures = lines.results.split('"status":"error"').length - 1;
      expect(many.status === 0).toBe(failures === 0);
      expect(many.status).toBeLessThanOrEqual(failures);
    }, 900_000);
  });

  test('the parts of the job for Kubernetes give what one process gives', () => {
    const job: unknown = parse(readFileSync(join(SCALE, 'kubernetes-job.yaml'), 'utf8'));
    expect(job).toMatchObject({
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: { completionMode: 'Indexed', completions: 8, parallelism: 8 },
    });
    const { containers } = (job as KubernetesJob).spec.template.spec;
    const [container] = containers;
    expect(container?.env).toContainEqual({ name: 'PARTS', value: '8' });
    const [shell = '', ...words] = [...(container?.command ?? []), ...(container?.args ?? [])];
    const data = join(scratch, 'data');
    mkdirSync(data);
    // A hundred lines for each part take long enough.
    const jobs = lines.jobs.split('\n').slice(0, 200);
    writeFileSync(join(data, 'jobs.jsonl'), jobs.map((line) => `${line}\n`).join(''));
    const parts = [0, 1].map((index) => {
      const ended = run(shell, words, '', {
        PARTS: '2',
        DATA: data,
        JOB_COMPLETION_INDEX: String(index),
      });
      expect(ended.status).toBe(0);
      return readFileSync(join(data, 'results', `${index}.jsonl`), 'utf8')
        .trimEnd()
        .split('\n');
    });
    const together = jobs.map((_, index) => parts[index % 2]?.[Math.floor(index / 2)]);
    expect(together).toEqual(lines.results.split('\n').slice(0, 200));
  }, 300_000);
});

interface KubernetesJob {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly {
          readonly command: readonly string[];
          readonly args: readonly string[];
          readonly env: readonly unknown[];
        }[];
      };
    };
  };
}
