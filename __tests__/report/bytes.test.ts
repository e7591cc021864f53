import { describe, expect, test } from '@jest/globals';
import { formatBytes, formatChange, formatCount, formatPercent } from '../../src/report/bytes.js';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [115_774_701, '115.8 MB'],
  [1_106_276_691, '1.11 GB'],
  [2_500_000_000_000_000, '2500.00 TB'],
])('%d bytes', (bytes, shown) => {
  expect(formatBytes(bytes)).toBe(shown);
});

describe('a change', () => {
  test('has a sign', () => {
    expect([-41_745_678, 0, 3100].map(formatChange)).toEqual(['−41.7 MB', '±0 B', '+3.1 kB']);
  });

  test('is a part of what was there', () => {
    expect(formatPercent(-36, 100)).toBe('−36.0 %');
    expect(formatPercent(0, 100)).toBe('±0 %');
    expect(formatPercent(0, 0)).toBe('±0 %');
    expect(formatPercent(5, 0)).toBe('new');
    expect(formatPercent(250, 100)).toBe('+250.0 %');
    expect(formatPercent(-1, 1_000_000)).toBe('−<0.1 %');
  });
});

test('a count has its thousands apart', () => {
  expect([7, 1000, 115_774_701].map(formatCount)).toEqual(['7', '1,000', '115,774,701']);
});
