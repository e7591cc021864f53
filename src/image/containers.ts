import { clientError, demandClient, runClient } from './client.js';
import { EngineError } from './engine-error.js';
import { labelOption, newContainerName } from './names.js';
import type { ProgramResult } from './run-program.js';
import type { RunSettings, Session } from './session.js';

/** How long an engine may take to start, inspect or remove a container. */
const ENGINE_SECONDS = 120;
/** How many lines of a container's log are read. */
const LOG_LINES = 1000;
/** Status with which a client says that it could not run anything: a wrong option, an image that is not there. */
const CLIENT_FAILED = 125;

/** What a container runs in place of what its image says. */
export interface ContainerCommand {
  /** A program in place of the image's entry point. */
  readonly entrypoint?: string | undefined;
  /** Words in place of the image's command; after an entry point of one's own, its arguments. */
  readonly words?: readonly string[] | undefined;
}

/** A container that a session started, whether or not its program could be. */
export interface Container {
  readonly name: string;
  /** Why its program did not start, where it did not. */
  readonly failure: { readonly status: number; readonly lines: readonly string[] } | undefined;
}

/** What has become of a container. */
export type ContainerState =
  | { readonly kind: 'running' }
  | {
      readonly kind: 'exited';
      /** 126 and 127 also where its program could not be started. */
      readonly status: number;
    };

/** How a command in a container ended. */
export interface CommandOutcome {
  /** Undefined where it was ended because it took too long. */
  readonly status: number | undefined;
  /** The last mebibyte of each stream. */
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts an image in the background, with its ports published on free ports of this machine's loopback.
 * @throws EngineError where the engine makes no container of it; a program that can't be started is a
 * {@link Container.failure}
 */
export async function startContainer(
  session: Session,
  image: string,
  settings: Pick<RunSettings, 'runArguments' | 'ports'>,
  command: ContainerCommand = {},
): Promise<Container> {
  refuseBuildah(session);
  const name = newContainerName(session);
  const words = [
    'run',
    '--detach',
    `--name=${name}`,
    labelOption(session),
    ...settings.ports.map((port) => `--publish=127.0.0.1::${port}`),
    ...settings.runArguments,
    ...commandWords(image, command),
  ];
  const result = await runClient(session, words, { timeoutSeconds: ENGINE_SECONDS });
  if (result.status === 0 && !result.timedOut) return { name, failure: undefined };
  if (result.status === undefined || result.timedOut || result.status === CLIENT_FAILED) {
    throw clientError(session, `${image} does not start`, result, ENGINE_SECONDS);
  }
  return { name, failure: { status: result.status, lines: result.lastLines } };
}

/**
 * Runs an image to its end and removes the container.
 * @throws EngineError where the engine makes no container of it
 */
export async function runToEnd(
  session: Session,
  image: string,
  settings: Pick<RunSettings, 'runArguments' | 'smokeTimeoutSeconds'>,
  command: ContainerCommand & { readonly stdin?: string } = {},
): Promise<CommandOutcome> {
  refuseBuildah(session);
  const name = newContainerName(session);
  const words = [
    'run',
    '--rm',
    ...(command.stdin === undefined ? [] : ['--interactive']),
    `--name=${name}`,
    labelOption(session),
    ...settings.runArguments,
    ...commandWords(image, command),
  ];
  const timeoutSeconds = settings.smokeTimeoutSeconds;
  const result = await runClient(session, words, { timeoutSeconds, stdin: command.stdin });
  // What the client started does not end with it.
  if (result.timedOut) await removeContainer(session, { name });
  else if (result.status === CLIENT_FAILED && isClientError(result)) {
    throw clientError(session, `${image} does not start`, result);
  }
  return outcomeOf(result);
}

/** Runs words in a container that runs. One that has ended by then gives a status that is not 0. */
export async function execInContainer(
  session: Session,
  { name }: Pick<Container, 'name'>,
  words: readonly string[],
  timeoutSeconds: number,
): Promise<CommandOutcome> {
  return outcomeOf(await runClient(session, ['exec', name, ...words], { timeoutSeconds }));
}

/** @throws EngineError where the container is not there any more */
export async function containerState(
  session: Session,
  container: Container,
): Promise<ContainerState> {
  if (container.failure !== undefined) return { kind: 'exited', status: container.failure.status };
  const { stdout } = await demandClient(
    session,
    [
      'inspect',
      '--type=container',
      '--format={{.State.Running}} {{.State.ExitCode}}',
      container.name,
    ],
    {
      failure: `nothing is known of the container ${container.name}`,
      timeoutSeconds: ENGINE_SECONDS,
    },
  );
  const [, running, status] = /^(true|false) (\d+)/.exec(stdout) ?? [];
  if (running === undefined || status === undefined) {
    throw new EngineError(`${session.engine.name} gives a container no state, but: ${stdout}`);
  }
  return running === 'true' ? { kind: 'running' } : { kind: 'exited', status: Number(status) };
}

/** The last lines that a container printed on each stream. */
export async function containerLogs(
  session: Session,
  { name }: Pick<Container, 'name'>,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const { stdout, stderr } = await demandClient(session, ['logs', `--tail=${LOG_LINES}`, name], {
    failure: `the container ${name} has no log`,
    timeoutSeconds: ENGINE_SECONDS,
  });
  return { stdout, stderr };
}

/** Ends and removes a container; one that is not there is no error. */
export async function removeContainer(
  session: Session,
  { name }: Pick<Container, 'name'>,
): Promise<void> {
  await removeContainers(session, [name]);
}

/** Ends and removes containers, by name or identifier, without giving them time: nothing of them is to be kept. */
export async function removeContainers(session: Session, names: readonly string[]): Promise<void> {
  const options = { timeoutSeconds: ENGINE_SECONDS };
  // Podman would ask politely first, and wait for ten seconds.
  if (session.engine.name === 'podman') await runClient(session, ['kill', ...names], options);
  await runClient(session, ['rm', '--force', '--volumes', ...names], options);
}

function commandWords(image: string, { entrypoint, words }: ContainerCommand): readonly string[] {
  const option = entrypoint === undefined ? [] : [`--entrypoint=${entrypoint}`];
  return [...option, image, ...(words ?? [])];
}

/** A program may end with the status by which a client says that it failed itself. */
function isClientError({ stderr }: ProgramResult): boolean {
  return /^(?:docker: |Error: |Error response from daemon: |unknown (?:shorthand )?flag: |invalid argument )/m.test(
    stderr,
  );
}

function outcomeOf({ status, timedOut, stdout, stderr }: ProgramResult): CommandOutcome {
  return { status: timedOut ? undefined : status, stdout, stderr };
}

function refuseBuildah(session: Session): void {
  if (session.engine.name !== 'buildah') return;
  throw new EngineError(
    'buildah runs no containers; to compare what images do, use docker or podman (--engine)',
    [],
    'unsupported',
  );
}
