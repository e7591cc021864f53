import { spawn } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  lstatSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { TriedShell } from './run-bodies.js';

/** RUN scripts that are run one shell each, up to the first that fails, in a scratch folder. */
export interface ScriptRun {
  /** A name for its folder. */
  readonly name: string;
  readonly shell: TriedShell;
  readonly scripts: readonly string[];
}

/** What a run gave. */
export interface ScriptOutcome {
  readonly succeeded: boolean;
  readonly output: string;
  /** Path, type, mode, and content or target of each file. */
  readonly files: readonly string[];
}

/** Deep enough that a `cd ..` or two stay inside the scratch folder. */
const WORK = join('files', '1', '2', '3', 'work');

/** Runs all of them by a few driver shells, since a process for each from here would take too long. */
export async function runScripts(
  root: string,
  runs: readonly ScriptRun[],
  drivers: number,
): Promise<ReadonlyMap<string, ScriptOutcome>> {
  const lines: string[][] = Array.from({ length: drivers }, () => []);
  runs.forEach((run, index) => {
    const folder = join(root, run.name);
    mkdirSync(join(folder, WORK), { recursive: true });
    // What many of the commands need to succeed.
    mkdirSync(join(folder, WORK, 'd1'));
    writeFileSync(join(folder, WORK, 'f1'), '');
    writeFileSync(join(folder, WORK, 'f2'), 'one\n');
    const calls = run.scripts.map((script) => `${run.shell.argv.join(' ')} ${quote(script)}`);
    lines[index % drivers]?.push(
      `( cd ${join(folder, WORK)} && { ${calls.join(' && ')}; } >${folder}/output 2>/dev/null </dev/null && : >${folder}/succeeded )`,
    );
  });
  await Promise.all(lines.map((part, index) => drive(join(root, `driver${index}`), part)));
  return new Map(runs.map((run) => [run.name, readOutcome(join(root, run.name))]));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function drive(path: string, lines: readonly string[]): Promise<void> {
  writeFileSync(path, `export HOME=/nowhere\n${lines.join('\n')}\n:\n`);
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/dash', [path], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] },
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the driver ended with status ${String(code)}`));
    });
  });
}

function readOutcome(folder: string): ScriptOutcome {
  const plain = (text: string): string => text.replaceAll(folder, '');
  return {
    succeeded: readdirSync(folder).includes('succeeded'),
    output: plain(readFileSync(join(folder, 'output'), 'utf8')),
    files: listFiles(join(folder, 'files')).map(plain),
  };
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const status = lstatSync(path);
      const head = `${path} ${status.mode.toString(8)}`;
      if (status.isSymbolicLink()) return [`${head} -> ${readlinkSync(path)}`];
      return status.isDirectory()
        ? [head, ...listFiles(path)]
        : [`${head} ${readFileSync(path, 'utf8')}`];
    });
}
