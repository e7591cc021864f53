import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { readOrEmpty, withStagedContext, type ContextFolders } from './prove.js';
import { repositoryUse, rewrite, type BuildFiles, type Rewriting } from './rewrite.js';
import { readSmoke, type HazardExpectation, type Smoke } from './smoke.js';
import type { Prover } from './suite.js';

/** A case of `hazards/`: a program whose image an obvious rewriting would break. */
export interface HazardCase {
  /** Its folder: the hazard's id, a dash, and what it is about. */
  readonly name: string;
  /** The hazard's id in docs/hazards.md. */
  readonly hazard: string;
  readonly context: ContextFolders;
  readonly before: BuildFiles;
  /** What a careless tool would write; undefined where the case is about a rewriting that holds. */
  readonly naive: BuildFiles | undefined;
  readonly smoke: Smoke;
  readonly expectation: HazardExpectation;
}

/** What a case gave. */
export interface HazardResult {
  readonly hazard: string;
  readonly name: string;
  /** What dockopt did: transforms that changed something, and findings that the case is about. */
  readonly applied: readonly string[];
  readonly refused: readonly string[];
  /** Whether it did so with `--unsafe` alone. */
  readonly unsafe: boolean;
  /** Sizes in bytes; undefined where no image was built. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** One clause: how original and rewriting compare. */
  readonly outcome: string;
  /** What the naive rewriting failed with; undefined where there is none. */
  readonly naive: string | undefined;
}

const HAZARDS = fileURLToPath(new URL('hazards/', import.meta.url));
const APPS = fileURLToPath(new URL('apps/', import.meta.url));
const SPLITS = fileURLToPath(new URL('splits/', import.meta.url));

/** Reads the cases, in the order of the catalogue. @throws Error for a case that could prove nothing */
export function readHazardCases(): readonly HazardCase[] {
  return readdirSync(HAZARDS)
    .map((name) => {
      const [, hazard] = /^([A-Z]\d+)-/.exec(name) ?? [];
      if (hazard === undefined) throw new Error(`${name} does not begin with the id of a hazard`);
      return readCase(HAZARDS, name, hazard);
    })
    .sort(byHazard);
}

/**
 * Reads the cases of `apps/`: programs as people write them, each of which starts on a full image. They are about base swaps as a
 * whole (hazards B8 to B22).
 * @throws Error for a case that could prove nothing
 */
export function readAppCases(): readonly HazardCase[] {
  return readdirSync(APPS)
    .sort()
    .map((name) => readCase(APPS, name, 'B8'));
}

/**
 * Reads the cases of `splits/`: single-stage programs as people write them, whose build moves into a stage of its own, and `later-…`
 * programs of several stages. They are about splits as a whole (hazards S1 to S25).
 * @throws Error for a case that could prove nothing
 */
export function readSplitCases(): readonly HazardCase[] {
  return readdirSync(SPLITS)
    .sort()
    .map((name) => readCase(SPLITS, name, 'S1'));
}

function readCase(root: string, name: string, hazard: string): HazardCase {
  const folder = join(root, name);
  const smoke = readSmoke(join(folder, 'smoke.json'));
  const before = readFiles(folder, 'before');
  const hasNaive = ['naive.Dockerfile', 'naive.dockerignore'].some((file) =>
    existsSync(join(folder, file)),
  );
  const expectation = smoke.hazard ?? {};
  if (hasNaive !== (expectation.naive !== undefined)) {
    throw new Error(`${name}: a naive file, and “naive” in smoke.json, belong together`);
  }
  if (!hasNaive && expectation.rewrites === undefined && expectation.refuses === undefined) {
    throw new Error(
      `${name} is neither rewritten, nor refused, nor does it show what would break it`,
    );
  }
  const { dockerfile, dockerignore } = readFiles(folder, 'naive');
  return {
    name,
    hazard,
    context: {
      tracked: join(folder, 'context'),
      untracked: join(folder, 'untracked'),
      git: smoke.git ?? false,
    },
    before,
    naive: hasNaive
      ? {
          dockerfile: dockerfile === '' ? before.dockerfile : dockerfile,
          dockerignore: dockerignore === '' ? before.dockerignore : dockerignore,
        }
      : undefined,
    smoke,
    expectation,
  };
}

