import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sideBySide, type SideBySideRow } from '../../src/diff/side-by-side.js';

function draw(rows: readonly SideBySideRow[]): readonly string[] {
  return rows.map((row) => {
    if (row.kind === 'gap') return `… ${row.lines}`;
    const [left, right] = [row.before, row.after].map((line) =>
      line === undefined ? '' : `${line.number} ${line.text}`,
    );
    return `${left ?? ''} ${row.kind === 'same' ? '=' : '|'} ${right ?? ''}`;
  });
}

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join('');

describe('two texts beside each other', () => {
  test('pair changed lines, and number both sides', () => {
    expect(
      draw(sideBySide('FROM a\nRUN b\nRUN c\nCMD d\n', 'FROM a-slim\nRUN b && c\nCMD d\n')),
    ).toEqual([
      '1 FROM a | 1 FROM a-slim',
      '2 RUN b | 2 RUN b && c',
      '3 RUN c | ',
      '4 CMD d = 3 CMD d',
    ]);
  });

  test('leave out equal lines, and say how many', () => {
    const before = `${lines(1, 10)}x\n${lines(11, 20)}`;
    const after = `${lines(1, 10)}y\n${lines(11, 20)}`;
    expect(draw(sideBySide(before, after))).toEqual([
      '… 7',
      ...['8 8 = 8 8', '9 9 = 9 9', '10 10 = 10 10', '11 x | 11 y'],
      ...['12 11 = 12 11', '13 12 = 13 12', '14 13 = 14 13', '… 7'],
    ]);
  });

  test('are nothing where they are equal', () => {
    expect(sideBySide('a\n', 'a\n')).toEqual([]);
  });

  test('begin at line 1 where one of them is empty', () => {
    expect(draw(sideBySide('', 'a\nb'))).toEqual([' | 1 a', ' | 2 b']);
    expect(draw(sideBySide('a\nb', ''))).toEqual(['1 a | ', '2 b | ']);
  });

  test('have every line once, with its number and its text', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '', '-- x', '++ y'), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before.join() !== after.join());
        const rows = sideBySide(
          before.map((line) => `${line}\n`).join(''),
          after.map((line) => `${line}\n`).join(''),
        );
        for (const [side, given] of [
          ['before', before],
          ['after', after],
        ] as const) {
          let next = 0;
          for (const row of rows) {
            if (row.kind === 'gap') {
              next += row.lines;
              continue;
            }
            const line = row[side];
            if (line === undefined) continue;
            expect(line).toEqual({ number: next + 1, text: given[next] });
            next += 1;
          }
          expect(next).toBe(given.length);
        }
      }),
    );
  });
});
