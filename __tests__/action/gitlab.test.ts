import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { ENVIRONMENT, FINISHED, MERGEABLE, PROGRAM } from '../cli/command.js';
import { scratch, scratchRepository } from '../workspace/scratch.js';
import { PROJECT, standIn } from './composite.js';

interface Specification {
  readonly spec: { readonly inputs: Readonly<Record<string, { readonly default: unknown }>> };
}

interface Job {
  readonly stage: string;
  readonly image: string;
  readonly variables: Readonly<Record<string, string | { value: string; expand: boolean }>>;
  readonly script: readonly string[];
  readonly artifacts: {
    readonly when: string;
    readonly paths: readonly string[];
    readonly reports: Readonly<Record<string, string>>;
  };
}

const [head, body] = parseAllDocuments(
  readFileSync(join(PROJECT, 'templates/dockopt.gitlab-ci.yml'), 'utf8'),
).map((document): unknown => {
  expect([...document.errors, ...document.warnings]).toEqual([]);
  const read: unknown = document.toJS();
  return read;
});
const { inputs } = (head as Specification).spec;

/** The job that GitLab makes of the template: inputs are put into the text of what was read as YAML. */
function jobOf(given: Readonly<Record<string, string>>): Job {
  const expand = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(/\$\[\[ *inputs\.([\w-]+) *\]\]/g, (_, name: string) => {
        if (!(name in inputs)) throw new Error(`there is no input ${name}`);
        return given[name] ?? String(inputs[name]?.default);
      });
    }
    if (Array.isArray(value)) return value.map(expand);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [expand(key), expand(each)]),
    );
  };
  const jobs = Object.entries(expand(body) as Readonly<Record<string, Job>>);
  expect(jobs.map(([name]) => name)).toEqual([given['job-name'] ?? 'dockopt']);
  const [[, job]] = jobs as [[string, Job]];
  return job;
}

/** Runs the script of the job in a shell, with an `npx` that starts the program of this project. */
function runJob(workspace: string, given: Readonly<Record<string, string>>, shell = 'sh') {
  const { variables, script } = jobOf(given);
  const folder = scratch();
  const npx = `printf '%s\\n' "$1 $2 $3" >'${folder}/npx'\nshift 3\nexec '${execPath}' '${PROGRAM}' "$@"\n`;
  const values = Object.entries(variables).map(([name, variable]) => [
    name,
    typeof variable === 'string' ? variable : variable.value,
  ]);
  const { status, stdout, stderr } = spawnSync(shell, ['-c', script.join('\n')], {
    cwd: workspace,
    encoding: 'utf8',
    env: {
      ...ENVIRONMENT,
      ...standIn(folder, 'npx', npx),
      ...(Object.fromEntries(values) as object),
    },
  });
  return {
    status,
    stdout,
    stderr,
    npx: existsSync(join(folder, 'npx')) ? readFileSync(join(folder, 'npx'), 'utf8') : '',
  };
}

describe('the template for GitLab', () => {
  test('has a job that keeps its reports', () => {
    const job = jobOf({ 'job-name': 'sizes', stage: 'lint' });
    expect(job).toMatchObject({ stage: 'lint', image: 'node:22' });
    expect(job.artifacts).toEqual({
      when: 'always',
      paths: Object.values(job.artifacts.reports),
      reports: { codequality: 'gl-code-quality-report.json', junit: 'dockopt-junit.xml' },
    });
  });

  test.each(['dash', 'bash'])('checks, and writes its reports (%s)', (shell) => {
    const workspace = scratchRepository({
      'a b/Dockerfile': MERGEABLE.before,
      'c/Dockerfile': FINISHED,
    });
    const run = runJob(workspace, { paths: 'a b\nc', version: '1.2.3' }, shell);
    expect(run).toMatchObject({ status: 1, stderr: '', npx: '--yes -- dockopt@1.2.3\n' });
    expect(run.stdout).toContain('a b/Dockerfile: would change');
    expect(run.stdout).toContain('c/Dockerfile: nothing to change');
    const issues: unknown = JSON.parse(
      readFileSync(join(workspace, 'gl-code-quality-report.json'), 'utf8'),
    );
    expect(issues).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          check_name: 'merge-runs',
          location: { path: 'a b/Dockerfile', lines: { begin: 2, end: 3 } },
        }),
      ]),
    );
    expect(readFileSync(join(workspace, 'dockopt-junit.xml'), 'utf8')).toContain('<failure ');
    expect(runJob(workspace, { 'fail-on': 'never' }, shell).status).toBe(0);
  });

  test('runs nothing that an input holds', () => {
    const paths = ['$(touch pwned)', '`touch pwned`', '"; touch pwned; "', '*'];
    const workspace = scratchRepository(
      Object.fromEntries(paths.map((path) => [`${path}/Dockerfile`, FINISHED])),
    );
    expect(runJob(workspace, { paths: paths.join('\n') })).toMatchObject({ status: 0, stderr: '' });
    expect(runJob(workspace, { 'changed-since': '$(touch pwned)' }).status).toBe(2);
    expect(readdirSync(workspace)).not.toContain('pwned');
  });

  const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
  if (!shellcheck && env['DOCKOPT_REQUIRE_ALL'] === '1')
    throw new Error('shellcheck is not installed');

  (shellcheck ? test : test.skip)(
    'has a script that shellcheck takes for right, but for words that are to be split',
    () => {
      const { stdout } = spawnSync('shellcheck', ['--shell=sh', '--exclude=SC2086,SC2154', '-'], {
        input: jobOf({}).script.join('\n'),
        encoding: 'utf8',
      });
      expect(stdout).toBe('');
    },
  );
});
