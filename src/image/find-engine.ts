import { errorCode } from '../error-code.js';
import { EngineError, type EngineFailure } from './engine-error.js';
import { runProgram, type ProgramResult } from './run-program.js';
import { ENGINE_NAMES, type Engine, type EngineName } from './session.js';
import { explainTrouble } from './trouble.js';

/** An engine that is far away, or not there, may let its client wait for minutes. */
const ANSWER_SECONDS = 30;

/** What a user says about the engine. */
export interface EngineChoice {
  /** The only client to take; by default the first whose engine answers. */
  readonly engine: EngineName | undefined;
  readonly builder: string | undefined;
}

/** An engine's version, or why it can't be used: a clause, and the client's own lines. */
type Answer =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'not-installed' }
  | {
      readonly kind: 'silent';
      readonly failure: EngineFailure;
      readonly why: string;
      readonly lines: readonly string[];
    };

/** How each client is asked whether its engine answers, and how its answer is read. */
const QUESTIONS: Readonly<
  Record<EngineName, { readonly words: readonly string[]; readonly version: RegExp }>
> = {
  // Only the engine's own part of the answer is one. `docker` may be a stand-in for podman, which has no such part.
  docker: {
    words: ['version', '--format', '{{.Server.Version}} {{.Server.Os}}'],
    version: /^(\d\S*) (\w+)/,
  },
  podman: { words: ['info', '--format', '{{.Version.Version}}'], version: /^(\d\S*)/ },
  buildah: { words: ['version'], version: /^Version:\s+(\S+)/m },
};

/**
 * Finds the engine to use: docker, else podman, else buildah, the first that answers. Where `docker` connects to is its
 * own affair (`DOCKER_HOST`, contexts).
 * @throws EngineError where none answers, or the one that is asked for does not, or can't take a builder
 */
export async function findEngine(choice: EngineChoice, signal?: AbortSignal): Promise<Engine> {
  const { builder } = choice;
  if (builder !== undefined && choice.engine !== undefined && choice.engine !== 'docker') {
    throw new EngineError(
      `--builder names a builder of docker buildx, which ${choice.engine} does not have; leave out one of --builder and --engine`,
      [],
      'unsupported',
    );
  }
  const names = builder !== undefined ? (['docker'] as const) : ENGINE_NAMES;
  const asked = choice.engine === undefined ? names : [choice.engine];
  const silent: { readonly name: EngineName; readonly answer: Answer }[] = [];
  for (const name of asked) {
    const answer = await ask(name, signal);
    if (answer.kind === 'ready') return { name, version: answer.version, builder };
    silent.push({ name, answer });
  }
  throw noEngine(silent, asked);
}

async function ask(name: EngineName, signal: AbortSignal | undefined): Promise<Answer> {
  const { words, version } = QUESTIONS[name];
  let result: ProgramResult;
  try {
    result = await runProgram(name, words, { timeoutSeconds: ANSWER_SECONDS, signal });
  } catch (error) {
    if (isNotFound(error)) return { kind: 'not-installed' };
    throw error;
  }
  const [, number, system] = version.exec(result.stdout) ?? [];
  if (result.status === 0 && number !== undefined) {
    if (system === undefined || system === 'linux') return { kind: 'ready', version: number };
    const why = `its engine runs containers of ${system}; switch it to Linux containers`;
    return { kind: 'silent', failure: 'unsupported', why, lines: [] };
  }
  const trouble = result.timedOut
    ? `it gave no answer within ${ANSWER_SECONDS} s; start its engine, or set DOCKER_HOST`
    : 'its engine does not answer; start it';
  const { failure, sentence } = explainTrouble(result.lastLines) ?? {
    failure: 'absent',
    sentence: trouble,
  };
  return { kind: 'silent', failure, why: sentence, lines: result.lastLines };
}

function noEngine(
  silent: readonly { readonly name: EngineName; readonly answer: Answer }[],
  asked: readonly EngineName[],
): EngineError {
  const [first] = silent.flatMap(({ name, answer }) =>
    answer.kind === 'silent' ? [{ name, ...answer }] : [],
  );
  if (first !== undefined) {
    const { name, why, lines, failure } = first;
    return new EngineError(`${name} can't be used: ${why}`, lines, failure);
  }
  const [only] = asked;
  const message =
    asked.length === 1 && only !== undefined
      ? `${only} is not installed; install it, or leave ${only === 'docker' ? '--builder and --engine' : '--engine'} out to use another engine`
      : 'building needs a container engine, and none is installed; install docker, podman or buildah';
  return new EngineError(message, [], 'absent');
}

/** The system has no such program, or none that this user may run. */
function isNotFound(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'EACCES';
}
