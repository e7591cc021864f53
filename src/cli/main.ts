import { dirname } from 'node:path';
import process from 'node:process';
import { PLAIN, type Paint } from '../report/paint.js';
import packageManifest from '../../package.json' with { type: 'json' };
import type { Command } from './command.js';
import { readInvocation, type Invocation } from './docker-plugin.js';
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
    outcome = await run(readInvocation(process.argv.slice(2), process.env));
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

async function run(invocation: Invocation): Promise<Outcome> {
  if (invocation.kind === 'usage') return failure(`dockopt: ${invocation.message}`);
  if (invocation.kind === 'answer') return printed(invocation.text);
  if (invocation.kind === 'plugin') await enterDocker(invocation);
  const read = await readCommand(invocation.words, invocation.program);
  if (read.kind === 'usage') return failure(`dockopt: ${read.message}`);
  return runCommand(read.command, read.color);
}

async function runCommand(command: Command, color: boolean | undefined): Promise<Outcome> {
  if (command.kind === 'print') return printed(command.text);
  if (command.kind === 'lsp') {
    const { serve } = await import('../lsp/server.js');
    const { createFileSettings, NO_SETTINGS } = await import('./file-settings.js');
    return serve({
      input: process.stdin,
      output: process.stdout,
      version: packageManifest.version,
      // Read anew each time, because people edit it too.
      configured: (path) => createFileSettings(NO_SETTINGS, dirname(path))(path),
    });
  }
  if (command.kind === 'install-plugin') {
    const { installPlugin } = await import('./install-plugin.js');
    return installPlugin(command, { program: process.argv[1], node: process.execPath });
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
  if (command.kind === 'init') {
    const { runInit } = await import('./init/init.js');
    return runInit(command, place.workingDirectory);
  }
  if (command.kind === 'list') return runList(output);
  const { file } = command;
  if (file === undefined) return runExplain(command.id, output);
  const { explainFile } = await import('./explain-file.js');
  return explainFile({ ...command, file }, { ...place, ...output });
}

function printed(text: string): Outcome {
  return { exitCode: 0, standardOutput: text, standardError: '' };
}

/** Takes on what docker was told about its engine, and ends when docker wants its plugin to end. */
async function enterDocker(invocation: Extract<Invocation, { kind: 'plugin' }>): Promise<void> {
  for (const [name, value] of Object.entries(invocation.environment)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  const socket = process.env['DOCKER_CLI_PLUGIN_SOCKET'];
  if (socket === undefined || socket === '') return;
  const { onDockerGone } = await import('./docker-socket.js');
  onDockerGone(socket, () => process.kill(process.pid, 'SIGTERM'));
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
