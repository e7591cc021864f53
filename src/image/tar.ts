import { createTarDecoder, type ParsedTarEntry, type TarHeader } from 'modern-tar';
import { ArchiveError } from './archive-error.js';

export type { TarHeader } from 'modern-tar';

/** Bytes as they come. */
export type ByteStream = AsyncIterable<Uint8Array>;

const BLOCK = 512;
const CHECKSUM_START = 148;
const CHECKSUM_END = 156;
const SPACE = 0x20;

/**
 * Reads a tar archive once, from its start to its end, and shows its entries one after the other; an entry's content that is
 * not read is passed over. `strict` also takes an archive for damaged whose headers have wrong checksums or whose end is
 * missing, which layers may have and engines accept.
 *
 * @throws {ArchiveError} where it is no tar archive, or cut short; errors of the source and of `visit` pass through
 */
export async function readTar(
  source: ByteStream,
  strict: boolean,
  visit: (header: TarHeader, content: ByteStream) => Promise<void>,
): Promise<void> {
  const decoder = createTarDecoder({ strict });
  const passed = new Set<unknown>();
  const [fed, visited] = await Promise.allSettled([
    feed(source, decoder.writable, passed),
    visitAll(decoder.readable, visit, passed),
  ]);
  // Each ends the other when it fails; what was passed is the cause, the rest its echo.
  const failures = [visited, fed].flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  const cause = failures.find((failure) => passed.has(failure)) ?? failures[0];
  if (cause === undefined) return;
  throw cause instanceof Error && passed.has(cause) ? cause : damaged(cause);
}

/** Whether bytes begin as a tar archive does: with a header whose checksum is right, or with an empty block. */
export function looksLikeTar(start: Uint8Array): boolean {
  if (start.length < BLOCK) return false;
  const block = start.subarray(0, BLOCK);
  if (block.every((byte) => byte === 0)) return true;
  const sum = block.reduce(
    (total, byte, index) =>
      total + (index >= CHECKSUM_START && index < CHECKSUM_END ? SPACE : byte),
    0,
  );
  const stored = new TextDecoder('latin1').decode(block.subarray(CHECKSUM_START, CHECKSUM_END));
  return sum === Number.parseInt(stored.trim(), 8);
}

async function feed(
  source: ByteStream,
  target: WritableStream<Uint8Array>,
  passed: Set<unknown>,
): Promise<void> {
  const writer = target.getWriter();
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch((error: unknown) => {
        passed.add(error);
        throw error;
      });
      if (next.done === true) break;
      await writer.write(next.value);
    }
    await writer.close();
  } catch (error) {
    await Promise.allSettled([writer.abort(error), iterator.return?.()]);
    throw error;
  }
}

async function visitAll(
  entries: ReadableStream<ParsedTarEntry>,
  visit: (header: TarHeader, content: ByteStream) => Promise<void>,
  passed: Set<unknown>,
): Promise<void> {
  for await (const { header, body } of entries) {
    const failures = new Set<unknown>();
    const reader = body.getReader();
    await visit(header, contentOf(reader, failures)).catch((error: unknown) => {
      if (!failures.has(error)) passed.add(error);
      throw error;
    });
    // The decoder reads on meanwhile: were the rest cancelled, it would cancel the next entry in its place.
    while (!(await reader.read()).done);
  }
}

async function* contentOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  failures: Set<unknown>,
): ByteStream {
  for (;;) {
    const next = await reader.read().catch((error: unknown) => {
      failures.add(error);
      throw error;
    });
    if (next.done) return;
    yield next.value;
  }
}

function damaged(error: unknown): ArchiveError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ArchiveError(
    /truncated/i.test(reason) ? 'is cut short' : `is damaged (${reason.replace(/\.$/, '')})`,
    undefined,
    error,
  );
}