function readFiles(folder: string, side: string): BuildFiles {
  return {
    dockerfile: readOrEmpty(join(folder, `${side}.Dockerfile`)),
    dockerignore: readOrEmpty(join(folder, `${side}.dockerignore`)),
  };
}

/** Order of the catalogue, then of names. */
function byHazard(one: HazardCase, other: HazardCase): number {
  const place = ({ hazard }: HazardCase): number =>
    'GBMCSDO'.indexOf(hazard.charAt(0)) * 1000 + Number(hazard.slice(1));
  return place(one) - place(other) || (one.name < other.name ? -1 : 1);
}

/**
 * Rewrites a case, and expects that dockopt does what the case says, that original and rewriting are built and do the
 * same, and that the naive rewriting fails for the reason that the case gives.
 * @throws Error where one of these does not hold
 */
export async function proveHazard(prover: Prover, given: HazardCase): Promise<HazardResult> {
  const { name, hazard, context, before, smoke, expectation } = given;
  const unsafe = smoke.rewrite?.unsafe === true;
  const rewriting = await withStagedContext(context, before, async (staged) => {
    const use = await repositoryUse(staged);
    const result = rewrite(staged, before, smoke.rewrite, use);
    // What is called unsafe must not come by default.
    if (unsafe) {
      expect(rewrite(staged, before, { ...smoke.rewrite, unsafe: false }, use).after).not.toEqual(
        result.after,
      );
    }
    return result;
  });
  const refused = expectation.refuses ?? [];
  expect({ applied: [...rewriting.applied].sort(), refusals: rewriting.refusals }).toEqual({
    applied: [...(expectation.rewrites ?? [])].sort(),
    refusals: expect.arrayContaining([...refused]),
  });
  const naive =
    given.naive === undefined ? undefined : await proveNaive(prover, given, given.naive);
  return {
    hazard,
    name,
    applied: rewriting.applied,
    refused,
    unsafe,
    ...(await compare(prover, given, rewriting)),
    naive,
  };
}

async function compare(
  prover: Prover,
  { name, context, before, smoke }: HazardCase,
  { applied, after }: Rewriting,
): Promise<Pick<HazardResult, 'before' | 'after' | 'outcome'>> {
  const isRewritten = applied.length > 0;
  const old = { name: caseName(name, 'before'), context, files: before, smoke };
  if (smoke.buildFails !== undefined) {
    await prover.proveFailure(old);
    if (isRewritten) {
      await prover.proveFailure({ ...old, name: caseName(name, 'after'), files: after });
    }
    const outcome = isRewritten ? 'both fail to build, as they must' : 'fails to build, as it must';
    return { before: undefined, after: undefined, outcome };
  }
  if (!isRewritten) {
    return { before: await prover.proveOne(old), after: undefined, outcome: 'left as it was' };
  }
  const pair = { name: caseName(name), context, before, after, smoke };
  const sizes = await prover.prove(pair);
  expect(sizes.before - sizes.after).toBeGreaterThanOrEqual(smoke.saves ?? 0);
  return { before: sizes.before, after: sizes.after, outcome: 'the same answers' };
}

/** Expects that the naive rewriting fails, and gives what it failed with. */
async function proveNaive(
  { proveOne, proveFailure }: Prover,
  { name, context, smoke, expectation }: HazardCase,
  files: BuildFiles,
): Promise<string> {
  const side = { name: caseName(name, 'naive'), context, files, smoke };
  const proof = smoke.buildFails === undefined ? proveOne(side) : proveFailure(side);
  const problem = await proof.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  expect(problem).toContain(expectation.naive);
  return expectation.naive ?? '';
}

/** A name that an image can have. */
function caseName(...parts: readonly string[]): string {
  return ['hazard', ...parts].join('-').toLowerCase();
}
