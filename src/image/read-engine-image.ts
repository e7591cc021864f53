import type { ImageContents } from '../comparison/image-contents.js';
import { imageSize } from './images.js';
import { readImage, type LayerCache } from './read-image.js';
import { saveImage } from './save.js';
import type { Session } from './session.js';

/** How an image of an engine is read. */
export interface ReadEngineImageOptions {
  /** What reports call it. */
  readonly name: string;
  readonly platform: string | undefined;
  /** Layers that other images brought; those of this image are added. */
  readonly layers: LayerCache;
  /** As `readImage` takes it. */
  readonly measuresGzip?: boolean;
}

/**
 * Reads an image that the engine has, with the engine's own figure of its size.
 * @throws EngineError where there is no such image or it can't be saved or read; Interrupted when the session is ended
 */
export async function readEngineImage(
  session: Session,
  reference: string,
  options: ReadEngineImageOptions,
): Promise<ImageContents> {
  const engineBytes = await imageSize(session, reference);
  const { stream, done } = saveImage(session, reference);
  try {
    const contents = await readImage(stream, { ...options, engineBytes });
    await done;
    return contents;
  } catch (error) {
    // Where the client failed, the stream is cut short for that reason.
    if (stream.readableEnded) await done;
    stream.destroy();
    await done.catch(() => undefined);
    throw error;
  }
}
