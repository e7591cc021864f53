import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readSplitCases } from './hazard-case.js';
import { splitDocument } from './hazard-table.js';
import { proveCases } from './proven-cases.js';

const cases = readSplitCases();

await proveCases({
  title: 'builds split in two: proven by building',
  cases,
  table: 'split-builds.md',
  wheelhouses: [fileURLToPath(new URL('../../bench/images/wheelhouse', import.meta.url))],
  document: splitDocument,
});

test('most of the programs are split', () => {
  const split = cases.filter(({ expectation }) => expectation.rewrites?.includes('builder-stage'));
  expect(split.length).toBeGreaterThan(cases.length / 2);
});
