import { EngineError } from './engine-error.js';
import { endClients, makeRunFolder, removeRunFolder, runsWithFolders } from './folders.js';
import { labelledRuns, removeLabelled } from './labelled.js';
import { KEPT_PREFIX } from './names.js';
import { createRunId, hasEnded, readOwner } from './owner.js';
import type { Engine, Session } from './session.js';

/** What a session is opened with. */
export interface SessionOptions {
  readonly engine: Engine;
  readonly signal: AbortSignal;
  /** Leave everything as it is in the end; no later run takes it for left behind. */
  readonly keep: boolean;
}

/**
 * Opens a session, and removes what runs have left behind that ended without closing theirs, as after SIGKILL: their
 * clients, containers, images and folders, as far as they ran on this machine and at this engine.
 * @throws Interrupted when `signal` is aborted
 */
export async function openSession({ engine, signal, keep }: SessionOptions): Promise<Session> {
  const id = `${keep ? KEPT_PREFIX : ''}${createRunId()}`;
  const session = { engine, id, folder: makeRunFolder(id), signal, keep };
  try {
    await removeLeftovers(session);
  } catch (error) {
    removeRunFolder(id);
    throw error;
  }
  return session;
}

/**
 * Removes everything that a session made, also after its signal is aborted; nothing where it keeps.
 * @throws EngineError that names what could not be removed
 */
export async function closeSession(session: Session): Promise<void> {
  if (session.keep) return;
  const left = await removeLabelled(unending(session), session.id);
  removeRunFolder(session.id);
  if (left.length === 0) return;
  throw new EngineError(
    `${session.engine.name} did not remove ${left.join(', ')}; the next run will try again`,
  );
}

async function removeLeftovers(session: Session): Promise<void> {
  const isLeft = (run: string): boolean => {
    const owner = readOwner(run);
    return owner !== undefined && hasEnded(owner);
  };
  const withFolders = runsWithFolders().filter(isLeft);
  for (const run of withFolders) endClients(run);
  const runs = new Set([...withFolders, ...(await labelledRuns(session)).filter(isLeft)]);
  for (const run of runs) {
    await removeLabelled(session, run);
    removeRunFolder(run);
  }
}

/** The session for clients that clean up, which must not end with it. */
function unending(session: Session): Session {
  return { ...session, signal: new AbortController().signal };
}
