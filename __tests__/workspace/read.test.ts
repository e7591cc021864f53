import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { formatProblem } from '../../src/workspace/problem.js';
import { decodeText, readText, SIZE_LIMIT_BYTES } from '../../src/workspace/read.js';
import { scratch, withoutRoot } from './scratch.js';

function outcome(path: string): string {
  const read = readText(path, 'x');
  return 'problem' in read ? formatProblem(read.problem) : `text ${JSON.stringify(read.text)}`;
}

test('text is kept as it is: byte order mark, line ends, no last newline', () => {
  const folder = scratch({ x: '\uFEFFFROM a\r\nRUN é😀' });
  expect(outcome(join(folder, 'x'))).toBe(`text ${JSON.stringify('\uFEFFFROM a\r\nRUN é😀')}`);
});

test('an empty file is empty text', () => {
  expect(outcome(join(scratch({ x: '' }), 'x'))).toBe('text ""');
});

test('a file that says it is empty is read all the same', () => {
  expect(outcome('/proc/self/status')).toMatch(/^text "Name:/);
});

test('what is no file', () => {
  const folder = scratch();
  mkdirSync(join(folder, 'directory'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(outcome(join(folder, 'missing'))).toBe('x:1:1 does not exist, check the path');
  expect(outcome(join(folder, 'directory'))).toBe('x:1:1 is a directory, name a file');
  expect(outcome(join(folder, 'pipe'))).toBe('x:1:1 is no regular file, name a text file');
});

test('a file without the right to read it', () => {
  const folder = scratch({ x: 'FROM a' });
  chmodSync(join(folder, 'x'), 0o000);
  withoutRoot(folder, ['x'], () => {
    expect(outcome(join(folder, 'x'))).toBe(
      'x:1:1 permission is denied, change the rights of the file or its folder',
    );
  });
});

test('50 MB are refused without being read', () => {
  const path = join(scratch({ x: 'FROM a' }), 'x');
  truncateSync(path, 50_000_000);
  const before = process.memoryUsage().arrayBuffers;
  expect(outcome(path)).toBe('x:1:1 is over 8 MiB and was not read, name a Dockerfile');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
});

test('the limit is exact', () => {
  const path = join(scratch(), 'x');
  writeFileSync(path, 'a'.repeat(SIZE_LIMIT_BYTES));
  expect('text' in readText(path)).toBe(true);
  writeFileSync(path, 'a'.repeat(SIZE_LIMIT_BYTES + 1));
  expect('problem' in readText(path)).toBe(true);
});

describe('bytes that are no text', () => {
  const at = (...bytes: readonly number[]): string => {
    const read = decodeText(Uint8Array.from(bytes), 'x');
    return 'problem' in read ? formatProblem(read.problem) : read.text;
  };
  test('a NUL byte', () => {
    expect(at(0x61, 0x0a, 0x62, 0x00)).toMatch(/^x:2:2 holds a NUL byte and so is no text, /);
  });
  test('UTF-16', () => {
    expect(at(0xff, 0xfe, 0x61, 0x00)).toBe('x:1:1 is UTF-16 text, save it as UTF-8');
  });
  test('the column counts UTF-16 units', () => {
    // A character of two units, then a Latin-1 é.
    expect(at(0x0a, 0xf0, 0x9f, 0x98, 0x80, 0xe9, 0x0a)).toBe(
      'x:2:3 the byte 0xE9 is no valid UTF-8, save the file as UTF-8',
    );
  });
  test.each([
    ['a lone continuation', [0x80]],
    ['an overlong form', [0xc0, 0x80]],
    ['an overlong form of three', [0xe0, 0x80, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['over the last character', [0xf4, 0x90, 0x80, 0x80]],
    ['cut short', [0xe2, 0x82]],
  ])('%s', (_, bytes) => {
    expect(at(0x61, 0x62, ...bytes)).toMatch(/^x:1:3 the byte 0x/);
  });
  test('the place is where the decoder stops, for random bytes', () => {
    let seed = 7;
    const random = (limit: number): number => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * limit);
    };
    for (let round = 0; round < 3000; round += 1) {
      const alphabet = [
        0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff,
      ];
      const bytes = Uint8Array.from({ length: 6 }, () => alphabet[random(alphabet.length)] ?? 0);
      const read = decodeText(bytes, 'x');
      const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      const bad = lossy.indexOf('\uFFFD');
      if ('text' in read) expect(bad).toBe(-1);
      else expect(read.problem.position).toEqual({ line: 1, column: bad + 1 });
    }
  });
});
