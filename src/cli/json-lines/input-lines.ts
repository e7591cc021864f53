import { isUtf8 } from 'node:buffer';

/** A line over this many bytes is passed over without being kept: 32 MiB. */
export const LINE_LIMIT_BYTES = 32 * 1024 * 1024;

/** One line of a stream: its text without the line end, or why it has none. */
export type InputLine =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'not-utf8' };

/**
 * The lines of a stream of bytes, each as soon as its end is there. No more of the stream than the line at hand is kept. The last
 * line may lack its line end; a byte order mark at the start of the stream is none of its text.
 */
export async function* inputLines(
  stream: AsyncIterable<string | Uint8Array>,
): AsyncGenerator<InputLine> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let isFirst = true;
  const finish = (): InputLine => {
    const line = lineOf(parts, length, isFirst);
    parts = [];
    length = 0;
    isFirst = false;
    return line;
  };
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    for (let start = 0; ;) {
      const end = bytes.indexOf(0x0a, start);
      const part = bytes.subarray(start, end === -1 ? bytes.length : end);
      length += part.length;
      if (length > LINE_LIMIT_BYTES) parts = [];
      else if (part.length > 0) parts.push(part);
      if (end === -1) break;
      yield finish();
      start = end + 1;
    }
  }
  if (length > 0) yield finish();
}

function lineOf(parts: readonly Uint8Array[], length: number, isFirst: boolean): InputLine {
  if (length > LINE_LIMIT_BYTES) return { kind: 'too-long' };
  const bytes = Buffer.concat(parts);
  if (!isUtf8(bytes)) return { kind: 'not-utf8' };
  return { kind: 'text', text: new TextDecoder('utf-8', { ignoreBOM: !isFirst }).decode(bytes) };
}
