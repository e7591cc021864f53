import process from 'node:process';
import { findEngine, type EngineChoice } from './find-engine.js';
import { Interrupted, type EndingSignal } from './interrupted.js';
import { closeSession, openSession } from './open-session.js';
import type { Session } from './session.js';

/** What a command says about its session. */
export interface SessionChoice extends EngineChoice {
  readonly keep: boolean;
}

/** The signals on which a session ends in good order. */
const SIGNALS: readonly EndingSignal[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];

/**
 * Finds the engine, opens a session, uses it and closes it, whatever happens. On SIGINT, SIGTERM and SIGHUP every client
 * is ended and everything is removed before this rejects; further signals meanwhile change nothing, because what starts
 * programs often sends the same one again.
 * @throws EngineError where there is no engine; Interrupted after a signal; what `use` throws
 */
export async function withSession<Result>(
  choice: SessionChoice,
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const { signal } = controller;
  const interrupt = (name: NodeJS.Signals): void => {
    const ending = SIGNALS.find((one) => one === name);
    if (ending !== undefined && !signal.aborted) controller.abort(new Interrupted(ending));
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    const engine = await findEngine(choice, signal);
    const session = await openSession({ engine, signal, keep: choice.keep });
    const result = await closing(session, use);
    signal.throwIfAborted();
    return result;
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}

/** Uses a session and closes it. What `use` throws matters more than what closing does. */
async function closing<Result>(
  session: Session,
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  let result: Result;
  try {
    result = await use(session);
  } catch (error) {
    await closeSession(session).catch(() => undefined);
    // Whatever fails because its client was ended, the signal is the reason.
    session.signal.throwIfAborted();
    throw error;
  }
  await closeSession(session);
  return result;
}
