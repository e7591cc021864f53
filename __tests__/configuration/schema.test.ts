import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { readConfiguration } from '../../src/configuration/read-configuration.js';
import { TRANSFORMS } from '../../src/core.js';
import { BASES, MERGES } from '../../src/transform/transform.js';
import { MODES } from '../../src/configuration/configuration.js';

const SCHEMA = new URL('../../schema/dockopt.config.schema.json', import.meta.url);
const schema: unknown = JSON.parse(readFileSync(SCHEMA, 'utf8'));
const ids = TRANSFORMS.map(({ id }) => id);

/** What a validator that is not ours says. */
const bySchema = new Ajv({ strict: true, strictRequired: false }).compile(schema as object);
const byReader = (data: unknown): boolean =>
  readConfiguration(data, { transforms: ids }).kind === 'read';

const junk = fc.oneof(
  fc.constantFrom('', 'x', 1, 0, null, true, [], {}, [1], ['x'], { mode: 'fix' }, 'fix', 'slim'),
  fc.string(),
);
/** Mostly what is right, so that whole configurations are, and now and then something else. */
const mostly = <Value>(right: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: junk });
const pattern = mostly(
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('Dockerfile', 'apps/*/Dockerfile', './a', '**/x') },
    fc.constantFrom('Dockerfile', 'apps/*/Dockerfile', '!x', './a', '../a', '..', '..a', '!', '#a'),
    fc.constantFrom(' a', 'a ', 'a\\b', 'a\\', '!!a', '!../a', '', '[z-a]', 'a\nb', '**/x', '/a/'),
    fc.string(),
  ),
);
const base = mostly(fc.constantFrom(...BASES));
const mode = mostly(fc.constantFrom(...MODES));
const packages = mostly(
  fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('curl', 'libstdc++6') },
      fc.constantFrom('a', 'x y', 'A1', '-x', '$(id)', 'tzdata\n'),
      fc.string(),
    ),
    { maxLength: 2 },
  ),
);
const partly = (model: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record(model, { requiredKeys: [] });
const transform = (options: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.oneof(mode, partly({ mode, ...options }));
const transforms = mostly(
  partly({
    'builder-stage': transform({}),
    'slim-base': transform({ base, packages }),
    'minimal-base': transform({}),
    'merge-runs': transform({ merge: mostly(fc.constantFrom(...MERGES)) }),
    'clean-caches': transform({}),
    dockerignore: transform({}),
  }),
);
const settings = {
  ...{ unsafe: mostly(fc.boolean()), transforms, base },
  ...{ context: mostly(fc.constant('a b')), target: mostly(fc.string({ minLength: 1 })) },
};
const configuration = mostly(
  partly({
    ...settings,
    $schema: mostly(fc.string({ minLength: 1 })),
    ignore: mostly(fc.array(pattern, { maxLength: 2 })),
    overrides: mostly(
      fc.array(
        mostly(
          partly({ ...settings, files: mostly(fc.array(pattern, { minLength: 1, maxLength: 2 })) }),
        ),
        { maxLength: 2 },
      ),
    ),
  }),
  // As JSON, which has no undefined.
).map((data): unknown => JSON.parse(JSON.stringify(data)));

describe('the schema and the reader', () => {
  test('take the same', () => {
    const counts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(configuration, (data) => {
        // An empty text is null, which the schema of a mapping need not know.
        fc.pre(data !== null);
        const taken = bySchema(data);
        counts[taken ? 'taken' : 'refused'] += 1;
        expect({ data, taken: byReader(data) }).toEqual({ data, taken });
      }),
      { numRuns: 3000 },
    );
    expect(counts.taken).toBeGreaterThan(100);
    expect(counts.refused).toBeGreaterThan(100);
  });

  test.each([
    [{}, true],
    [{ transforms: { 'slim-base': { packages: ['tzdata'] } } }, true],
    [{ transforms: { 'slim-base': { packages: ['$(id)'] } } }, false],
    [{ transforms: { 'slim-bas': 'off' } }, false],
    [{ transforms: { toString: 'off' } }, false],
    [JSON.parse('{"__proto__": {"unsafe": true}}'), false],
    [{ overrides: [{}] }, false],
    [{ overrides: [{ files: [] }] }, false],
    [{ overrides: [{ files: ['a'], ignore: ['b'] }] }, false],
    [{ extends: 'x' }, false],
    [{ files: ['a'] }, false],
    [{ transforms: { 'clean-caches': { base: 'slim' } } }, false],
    [[], false],
    ['off', false],
  ])('agree on %j', (data: unknown, taken) => {
    expect({ schema: bySchema(data), reader: byReader(data) }).toEqual({
      schema: taken,
      reader: taken,
    });
  });
});

/** All schemas within a schema that are no mere reference, with their places. */
function parts(node: unknown, place = ''): readonly (readonly [string, object])[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.entries(node).flatMap(([key, value]) => parts(value, `${place}/${key}`));
  return 'type' in node || 'enum' in node || 'anyOf' in node ? [[place, node], ...below] : below;
}

test('the schema describes everything that a person can write', () => {
  const silent = parts(schema)
    .filter(([place, node]) => !('description' in node) && !/\/(?:anyOf\/\d+|items)$/.test(place))
    .map(([place]) => place);
  expect(silent).toEqual([]);
});

test('the schema names the transforms that there are', () => {
  const found = parts(schema).find(([place]) => place === '/definitions/transforms')?.[1];
  const { properties } = found as { readonly properties: object };
  expect(Object.keys(properties)).toEqual(ids);
});
