import { describe, expect, test } from '@jest/globals';
import type { Dockerfile } from '../../src/dockerfile/model.js';
import { parseDockerfile } from '../../src/dockerfile/parse.js';

function parsed(text: string): Dockerfile {
  const result = parseDockerfile(text);
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  return result.dockerfile;
}

function slice(text: string, range: { readonly start: number; readonly end: number }): string {
  return text.slice(range.start, range.end);
}

describe('parseDockerfile', () => {
  test('reads stages, their bases and what belongs to them', () => {
    const text = [
      'ARG TAG=12',
      'ARG OTHER',
      'FROM --platform=$BUILDPLATFORM "debian:${TAG}" AS Base',
      'RUN a',
      'FROM base AS two',
      'FROM scratch',
      'COPY --from=two /a /b',
      'FROM $OTHER',
      "FROM 'img:$TAG'",
      'FROM img:\\$TAG',
      '',
    ].join('\n');
    const { stages, globalArguments } = parsed(text);
    expect(globalArguments).toHaveLength(2);
    expect(stages.map(({ name, platform, base }) => ({ name, platform, kind: base.kind }))).toEqual(
      [
        { name: 'base', platform: '$BUILDPLATFORM', kind: 'image' },
        { name: 'two', platform: undefined, kind: 'stage' },
        { name: undefined, platform: undefined, kind: 'scratch' },
        { name: undefined, platform: undefined, kind: 'unresolved' },
        { name: undefined, platform: undefined, kind: 'unresolved' },
        { name: undefined, platform: undefined, kind: 'unresolved' },
      ],
    );
    expect(stages.map(({ instructions }) => instructions.map(({ keyword }) => keyword))).toEqual([
      ['RUN'],
      [],
      ['COPY'],
      [],
      [],
      [],
    ]);
    expect(stages[0]?.base).toMatchObject({
      hasVariables: true,
      reference: { registry: undefined, repository: 'debian', tag: '12', digest: undefined },
    });
    expect(stages[1]?.base).toMatchObject({ index: 0 });
    expect(stages[0] && slice(text, stages[0].base.range)).toBe('"debian:${TAG}"');
  });

  test('a stage named like an earlier one hides it', () => {
    const { stages } = parsed('FROM a AS x\nFROM b AS x\nFROM X\n');
    expect(stages[2]?.base).toMatchObject({ kind: 'stage', index: 1 });
  });

  test('a name means a stage above it alone', () => {
    const { stages } = parsed('FROM x\nFROM a AS x\n');
    expect(stages[0]?.base).toMatchObject({ kind: 'image', reference: { repository: 'x' } });
  });

  test('reads the escape directive for base images, too', () => {
    const { stages } = parsed('# escape=`\nFROM reg\\img\n');
    expect(stages[0]?.base).toMatchObject({ reference: { repository: 'reg\\img' } });
  });

  test('keeps comments where they stand', () => {
    const text = '# syntax=x\n# top\n\n# one\n  # two\nRUN a \\\n# in\n\n  && b\n# last\n'.replace(
      'RUN',
      'FROM a\n# above\nRUN',
    );
    const { comments, instructions, directives } = parsed(text);
    expect(directives).toEqual([{ name: 'syntax', value: 'x' }]);
    expect(comments.map(({ text: comment }) => comment)).toEqual([
      'top',
      'one',
      'two',
      'above',
      'last',
    ]);
    expect(instructions[0]?.commentsAbove.map(({ range }) => slice(text, range))).toEqual([
      '# one',
      '# two',
    ]);
    expect(instructions[1]?.commentsAbove.map((comment) => comment.text)).toEqual(['above']);
    expect(instructions[1]?.commentsInside.map((comment) => comment.text)).toEqual(['in']);
  });

  test('cuts flags, words and heredocs out by their ranges', () => {
    const text =
      "FROM a\r\nCOPY --chown='u:g' --from=é \\\r\n# c\r\n  <<-EOF  sr\\\r\nc <<'B' /d/ \r\n\tx\r\n\tEOF\r\ny\r\nB\r\n";
    const [, copy] = parsed(text).instructions;
    if (copy === undefined) throw new Error('no COPY');
    expect(copy.flags.map((flag) => [flag.name, slice(text, flag.range)])).toEqual([
      ['chown', "--chown='u:g'"],
      ['from', '--from=é'],
    ]);
    expect(copy.words.map((word) => [word.text, slice(text, word.range)])).toEqual([
      ['<<-EOF', '<<-EOF'],
      ['src', 'sr\\\r\nc'],
      ["<<'B'", "<<'B'"],
      ['/d/', '/d/'],
    ]);
    expect(copy.heredocs).toMatchObject([
      { name: 'EOF', chomp: true, expand: true },
      { name: 'B', chomp: false, expand: false },
    ]);
    expect(copy.heredocs.map(({ body }) => slice(text, body))).toEqual(['\tx\r\n', 'y\r\n']);
    expect(slice(text, copy.headRange).endsWith('/d/ ')).toBe(true);
    expect([copy.firstLine, copy.lastLine]).toEqual([2, 9]);
  });

  test('tells the exec form from the shell form', () => {
    const { instructions } = parsed(
      'FROM a\nRUN ["a", "b\\u0041"]\nRUN ["a"] && b\nHEALTHCHECK CMD ["c"]\nENV a ["b"]\n',
    );
    expect(instructions.map(({ execForm }) => execForm)).toEqual([
      undefined,
      ['a', 'bA'],
      undefined,
      ['c'],
      undefined,
    ]);
  });

  test('a flag behind a no-break space is no flag', () => {
    const { instructions } = parsed('FROM a\nRUN \u00a0--network=none b\n');
    expect(instructions[1]).toMatchObject({ flags: [], arguments: { text: '--network=none b' } });
  });

  test.each([
    ['FROM a\nRUN b\n', '\n'],
    ['FROM a\r\nRUN b\r\nRUN c\n', '\r\n'],
    ['FROM a', '\n'],
  ])('takes the line ending that %j uses most', (text, lineEnding) => {
    expect(parsed(text).lineEnding).toBe(lineEnding);
  });

  test('reads a file of 10,000 stages and one of 100,000 continuations without quadratic work', () => {
    const started = performance.now();
    parsed(Array.from({ length: 10_000 }, (_, index) => `FROM a AS s${index}\nRUN b\n`).join(''));
    parsed(`FROM a\nENV ${'a=b \\\n# c\n'.repeat(50_000)}c=d\nRUN ${'e \\\n'.repeat(100_000)}f\n`);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
