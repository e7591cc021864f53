import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import {
  expectItsDockerfile,
  expectVerdicts,
  rewriteProjects,
  withRefusals,
} from './support/projects.js';

/**
 * Projects of several stages as people write them, with contexts of `split-projects/`. Each has a `project.json` with what an expert
 * decides, why, and where the facts are from, written down before the tool was asked; `expected.Dockerfile` is what builder-stage alone
 * makes of the Dockerfile by default, and is there only where it changes it.
 */
const PROJECTS = fileURLToPath(new URL('stage-projects/', import.meta.url));

/** The part of the projects that an expert would improve which has to be improved without a doubt. */
const ENOUGH = 0.6;

/** `improve`: a later stage has more than it needs; `keep`: it needs all that it has, or is used otherwise as well. */
type Decision = 'improve' | 'keep';

const projects = await rewriteProjects<Decision>(PROJECTS, { only: ['builder-stage'] });
const withUnsafe = await rewriteProjects<Decision>(PROJECTS, {
  only: ['builder-stage'],
  unsafe: true,
});

test('there are at least 24 projects, each with a verdict and where it comes from', () => {
  expect(projects.length).toBeGreaterThanOrEqual(24);
  expectVerdicts(projects, ['improve', 'keep']);
});

describe.each(projects)('$name', (project) => {
  test('is improved where it should be, byte for byte', () => {
    expectItsDockerfile(project);
  });
});

test('nothing is changed that an expert would keep, not with --unsafe either', () => {
  const wrong = [...projects, ...withUnsafe].filter(
    ({ verdict, isChanged }) => verdict.expert === 'keep' && isChanged,
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test(`at least ${100 * ENOUGH} % of what an expert would improve is improved by default`, () => {
  const wanted = projects.filter(({ verdict }) => verdict.expert === 'improve');
  const missed = wanted.filter(({ isChanged }) => !isChanged);
  const improved = wanted.length - missed.length;
  const improvedWithUnsafe = withUnsafe.filter(
    ({ verdict, isChanged }) => verdict.expert === 'improve' && isChanged,
  ).length;
  console.info(
    `of ${wanted.length} projects that an expert would improve, ${improved} are improved by default and ` +
      `${improvedWithUnsafe} with --unsafe; missed by default: ${withRefusals(missed)}`,
  );
  expect(improved / wanted.length).toBeGreaterThanOrEqual(ENOUGH);
});
