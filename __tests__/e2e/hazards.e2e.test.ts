import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { proveHazard, readHazardCases, type HazardResult } from './hazard-case.js';
import { hazardDocument } from './hazard-table.js';
import { describeWithEngine } from './suite.js';

const TABLE = fileURLToPath(new URL('../../docs/hazard-builds.md', import.meta.url));

const cases = readHazardCases();

await describeWithEngine('hazards: shown by building', (prover) => {
  const results = new Map<string, HazardResult>();

  test.each(cases.map((given) => [given.name, given] as const))('%s', async (name, given) => {
    try {
      results.set(name, await proveHazard(prover, given));
    } catch (error) {
      const { hazard } = given;
      const sizes = { before: undefined, after: undefined };
      const outcome = 'FAILED';
      results.set(name, {
        hazard,
        name,
        applied: [],
        refused: [],
        ...sizes,
        outcome,
        naive: undefined,
      });
      throw error;
    }
  });

  // A run of some cases alone is no table of all.
  afterAll(async () => {
    const all = cases.flatMap(({ name }) => results.get(name) ?? []);
    if (all.length < cases.length) return;
    const today = new Date().toISOString().slice(0, 10);
    writeFileSync(TABLE, await hazardDocument(all, today, TABLE));
  });
});

test('there are at least 40 cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(40);
});
