import { describe, expect, test } from '@jest/globals';
import { readDirective } from '../../src/dockerfile/directives.js';
import {
  keywordName,
  parseHeredocWord,
  readLines,
  readStringArray,
} from '../../src/dockerfile/lines.js';
import type { DockerfileLines } from '../../src/dockerfile/lines.js';

function lines(text: string): DockerfileLines {
  const result = readLines(text);
  if ('message' in result) throw new Error(result.message);
  return result;
}

function cooked(text: string): readonly string[] {
  return lines(text).instructions.map((instruction) => instruction.cooked.text);
}

describe('readLines', () => {
  test.each([
    ['joins continued lines as they are', 'RUN a\\\n  b \\ \t\n c\n', ['RUN a  b  c']],
    [
      'skips comments and blank lines inside',
      'RUN a \\\n# c\n\n \u00a0\n  # d \\\nb\n',
      ['RUN a b'],
    ],
    ['two escapes at the end continue nothing', 'RUN a \\\\\nRUN b\n', ['RUN a \\\\', 'RUN b']],
    [
      'three escapes at the end continue nothing',
      'RUN a \\\\\\\nRUN b\n',
      ['RUN a \\\\\\', 'RUN b'],
    ],
    [
      'an escape and a no-break space continue nothing',
      'RUN a \\\u00a0\nRUN b\n',
      ['RUN a \\\u00a0', 'RUN b'],
    ],
    ['a line of an escape alone begins an instruction', '\\\nRUN a\n', ['RUN a']],
    [
      'a comment inside does not continue, whatever its end',
      'RUN a \\\n# c\nb\nRUN d\n',
      ['RUN a b', 'RUN d'],
    ],
    ['cuts leading space of the first line alone', '\u00a0 RUN a\\\n  b\n', ['RUN a  b']],
    ['lines end at a line feed alone', 'RUN a\rRUN b\r\r\nRUN c', ['RUN a\rRUN b', 'RUN c']],
    ['a file may end in a continuation', 'RUN a \\', ['RUN a ']],
    ['the backtick', '# escape=`\nRUN a `\n b \\\nRUN c\n', ['RUN a  b \\', 'RUN c']],
    ['skips one byte order mark', '\ufeff# escape=`\nRUN a `\n b\n', ['RUN a  b']],
  ])('%s', (_, text, expected) => {
    expect(cooked(text)).toEqual(expected);
  });

  test('a directive after another line is a comment', () => {
    for (const first of ['', '# c', '# foo=bar', 'ARG x']) {
      expect(lines(`${first}\n# escape=\`\nFROM a\n`).escape).toBe('\\');
    }
    expect(lines('# syntax=x\n# escape=`\nFROM a\n').escape).toBe('`');
  });

  test('counts the blank lines after a last continuation', () => {
    expect(lines('RUN a \\\n\n\n').instructions[0]).toMatchObject({ firstLine: 1, lastLine: 3 });
  });

  test('a byte order mark counts for the length of the first line', () => {
    const text = `RUN ${'a'.repeat(65_530)}`;
    expect(readLines(text)).toHaveProperty('instructions');
    expect(readLines(`\ufeff${text}`)).toHaveProperty('message');
  });

  test('deeply nested expansions are refused and do not overflow the stack', () => {
    expect(readLines(`RUN ${'${A:-'.repeat(100_000)} <<EOF\nEOF\n`)).toHaveProperty('message');
  });

  test('a garbled flag that ends inside of a character keeps its range on characters', () => {
    const [instruction] = lines('COPY --from=† --link a b\n').instructions;
    expect(instruction?.flags.map(({ cooked: flag }) => flag.text)).toEqual(['--from=†', '--link']);
    expect(instruction?.arguments.text).toBe('a b');
  });
});

describe('readDirective', () => {
  test.each([
    ['# escape=`', { name: 'escape', value: '`' }],
    ['#\tSyntax = a b  ', { name: 'syntax', value: 'a b' }],
    ['# check=skip=all\rx', { name: 'check', value: 'skip=all\rx' }],
    ['# escape=`\u2028', { name: 'escape', value: '`\u2028' }],
    ['# escape=', undefined],
    ['# foo=bar', undefined],
    ['# escape\u00a0=`', undefined],
    ['// syntax=x', undefined],
    ['# \u017fyntax=x', undefined],
  ])('%j', (line, directive) => {
    expect(readDirective(line)).toEqual(directive);
  });
});

describe('keywordName', () => {
  test.each([
    ['run', 'RUN'],
    ['wor\u212adir', 'WORKDIR'],
    ['\u017fhell', '\u017fHELL'],
    ['VOL\u0131ME', 'VOL\u0131ME'],
    ['HEALTHCHECK', 'HEALTHCHECK'],
  ])('%s is %s', (keyword, name) => {
    expect(keywordName(keyword)).toBe(name);
  });
});

describe('parseHeredocWord', () => {
  test.each([
    ['<<EOF', { name: 'EOF', fileDescriptor: 0, expand: true, chomp: false }],
    ['<< EOF', { name: 'EOF', fileDescriptor: 0, expand: true, chomp: false }],
    ['3<<-"E F"', { name: 'E F', fileDescriptor: 3, expand: false, chomp: true }],
    ["<<E'O'F", { name: 'EOF', fileDescriptor: 0, expand: false, chomp: false }],
    ['<<E\\OF', { name: 'EOF', fileDescriptor: 0, expand: true, chomp: false }],
    ['<<\ufeffEOF', { name: 'EOF', fileDescriptor: 0, expand: true, chomp: false }],
    ['<<EOF>/x', { name: 'EOF>/x', fileDescriptor: 0, expand: true, chomp: false }],
    ['<<', undefined],
    ['<<""', undefined],
    ['<<<EOF', undefined],
    ['a<<EOF', undefined],
    ['<<A B', undefined],
    ["<<'A", 'malformed'],
    ['<<${A', 'malformed'],
  ])('%s', (word, heredoc) => {
    expect(parseHeredocWord(word)).toEqual(heredoc);
  });
});

describe('readStringArray', () => {
  test.each([
    ['["a", "b"]', ['a', 'b']],
    ['\u00a0["\\u0041"]', ['A']],
    ['[]', []],
    ['["a"] b', undefined],
    ["['a']", undefined],
    ['["a", 1]', undefined],
    ['a', undefined],
  ])('%j', (text, strings) => {
    expect(readStringArray(text)).toEqual(strings);
  });
});
