import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { TRANSFORMS } from '../src/core.js';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const CATALOGUE = readFileSync(join(PROJECT, 'docs/hazards.md'), 'utf8');

/** Reasons that the pipeline gives for all transforms. */
const PIPELINE_REASONS = [
  'foreign-frontend',
  'generated-file',
  'ignored-by-comment',
  'readers-disagree',
  'template',
  'windows',
];

interface Row {
  readonly id: string;
  readonly does: string;
  readonly pins: string;
}

const ROWS: readonly Row[] = CATALOGUE.split('\n').flatMap((line) => {
  const [, id = '', , does = '', pins = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  return /^[GBMCSDO]\d+$/.test(id) ? [{ id, does, pins }] : [];
});

test('the catalogue has each id once, in order', () => {
  const lengths = { G: 16, B: 34, M: 30, C: 35, S: 26, D: 19 };
  expect(ROWS.map(({ id }) => id)).toEqual([
    ...Object.entries(lengths).flatMap(([letter, length]) =>
      Array.from({ length }, (_, index) => `${letter}${index + 1}`),
    ),
    // Of the other edits that were thought of, these two are made.
    'O1',
    'O5',
  ]);
});

test('what pins a row is there', () => {
  const pins = ROWS.flatMap(({ id, pins: cell }) => {
    if (cell === '—') return [];
    const links = [...cell.matchAll(/\[[^\]]*\]\(([^)]*)\)/g)].map(([, link = '']) => link);
    return links.length === 0 ? [`${id}: no pin`] : links.map((link) => `${id}: ${link}`);
  });
  expect(pins.length).toBeGreaterThan(100);
  expect(
    pins.filter((pin) => !existsSync(join(PROJECT, 'docs', pin.replace(/^\w+: /, '')))),
  ).toEqual([]);
});

test('each reason that a row names is given by a transform or by the pipeline', () => {
  const known = new Set([
    ...PIPELINE_REASONS,
    ...TRANSFORMS.flatMap(({ reasons }) => reasons.map(({ id }) => id)),
  ]);
  const named = ROWS.filter(({ does }) => /refuses|unsafe/.test(does)).flatMap(({ id, does }) =>
    [...does.matchAll(/`([a-z]+(?:-[a-z0-9]+)*)`/g)].map(([, reason = '']) => ({ id, reason })),
  );
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(({ reason }) => !known.has(reason))).toEqual([]);
});

test('each id that the code names has a row', () => {
  const ids = new Set(ROWS.map(({ id }) => id));
  const named = ['src', 'transforms'].flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:ts|md)$/.test(path))
      .flatMap((path) =>
        [
          ...readFileSync(join(PROJECT, folder, path), 'utf8').matchAll(
            /\bhazards? ((?:[A-Z]\d+(?:, | and | to )?)+)/g,
          ),
        ].flatMap(([, list = '']) => list.match(/[A-Z]\d+/g) ?? []),
      ),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});
