import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { ENVIRONMENT } from '../cli/command.js';

/** The folder of the project, which is the folder of the action. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

interface Step {
  readonly id: string;
  readonly if?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

/** `action.yml`; its shape is checked by GitHub's own reader in a test. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const ACTION = parse(readFileSync(join(PROJECT, 'action.yml'), 'utf8')) as Action;

/** What a run of the action gave. */
export interface ActionResult {
  /** The exit status of the step that failed, or 0. */
  readonly status: number | null;
  /** What its steps printed. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The steps that ran, those that use other actions with their inputs. */
  readonly steps: readonly string[];
}

/** A runner of GitHub, as far as this action needs one. */
export interface Runner {
  /** The work tree. */
  readonly workspace: string;
  /** A folder outside of it for all else. */
  readonly temporary: string;
  /** What happened; undefined for a push. */
  readonly event?: object;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the steps of the action one after the other until one fails, as GitHub's runner does. */
export function runAction(
  inputs: Readonly<Record<string, string>>,
  { workspace, temporary, event = {}, environment = {} }: Runner,
): ActionResult {
  const folder = mkdtempSync(join(temporary, 'run-'));
  const file = (name: string, content = ''): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const given = Object.fromEntries(
    Object.entries(ACTION.inputs).map(([name, input]) => [name, inputs[name] ?? input.default]),
  );
  const stepOutputs: Record<string, Record<string, string>> = {};
  const value = (name: string): string => {
    const [top, first = '', , last = ''] = name.split('.');
    if (name === 'github.token') return 'the-token';
    const found = top === 'inputs' ? given[first] : stepOutputs[first]?.[last];
    if (found === undefined) throw new Error(`there is no ${name}`);
    return top === 'inputs' ? expand(found) : found;
  };
  const expand = (text: string): string =>
    text.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => value(name));
  const holds = (condition: string): boolean =>
    condition.split(' && ').every((part) => {
      const match = /^(hashFiles\()?([\w.-]+)\)? (==|!=) '(.*)'$/.exec(part);
      if (match === null) throw new Error(`what does ${part} say?`);
      const [, isHash, name = '', operator, wanted] = match;
      const found = value(name);
      const isThere = existsSync(join(workspace, found));
      const left = isHash === undefined ? found : isThere ? 'a hash' : '';
      return (left === wanted) === (operator === '==');
    });

  const summary = file('summary');
  const steps: string[] = [];
  let log = '';
  let status: number | null = 0;
  for (const step of ACTION.runs.steps) {
    if (step.if !== undefined && !holds(step.if)) continue;
    if (step.uses !== undefined) {
      const words = Object.values(step.with ?? {}).map(expand);
      steps.push([step.uses, ...words].join(' '));
      continue;
    }
    steps.push(step.id);
    const output = file(`output-${step.id}`);
    const run = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-e', '-o', 'pipefail', file(`${step.id}.sh`, step.run ?? '')],
      {
        cwd: workspace,
        encoding: 'utf8',
        env: {
          ...ENVIRONMENT,
          GITHUB_ACTION_PATH: PROJECT.replace(/\/$/, ''),
          GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event)),
          GITHUB_OUTPUT: output,
          GITHUB_REPOSITORY: 'owner/name',
          GITHUB_STEP_SUMMARY: summary,
          RUNNER_TEMP: folder,
          ...environment,
          ...Object.fromEntries(
            Object.entries(step.env ?? {}).map(([name, text]) => [name, expand(text)]),
          ),
        },
      },
    );
    log += run.stdout + run.stderr;
    stepOutputs[step.id] = Object.fromEntries(
      readFileSync(output, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    status = run.status;
    if (status !== 0) break;
  }
  const outputs = Object.fromEntries(
    Object.entries(stepOutputs['run'] ?? {}).filter(([name]) => name in ACTION.outputs),
  );
  return { status, log, outputs, summary: readFileSync(summary, 'utf8'), steps };
}

/** A program of the name that does what a script of bash says, on a PATH before all others. */
export function standIn(folder: string, name: string, script: string): { readonly PATH: string } {
  const programs = join(folder, `bin-${name}`);
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, name), `#!/usr/bin/env bash\n${script}`);
  chmodSync(join(programs, name), 0o755);
  return { PATH: `${programs}${delimiter}${ENVIRONMENT['PATH'] ?? ''}` };
}
