import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { createPlan } from '../../src/pipeline/run.js';
import cleanCaches from '../../transforms/clean-caches/index.js';

/** Programs that are stood in for: each logs its call, and fails where its last argument is named in FAIL. */
const STUBS = [
  'apt-get',
  'apk',
  'pip',
  'npm',
  'composer',
  'yum',
  'conda',
  'make',
  'tool',
  'tee',
  'rm',
];
const STUB = `#!/bin/sh
for last; do :; done
printf '%s %s\\n' "\${0##*/}" "$*" >> "$LOG"
case "$FAIL" in *" $last "*) exit 3 ;; esac
exit 0
`;

const SHELLS: readonly (readonly string[])[] = [
  ['dash', '-c'],
  ['dash', '-ec'],
  ['bash', '-c'],
  ['bash', '-ec'],
  ['bash', '-o', 'pipefail', '-c'],
  ['bash', '-eo', 'pipefail', '-c'],
];

const INSTALLS: readonly string[] = [
  'apt-get install -y',
  'apk add',
  'pip install',
  'npm ci',
  'composer install',
  'yum install -y',
  'conda install -y',
];

const CLEAN_UPS: readonly { readonly manager: string; readonly call: RegExp }[] = [
  { manager: 'apt-get', call: /^rm -rf \/var\/lib\/apt\/lists/ },
  { manager: 'npm', call: /^npm cache clean --force$/ },
  { manager: 'composer', call: /^composer clear-cache$/ },
  { manager: 'yum', call: /^yum clean all$/ },
  { manager: 'conda', call: /^conda clean -afy$/ },
];

/** A generator of numbers below `limit` that gives the same ones in every run (mulberry32). */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

interface Body {
  readonly text: string;
  /** The last arguments of the calls in it: what can be made to fail. */
  readonly marks: readonly string[];
}

function randomBody(random: (limit: number) => number): Body {
  const marks: string[] = [];
  const mark = (): string => {
    marks.push(`m${String(marks.length)}x`);
    return marks.at(-1) ?? '';
  };
  const install = (): string => `${INSTALLS[random(INSTALLS.length)] ?? ''} ${mark()}`;
  const other = (): string => `${random(2) === 0 ? 'make' : 'tool'} ${mark()}`;
  const simple = (): string => (random(3) === 0 ? other() : install());
  const element = (): string => {
    switch (random(16)) {
      case 0:
        return `${other()} | tee ${mark()}`;
      case 1:
        return `! ${other()}`;
      case 2:
        return `( ${simple()}; ${other()} )`;
      case 3:
        return `{ ${other()}; ${simple()}; }`;
      case 4:
        return `if ${other()}; then ${simple()}; fi`;
      case 5:
        return `for one in 1 2; do ${other()}; done`;
      case 6:
        return `( ${other()} && ${simple()} )`;
      default:
        return simple();
    }
  };
  const list = (): string => {
    let text = element();
    for (let count = random(4); count > 0; count -= 1) {
      text += `${random(8) === 0 ? ' || ' : random(3) === 0 ? ' \\\n    && ' : ' && '}${element()}`;
    }
    return text;
  };
  const statements = [`apt-get update && apt-get install -y ${mark()}`];
  if (random(3) === 0) statements.unshift(['set -e', 'set -ex', 'set -eu'][random(3)] ?? '');
  for (let count = random(3); count > 0; count -= 1) statements.push(list());
  const separator = random(3) === 0 ? '; \\\n    ' : '; ';
  const ending =
    ['', '', '', '', ';', ' # done', '; exit 0', ` || tool ${mark()}`][random(8)] ?? '';
  return {
    text: statements.join(random(4) === 0 && statements.length === 2 ? ' && ' : separator) + ending,
    marks,
  };
}

/** The script of the last RUN, as the shell gets it. */
function scriptOf(text: string): string {
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') throw new Error(parsed.problem.message);
  const run = parsed.dockerfile.instructions.findLast(({ keyword }) => keyword === 'RUN');
  if (run === undefined) throw new Error('there is no RUN');
  return run.arguments.text;
}

