import { expect } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  repositoryUse,
  rewrite,
  type BuildFiles,
  type RewriteOptions,
  type Rewriting,
} from '../e2e/rewrite.js';

/** Write what becomes of each project, to be read as a diff before it is accepted. */
const UPDATE = process.env['UPDATE_FIXTURES'] === '1';

/** `project.json` of a project: what an expert decides, written down before the tool was asked. */
export interface Verdict<Decision extends string> {
  readonly expert: Decision;
  readonly why: string;
  /** Where the facts of the decision are from. */
  readonly source: string;
}

/** A project of a set, and what a transform alone makes of its Dockerfile. */
export interface Project<Decision extends string> extends Rewriting {
  readonly name: string;
  /** The folder that holds `project.json`, `project/`, and `expected.Dockerfile` where the Dockerfile changes. */
  readonly folder: string;
  readonly before: BuildFiles;
  readonly isChanged: boolean;
  readonly verdict: Verdict<Decision>;
}

/**
 * Rewrites each project of a set of projects, sorted by name.
 * @param set the folder of the set, with a folder for each project
 * @throws Error when a Dockerfile is rejected
 */
export function rewriteProjects<Decision extends string>(
  set: string,
  options: RewriteOptions,
): Promise<readonly Project<Decision>[]> {
  return Promise.all(
    readdirSync(set)
      .sort()
      .map((name) => rewriteProject<Decision>(name, join(set, name), options)),
  );
}

async function rewriteProject<Decision extends string>(
  name: string,
  folder: string,
  options: RewriteOptions,
): Promise<Project<Decision>> {
  const context = join(folder, 'project');
  const before = {
    dockerfile: readFileSync(join(context, 'Dockerfile'), 'utf8'),
    dockerignore: readOptional(join(context, '.dockerignore')),
  };
  const rewriting = rewrite(context, before, options, await repositoryUse(context));
  const isChanged = rewriting.after.dockerfile !== before.dockerfile;
  return { name, folder, before, isChanged, verdict: readVerdict<Decision>(folder), ...rewriting };
}

function readVerdict<Decision extends string>(folder: string): Verdict<Decision> {
  // expectVerdicts holds the files to this shape.
  return JSON.parse(readFileSync(join(folder, 'project.json'), 'utf8')) as Verdict<Decision>;
}

/** Holds each verdict to its shape: a known decision, a reason, and where the facts are from. */
export function expectVerdicts<Decision extends string>(
  projects: readonly Project<Decision>[],
  decisions: readonly Decision[],
): void {
  const shape = {
    expert: expect.stringMatching(new RegExp(`^(?:${decisions.join('|')})$`)),
    why: expect.stringMatching(/\.$/),
    source: expect.stringMatching(/./),
  };
  expect(projects.map(({ verdict }) => verdict)).toEqual(projects.map(() => shape));
}

/** Holds a project to its `expected.Dockerfile`, byte for byte; where there is none, nothing may change. */
export function expectItsDockerfile({ folder, after, isChanged }: Project<string>): void {
  const path = join(folder, 'expected.Dockerfile');
  if (UPDATE && isChanged) writeFileSync(path, after.dockerfile);
  else if (UPDATE) rmSync(path, { force: true });
  expect(isChanged ? after.dockerfile : '').toBe(readOptional(path));
}

/** The names of projects, with what was refused of each. */
export function withRefusals(projects: readonly Project<string>[]): string {
  return projects.map(({ name, refusals }) => `${name} (${refusals.join(', ')})`).join('; ');
}

function readOptional(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
