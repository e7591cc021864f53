import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { wheelKind, type WheelPlatform } from '../../src/context/python-wheel.js';

interface Answers {
  readonly platforms: readonly WheelPlatform[];
  readonly wheels: Readonly<Record<string, readonly boolean[]>>;
}

/** By the library that pip itself uses: whether a wheel of this name is taken. */
const answers = JSON.parse(
  readFileSync(new URL('./answers/wheels.json', import.meta.url), 'utf8'),
) as Answers;

test('a wheel fits where the reference implementation takes it', () => {
  const cases = Object.entries(answers.wheels).flatMap(([file, expected]) =>
    answers.platforms.map((platform, index) => ({ file, platform, expected: expected[index] })),
  );
  expect(cases.length).toBeGreaterThan(3000);
  const wrong = cases.filter(
    ({ file, platform, expected }) => (wheelKind([file], platform) !== 'source') !== expected,
  );
  expect(wrong).toEqual([]);
});

const NEW: WheelPlatform = { release: '3.12', glibc: '2.36' };

test.each<[string, readonly string[], WheelPlatform, string]>([
  ['a wheel for all', ['six-1.16.0-py2.py3-none-any.whl', 'six-1.16.0.tar.gz'], NEW, 'pure'],
  [
    'one for the release',
    ['a-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'],
    NEW,
    'binary',
  ],
  [
    'compiled before pure',
    ['a-1-py3-none-any.whl', 'a-1-cp37-abi3-manylinux2014_x86_64.whl'],
    NEW,
    'binary',
  ],
  [
    'one for another release',
    ['a-1-cp311-cp311-manylinux2014_x86_64.whl', 'a-1.tar.gz'],
    NEW,
    'source',
  ],
  ['an archive alone', ['a-1.tar.gz'], NEW, 'source'],
  ['nothing', [], NEW, 'unknown'],
  [
    'a release that is not known',
    ['a-1-cp312-cp312-manylinux2014_x86_64.whl'],
    { release: undefined, glibc: '2.36' },
    'unknown',
  ],
  [
    'a C library that is not known',
    ['a-1-py3-none-manylinux_2_28_x86_64.whl'],
    { release: '3.12', glibc: undefined },
    'unknown',
  ],
  ['a build number', ['a-1-2-py3-none-any.whl'], NEW, 'pure'],
])('%s', (_, files, platform, kind) => {
  expect(wheelKind(files, platform)).toBe(kind);
});
