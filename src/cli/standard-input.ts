import { stdin } from 'node:process';
import { decodeText, SIZE_LIMIT_BYTES, type ReadResult } from '../workspace/read.js';

/**
 * Reads standard input as UTF-8 text, a byte order mark and all line ends kept. What is over the limit is not read to its end.
 * @param shownPath what it is called in messages
 */
export async function readStandardInput(shownPath: string): Promise<ReadResult> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    length += bytes.length;
    if (length > SIZE_LIMIT_BYTES) break;
  }
  return decodeText(Buffer.concat(chunks), shownPath);
}
