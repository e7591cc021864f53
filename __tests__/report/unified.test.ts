import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffHunks, formatPatch, replaceAll, type PatchedFile } from '../../src/diff/unified.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockopt-patch-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function place(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function run(program: string, words: readonly string[], cwd: string, input: string): void {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${stdout}${stderr}`);
}

/** Applies one patch of several files with both programs, each in a fresh folder, and compares all bytes. */
function applies(files: readonly PatchedFile[]): void {
  const patch = files.map(formatPatch).join('');
  const programs: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['git', [['apply', '--check'], ['apply']]],
    ['patch', [['-p1', '--no-backup-if-mismatch']]],
  ];
  for (const [program, calls] of programs) {
    const root = mkdtempSync(join(folder, `${program}-`));
    for (const { path, isNew, before } of files) if (!isNew) place(root, path, before);
    for (const words of calls) run(program, words, root, patch);
    for (const { path, after } of files) {
      expect([program, readFileSync(join(root, path), 'utf8')]).toEqual([program, after]);
    }
  }
}

const many = (count: number): string =>
  Array.from({ length: count }, (_, index) => `RUN step ${index}\n`).join('');

describe('what a patch carries', () => {
  const contents: readonly (readonly [string, string, string])[] = [
    ['a changed line', 'FROM a\nRUN b\n', 'FROM a\nRUN c\n'],
    ['no last newline before', 'FROM a\nRUN b', 'FROM a\nRUN c\n'],
    ['no last newline after', 'FROM a\nRUN b\n', 'FROM a\nRUN c'],
    ['no last newline at all', 'FROM a\nRUN b', 'FROM a\nRUN c'],
    [
      'a change far from a missing last newline',
      `FROM a\n${many(20)}RUN z`,
      `FROM b\n${many(20)}RUN z`,
    ],
    ['CRLF', 'FROM a\r\nRUN b\r\n', 'FROM a\r\nRUN c\r\n'],
    ['CRLF without the last', 'FROM a\r\nRUN b', 'FROM a\r\nRUN c'],
    ['mixed line ends', 'FROM a\r\nRUN b\nRUN c\r\n', 'FROM a\r\nRUN d\nRUN c\r\n'],
    ['a byte order mark', '\uFEFFFROM a\nRUN b\n', '\uFEFFFROM c\nRUN b\n'],
    ['a line separator', 'FROM a\nRUN b\u2028c\nRUN d\n', 'FROM a\nRUN b\u2028c\nRUN e\n'],
    ['a form feed and a lone CR', 'FROM a\fb\nRUN c\rd\nRUN e\n', 'FROM a\fb\nRUN c\rd\nRUN f\n'],
    ['two hunks', `FROM a\n${many(30)}RUN z\n`, `FROM b\n${many(30)}RUN y\n`],
    ['lines like the headers of a patch', '--- a\n+++ b\nRUN c\n', '--- a\n+++ c\n--- d\nRUN c\n'],
    ['blank lines', '\n\n\nRUN a\n\n\n', '\n\nRUN b\n\n\n\n'],
    ['an empty file that gets text', '', 'node_modules\n.git\n'],
    ['a file that loses all text', 'RUN a\nRUN b\n', ''],
    ['astral characters', 'LABEL a=😀\nRUN b\n', 'LABEL a=😀\nRUN 𝒳\n'],
  ];
  test.each(contents)('%s', (_, before, after) => {
    applies([{ path: 'Dockerfile', isNew: false, before, after }]);
  });

  test('the same for texts without end', () => {
    const line = fc.constantFrom('a', 'b', '', '-- x', '++ y', '\\ No newline at end of file', ' ');
    const text = fc
      .tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([lines, end, last]) => lines.join(end) + (last && lines.length > 0 ? end : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        applies([{ path: 'Dockerfile', isNew: false, before, after }]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what files may be called', () => {
  const before = 'FROM a\nRUN b\n';
  const after = 'FROM a\nRUN c\n';
  test.each([
    'Dockerfile',
    'some folder/my Dockerfile',
    ' leading and trailing ',
    'größe/Dockerfile',
    '日本/Dockerfile.本',
    'tab\there/Dockerfile',
    'quote"d/Dockerfile',
    'back\\slash.dockerfile',
    'a/b/Dockerfile',
    '-dash/Dockerfile',
  ])('%j', (path) => {
    applies([{ path, isNew: false, before, after }]);
    applies([{ path, isNew: true, before: '', after }]);
  });

  test('several files, one of them new', () => {
    applies([
      { path: 'app/Dockerfile', isNew: false, before, after },
      { path: 'app/.dockerignore', isNew: true, before: '', after: 'node_modules' },
      { path: 'app/unchanged', isNew: false, before, after: before },
      { path: 'api two/Dockerfile', isNew: false, before: after, after: before },
    ]);
  });

  test('paths count from the working directory inside of a repository, too', () => {
    run('git', ['init', '-q'], folder, '');
    const files: readonly PatchedFile[] = [
      { path: 'Dockerfile', isNew: false, before, after },
      { path: 'sub/.dockerignore', isNew: true, before: '', after: '.git\n' },
    ];
    const here = join(folder, 'services', 'api');
    place(here, 'Dockerfile', before);
    place(folder, 'Dockerfile', before);
    const patch = files.map(formatPatch).join('');
    run('git', ['apply'], here, patch);
    expect(readFileSync(join(here, 'Dockerfile'), 'utf8')).toBe(after);
    expect(readFileSync(join(here, 'sub/.dockerignore'), 'utf8')).toBe('.git\n');
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(before);
  });
});

test('equal texts give no patch', () => {
  expect(formatPatch({ path: 'Dockerfile', isNew: false, before: 'a\n', after: 'a\n' })).toBe('');
  expect(diffHunks('', '')).toEqual([]);
});

describe('the hunk for texts whose shortest difference is not searched', () => {
  test.each([
    ['a\nb\n', 'c\n'],
    ['a', 'b\nc'],
    ['', 'a\n'],
    ['a\n', ''],
  ])('%j to %j', (before, after) => {
    const { oldStart, oldLines, newStart, newLines, lines } = replaceAll(before, after);
    const range = (start: number, count: number): string => `${start},${count}`;
    const patch = `--- a/Dockerfile\n+++ b/Dockerfile\n@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@\n${lines.join('\n')}\n`;
    place(folder, 'Dockerfile', before);
    run('git', ['apply'], folder, patch);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe(after);
  });
});
