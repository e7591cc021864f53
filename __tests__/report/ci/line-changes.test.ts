import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineChanges } from '../../../src/diff/line-changes.js';
import { applyEdits } from '../../../src/transform/text-edit.js';

const line = fc.constantFrom('a', 'b', 'FROM c', '', 'd\r');
const text = fc
  .tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n'))), line)
  .map(([lines, last]) => lines.flat().join('') + last);

test('changes give the new text, in lines that the old text has', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = lineChanges(before, after);
      const edits = changes.map((change) => ({ ...change, file: 'dockerfile' as const }));
      expect(applyEdits(before, edits)).toBe(after);
      for (const { range } of changes) {
        for (const offset of [range.start, range.end]) {
          expect(before.slice(offset - 1, offset + 1)).not.toBe('\r\n');
        }
        // What takes everything away ends behind the last line.
        const isWhole = range.start === 0 && range.end === before.length;
        if (
          !isWhole &&
          before.endsWith('\n') &&
          before.endsWith('\r\n') === after.endsWith('\r\n') &&
          after.endsWith('\n')
        ) {
          expect(range.end).toBeLessThan(before.length);
        }
      }
    }),
    { numRuns: 2000 },
  );
});
