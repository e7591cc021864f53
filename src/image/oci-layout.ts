import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../error-code.js';
import { ArchiveError } from './archive-error.js';
import { digestOfPath, LARGEST_TEXT, type BlobStore, type LayerReading } from './blob-store.js';
import { readLayer } from './layer.js';
import { checkedText } from './saved-archive.js';

/** Large, because each chunk is a turn of the event loop. */
export const FILE_CHUNK_BYTES = 256 * 1024;

/**
 * An OCI layout in a folder.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export function openLayout(folder: string, reading: LayerReading): BlobStore {
  const { cache } = reading;
  return {
    async text(path) {
      const bytes = await sizeOf(join(folder, path));
      if (bytes === undefined || bytes > LARGEST_TEXT) return undefined;
      return checkedText(path, createReadStream(join(folder, path)));
    },
    async layer(path) {
      const known = cache.get(digestOfPath(path) ?? '');
      if (known !== undefined) return known;
      if (!existsSync(join(folder, path))) throw new ArchiveError('is missing');
      const stream = createReadStream(join(folder, path), { highWaterMark: FILE_CHUNK_BYTES });
      const layer = await readLayer(stream, reading);
      cache.set(layer.diffId, layer);
      cache.set(layer.blobDigest, layer);
      return layer;
    },
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
