import { createHash } from 'node:crypto';
import { ArchiveError } from './archive-error.js';
import { digestOfPath, LARGEST_TEXT, type BlobStore, type LayerReading } from './blob-store.js';
import { openStream } from './compression.js';
import { readLayer, type ReadLayer } from './layer.js';
import { looksLikeTar, readTar, type ByteStream, type TarHeader } from './tar.js';

/**
 * Reads the archive that `docker save` or `podman save` writes, or an OCI layout in an archive, in one pass. The manifest may
 * come last, so that whatever looks like a layer is read as it passes; what is kept of it is the list of its files.
 *
 * @param source the archive, not compressed
 * @throws {ArchiveError} where it is no archive, damaged or cut short
 */
export async function readSavedArchive(
  source: ByteStream,
  reading: LayerReading,
): Promise<BlobStore> {
  const { cache } = reading;
  const texts = new Map<string, string>();
  const layers = new Map<string, ReadLayer | ArchiveError>();
  const links = new Map<string, string>();
  await readTar(source, true, async (header, content) => {
    const path = normalized(header.name);
    if (header.type === 'symlink' || header.type === 'link') {
      links.set(path, linkedPath(path, header));
    } else if (header.type === 'file') {
      await readFile(path, header.size, content);
    }
  });

  async function readFile(path: string, size: number, content: ByteStream): Promise<void> {
    const digest = digestOfPath(path);
    const known = digest === undefined ? undefined : cache.get(digest);
    if (known !== undefined) {
      layers.set(path, known);
      return;
    }
    const { start, compression, bytes } = await openStream(content);
    if (compression !== 'none' || looksLikeTar(start)) {
      layers.set(path, await layerOrError(bytes));
    } else if (size <= LARGEST_TEXT) {
      texts.set(path, await checkedText(path, bytes));
    }
  }

  async function layerOrError(bytes: ByteStream): Promise<ReadLayer | ArchiveError> {
    try {
      const layer = await readLayer(bytes, reading);
      cache.set(layer.diffId, layer);
      cache.set(layer.blobDigest, layer);
      return layer;
    } catch (error) {
      // Of no importance unless the image's manifest names it.
      if (error instanceof ArchiveError) return error;
      throw error;
    }
  }

  function resolve(path: string): string {
    const seen = new Set<string>();
    let target = normalized(path);
    for (;;) {
      const next = links.get(target);
      if (next === undefined || seen.has(target)) return target;
      seen.add(target);
      target = next;
    }
  }

  return {
    text: (path) => Promise.resolve(texts.get(resolve(path))),
    layer: (path) => {
      const target = resolve(path);
      const layer = layers.get(target);
      if (layer === undefined) {
        return Promise.reject(new ArchiveError(texts.has(target) ? 'is no layer' : 'is missing'));
      }
      return layer instanceof ArchiveError ? Promise.reject(layer) : Promise.resolve(layer);
    },
  };
}

/** The text of a file; one that is named by a digest must have it. */
export async function checkedText(path: string, bytes: ByteStream): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  const named = digestOfPath(path);
  if (named !== undefined) {
    const digest = `sha256:${createHash('sha256').update(whole).digest('hex')}`;
    if (digest !== named) throw new ArchiveError(`is damaged (${path} has the digest ${digest})`);
  }
  return whole.toString('utf8');
}

function normalized(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** Older versions of Docker and Podman name a layer that images share by links: `ID/layer.tar -> ../OTHER/layer.tar`. */
function linkedPath(path: string, header: TarHeader): string {
  const named = header.linkname ?? '';
  if (header.type === 'link') return normalized(named);
  const parts = path.split('/').slice(0, -1);
  for (const part of named.split('/')) {
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return normalized(parts.join('/'));
}
