import { describe, expect, test } from '@jest/globals';
import { parseDuration, splitCommaFields } from '../../src/dockerfile/flag-values.js';
import { parseDockerfile } from '../../src/dockerfile/parse.js';

function problem(instruction: string): string | undefined {
  const result = parseDockerfile(`FROM a\n${instruction}\n`);
  return result.kind === 'rejected' ? result.problem.message : undefined;
}

describe('parseDockerfile rejects', () => {
  test.each([
    ['NOPE x', 'NOPE is no Dockerfile instruction'],
    ['\\', 'an instruction is missing'],
    ['FROM a b', 'FROM takes an image, or an image, AS and a name'],
    ['FROM a AS 1b', '1b is no valid stage name'],
    ['ENV', 'ENV needs a name and a value'],
    ['ENV a', 'ENV needs a name and a value'],
    ['ENV a=b c', 'c of ENV has no ='],
    ['LABEL =x', 'a name of LABEL is empty'],
    ['ARG', 'ARG needs a name'],
    ['ARG =x', 'an ARG name is empty'],
    ['COPY a', 'COPY needs a source and a destination'],
    ['ADD ["a"]', 'ADD needs a source and a destination'],
    ['COPY a <<EOF\nEOF', 'the destination of COPY cannot be a heredoc'],
    ['COPY ["a", "<<EOF"]', 'the destination of COPY cannot be a heredoc'],
    ['COPY --nope=a a b', 'COPY has no flag --nope'],
    ['COPY --from=a --from=b a b', '--from is given twice'],
    ['COPY --from a b', '--from needs a value'],
    ['COPY --link=yes a b', '--link takes true or false'],
    ['RUN [1]', 'the JSON form of RUN takes strings alone'],
    ['RUN --network=bridge a', '--network takes default, none or host'],
    ['RUN --security=none a', '--security takes insecure or sandbox'],
    ['RUN --mount=from=$a b', 'from= of --mount takes no variable'],
    ['RUN --mount=a\\"b c', '--mount=a"b is no list of key=value fields'],
    ['RUN --mount= c', '--mount= is no list of key=value fields'],
    ['RUN --device=a,b c', 'b is no field of --device'],
    ['RUN --device=name=a,name=b c', '--device names two devices'],
    ['RUN --device=a,required=maybe c', 'required= of --device takes true or false'],
    ['VOLUME []', 'VOLUME needs a path'],
    ['VOLUME [" "]', 'a VOLUME path is empty'],
    ['SHELL sh', 'SHELL takes a JSON array of strings'],
    ['SHELL []', 'SHELL takes a JSON array of strings'],
    ['EXPOSE', 'EXPOSE needs a port'],
    ['USER', 'USER needs an argument'],
    ['HEALTHCHECK', 'HEALTHCHECK needs CMD or NONE'],
    ['HEALTHCHECK ALL', 'HEALTHCHECK takes CMD or NONE, not ALL'],
    ['HEALTHCHECK CMD', 'HEALTHCHECK CMD needs a command'],
    ['HEALTHCHECK NONE x', 'HEALTHCHECK NONE takes no arguments'],
    ['HEALTHCHECK --interval=5 CMD a', '--interval takes a duration such as 30s'],
    ['HEALTHCHECK --timeout=999us CMD a', '--timeout is shorter than 1ms'],
    ['HEALTHCHECK --retries=-1 CMD a', '--retries takes a whole number from 0'],
    ['HEALTHCHECK CMD [1]', 'the JSON form of HEALTHCHECK takes strings alone'],
    ['ONBUILD', 'ONBUILD needs an instruction'],
    ['ONBUILD FROM a', 'FROM cannot follow ONBUILD'],
    ['ONBUILD ONBUILD RUN a', 'ONBUILD cannot follow ONBUILD'],
    ['ONBUILD ENV a', 'ENV needs a name and a value'],
    ['RUN cat <<EOF', 'the heredoc EOF has no end'],
    [`RUN ${'${A:-'.repeat(600)} <<EOF\nEOF`, 'a heredoc delimiter cannot be read'],
    [`RUN ${'a'.repeat(65536)}`, 'the line is longer than 65535 bytes'],
  ])('%s', (instruction, message) => {
    expect(problem(instruction)).toBe(message);
  });

  test.each([
    ['', 'the file has no instructions'],
    ['# c\n', 'the file has no instructions'],
    ['ARG a\n', 'the file has no FROM'],
    ['RUN a\nFROM b\n', 'RUN stands before the first FROM'],
    ['# escape=`\n# escape=`\nFROM a\n', 'only one escape parser directive can be used'],
    ['# escape=x\nFROM a\n', 'the escape directive takes \\ or `, not x'],
  ])('%j', (text, message) => {
    expect(parseDockerfile(text)).toMatchObject({ kind: 'rejected', problem: { message } });
  });

  test('with the offset of the instruction', () => {
    expect(parseDockerfile('FROM a\n  NOPE\n')).toMatchObject({ problem: { offset: 9 } });
  });
});

describe('parseDockerfile accepts', () => {
  test.each([
    'RUN',
    'RUN []',
    'RUN ["a", 1e999]',
    'RUN --mount=type=cache,target=/a --mount=from=b$,target=/c d',
    'RUN --mount=type=secret,\\"id=a,b\\" c',
    'RUN --device=a,required b',
    'ARG --flag a',
    'STOPSIGNAL --flag 9',
    'HEALTHCHECK --nope NONE []',
    'HEALTHCHECK --interval=1m30s --timeout=0 --start-period= --retries=+3 CMD a',
    'COPY --parents --exclude=a --exclude=b c d',
    'ADD --link --unpack=FALSE a b',
    'ENV a b c',
    'ONBUILD RUN --nope a',
    'FROM a a\u017f b',
    'WOR\u212aDIR a',
  ])('%s', (instruction) => {
    expect(problem(instruction)).toBeUndefined();
  });
});

describe('parseDuration', () => {
  test.each([
    ['0', 0],
    ['1h2m3.5s', 3_723_500_000_000],
    ['-1.5ms', -1_500_000],
    ['.5us', 500],
    ['3µs', 3000],
    ['1', undefined],
    ['', undefined],
    ['-', undefined],
    ['.s', undefined],
    ['1.2.3s', undefined],
    ['1 s', undefined],
    ['9999999h', undefined],
  ])('%j is %p nanoseconds', (text, nanoseconds) => {
    expect(parseDuration(text)).toBe(nanoseconds);
  });
});

describe('splitCommaFields', () => {
  test.each([
    ['a,b', ['a', 'b']],
    ['a,', ['a', '']],
    [',', ['', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a""b"', ['a"b']],
    ['', undefined],
    ['a"b', undefined],
    ['"a', undefined],
    ['"a"b', undefined],
  ])('%j has the fields %j', (line, fields) => {
    expect(splitCommaFields(line)).toEqual(fields);
  });
});
