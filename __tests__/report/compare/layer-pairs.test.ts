import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Layer } from '../../../src/comparison/image-contents.js';
import { pairLayers } from '../../../src/report/comparison/layer-pairs.js';

/** A layer from `digest instruction`. */
function layer(words: string): Layer {
  const [, diffId = '', createdBy = ''] = /^(\S*) ?(.*)$/.exec(words) ?? [];
  return {
    diffId,
    createdBy,
    bytes: 0,
    compressedBytes: 0,
    entries: new Map(),
    deleted: new Set(),
    opaque: new Set(),
  };
}

function draw(before: readonly string[], after: readonly string[]): readonly string[] {
  return pairLayers(before.map(layer), after.map(layer)).map(
    ({ before: left, after: right, isShared }) =>
      `${left?.diffId ?? ''} ${isShared ? '=' : '|'} ${right?.diffId ?? ''}`,
  );
}

describe('layers beside each other', () => {
  test('same layers face each other', () => {
    expect(draw(['a', 'b', 'c', 'd'], ['a', 'd'])).toEqual(['a = a', 'b | ', 'c | ', 'd = d']);
  });

  test('so do layers of the same instruction, whichever builder wrote it', () => {
    expect(
      draw(
        ['a', 'b RUN /bin/sh -c x # buildkit', 'c COPY . /app', 'd RUN y'],
        ['z', 'e RUN x && y', 'f COPY . /app # buildkit', 'g RUN z'],
      ),
    ).toEqual(['a | z', 'b | e', 'c | f', 'd | g']);
    expect(draw(['a RUN 1', 'b RUN 2', 'c COPY . /'], ['d RUN 1 && 2', 'e COPY . /'])).toEqual([
      'a | d',
      'b | ',
      'c | e',
    ]);
  });

  test('a same layer goes before a same instruction', () => {
    expect(draw(['a RUN x', 'b RUN x'], ['b RUN x'])).toEqual(['a | ', 'b = b']);
  });

  test('layers without an instruction are not the same for that', () => {
    expect(draw(['a', 'b RUN x'], ['b RUN x', 'c'])).toEqual(['a | ', 'b = b', ' | c']);
  });

  test('every layer is there once, in its order', () => {
    const names = fc.array(fc.constantFrom('a 1', 'b 1', 'c 2', 'd 2', 'e', 'f'), { maxLength: 8 });
    fc.assert(
      fc.property(names, names, (before, after) => {
        const layers = [before.map(layer), after.map(layer)] as const;
        const pairs = pairLayers(...layers);
        expect(pairs.flatMap((pair) => pair.before ?? [])).toEqual(layers[0]);
        expect(pairs.flatMap((pair) => pair.after ?? [])).toEqual(layers[1]);
      }),
    );
  });
});
