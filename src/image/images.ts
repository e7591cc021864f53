import { clientError, runClient } from './client.js';
import { EngineError } from './engine-error.js';
import type { ProgramResult } from './run-program.js';
import type { Session } from './session.js';
import { explainTrouble } from './trouble.js';

/** How long an engine may take to tell something about an image. */
const INSPECT_SECONDS = 60;
const PULL_SECONDS = 3600;

/** Whether the engine has an image. */
export async function imageExists(session: Session, reference: string): Promise<boolean> {
  return (await inspect(session, reference, '.Id', '.FromImageID')).status === 0;
}

/**
 * Pulls an image that the engine does not have.
 * @throws EngineError where it can't be had
 */
export async function ensureImage(session: Session, reference: string): Promise<void> {
  const failure = `the image ${reference} is not here and can't be pulled; check its name, the network, and whether its registry asks for a login`;
  // It would be taken for an option.
  if (reference.startsWith('-')) throw new EngineError(failure, [], 'image');
  if (await imageExists(session, reference)) return;
  const { status, lastLines } = await runClient(session, ['pull', reference], {
    timeoutSeconds: PULL_SECONDS,
  });
  if (status === 0) return;
  const trouble = explainTrouble(lastLines);
  if (trouble === undefined || trouble.failure === 'base') {
    throw new EngineError(failure, lastLines, 'image');
  }
  const message = `the image ${reference} can't be pulled: ${trouble.sentence}`;
  throw new EngineError(message, lastLines, trouble.failure);
}

/**
 * The identifier of an image, by which it is known whatever becomes of its names.
 * @throws EngineError where there is no such image
 */
export async function imageId(session: Session, reference: string): Promise<string> {
  return (await demandInspect(session, reference, '.Id', '.FromImageID')).trim();
}

/**
 * Bytes of an image, which is the engine's own figure.
 * @returns undefined where it tells none to the byte, as buildah
 * @throws EngineError where there is no such image
 */
export async function imageSize(session: Session, reference: string): Promise<number | undefined> {
  if (session.engine.name === 'buildah') return undefined;
  const size = (await demandInspect(session, reference, '.Size', '')).trim();
  if (!/^\d+$/.test(size)) {
    throw new EngineError(`${session.engine.name} gives ${reference} no size, but: ${size}`);
  }
  return Number(size);
}

/** Asks for one member of what the engine knows about an image, by its name there; buildah has names of its own. */
function inspect(
  session: Session,
  reference: string,
  member: string,
  buildahMember: string,
): Promise<ProgramResult> {
  const name = session.engine.name === 'buildah' ? buildahMember : member;
  const words = ['inspect', '--type=image', `--format={{${name}}}`, reference];
  return runClient(session, words, { timeoutSeconds: INSPECT_SECONDS });
}

async function demandInspect(
  session: Session,
  reference: string,
  member: string,
  buildahMember: string,
): Promise<string> {
  const result = await inspect(session, reference, member, buildahMember);
  if (result.status === 0) return result.stdout;
  const error = clientError(session, `nothing is known of the image ${reference}`, result);
  throw error.failure === 'base' || error.failure === 'other'
    ? new EngineError(`there is no image ${reference}`, error.details, 'image')
    : error;
}
