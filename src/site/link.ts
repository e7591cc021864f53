import {
  EMPTY_INPUT,
  readPath,
  withFile,
  type InputFile,
  type OffFix,
  type PlaygroundInput,
} from './input.js';

/** What a link may unfold to, in bytes of UTF-8: 8 MiB. */
const LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * The input as the fragment of an address, without the `#`: JSON, deflated, in base64url. A browser sends no fragment to a
 * server.
 * @see https://www.rfc-editor.org/rfc/rfc4648#section-5
 */
export async function encodeLink(input: PlaygroundInput): Promise<string> {
  const { dockerfile, files, unsafe, base, off } = input;
  const json = JSON.stringify({ version: 1, dockerfile, files, unsafe, base, off });
  const packed = await throughStream(new Blob([json]), new CompressionStream('deflate-raw'));
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The input that a fragment stands for; undefined where it stands for none. */
export async function decodeLink(fragment: string): Promise<PlaygroundInput | undefined> {
  if (!/^[\w-]+$/.test(fragment)) return undefined;
  try {
    const binary = atob(fragment.replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const json = await throughStream(new Blob([packed]), new DecompressionStream('deflate-raw'));
    return readInput(
      JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json)),
    );
  } catch (error) {
    // What the browser's own readers throw for what is no link: bad base64, a broken stream, bad UTF-8 or JSON, too much.
    if (
      error instanceof DOMException ||
      error instanceof TypeError ||
      error instanceof SyntaxError ||
      error instanceof RangeError
    ) {
      return undefined;
    }
    throw error;
  }
}

/** @throws RangeError where more comes out than a link may hold */
async function throughStream(
  source: Blob,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const reader = source.stream().pipeThrough(transform).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length > LIMIT_BYTES) {
      await reader.cancel();
      throw new RangeError('the link unfolds to more than 8 MiB');
    }
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function readInput(value: unknown): PlaygroundInput | undefined {
  if (!isRecord(value) || value['version'] !== 1) return undefined;
  const { dockerfile, files, unsafe, base, off } = value;
  if (typeof dockerfile !== 'string' || typeof unsafe !== 'boolean') return undefined;
  if (base !== 'slim' && base !== 'alpine') return undefined;
  if (!Array.isArray(files) || !Array.isArray(off)) return undefined;
  const goodOff = off.map(readOffFix).filter((fix) => fix !== undefined);
  if (goodOff.length < off.length) return undefined;
  let input: PlaygroundInput = { ...EMPTY_INPUT, dockerfile, unsafe, base, off: goodOff };
  for (const each of files) {
    const file = readFile(each);
    const read = file === undefined ? undefined : readPath(file.path, input);
    if (file === undefined || read === undefined || !('path' in read)) return undefined;
    input = withFile(input, { ...file, path: read.path });
  }
  return input;
}

function readFile(value: unknown): InputFile | undefined {
  if (!isRecord(value) || typeof value['path'] !== 'string') return undefined;
  const { path, text, bytes } = value;
  if (typeof text === 'string') return { path, text };
  return typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0
    ? { path, bytes }
    : undefined;
}

function readOffFix(value: unknown): OffFix | undefined {
  if (!isRecord(value) || typeof value['id'] !== 'string') return undefined;
  const { id, file } = value;
  return file === 'dockerfile' || file === 'dockerignore' ? { id, file } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
