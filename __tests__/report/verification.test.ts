import { expect, test } from '@jest/globals';
import type { Verification } from '../../src/comparison/verification/verification.js';
import { PLAIN } from '../../src/report/paint.js';
import { formatPretty } from '../../src/report/pretty.js';
import { describeVerification } from '../../src/report/verification.js';

const VERIFIED: Verification = {
  result: 'verified',
  how: 'the health check passes in both',
  bytes: { before: 268_900_000, after: 172_600_000 },
  builds: [
    { title: 'Dockerfile as it is', seconds: 14.94, failure: undefined },
    { title: 'Dockerfile as rewritten', seconds: undefined, failure: 'it does not build' },
    { title: 'Dockerfile as rewritten', seconds: 9, failure: 'the image lacks /usr/bin/ps' },
    { title: 'Dockerfile as rewritten', seconds: 8.2, failure: undefined },
  ],
  dropped: [{ id: 'slim-base@1', why: 'the image lacks /usr/bin/ps' }],
};

test('what builds showed is said in three sentences', () => {
  expect(describeVerification(VERIFIED)).toEqual([
    'Verified: the image holds the same but for what the fixes say, and the health check passes in both.',
    'The image had 268.9 MB and has 172.6 MB (−96.3 MB, −35.8 %), as the engine measures it.',
    'Built: Dockerfile as it is (14.9 s), Dockerfile as rewritten (did not build), Dockerfile as rewritten (9.0 s, failed), Dockerfile as rewritten (8.2 s).',
  ]);
});

test('what was only built says that unsafe fixes are not kept', () => {
  const [first] = describeVerification({
    ...VERIFIED,
    result: 'built-not-exercised',
    how: 'the program ends at once, with success in both',
  });
  expect(first).toBe(
    'Built, not exercised: the image holds the same but for what the fixes say; the program ends at once, with success in both. Only safe fixes are kept.',
  );
});

test('a file of which nothing is kept is told, although it does not change', () => {
  const text = 'FROM debian:12\n';
  const shown = formatPretty(
    [
      {
        kind: 'planned',
        path: 'Dockerfile',
        isNew: false,
        before: text,
        after: text,
        findings: [],
        note: undefined,
        verification: {
          ...VERIFIED,
          result: 'nothing-held',
          bytes: { before: 1000, after: undefined },
          builds: [],
        },
      },
    ],
    { paint: PLAIN, width: 60, written: false },
  );
  expect(shown).toContain('  Nothing is kept: every fix failed in a build.\n');
  expect(shown).not.toContain('The image had');
});
