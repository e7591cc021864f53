import { expect, test } from '@jest/globals';
import { SUITES, archiveUsable, isSuite, suiteOfVersion } from '../../src/knowledge/suites.js';

test.each([
  ['buster', '2020-01-01', false],
  ['bullseye', '2026-11-23', false],
  ['bullseye', '2026-06-02', false],
  ['bullseye', '2026-06-01', true],
  ['bookworm', '2026-11-23', true],
  ['bookworm', '2028-04-02', false],
  ['trixie', '2026-11-23', true],
  ['sid', '2099-01-01', true],
  ['focal', '2026-11-23', true],
  ['questing', '2026-01-01', true],
  ['questing', '2026-11-23', false],
  ['trusty', '2020-01-01', false],
  ['xenial', '2026-11-23', false],
] as const)('the archive of %s on %s: usable %s', (suite, date, usable) => {
  expect(archiveUsable(suite, date)).toBe(usable);
});

test('numbers name suites', () => {
  expect(suiteOfVersion('debian', '12.5')).toBe('bookworm');
  expect(suiteOfVersion('ubuntu', '22.04.1')).toBe('jammy');
  expect(suiteOfVersion('ubuntu', '12')).toBeUndefined();
  expect(suiteOfVersion('debian', '4')).toBeUndefined();
  expect(isSuite('toString')).toBe(false);
});

test('every end is a day, and only what has one has moved', () => {
  for (const [name, facts] of Object.entries(SUITES)) {
    expect([name, facts.archiveEnds ?? '2000-01-01']).toEqual([
      name,
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    ]);
    expect(facts.archive === 'moved' && facts.archiveEnds === undefined).toBe(false);
  }
});
