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
import { expectedObservations, healthcheckWords, observe, type Smoke } from './smoke.js';

/** Two ways to build one program. */
export interface Pair {
  readonly name: string;
  /** Folder of the files that both are built from. */
  readonly context: string;
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
export function stageContext(context: string, files: BuildFiles): string {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  if (existsSync(context)) cpSync(context, folder, { recursive: true });
  writeFileSync(join(folder, 'Dockerfile'), files.dockerfile);
  if (files.dockerignore !== '') writeFileSync(join(folder, '.dockerignore'), files.dockerignore);
  return folder;
}

/** Calls a function with a staged context and removes it afterwards. */
export async function withStagedContext<Result>(
  context: string,
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
  /** Folder of the files that it is built from, besides the two in `files`. */
  readonly context: string;
  readonly files: BuildFiles;
  readonly smoke: Smoke;
}

/**
 * Builds an image, expects that it does what `smoke.json` says, hands its tag over, and removes it.
 * @throws Error when it does not build, or does something else
 */
export async function withProvenImage<Result>(
  engine: Engine,
  index: PythonIndex,
  side: Side,
  use: (tag: string) => Promise<Result>,
): Promise<Result> {
  const bases = baseImages(side.files.dockerfile);
  await provideBases(engine, bases);
  const replacedBases = await index.replaceBases(bases);
  const tag = await withStagedContext(side.context, side.files, (context) =>
    buildImage(engine, {
      name: side.name,
      dockerfile: side.files.dockerfile,
      context,
      replacedBases,
    }),
  );
  try {
    const hasHealthcheck = (await healthcheckWords(engine, tag)) !== undefined;
    expect(await observe(engine, tag, side.smoke)).toEqual(
      expectedObservations(side.smoke, hasHealthcheck),
    );
    return await use(tag);
  } finally {
    await removeImage(engine, tag);
  }
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
      const oldConfiguration = await imageConfiguration(engine, oldTag);
      const newConfiguration = await imageConfiguration(engine, newTag);
      expect(kept(newConfiguration)).toEqual(kept(oldConfiguration));
      const given = await givenByBase(engine, pair.before.dockerfile);
      const own = (oldConfiguration.Env ?? []).filter((entry) => !given.includes(entry));
      expect(newConfiguration.Env ?? []).toEqual(expect.arrayContaining(own));

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

function kept(configuration: ImageConfiguration): Readonly<Record<string, unknown>> {
  return Object.fromEntries(KEPT.map((name) => [name, configuration[name] ?? null]));
}

/** The environment that the last base image of a Dockerfile brings along. */
async function givenByBase(engine: Engine, dockerfile: string): Promise<readonly string[]> {
  const base = baseImages(dockerfile).at(-1);
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
