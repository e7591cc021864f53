import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cook } from '../../src/dockerfile/cooked.js';
import { parseShell } from '../../src/dockerfile/shell.js';

function read(text: string): ReturnType<typeof parseShell> {
  return parseShell(cook(text, [{ start: 0, end: text.length }]));
}

test('a word that the shell parser places beyond the end of a broken script does not throw', () => {
  const script = read('a ${X\f` \\\\\\');
  expect(script.error).toBeDefined();
  expect(script.commands[0]?.range).toEqual({ start: 0, end: 11 });
});

test('every word of every script is mapped into the script', () => {
  const piece = fc.constantFrom(
    ...[
      '>',
      '<',
      'a',
      ' ',
      '&&',
      '|',
      ';',
      '"',
      "'",
      '$(',
      ')',
      '{',
      '}',
      'if',
      'for',
      'in',
      'do',
      'done',
      '(',
    ],
    ...[
      'case',
      'esac',
      'x=',
      '2>&1',
      '`',
      '\\',
      '#',
      '!',
      '[[',
      ']]',
      '<<<',
      '<(',
      '&',
      '${X',
      '\f',
      '<<EOF',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const text = pieces.join(' ');
      for (const { range } of read(text).commands) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 2000 },
  );
});
