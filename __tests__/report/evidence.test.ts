import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { explain } from '../../src/core.js';
import { formatEvidence } from '../../src/report/evidence.js';
import { PLAIN } from '../../src/report/paint.js';
import { loadFixtures, UPDATE } from '../support/fixture.js';

/** The whole output of `dockopt explain slim-base --file` for fixtures of slim-base. */
const EXPLAINED = [
  'basic',
  'composer-lock-file',
  'java-runtime-in-place-of-jdk',
  'mirror-kept-as-written',
  'needs-of-a-derived-stage',
  'only-the-last-stage',
  'script-of-package-json',
  'skip-alpine-with-apt',
  'skip-archive-moved',
  'skip-poetry-group-compiled',
  'skip-variable-tag',
  'unsafe-context-absent',
  'unsafe-unknown-addon',
  'yarn-lock-file',
];

describe('explain slim-base --file', () => {
  const fixtures = loadFixtures('slim-base').filter(({ name }) => EXPLAINED.includes(name));

  test('has its fixtures', () => {
    expect(fixtures.map(({ name }) => name)).toEqual(EXPLAINED);
  });

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (name, fixture) => {
    const { text, dockerignore = '' } = fixture.request;
    const result = explain({ ...fixture.request, dockerignore, id: 'slim-base' });
    if (result.kind !== 'evidence') throw new Error(result.kind);
    const shown = formatEvidence(result.evidence, {
      path: 'Dockerfile',
      text,
      note: undefined,
      paint: PLAIN,
      width: 100,
    });
    const expected = fileURLToPath(new URL(`./explained/${name}.txt`, import.meta.url));
    if (UPDATE) writeFileSync(expected, shown);
    expect(shown).toBe(readFileSync(expected, 'utf8'));
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

test('a file that is left alone as a whole says so', () => {
  const request = { dockerignore: '', today: '2026-11-23', id: 'slim-base' };
  expect(explain({ ...request, text: 'FROM {{ .Base }}\n' }).kind).toBe('left-alone');
  expect(explain({ ...request, text: 'FORM debian\n' }).kind).toBe('rejected');
  expect(explain({ ...request, text: 'FROM debian\n', id: 'merge-runs' }).kind).toBe('none');
  expect(explain({ ...request, text: 'FROM debian\n', id: 'nothing' }).kind).toBe('none');
});

test('a comment that keeps the transform away is what is decided', () => {
  const result = explain({
    dockerignore: '',
    today: '2026-11-23',
    id: 'slim-base',
    text: '# dockopt-ignore\nFROM debian:12\n',
  });
  expect(result).toMatchObject({
    evidence: [{ subject: 'debian:12', finding: { reason: 'ignored-by-comment' } }],
  });
});
