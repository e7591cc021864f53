import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import {
  expectItsDockerfile,
  expectVerdicts,
  rewriteProjects,
  withRefusals,
} from './support/projects.js';

/**
 * Projects of one stage as people write them. Each has a `project.json` with what an expert decides of a split, why, and where the
 * facts are from; `expected.Dockerfile` is what builder-stage alone makes of the Dockerfile by default, and is there only where it
 * splits it. Lock files that were written by hand are shortened, and their hashes are no file's.
 */
const PROJECTS = fileURLToPath(new URL('split-projects/', import.meta.url));

/** The part of the projects that an expert would split which has to be split without a doubt. */
const ENOUGH = 0.65;

/** `split`: a builder stage leaves much behind; `keep`: what runs needs it, or there is nothing to leave behind. */
type Decision = 'split' | 'keep';

const projects = await rewriteProjects<Decision>(PROJECTS, { only: ['builder-stage'] });
const withUnsafe = await rewriteProjects<Decision>(PROJECTS, {
  only: ['builder-stage'],
  unsafe: true,
});

test('there are at least 40 projects, each with a verdict and where it comes from', () => {
  expect(projects.length).toBeGreaterThanOrEqual(40);
  expectVerdicts(projects, ['split', 'keep']);
});

describe.each(projects)('$name', (project) => {
  test('is split where it should be, byte for byte', () => {
    expectItsDockerfile(project);
  });
});

test('nothing is split that an expert would keep, not with --unsafe either', () => {
  const wrong = [...projects, ...withUnsafe].filter(
    ({ verdict, isChanged }) => verdict.expert === 'keep' && isChanged,
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test(`at least ${100 * ENOUGH} % of what an expert would split is split by default`, () => {
  const wanted = projects.filter(({ verdict }) => verdict.expert === 'split');
  const missed = wanted.filter(({ isChanged }) => !isChanged);
  const split = wanted.length - missed.length;
  const splitWithUnsafe = withUnsafe.filter(
    ({ verdict, isChanged }) => verdict.expert === 'split' && isChanged,
  ).length;
  console.info(
    `of ${wanted.length} projects that an expert would split, ${split} are split by default and ` +
      `${splitWithUnsafe} with --unsafe; missed by default: ${withRefusals(missed)}`,
  );
  expect(split / wanted.length).toBeGreaterThanOrEqual(ENOUGH);
});
