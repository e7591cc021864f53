import { describe, expect, test } from '@jest/globals';
import { columnsOf, fitEnd, fitStart, padStart } from '../../src/report/columns.js';

test.each([
  ['', 0],
  ['/usr/bin', 8],
  ['−41.7 MB', 8],
  ['e\u0301', 1],
  ['日本', 4],
  ['👩‍💻', 2],
  ['한', 2],
])('%j', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

describe('a text that is too long', () => {
  test('keeps its beginning or its end', () => {
    expect(fitStart('RUN apt-get update', 8)).toBe('RUN apt…');
    expect(fitEnd('/usr/lib/node_modules', 8)).toBe('…modules');
  });

  test('is never cut within a character', () => {
    expect(fitStart('日本語', 4)).toBe('日… ');
    expect(fitEnd('日本語', 4)).toBe('…語 ');
    expect(fitStart('ae\u0301b', 2)).toBe('a…');
  });
});

test('a short text is filled up', () => {
  expect([fitStart('ab', 4), fitEnd('ab', 4), padStart('ab', 4)]).toEqual(['ab  ', 'ab  ', '  ab']);
});
