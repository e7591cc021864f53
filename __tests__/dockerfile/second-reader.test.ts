import { describe, expect, test } from '@jest/globals';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { findDisagreement } from '../../src/dockerfile/second-reader.js';
import { knownDefects } from '../support/known-defects.js';

function disagreement(text: string): string | undefined {
  const result = parseDockerfile(text);
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  return findDisagreement(result.dockerfile);
}

describe('findDisagreement', () => {
  test.each(
    knownDefects.filter(({ isRejected, isHarmless }) => isRejected !== true && isHarmless !== true),
  )('disputes $name', ({ text }) => {
    expect(disagreement(text)).toMatch(/two readers/);
  });

  test.each(knownDefects.filter(({ isHarmless }) => isHarmless === true))(
    'does not dispute what no edit reaches: $name',
    ({ text }) => {
      expect(disagreement(text)).toBeUndefined();
    },
  );

  test.each([
    ['a plain file', 'FROM a\nRUN b \\\n  # c\n\n  && d\nCMD ["e"]\n'],
    ['CRLF', 'FROM a\r\nRUN b \\\r\n  c\r\n'],
    ['a byte order mark', '\ufeffFROM a\nRUN b\n'],
    ['heredocs', 'FROM a\nRUN <<EOF\nx\nEOF\nCOPY <<A <<B /x/\na\nA\nb\nB\nADD <<C /y\nc\nC\n'],
    ['an ONBUILD heredoc', 'FROM a\nONBUILD RUN <<EOF\nx\nEOF\nRUN b\n'],
    ['the escape directive', '# escape=`\nFROM a\nRUN b `\n c\n'],
    ['a file that ends in a continuation', 'FROM a\nRUN b \\'],
    ['comments after a last continuation', 'FROM a\nRUN b \\\n\n# c\n'],
  ])('agrees on %s', (_, text) => {
    expect(disagreement(text)).toBeUndefined();
  });

  test('disputes a directive that only some releases of BuildKit see', () => {
    expect(disagreement('#\u00a0escape=`\nFROM a\n')).toMatch(/some releases of BuildKit/);
    expect(disagreement('FROM a\n#\u00a0escape=`\nRUN b\n')).toBeUndefined();
  });
});
