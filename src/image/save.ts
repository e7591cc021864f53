import type { Readable } from 'node:stream';
import { clientError, streamClient } from './client.js';
import { EngineError } from './engine-error.js';
import type { Session } from './session.js';

/** An image on its way out of an engine. */
export interface SavedImage {
  /** An archive as `docker save` writes it, to be read to its end or destroyed. */
  readonly stream: Readable;
  /** Settles when the client has ended; rejects with an EngineError where it failed, as when there is no such image. */
  readonly done: Promise<void>;
}

/**
 * Buildah writes an archive to a path alone, and can open that of its standard output only where it is a true pipe. The
 * status is buildah's.
 */
const THROUGH_PIPE =
  'exec 4>&1; status=$({ { "$@"; echo "$?" >&3; } | cat >&4; } 3>&1); exit "$status"';

/** Saves an image as a stream. Neither side keeps more of it in memory than what is on the way. */
export function saveImage(session: Session, reference: string): SavedImage {
  const { name } = session.engine;
  const { stdout, done } =
    name === 'buildah'
      ? streamClient(session, 'sh', ['-c', THROUGH_PIPE, 'sh', ...pushWords(reference)])
      : streamClient(session, name, saveWords(name, reference));
  const settled = done.then((result) => {
    if (result.status === 0) return;
    const error = clientError(session, `the image ${reference} can't be saved`, result);
    throw error.failure === 'base' || error.failure === 'image'
      ? new EngineError(`there is no image ${reference}`, error.details, 'image')
      : error;
  });
  // Whoever reads the stream may fail before asking.
  settled.catch(() => undefined);
  return { stream: stdout, done: settled };
}

function saveWords(name: 'docker' | 'podman', reference: string): readonly string[] {
  // Uncompressed, so that the layers need not be packed here and unpacked there.
  return name === 'docker'
    ? ['save', reference]
    : ['save', '--quiet', '--format=docker-archive', reference];
}

function pushWords(reference: string): readonly string[] {
  return ['buildah', 'push', '--quiet', reference, 'docker-archive:/dev/stdout'];
}
