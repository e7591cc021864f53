import type { ImageContents } from '../../comparison/image-contents.js';
import { buildImage } from '../build.js';
import { runClient } from '../client.js';
import { readEngineImage } from '../read-engine-image.js';
import type { LayerCache } from '../read-image.js';
import type { BuildSettings, Session } from '../session.js';
import type { MeasuredBase } from './measure-base.js';

/** The two texts that a build reads. */
export interface Texts {
  readonly dockerfile: string;
  /** Of the ignore file; empty for none. */
  readonly dockerignore: string;
}

/** Where and how images are built for a verification. */
export interface Workshop {
  readonly session: Session;
  /** What messages call the Dockerfile. */
  readonly path: string;
  /** Folder of the build context. */
  readonly context: string;
  readonly settings: BuildSettings;
  /** Layers that were read already. */
  readonly layers: LayerCache;
  /** Bases that were measured already, by the text that was built. */
  readonly bases: Map<string, MeasuredBase>;
  /** Told what goes on: `building app/Dockerfile as it is: [2/5] RUN make`. */
  readonly tell: (text: string) => void;
}

/** An image that was built and read. */
export interface ReadBuild {
  readonly reference: string;
  readonly image: ImageContents;
  /** How long the build took. */
  readonly seconds: number;
}

/**
 * Builds an image without any cache and reads it.
 * @param state what is built: `as it is`, `as rewritten`
 * @throws EngineError where it does not build or can't be read
 */
export async function buildAndRead(
  { session, path, context, settings, layers, tell }: Workshop,
  state: string,
  texts: Texts,
): Promise<ReadBuild> {
  const title = `${path} ${state}`;
  tell(`building ${title}`);
  const { reference, seconds } = await buildImage(
    session,
    { title, ...texts, context, settings, noCache: true },
    {
      onStep: (step) => {
        tell(`building ${title}: ${step}`);
      },
    },
  );
  tell(`reading ${title}`);
  const { platform } = settings;
  const image = await readEngineImage(session, reference, {
    name: title,
    platform,
    layers,
    measuresGzip: false,
  });
  return { reference, image, seconds };
}

const REMOVE_SECONDS = 120;

/** Removes an image that is not needed any more, because many builds would fill a disk; the session's end is not awaited. */
export async function discardImage(session: Session, reference: string): Promise<void> {
  if (session.keep || session.signal.aborted) return;
  await runClient(session, ['rmi', '--force', reference], { timeoutSeconds: REMOVE_SECONDS });
}
