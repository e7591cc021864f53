import { expect, test } from '@jest/globals';
import { readHazardCases } from './hazard-case.js';
import { hazardDocument } from './hazard-table.js';
import { proveCases } from './proven-cases.js';

const cases = readHazardCases();

await proveCases({
  title: 'hazards: shown by building',
  cases,
  table: 'hazard-builds.md',
  document: hazardDocument,
});

test('there are at least 40 cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(40);
});
