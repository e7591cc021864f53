import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { positionAt, type Position } from '../dockerfile/text.js';
import { explainError, workspaceProblem, type WorkspaceProblem } from './problem.js';

/** Files over this many bytes are refused: 8 MiB, far over any Dockerfile that a person wrote. */
export const SIZE_LIMIT_BYTES = 8 * 1024 * 1024;

/** The text of a file, a byte order mark and all line ends kept; or why there is none. */
export type ReadResult = { readonly text: string } | { readonly problem: WorkspaceProblem };

/**
 * Reads a file of UTF-8 text. Problems that a person can put right are values; a file over the limit is not read.
 * @param path where the file is
 * @param shownPath the path for messages
 */
export function readText(path: string, shownPath: string = path): ReadResult {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe waits for its other end.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(descriptor);
    if (status.isDirectory()) return refuse(shownPath, 'is a directory, name a file');
    if (!status.isFile()) return refuse(shownPath, 'is no regular file, name a text file');
    if (status.size > SIZE_LIMIT_BYTES) return tooLarge(shownPath);
    const bytes = readUpTo(descriptor, Math.max(status.size, 4096) + 1);
    return bytes === undefined ? tooLarge(shownPath) : decodeText(bytes, shownPath);
  } catch (error) {
    return refuse(shownPath, explainError(error));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** All bytes of an open file, which may have grown since its size was asked; undefined when they pass the limit. */
function readUpTo(descriptor: number, expected: number): Uint8Array | undefined {
  let buffer = new Uint8Array(expected);
  let filled = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, filled, buffer.length - filled, null);
    filled += count;
    if (filled > SIZE_LIMIT_BYTES) return undefined;
    if (count === 0) return buffer.subarray(0, filled);
    if (filled === buffer.length) {
      const larger = new Uint8Array(buffer.length * 2);
      larger.set(buffer);
      buffer = larger;
    }
  }
}

/** Bytes as UTF-8 text, a byte order mark kept; a NUL, bytes that are no UTF-8 and too many bytes are problems. */
export function decodeText(bytes: Uint8Array, shownPath: string): ReadResult {
  if (bytes.length > SIZE_LIMIT_BYTES) return tooLarge(shownPath);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse(shownPath, 'is UTF-16 text, save it as UTF-8');
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    const message = 'holds a NUL byte and so is no text, name a Dockerfile';
    return refuse(shownPath, message, positionOfByte(bytes, zero));
  }
  if (isUtf8(bytes)) return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
  const at = firstInvalidByte(bytes);
  const hexadecimal = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const message = `the byte 0x${hexadecimal} is no valid UTF-8, save the file as UTF-8`;
  return refuse(shownPath, message, positionOfByte(bytes, at));
}

function positionOfByte(bytes: Uint8Array, offset: number): Position {
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, offset));
  return positionAt(before, before.length);
}

/**
 * Where the first sequence starts that is no UTF-8; the length for valid bytes.
 * @see https://www.unicode.org/versions/latest/ table 3-7, well-formed UTF-8 byte sequences
 */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const length =
      lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 0) return at;
    for (let index = 1; index < length; index += 1) {
      const byte = bytes[at + index] ?? 0;
      const low = index > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
      const high = index > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
      if (byte < low || byte > high) return at;
    }
    at += length;
  }
  return at;
}

function tooLarge(path: string): ReadResult {
  return refuse(path, 'is over 8 MiB and was not read, name a Dockerfile');
}

function refuse(path: string, message: string, position?: Position): ReadResult {
  return { problem: workspaceProblem(path, message, position) };
}
