import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from './engine-error.js';
import { explainTrouble } from './trouble.js';
import { processStart } from './owner.js';
import {
  runProgram,
  streamProgram,
  type ProgramOptions,
  type ProgramResult,
  type RunningProgram,
} from './run-program.js';
import type { Session } from './session.js';

/** Folder of a session's folder with an empty file for each client that runs, named by its process. */
export const CLIENTS = 'clients';

/** How a client is run. */
export type ClientOptions = Omit<ProgramOptions, 'signal' | 'onStart'>;

/** What a client is asked when it must succeed. */
export interface Demand extends ClientOptions {
  /** What was to be done, for the message: `image debian:12 can't be saved`. */
  readonly failure: string;
}

/**
 * Runs the session's client. A status other than 0 is a result, not an error.
 * @throws Interrupted when the session is ended meanwhile
 */
export function runClient(
  session: Session,
  words: readonly string[],
  options: ClientOptions = {},
): Promise<ProgramResult> {
  return runProgram(session.engine.name, words, tied(session, options));
}

/**
 * Runs the session's client, which must succeed.
 * @throws EngineError with the client's last lines where it does not; Interrupted when the session is ended meanwhile
 */
export async function demandClient(
  session: Session,
  words: readonly string[],
  { failure, ...options }: Demand,
): Promise<ProgramResult> {
  const result = await runClient(session, words, options);
  if (result.status === 0 && !result.timedOut) return result;
  throw clientError(session, failure, result, options.timeoutSeconds);
}

/** Runs a program with the session's client in it, whose standard output is left to be read. */
export function streamClient(
  session: Session,
  program: string,
  words: readonly string[],
): RunningProgram {
  return streamProgram(program, words, tied(session, {}));
}

/** What is to be said of a client that failed. */
export function clientError(
  session: Session,
  failure: string,
  result: ProgramResult,
  timeoutSeconds?: number,
): EngineError {
  if (result.timedOut) {
    const message = `${failure}: ${session.engine.name} took longer than ${timeoutSeconds ?? 0} s`;
    return new EngineError(message, result.lastLines, 'timeout');
  }
  const trouble = explainTrouble(result.lastLines);
  if (trouble === undefined) return new EngineError(failure, result.lastLines);
  return new EngineError(`${failure}: ${trouble.sentence}`, result.lastLines, trouble.failure);
}

/** A client ends with its session; a later run ends one that outlived its own. */
function tied(session: Session, options: ClientOptions): ProgramOptions {
  return {
    ...options,
    signal: session.signal,
    onStart: (pid) => {
      const folder = join(session.folder, CLIENTS);
      const file = join(folder, `${pid}-${processStart(pid) ?? '0'}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, '');
      return () => {
        rmSync(file, { force: true });
      };
    },
  };
}
