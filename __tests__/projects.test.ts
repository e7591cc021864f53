import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryUse, rewrite } from './e2e/rewrite.js';

/**
 * Projects as people write them. Each has a `project.json` with what an expert decides of the base, why, and where the facts are
 * from; `expected.Dockerfile` is what slim-base alone makes of the Dockerfile by default, and is there only where it changes it.
 */
const PROJECTS = fileURLToPath(new URL('projects/', import.meta.url));

/** Write what slim-base makes of each project, to be read as a diff before it is accepted. */
const UPDATE = process.env['UPDATE_FIXTURES'] === '1';

/** The part of the projects that has to be swapped without a doubt. */
const ENOUGH = 0.75;

interface Verdict {
  /** `swap`: the slim base does as well, with what has to be added; `refuse`: it does not, or nobody can see that it does. */
  readonly expert: 'swap' | 'refuse';
  readonly why: string;
  readonly source: string;
}

function readVerdict(name: string): Verdict {
  // The test of all verdicts holds the files to this shape.
  return JSON.parse(readFileSync(join(PROJECTS, name, 'project.json'), 'utf8')) as Verdict;
}

function readOptional(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

const projects = await Promise.all(
  readdirSync(PROJECTS)
    .sort()
    .map(async (name) => {
      const folder = join(PROJECTS, name, 'project');
      const before = {
        dockerfile: readFileSync(join(folder, 'Dockerfile'), 'utf8'),
        dockerignore: readOptional(join(folder, '.dockerignore')),
      };
      const use = await repositoryUse(folder);
      const rewriting = rewrite(folder, before, { only: ['slim-base'] }, use);
      return { name, before, ...rewriting, verdict: readVerdict(name) };
    }),
);
const swapped = projects.filter(({ before, after }) => after.dockerfile !== before.dockerfile);

test('there are at least 40 projects, each with a verdict and where it comes from', () => {
  expect(projects.length).toBeGreaterThanOrEqual(40);
  const shape = {
    expert: expect.stringMatching(/^(?:swap|refuse)$/),
    why: expect.stringMatching(/\.$/),
    source: expect.stringMatching(/./),
  };
  expect(projects.map(({ verdict }) => verdict)).toEqual(projects.map(() => shape));
});

describe.each(projects)('$name', ({ name, before, after }) => {
  const path = join(PROJECTS, name, 'expected.Dockerfile');
  const isChanged = after.dockerfile !== before.dockerfile;
  if (UPDATE && isChanged) writeFileSync(path, after.dockerfile);
  else if (UPDATE) rmSync(path, { force: true });

  test('gets the base that it should, byte for byte', () => {
    expect(isChanged ? after.dockerfile : '').toBe(readOptional(path));
  });
});

test('no base is swapped that an expert would keep', () => {
  expect(swapped.filter(({ verdict }) => verdict.expert === 'refuse').map(byName)).toEqual([]);
});

test(`at least ${100 * ENOUGH} % of the bases are swapped by default`, () => {
  const missed = projects
    .filter((project) => project.verdict.expert === 'swap' && !swapped.includes(project))
    .map(({ name, refusals }) => `${name} (${refusals.join(', ')})`);
  console.info(
    `${swapped.length} of ${projects.length} projects get a slim base by default; ` +
      `an expert would swap these too: ${missed.join('; ')}`,
  );
  expect(swapped.length / projects.length).toBeGreaterThanOrEqual(ENOUGH);
});

function byName({ name }: { readonly name: string }): string {
  return name;
}
