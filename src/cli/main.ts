import process from 'node:process';
import { PLAIN, type Paint } from '../report/paint.js';
import type { Command } from './command.js';
import { runFix } from './fix.js';
import { failure, type Outcome } from './outcome.js';
import { readCommand } from './read-command.js';
import { runExplain, runList } from './transforms.js';

/** The widest that prose gets, and its width where there is no terminal. */
const PROSE_WIDTH = 100;

/**
 * The program: reads the command line, runs the command, sets the exit status. An error that is none of the user's is
 * printed whole and ends with status 2, because 1 says that something would change.
 */
export async function main(): Promise<void> {
  stopQuietlyOnClosedPipe(process.stdout);
  stopQuietlyOnClosedPipe(process.stderr);
  let outcome: Outcome;
  try {
    outcome = await run(process.argv.slice(2));
  } catch (error) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    outcome = failure(
      `dockopt: this is a bug of dockopt, please report it with the file at hand.\n${trace}`,
    );
  }
  // Set before anything is written: a closed pipe must not change it.
  process.exitCode = outcome.exitCode;
  process.stdout.write(outcome.standardOutput);
  process.stderr.write(outcome.standardError);
}

async function run(words: readonly string[]): Promise<Outcome> {
  const read = await readCommand(words);
  if (read.kind === 'usage') return failure(`dockopt: ${read.message}`);
  return runCommand(read.command, read.color);
}

async function runCommand(command: Command, color: boolean | undefined): Promise<Outcome> {
  if (command.kind === 'print') {
    return { exitCode: 0, standardOutput: command.text, standardError: '' };
  }
  const output = {
    paint: await choosePaint(color),
    width: Math.min(process.stdout.columns || PROSE_WIDTH, PROSE_WIDTH),
  };
  const place = { workingDirectory: process.cwd(), today: new Date().toISOString().slice(0, 10) };
  if (command.kind === 'fix' && command.format === 'jsonl' && command.paths.includes('-')) {
    const { streamJsonLines } = await import('./json-lines/stream.js');
    const streams = { input: process.stdin, output: process.stdout, errors: process.stderr };
    return streamJsonLines(command, { ...streams, today: place.today });
  }
  if (command.kind === 'fix') {
    if (command.verify === undefined) {
      return runFix(command, { ...place, ...output, tell: () => undefined });
    }
    return withProgress((tell) => runFix(command, { ...place, ...output, tell }));
  }
  if (command.kind === 'compare') {
    const { runCompare } = await import('./compare.js');
    const { paint } = output;
    const columns = process.stdout.isTTY ? process.stdout.columns : undefined;
    return withProgress((tell) => runCompare(command, { ...place, paint, columns, tell }));
  }
  if (command.kind === 'list') return runList(output);
  const { file } = command;
  if (file === undefined) return runExplain(command.id, output);
  const { explainFile } = await import('./explain-file.js');
  return explainFile({ ...command, file }, { ...place, ...output });
}

/** Shows what goes on while a command runs. */
async function withProgress(
  run: (tell: (what: string) => void) => Promise<Outcome>,
): Promise<Outcome> {
  const { showProgress } = await import('./progress.js');
  const progress = showProgress(process.stderr);
  try {
    return await run(progress.tell);
  } finally {
    progress.end();
  }
}

/**
 * Colours on a terminal, unless NO_COLOR is set; `--color` and `--no-color` win.
 * @see https://no-color.org
 */
async function choosePaint(color: boolean | undefined): Promise<Paint> {
  const { NO_COLOR, TERM } = process.env;
  const wanted = (NO_COLOR ?? '') === '' && TERM !== 'dumb' && process.stdout.isTTY;
  if (!(color ?? wanted)) return PLAIN;
  const { default: picocolors } = await import('picocolors');
  return picocolors.createColors(true);
}

/** Ends the program when the reader of a stream is gone, as `| head` does, and not with a stack trace. */
function stopQuietlyOnClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
