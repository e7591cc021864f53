import { expect, test } from '@jest/globals';
import { countBaseLayers } from '../../../src/comparison/verification/base-files.js';
import { layerLines } from '../../../src/comparison/verification/layer-lines.js';
import { parseDockerfile } from '../../../src/dockerfile/parse.js';
import { image, layer } from '../images.js';

const TEXT = `FROM a AS first
WORKDIR /app
RUN make \\
    all
FROM first
ENV A=1
COPY --chown=1 x $A
RUN ["make", "x"]
WORKDIR /srv
`;

function lines(own: number, ...createdBy: readonly string[]): readonly unknown[] | undefined {
  const parsed = parseDockerfile(TEXT);
  const stage = parsed.kind === 'parsed' ? parsed.dockerfile.stages.at(-1) : undefined;
  if (parsed.kind !== 'parsed' || stage === undefined) throw new Error('no stage');
  const layers = createdBy.map((text) => layer({ createdBy: text }));
  return layerLines(layers, own, parsed.dockerfile, stage);
}

const ALL = ['WORKDIR /app', 'RUN make     all', 'COPY x 1 # y', 'RUN make x', 'WORKDIR /srv'];

test('each layer has the line of its instruction', () => {
  expect(lines(1, 'RUN make x', ...ALL)).toEqual([undefined, 2, 3, 7, 8, 9]);
});

test('an instruction that changed nothing may have left no layer', () => {
  expect(lines(0, 'RUN make     all', 'RUN make x')).toEqual([3, 8]);
  expect(lines(0, 'WORKDIR /srv')).toEqual([9]);
  expect(lines(0)).toEqual([]);
});

test('layers that no instruction made are not told apart', () => {
  expect(lines(0, ...ALL, 'RUN other')).toBeUndefined();
  expect(lines(0, 'ADD x /y')).toBeUndefined();
});

test('the layers of a base are the first ones, or none that are known', () => {
  const built = image(['a', 'b', 'c'].map((diffId) => layer({ diffId })));
  expect(countBaseLayers(built, ['a', 'b'])).toBe(2);
  expect(countBaseLayers(built, [])).toBe(0);
  expect(countBaseLayers(built, ['a', 'x'])).toBeUndefined();
  expect(countBaseLayers(built, ['a', 'b', 'c', 'd'])).toBeUndefined();
});
