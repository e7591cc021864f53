import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { markerHolds } from '../../src/context/python-marker.js';

interface Answers {
  readonly by: string;
  readonly releases: readonly string[];
  readonly markers: Readonly<Record<string, readonly (boolean | null)[]>>;
}

/** By the library that pip itself uses; null where the answer depends on the patch release. */
const answers = JSON.parse(
  readFileSync(new URL('./answers/markers.json', import.meta.url), 'utf8'),
) as Answers;

test('markers hold where the reference implementation says so', () => {
  const cases = Object.entries(answers.markers).flatMap(([marker, expected]) =>
    answers.releases.map((release, index) => ({ marker, release, expected: expected[index] })),
  );
  expect(cases.length).toBeGreaterThan(900);
  const wrong = cases.filter(({ marker, release, expected }) => {
    const own = markerHolds(marker, { release });
    // An unknown answer is never wrong where parts of it depend on the patch release.
    return own !== (expected ?? undefined) && !(own === undefined && /full_version/.test(marker));
  });
  expect(wrong).toEqual([]);
});

test.each([
  ['extra == "dev"'],
  ['python_version < "3.9" and'],
  ['nothing at all'],
  ['sys_platform'],
  ['(sys_platform == "linux"'],
  [''],
])('%s is not known', (marker) => {
  expect(markerHolds(marker, { release: '3.12' })).toBeUndefined();
});

test('without a release only what holds for all is known', () => {
  expect(markerHolds('python_version < "3.9"', { release: undefined })).toBeUndefined();
  expect(
    markerHolds('sys_platform == "win32" and python_version < "3.9"', { release: undefined }),
  ).toBe(false);
});
