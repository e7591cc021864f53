import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readAppCases } from './hazard-case.js';
import { appDocument } from './hazard-table.js';
import { proveCases } from './proven-cases.js';

const cases = readAppCases();

await proveCases({
  title: 'programs on a full image: proven by building',
  cases,
  table: 'app-builds.md',
  wheelhouses: ['../../bench/images/wheelhouse', 'wheelhouse-compiled'].map((folder) =>
    fileURLToPath(new URL(folder, import.meta.url)),
  ),
  document: appDocument,
});

test('there are at least 30 programs', () => {
  expect(cases.length).toBeGreaterThanOrEqual(30);
});
