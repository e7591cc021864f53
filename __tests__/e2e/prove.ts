import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import {
  baseImages,
  buildImage,
  imageConfiguration,
  imageSize,
  PREFIX,
  provideBases,
  removeImage,
  type Engine,
  type ImageConfiguration,
} from './engine.js';
import type { PythonIndex } from './python-index.js';
import type { BuildFiles } from './rewrite.js';
import {
  differences,
  expectedObservations,
  healthcheckWords,
  observe,
  type Smoke,
} from './smoke.js';

/** What a context is made of, besides the two files that dockopt rewrites. */
export interface ContextFolders {
  /** The files of the project; need not be there. */
  readonly tracked: string;
  /** What lies around and git does not track. */
  readonly untracked?: string;
  /** Whether the context is a git repository; see `Smoke.git`. */
  readonly git?: boolean;
}

/** Two ways to build one program. */
export interface Pair {
  readonly name: string;
  readonly context: ContextFolders;
  readonly before: BuildFiles;
  readonly after: BuildFiles;
  readonly smoke: Smoke;
}

/** Sizes of the two images of a pair, in bytes. */
export interface Sizes {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** The members of an image's configuration that a rewriting must keep as they are. */
const KEPT = [
  'Cmd',
  'Entrypoint',
  'ExposedPorts',
  'Healthcheck',
  'Labels',
  'Shell',
  'StopSignal',
  'User',
  'Volumes',
  'WorkingDir',
] as const;

/** Copies a context and writes the two files into it; the caller removes the folder. */
function stageContext(context: ContextFolders, files: BuildFiles): string {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const add = (source: string): void => {
    if (existsSync(source)) cpSync(source, folder, { recursive: true, verbatimSymlinks: true });
  };
  add(context.tracked);
  writeFileSync(join(folder, 'Dockerfile'), files.dockerfile);
  if (files.dockerignore !== '') writeFileSync(join(folder, '.dockerignore'), files.dockerignore);
  if (context.git === true) commitAll(folder);
  if (context.untracked !== undefined) add(context.untracked);
  return folder;
}

/** Makes a repository of a folder, with one commit and the tag `v1.0.0`. */
function commitAll(folder: string): void {
  const git = (...words: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
      cwd: folder,
      stdio: 'ignore',
    });
  };
  git('init', '--initial-branch=main');
  git('add', '--all', '--force');
  git('commit', '--message=All');
  git('tag', 'v1.0.0');
}

/** Calls a function with a staged context and removes it afterwards. */
export async function withStagedContext<Result>(
  context: ContextFolders,
  files: BuildFiles,
  use: (folder: string) => Result | Promise<Result>,
): Promise<Result> {
  const folder = stageContext(context, files);
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text of a file; empty where it is not there. */
export function readOrEmpty(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** What an image is built from, and what it must then do. */
export interface Side {
  readonly name: string;
  readonly context: ContextFolders;
  readonly files: BuildFiles;
  readonly smoke: Smoke;
}

/**
 * Builds an image, expects that it does what `smoke.json` says, hands its tag over, and removes it.
 * @throws Error when it does not build, or does something else, with what it said
 */
export async function withProvenImage<Result>(
  engine: Engine,
  index: PythonIndex,
  side: Side,
  use: (tag: string) => Promise<Result>,
): Promise<Result> {
  const tag = await buildSide(engine, index, side);
  try {
    const hasHealthcheck = (await healthcheckWords(engine, tag)) !== undefined;
    const wrong = differences(
      await observe(engine, tag, side.smoke),
      expectedObservations(side.smoke, hasHealthcheck),
    );
    if (wrong !== '') throw new Error(`${side.name}: ${wrong}`);
    return await use(tag);
  } finally {
    await removeImage(engine, tag);
  }
}

/**
 * Expects that a build fails and that its log has the text that `smoke.json` says.
 * @throws Error when it does not
 */
export async function expectBuildFails(
  engine: Engine,
  index: PythonIndex,
  side: Side,
): Promise<void> {
  let log: string;
  try {
    await removeImage(engine, await buildSide(engine, index, side));
    log = 'it was built';
  } catch (error) {
    log = error instanceof Error ? error.message : String(error);
  }
  if (!log.includes(side.smoke.buildFails ?? '')) {
    throw new Error(`${side.name} must fail to build with “${side.smoke.buildFails}”: ${log}`);
  }
}

async function buildSide(engine: Engine, index: PythonIndex, side: Side): Promise<string> {
  const { build = {} } = side.smoke;
  const bases = baseImages(side.files.dockerfile, build.arguments);
  await provideBases(engine, bases);
  const replacedBases = await index.replaceBases(bases);
  return withStagedContext(side.context, side.files, (context) =>
    buildImage(engine, {
      name: side.name,
      dockerfile: side.files.dockerfile,
      context,
      replacedBases,
      ...build,
    }),
  );
}

/**
 * Builds both sides of a pair, runs both, and expects that both do what `smoke.json` says, that the configuration is
 * kept, and that the second image is not larger. Their images are removed.
 */
export function prove(engine: Engine, index: PythonIndex, pair: Pair): Promise<Sizes> {
  const { name, context, smoke } = pair;
  const before = { name: `${name}-before`, context, files: pair.before, smoke };
  const after = { name: `${name}-after`, context, files: pair.after, smoke };
  return withProvenImage(engine, index, before, (oldTag) =>
    withProvenImage(engine, index, after, async (newTag) => {
      const given = await givenByBase(engine, pair);
      expectSameConfiguration(
        await imageConfiguration(engine, oldTag),
        await imageConfiguration(engine, newTag),
        given,
      );
      const sizes = {
        name,
        before: await imageSize(engine, oldTag),
        after: await imageSize(engine, newTag),
      };
      expect(sizes.after).toBeLessThanOrEqual(sizes.before);
      return sizes;
    }),
  );
}

/**
 * Expects that a rewritten image is configured as the old one.
 * @param given the environment that the old base image brings along, which a new base need not have
 */
export function expectSameConfiguration(
  before: ImageConfiguration,
  after: ImageConfiguration,
  given: readonly string[],
): void {
  expect(kept(after)).toEqual(kept(before));
  const own = (before.Env ?? []).filter((entry) => !given.includes(entry));
  expect(after.Env ?? []).toEqual(expect.arrayContaining(own));
}

function kept(configuration: ImageConfiguration): Readonly<Record<string, unknown>> {
  return Object.fromEntries(KEPT.map((name) => [name, configuration[name] ?? null]));
}

/** The environment that the last base image of a Dockerfile brings along. */
export async function givenByBase(
  engine: Engine,
  { before, smoke }: Pick<Pair, 'before' | 'smoke'>,
): Promise<readonly string[]> {
  const base = baseImages(before.dockerfile, smoke.build?.arguments).at(-1);
  return base === undefined ? [] : ((await imageConfiguration(engine, base)).Env ?? []);
}

/** A table of sizes in mebibytes, one line a pair. */
export function sizeTable(rows: readonly Sizes[]): string {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const mebibytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1).padStart(9);
  return rows
    .map(({ name, before, after }) => {
      const saved = (((before - after) / before) * 100).toFixed(1).padStart(6);
      return `${name.padEnd(width)} ${mebibytes(before)} MiB -> ${mebibytes(after)} MiB  ${saved} % less\n`;
    })
    .join('');
}
