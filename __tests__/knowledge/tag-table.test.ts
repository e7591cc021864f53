import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DATE, IMAGES, INPUTS } from '../../src/knowledge/data/image-tags.js';
import { readTagTable } from '../../src/knowledge/tag-table.js';

const FACTS = process.env['DOCKOPT_FACTS'] ?? path.resolve('..', 'shared', 'facts');
const folder = path.join(FACTS, 'official-tags');
const present = existsSync(folder);

if (!present) console.warn(`Skipped: the published tags are not at ${folder} (DOCKOPT_FACTS).`);

test('the tables of published tags are at hand where they are required', () => {
  expect(present || process.env['DOCKOPT_REQUIRE_ALL'] !== '1').toBe(true);
});

(present ? describe : describe.skip)('against the tables of published tags', () => {
  test.each(Object.entries(IMAGES))('%s is exact', (image, coded) => {
    const text = readFileSync(path.join(folder, `${image}.tsv`), 'utf8');
    expect(INPUTS[image]).toBe(createHash('sha256').update(text).digest('hex'));
    const table = readTagTable(coded);
    const rows = text.split('\n').filter((line) => line !== '');
    const wrong = rows.filter((line) => {
      const [tag = '', , lastSeen, state, directory] = line.split('\t');
      const entry = table.get(tag);
      return (
        entry?.lastSeen !== lastSeen || entry?.state !== state || entry?.directory !== directory
      );
    });
    expect(wrong).toEqual([]);
    expect([...table.tags()].sort()).toEqual(rows.map((line) => line.split('\t')[0]).sort());
  });
});

test('27 images fit into 250 kB', () => {
  expect(Object.keys(IMAGES)).toHaveLength(27);
  expect(Object.values(IMAGES).join('').length).toBeLessThan(250_000);
  expect(DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('a tag that was never published has no entry', () => {
  const python = readTagTable(IMAGES['python'] ?? '');
  for (const tag of ['', '~', '3.11-bookworm-slim', 'latest-slim', '99.1', '3.11.']) {
    expect(python.get(tag)).toBeUndefined();
  }
});
