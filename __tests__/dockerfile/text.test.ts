import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { positionAt, positionsIn } from '../../src/dockerfile/text.js';

test('line and column count what stands before an offset, at any offset and beyond the end', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u{1F600}') });
  fc.assert(
    fc.property(texts, fc.nat(40), (text, offset) => {
      const before = text.slice(0, offset).split('\n');
      const rest = offset - (text.slice(0, offset).lastIndexOf('\n') + 1);
      const expected = { line: before.length, column: rest + 1 };
      expect(positionsIn(text)(offset)).toEqual(expected);
      expect(positionAt(text, offset)).toEqual(expected);
    }),
  );
});
