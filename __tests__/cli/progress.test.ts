import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { showProgress } from '../../src/cli/progress.js';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

function terminal(columns: number) {
  const written: string[] = [];
  return { isTTY: true, columns, written, write: (text: string) => written.push(text) };
}

test('what takes a second is shown, in one line that is gone in the end', () => {
  const stream = terminal(24);
  const { tell, end } = showProgress(stream);
  tell('reading debian:12');
  jest.advanceTimersByTime(999);
  expect(stream.written).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(stream.written).toEqual(['\r\u001b[2K1 s  reading debian:12']);
  tell('building \u001b[31m, a long title of it');
  jest.advanceTimersByTime(2000);
  expect(stream.written.at(-1)).toBe('\r\u001b[2K3 s  building ␛[31m, a…');
  end();
  expect(stream.written.at(-1)).toBe('\r\u001b[2K');
  const count = stream.written.length;
  jest.advanceTimersByTime(5000);
  expect(stream.written).toHaveLength(count);
});

test('what is over before leaves no trace', () => {
  const stream = terminal(80);
  const { tell, end } = showProgress(stream);
  tell('comparing');
  end();
  jest.advanceTimersByTime(5000);
  expect(stream.written).toEqual([]);
});

test('a stream that is no terminal gets nothing', () => {
  const stream = { ...terminal(80), isTTY: false };
  showProgress(stream).tell('comparing');
  jest.advanceTimersByTime(5000);
  expect(stream.written).toEqual([]);
});
