import { setTimeout as sleep } from 'node:timers/promises';
import {
  containerState,
  execInContainer,
  removeContainer,
  startContainer,
  type CommandOutcome,
  type Container,
  type ContainerState,
} from '../containers.js';
import type { RunSettings, Session } from '../session.js';

/** A program that runs this long after its start is taken to keep running. */
const ALIVE_SECONDS = 3;
const PAUSE_MILLISECONDS = 500;

/** Starts an image as it is, uses the container and removes it. */
export async function withContainer<Result>(
  session: Session,
  reference: string,
  settings: RunSettings,
  use: (container: Container) => Promise<Result>,
): Promise<Result> {
  const container = await startContainer(session, reference, settings);
  try {
    return await use(container);
  } finally {
    if (!session.keep && !session.signal.aborted) await removeContainer(session, container);
  }
}

/**
 * Asks until there is an answer or the time is over, at least once.
 * @returns undefined where there was none
 */
export async function poll<Answer>(
  session: Session,
  seconds: number,
  ask: (secondsLeft: number) => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask(Math.max((end - Date.now()) / 1000, 1));
    if (answer !== undefined) return answer;
    if (Date.now() >= end) return undefined;
    await sleep(PAUSE_MILLISECONDS, undefined, { signal: session.signal });
  }
}

/** The state of a container once it has ended, or has run for a few seconds. */
export async function settledState(
  session: Session,
  container: Container,
): Promise<ContainerState> {
  const ended = await poll(session, ALIVE_SECONDS, () => endOf(session, container));
  return ended ?? containerState(session, container);
}

/** How a container has ended; undefined while it runs. */
export async function endOf(
  session: Session,
  container: Container,
): Promise<Extract<ContainerState, { kind: 'exited' }> | undefined> {
  const state = await containerState(session, container);
  return state.kind === 'exited' ? state : undefined;
}

/**
 * Runs words in a container again and again until they succeed, the container ends or the time is over.
 * @returns the last outcome; undefined where the container had ended before
 */
export async function execUntilSuccess(
  session: Session,
  container: Container,
  words: readonly string[],
  seconds: number,
): Promise<CommandOutcome | undefined> {
  let last: CommandOutcome | undefined;
  await poll(session, seconds, async (secondsLeft) => {
    if ((await endOf(session, container)) !== undefined) return true;
    last = await execInContainer(session, container, words, secondsLeft);
    return last.status === 0 ? true : undefined;
  });
  return last;
}
