import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cook, sliceCooked, sourceOffset, sourceRange } from '../../src/dockerfile/cooked.js';

const SOURCE = 'RUN ab \\\n# c\n  cd\n';
const cooked = cook(SOURCE, [
  { start: 0, end: 7 },
  { start: 9, end: 9 },
  { start: 13, end: 17 },
]);

describe('cooked text', () => {
  test('joins pieces and knows where each character stands', () => {
    expect(cooked.text).toBe('RUN ab   cd');
    expect(sourceOffset(cooked, 6)).toBe(6);
    expect(sourceOffset(cooked, 7)).toBe(13);
    expect(sourceRange(cooked, 4, 11)).toEqual({ start: 4, end: 17 });
  });

  test('a slice maps as the whole does', () => {
    fc.assert(
      fc.property(fc.nat(11), fc.nat(11), (first, second) => {
        const [start, end] = [Math.min(first, second), Math.max(first, second)];
        const slice = sliceCooked(cooked, start, end);
        expect(slice.text).toBe(cooked.text.slice(start, end));
        for (let offset = 0; offset < end - start; offset += 1) {
          expect(sourceOffset(slice, offset)).toBe(sourceOffset(cooked, start + offset));
        }
      }),
    );
  });

  test('has no character outside of itself', () => {
    expect(() => sourceOffset(cooked, 11)).toThrow(RangeError);
    expect(() => sourceOffset(cooked, -1)).toThrow(RangeError);
    expect(() => sourceRange(cooked, 4, 4)).toThrow(RangeError);
    expect(() => sourceOffset(cook('', []), 0)).toThrow(RangeError);
  });
});
