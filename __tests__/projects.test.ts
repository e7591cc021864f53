import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import {
  expectItsDockerfile,
  expectVerdicts,
  rewriteProjects,
  withRefusals,
} from './support/projects.js';

/**
 * Projects as people write them. Each has a `project.json` with what an expert decides of the base, why, and where the facts are
 * from; `expected.Dockerfile` is what slim-base alone makes of the Dockerfile by default, and is there only where it changes it.
 */
const PROJECTS = fileURLToPath(new URL('projects/', import.meta.url));

/** The part of the projects that has to be swapped without a doubt. */
const ENOUGH = 0.75;

/** `swap`: the slim base does as well, with what has to be added; `refuse`: it does not, or nobody can see that it does. */
type Decision = 'swap' | 'refuse';

const projects = await rewriteProjects<Decision>(PROJECTS, { only: ['slim-base'] });
const swapped = projects.filter(({ isChanged }) => isChanged);

test('there are at least 40 projects, each with a verdict and where it comes from', () => {
  expect(projects.length).toBeGreaterThanOrEqual(40);
  expectVerdicts(projects, ['swap', 'refuse']);
});

describe.each(projects)('$name', (project) => {
  test('gets the base that it should, byte for byte', () => {
    expectItsDockerfile(project);
  });
});

test('no base is swapped that an expert would keep', () => {
  expect(
    swapped.filter(({ verdict }) => verdict.expert === 'refuse').map(({ name }) => name),
  ).toEqual([]);
});

test(`at least ${100 * ENOUGH} % of the bases are swapped by default`, () => {
  const missed = projects.filter(
    ({ verdict, isChanged }) => verdict.expert === 'swap' && !isChanged,
  );
  console.info(
    `${swapped.length} of ${projects.length} projects get a slim base by default; ` +
      `an expert would swap these too: ${withRefusals(missed)}`,
  );
  expect(swapped.length / projects.length).toBeGreaterThanOrEqual(ENOUGH);
});