interface Outcome {
  readonly succeeded: boolean;
  readonly status: number | null;
  readonly log: readonly string[];
}

let folder = '';
let programs = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockopt-clean-'));
  programs = join(folder, 'bin');
  mkdirSync(programs);
  for (const name of STUBS) {
    writeFileSync(join(programs, name), STUB);
    chmodSync(join(programs, name), 0o755);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(shell: readonly string[], script: string, failing: readonly string[]): Outcome {
  // The two sides of a pipe log in any order, so the right one (tee) is left out.
  const log = join(folder, 'log');
  writeFileSync(log, '');
  const [program = '', ...flags] = shell;
  const { status } = spawnSync(`/bin/${program}`, [...flags, script], {
    cwd: folder,
    // The programs are found here alone, so that no clean-up can reach this machine.
    env: { PATH: programs, LOG: log, FAIL: ` ${failing.join(' ')} ` },
    stdio: 'ignore',
  });
  return {
    status,
    succeeded: status === 0,
    log: readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('tee ')),
  };
}

const isCleanUp = (line: string): boolean =>
  CLEAN_UPS.some(({ call }) => call.test(line)) || /^rm -rf \/var\/cache\//.test(line);

const withoutFlags = (line: string): string =>
  line.replace(/ --no-cache-dir| --no-cache| --no-install-recommends/g, '');

function rewrite(dockerfile: string): string {
  const result = createPlan({
    text: dockerfile,
    today: '2026-11-23',
    unsafe: true,
    transforms: [cleanCaches],
  });
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  return result.plan.dockerfile.after;
}

test('a clean-up changes neither exit status nor the calls before it, and runs after the last install, where that went well', () => {
  const random = randomNumbers(20261123);
  let pairs = 0;
  let failures = 0;
  let cleaned = 0;
  for (let round = 0; pairs < 312 && round < 2000; round += 1) {
    const shell = SHELLS[round % SHELLS.length] ?? [];
    const body = randomBody(random);
    const before = `FROM debian:12\nSHELL ${JSON.stringify([`/bin/${shell[0] ?? ''}`, ...shell.slice(1)])}\nRUN ${body.text}\n`;
    const after = rewrite(before);
    if (after === before) continue;
    const failing = [[], [body.marks[random(body.marks.length)] ?? '']][pairs % 2] ?? [];
    const original = run(shell, scriptOf(before), failing);
    const rewritten = run(shell, scriptOf(after), failing);
    const context = `${shell.join(' ')} FAIL=${failing.join(' ')}\n${before}\n${after}`;
    const calls = rewritten.log.filter((line) => !isCleanUp(line)).map(withoutFlags);
    expect({ context, status: rewritten.status, calls }).toEqual({
      context,
      status: original.status,
      calls: original.log,
    });
    const inserted = scriptOf(after);
    for (const { manager, call } of CLEAN_UPS) {
      const done = rewritten.log.findLastIndex((line) => call.test(line));
      const lastCall = rewritten.log.findLastIndex(
        (line) => line.startsWith(`${manager} `) && !isCleanUp(line),
      );
      if (done !== -1) {
        cleaned += 1;
        expect({ context, manager, after: done > lastCall }).toEqual({
          context,
          manager,
          after: true,
        });
      } else if (
        failing.length === 0 &&
        manager === 'apt-get' &&
        original.succeeded &&
        inserted.includes('/var/lib/apt/lists')
      ) {
        expect({ context, cleaned: false }).toEqual({ context, cleaned: true });
      }
    }
    pairs += 1;
    if (!original.succeeded) failures += 1;
  }
  expect(pairs).toBeGreaterThanOrEqual(300);
  // The comparison means something only where scripts fail and clean-ups run.
  expect(failures).toBeGreaterThan(60);
  expect(cleaned).toBeGreaterThan(200);
}, 240_000);
