import { describe, expect, test } from '@jest/globals';
import { expandVariables, splitAssignmentWords, unquote } from '../../src/dockerfile/variables.js';

describe('splitAssignmentWords', () => {
  test.each([
    ['a=b c=d', ['a=b', 'c=d']],
    ['a="b c" d', ['a="b c"', 'd']],
    ["a='b \\' c", ["a='b \\'", 'c']],
    ['a=b\\ c', ['a=b\\ c']],
    ['a=b\\', ['a=b']],
    ['""', ['""']],
    ['a\u00a0b', ['a', 'b']],
    ['', []],
  ])('%j', (text, words) => {
    expect(splitAssignmentWords(text, '\\')).toEqual(words);
  });
});

describe('unquote', () => {
  test.each([
    ['"a b"', 'a b'],
    ["'a\\b'", 'a\\b'],
    ['"a\\"b\\c"', 'a"b\\c'],
    ['a\\ b', 'a b'],
  ])('%s is %s', (raw, value) => {
    expect(unquote(raw, '\\')).toBe(value);
  });
});

describe('expandVariables', () => {
  const values = new Map([
    ['A', '1'],
    ['EMPTY', ''],
  ]);
  test.each([
    ['x$A', 'x1'],
    ['${A}x', '1x'],
    ['${B:-2}', '2'],
    ['${EMPTY:-2}', '2'],
    ['${EMPTY-2}', ''],
    ['${A:+3}', '3'],
    ['${B:+3}', ''],
    ['$B', undefined],
    ['${A#1}', undefined],
    ['${B:-$A}', undefined],
    ['$', undefined],
  ])('%s is %s', (text, expanded) => {
    expect(expandVariables(text, values)).toBe(expanded);
  });
});
