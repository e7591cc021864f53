import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, test } from '@jest/globals';
import { proveHazard, type HazardCase, type HazardResult } from './hazard-case.js';
import { describeWithEngine } from './suite.js';

/** A suite of cases, each of which is rewritten, built and tried. */
export interface CaseSuite {
  readonly title: string;
  readonly cases: readonly HazardCase[];
  /** Name of the document in `docs/` that a run of all cases writes. */
  readonly table: string;
  /** Further folders whose Dockerfile makes packages for the Python index. */
  readonly wheelhouses?: readonly string[];
  readonly document: (
    results: readonly HazardResult[],
    date: string,
    path: string,
  ) => Promise<string>;
}

/** Declares a test for each case; a run of some cases alone is no table of all, and writes none. */
export async function proveCases(suite: CaseSuite): Promise<void> {
  const { title, cases, wheelhouses } = suite;
  const path = fileURLToPath(new URL(`../../docs/${suite.table}`, import.meta.url));

  await describeWithEngine(
    title,
    (prover) => {
      const results = new Map<string, HazardResult>();

      test.each(cases.map((given) => [given.name, given] as const))('%s', async (name, given) => {
        try {
          results.set(name, await proveHazard(prover, given));
        } catch (error) {
          results.set(name, failure(given));
          throw error;
        }
      });

      afterAll(async () => {
        const all = cases.flatMap(({ name }) => results.get(name) ?? []);
        if (all.length < cases.length) return;
        const today = new Date().toISOString().slice(0, 10);
        writeFileSync(path, await suite.document(all, today, path));
      });
    },
    wheelhouses,
  );
}

function failure({ hazard, name }: HazardCase): HazardResult {
  return {
    hazard,
    name,
    applied: [],
    refused: [],
    unsafe: false,
    before: undefined,
    after: undefined,
    outcome: 'FAILED',
    naive: undefined,
  };
}
