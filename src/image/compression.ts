import { once } from 'node:events';
import { pipeline } from 'node:stream';
import * as zlib from 'node:zlib';
import { errorCode } from '../error-code.js';
import { ArchiveError } from './archive-error.js';
import type { ByteStream } from './tar.js';

export type Compression = 'none' | 'gzip' | 'zstd';

/** How many bytes tell the compression, and a tar archive. */
const START_BYTES = 512;
/** The level at which registries' clients compress. */
const GZIP_LEVEL = 6;
/** Large, because each chunk is a turn of the event loop. */
const CHUNK_BYTES = 256 * 1024;

/** What the first bytes of a stream say, and the whole stream with them. */
export interface OpenedStream {
  readonly start: Uint8Array;
  readonly compression: Compression;
  readonly bytes: ByteStream;
}

/** Looks at the first bytes of a stream. `start` has up to 512 of them, fewer only where the stream has no more. */
export async function openStream(source: ByteStream): Promise<OpenedStream> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < START_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  const start = Buffer.concat(chunks).subarray(0, START_BYTES);
  return { start, compression: compressionOf(start), bytes: joined(chunks, iterator) };
}

/**
 * The bytes that a compressed stream stands for.
 *
 * @throws {ArchiveError} (while it is read) where the stream is damaged, or this Node.js does not know the compression
 */
export function decompress(source: ByteStream, compression: Compression): ByteStream {
  switch (compression) {
    case 'none':
      return source;
    case 'gzip':
      return through(source, zlib.createGunzip({ chunkSize: CHUNK_BYTES }));
    case 'zstd':
      return through(source, zstdDecompressor());
  }
}

/** Counts what gzip makes of bytes; the work is done in Node's thread pool. */
export interface GzipCounter {
  /** Takes more bytes; resolves when it may be given the next. */
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** How many bytes gzip made of all of them. */
  readonly end: () => Promise<number>;
  /** Ends it early. */
  readonly stop: () => void;
}

export function gzipCounter(): GzipCounter {
  const gzip = zlib.createGzip({ level: GZIP_LEVEL, chunkSize: CHUNK_BYTES });
  let bytes = 0;
  gzip.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length;
  });
  return {
    write: async (chunk) => {
      if (!gzip.write(chunk)) await once(gzip, 'drain');
    },
    end: async () => {
      gzip.end();
      await once(gzip, 'end');
      return bytes;
    },
    stop: () => {
      gzip.destroy();
    },
  };
}

function compressionOf(start: Uint8Array): Compression {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  const zstd = [0x28, 0xb5, 0x2f, 0xfd];
  return zstd.every((byte, index) => start[index] === byte) ? 'zstd' : 'none';
}

async function* joined(
  chunks: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (;;) {
      const next = await rest.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

async function* through(source: ByteStream, transform: zlib.Gunzip): AsyncGenerator<Uint8Array> {
  // Errors of the source arrive by way of the transform, which the pipeline destroys with them.
  pipeline(source, transform, () => undefined);
  try {
    for await (const chunk of transform) yield bytesOf(chunk);
  } catch (error) {
    if (errorCode(error)?.startsWith('Z') !== true) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArchiveError(
      /unexpected end/i.test(reason) ? 'is cut short' : `is damaged (${reason})`,
      undefined,
      error,
    );
  }
}

function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError('a decompressor gives bytes');
}

function zstdDecompressor(): zlib.Gunzip {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (!isDecompressorFactory(create)) {
    throw new ArchiveError(
      `is compressed by zstd, which Node.js ${process.versions.node} can't read`,
      'run dockopt with Node.js 22.15 or later',
    );
  }
  return create({ chunkSize: CHUNK_BYTES });
}

/** In Node.js from 22.15 on; the type declarations are those of the oldest release that dockopt runs on. */
function isDecompressorFactory(
  value: unknown,
): value is (options: { readonly chunkSize: number }) => zlib.Gunzip {
  return typeof value === 'function';
}
