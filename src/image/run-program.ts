import { spawn, type ChildProcess } from 'node:child_process';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { errorCode } from '../error-code.js';
import { lineSink, textTail, type ByteSink } from './tail.js';

/** Characters of each output stream that are kept. */
const OUTPUT_LIMIT = 1 << 20;
/** How many of the last lines of both streams are kept. */
const LAST_LINES = 20;
/** How long a program that was told to end may take to do so. */
const ENDING_MILLISECONDS = 5000;
/** Elsewhere a program and those that it starts can't be ended as one. */
const HAS_GROUPS = process.platform !== 'win32';

/** How a program is run. */
export interface ProgramOptions {
  /** All of its standard input; nothing by default. */
  readonly stdin?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
  /** When it is aborted the program is ended, and the run rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Called with every line of both streams as it comes, without its end. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Called when the program runs; what it returns is called when it has ended. */
  readonly onStart?: ((pid: number) => () => void) | undefined;
}

/** How a program ended. */
export interface ProgramResult {
  /** Undefined where a signal ended it. */
  readonly status: number | undefined;
  readonly timedOut: boolean;
  /** The last mebibyte of each stream. */
  readonly stdout: string;
  readonly stderr: string;
  /** The last lines of both streams that are not empty, in the order in which they came. */
  readonly lastLines: readonly string[];
}

/** A program that runs, with its standard output to be read by whoever asked for it. */
export interface RunningProgram {
  readonly stdout: Readable;
  readonly done: Promise<ProgramResult>;
}

/**
 * Runs a program to its end, in a process group of its own, so that a Ctrl-C of the terminal reaches it only through us.
 * Memory does not grow with what it prints.
 * @throws NodeJS.ErrnoException (rejects) where it can't be started, and the reason of `signal` where that is aborted
 */
export function runProgram(
  program: string,
  words: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  return start(program, words, options, textTail(OUTPUT_LIMIT)).done;
}

/** Like {@link runProgram}, for a program whose standard output is data: it is left to be read, as fast as it is read. */
export function streamProgram(
  program: string,
  words: readonly string[],
  options: ProgramOptions = {},
): RunningProgram {
  return start(program, words, options, undefined);
}

function start(
  program: string,
  words: readonly string[],
  options: ProgramOptions,
  output: (ByteSink & { readonly text: string }) | undefined,
): RunningProgram {
  options.signal?.throwIfAborted();
  const child = spawn(program, words, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
    detached: HAS_GROUPS,
  });
  const errors = textTail(OUTPUT_LIMIT);
  const lastLines: string[] = [];
  const takeLine = (line: string): void => {
    options.onLine?.(line);
    if (line.trim() === '') return;
    lastLines.push(line);
    if (lastLines.length > LAST_LINES) lastLines.shift();
  };
  if (output !== undefined) feed(child.stdout, [output, lineSink(takeLine)]);
  else endStreamOn(options.signal, child.stdout);
  feed(child.stderr, [errors, lineSink(takeLine)]);
  const fed = output === undefined ? [child.stderr] : [child.stdout, child.stderr];
  // A program may end without reading its input, which is its right.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  const done = ended(child, fed, options).then(({ status, timedOut }) => ({
    status,
    timedOut,
    stdout: output?.text ?? '',
    stderr: errors.text,
    lastLines,
  }));
  return { stdout: child.stdout, done };
}

function feed(stream: Readable, sinks: readonly ByteSink[]): void {
  stream.on('data', (bytes: Buffer) => {
    for (const sink of sinks) sink.write(bytes);
  });
  stream.on('close', () => {
    for (const sink of sinks) sink.end();
  });
}

/** Fails the reader of a stream when the run is ended, because nobody may be there to read it to its end. */
function endStreamOn(signal: AbortSignal | undefined, stream: Readable): void {
  const end = (): void => {
    stream.destroy(asError(signal?.reason));
  };
  signal?.addEventListener('abort', end);
  stream.on('close', () => signal?.removeEventListener('abort', end));
}

function ended(
  child: ChildProcess,
  fed: readonly Readable[],
  { timeoutSeconds, signal, onStart }: ProgramOptions,
): Promise<{ readonly status: number | undefined; readonly timedOut: boolean }> {
  return new Promise((resolve, reject) => {
    let timedOut = false;
    let killing: NodeJS.Timeout | undefined;
    let closing: NodeJS.Timeout | undefined;
    const end = (): void => {
      kill(child, 'SIGTERM');
      killing ??= setTimeout(() => {
        kill(child, 'SIGKILL');
      }, ENDING_MILLISECONDS);
    };
    const timeout =
      timeoutSeconds === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            end();
          }, timeoutSeconds * 1000);
    signal?.addEventListener('abort', end);
    const onEnd = child.pid === undefined ? undefined : onStart?.(child.pid);
    const settle = (): void => {
      clearTimeout(timeout);
      clearTimeout(killing);
      clearTimeout(closing);
      signal?.removeEventListener('abort', end);
      onEnd?.();
    };
    child.on('exit', () => {
      // What it has started may hold its streams open for ever. A stream that is left to others takes as long as they do.
      closing = setTimeout(() => {
        kill(child, 'SIGKILL');
        for (const stream of fed) stream.destroy();
      }, ENDING_MILLISECONDS);
    });
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('close', (status) => {
      settle();
      if (signal?.aborted === true) reject(asError(signal.reason));
      else resolve({ status: status ?? undefined, timedOut });
    });
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** Sends a signal to a program and all that it started. */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (!HAS_GROUPS) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  const code = errorCode(error);
  // Some systems say EPERM of a group of which only zombies are left.
  return code === 'ESRCH' || code === 'EPERM';
}
