import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createMatcher, parseDockerignore } from '../../src/context/dockerignore.js';

interface Case {
  readonly dockerignore: string;
  readonly path: string;
  readonly expected: boolean | 'err';
}

const corpus = process.env['DOCKOPT_CORPUS'] ?? join('..', 'shared', 'corpus');
const file = join(corpus, 'dockerignore-cases.json');
const available = existsSync(file);

const answer = (text: string, path: string): boolean | 'err' => {
  const { patterns, errors } = parseDockerignore(text);
  return errors.length > 0 ? 'err' : createMatcher(patterns).excludes(path);
};

describe('answers as moby/patternmatcher does', () => {
  if (!available) {
    if (process.env['DOCKOPT_REQUIRE_ALL'] === '1') {
      test('the corpus is there', () => {
        throw new Error(`${file} is missing; set DOCKOPT_CORPUS`);
      });
    } else test.skip(`skipped: ${file} is missing; set DOCKOPT_CORPUS`, () => undefined);
    return;
  }
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] };
  test('there are cases', () => {
    expect(cases.length).toBeGreaterThan(200);
  });
  test.each(cases)('$dockerignore | $path is $expected', ({ dockerignore, path, expected }) => {
    expect(answer(dockerignore, path)).toBe(expected);
  });
});

describe('rules that the shared cases do not reach', () => {
  // Each answer follows from the text of ignorefile.ReadAll, PatternMatcher.New and Pattern.compile.
  test.each([
    ['\uFEFFfoo', 'foo', true],
    [' # not a comment', '# not a comment', true],
    ['/foo', 'foo', true],
    ['./foo/', 'foo/bar', true],
    ['foo/../bar', 'bar', true],
    ['!', 'a', 'err'],
    ['!/', 'a', 'err'],
    ['a^b', 'a^b', true],
    ['a[[:digit:]]', 'a5', true],
    ['a[[:digit:]]', 'ad', false],
    ['\\d', '5', true],
    ['[b-a]', 'a', 'err'],
    // The star becomes `[^/]*` inside the bracket, which then holds `[`, `^` and `/`.
    ['a[*]', 'a[]', true],
    ['a[*]', 'a*', false],
    ['a?c', 'a/c', false],
    ['\u00a0foo\u2003', 'foo', true],
    [`a${'b'.repeat(64 * 1024)}`, 'a', 'err'],
    ['é'.repeat(32 * 1024), 'a', 'err'],
  ] as const)('%j | %s is %s', (text, path, expected) => {
    expect(answer(text, path)).toBe(expected);
  });
});

describe('what a build leaves out', () => {
  // The answers are those of builds of `COPY . /` by Docker 28.5.2 with BuildKit.
  test.each([
    ['**/node_modules\n!src\n', 'src/node_modules/x', true],
    ['**/node_modules\n!src\n', 'src/lib/y', false],
    ['a/b\n!a\n', 'a/b', true],
    ['a/b\n!a\n', 'a/c', false],
    ['*\n!src\n', 'src/lib/y', false],
    ['*\n!src\n', 'a/c', true],
    ['*\n!src/lib\n', 'src/lib/y', false],
  ])('%j | %s is %s', (text, path, expected) => {
    expect(createMatcher(parseDockerignore(text).patterns).leavesOut(path)).toBe(expected);
  });
});

test('a pattern keeps its place in the text', () => {
  const text = '\uFEFF# head\r\n  node_modules \r\n\r\n! /keep/\r\n[\n';
  const { patterns, errors } = parseDockerignore(text);
  expect(patterns.map(({ range }) => text.slice(range.start, range.end))).toEqual([
    'node_modules',
    '! /keep/',
  ]);
  expect(patterns.map(({ negated, cleaned }) => ({ negated, cleaned }))).toEqual([
    { negated: false, cleaned: 'node_modules' },
    { negated: true, cleaned: 'keep' },
  ]);
  expect(errors.map(({ offset }) => text[offset])).toEqual(['[']);
});

test('many paths are answered quickly', () => {
  const { patterns } = parseDockerignore(
    Array.from({ length: 60 }, (_, index) => `**/cache${index}/*.tmp`).join('\n'),
  );
  const matcher = createMatcher(patterns);
  const before = performance.now();
  let excluded = 0;
  let leftOut = 0;
  for (let index = 0; index < 20_000; index += 1) {
    const path = `a/b/c${index % 100}/cache${index % 200}/f${index}.tmp`;
    if (matcher.excludes(path)) excluded += 1;
    if (matcher.leavesOut(path)) leftOut += 1;
  }
  expect(excluded).toBe(6_000);
  expect(leftOut).toBe(6_000);
  expect(performance.now() - before).toBeLessThan(5_000);
});
