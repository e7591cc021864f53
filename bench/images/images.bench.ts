/**
 * Measures what dockopt makes of the Dockerfiles of `cases/`: each is built as it is written and as it is rewritten, and both
 * must answer alike. The rows go to `results.json`, and from there to `results.md` and the README.
 *
 *     npm run bench:images                     all, about an hour on two cores
 *     npm run bench:images -- -t node-sharp    one; the other rows stay as they were measured before
 *
 * A case is a folder with `before.Dockerfile`, `context/`, `smoke.json` as in `__tests__/e2e/cases`, and `case.json`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, test } from '@jest/globals';
import {
  baseImages,
  connectEngine,
  engineVersion,
  isBuiltHere,
  provideBases,
  type Engine,
} from '../../__tests__/e2e/engine.js';
import {
  expectSameConfiguration,
  givenByBase,
  readOrEmpty,
  withStagedContext,
  type ContextFolders,
} from '../../__tests__/e2e/prove.js';
import { servePythonIndex, type PythonIndex } from '../../__tests__/e2e/python-index.js';
import {
  repositoryUse,
  rewrite,
  type BuildFiles,
  type Rewriting,
} from '../../__tests__/e2e/rewrite.js';
import { readSmoke, type Smoke } from '../../__tests__/e2e/smoke.js';
import { measure, type Change, type Measured, type Measurement } from './measure.js';

/** `case.json`. */
interface Description {
  readonly ecosystem: string;
  readonly title: string;
  readonly change: Change;
  /** Why less is won than a careful engineer would win. */
  readonly note?: string;
}

/** An image of a rewritten file, and the transforms that made it. */
interface Rewritten extends Measurement {
  readonly transforms: readonly string[];
}

/** What was measured of a case. */
interface Row {
  readonly name: string;
  readonly ecosystem: string;
  readonly title: string;
  /** The base that the file is written on. */
  readonly base: string;
  /** The base was made on this machine, and stands in for the published one. */
  readonly standIn: boolean;
  /** The day on which it was measured. */
  readonly date: string;
  readonly before: Measurement;
  /** With the fixes that are applied by default; null where there are none. */
  readonly safe: Rewritten | null;
  /** With --unsafe; null where that changes nothing more. */
  readonly unsafe: Rewritten | null;
  readonly note: string | null;
}

const CASES = fileURLToPath(new URL('cases/', import.meta.url));
const RESULTS = fileURLToPath(new URL('results.json', import.meta.url));
const TABLE = fileURLToPath(new URL('table.mjs', import.meta.url));
const SOURCES = fileURLToPath(new URL('wheelhouse', import.meta.url));

const connected = await connectEngine();
if (connected.kind === 'absent') throw new Error(connected.why);
const { engine } = connected;
let index: PythonIndex | undefined;

beforeAll(async () => {
  index = await servePythonIndex(engine, [SOURCES]);
});

afterAll(async () => {
  await index?.close();
  execFileSync(execPath, [TABLE, '--write']);
});

test.each(readdirSync(CASES).sort())('%s', async (name) => {
  if (index === undefined) throw new Error('the package index did not start');
  const row = await measureCase(engine, index, name);
  keep(row, await engineVersion(engine));
  process.stdout.write(`${name} is measured\n`);
});

async function measureCase(engine: Engine, index: PythonIndex, name: string): Promise<Row> {
  const folder = join(CASES, name);
  const context = { tracked: join(folder, 'context') };
  const description = readDescription(join(folder, 'case.json'));
  const smoke = readSmoke(join(folder, 'smoke.json'));
  const before: BuildFiles = {
    dockerfile: readOrEmpty(join(folder, 'before.Dockerfile')),
    dockerignore: '',
  };
  const [safe, unsafe] = await withStagedContext(context, before, async (staged) => {
    const use = await repositoryUse(staged);
    return [rewrite(staged, before, {}, use), rewrite(staged, before, { unsafe: true }, use)];
  });
  const [base = ''] = baseImages(before.dockerfile);
  await provideBases(engine, [base]);
  const given = await givenByBase(engine, { before, smoke });
  const run = (side: string, files: BuildFiles): Promise<Measured> =>
    proven(engine, index, { name: `${name}-${side}`, files, context, smoke, description });

  const old = await run('before', before);
  const prove = async (side: string, { after, applied }: Rewriting): Promise<Rewritten> => {
    const fresh = await run(side, after);
    expectSameConfiguration(old.configuration, fresh.configuration, given);
    return { ...fresh.measurement, transforms: applied };
  };
  return {
    name,
    ecosystem: description.ecosystem,
    title: description.title,
    base,
    standIn: await isBuiltHere(engine, base),
    date: new Date().toISOString().slice(0, 10),
    before: old.measurement,
    safe: isSame(before, safe.after) ? null : await prove('safe', safe),
    unsafe: isSame(safe.after, unsafe.after) ? null : await prove('unsafe', unsafe),
    note: description.note ?? null,
  };
}

interface Trial {
  readonly name: string;
  readonly files: BuildFiles;
  readonly context: ContextFolders;
  readonly smoke: Smoke;
  readonly description: Description;
}

async function proven(engine: Engine, index: PythonIndex, trial: Trial): Promise<Measured> {
  const measured = await measure(engine, index, { ...trial, change: trial.description.change });
  if (measured.wrong !== '') throw new Error(`${trial.name}: ${measured.wrong}`);
  return measured;
}

function isSame(first: BuildFiles, second: BuildFiles): boolean {
  return first.dockerfile === second.dockerfile && first.dockerignore === second.dockerignore;
}

function readDescription(path: string): Description {
  // The file is ours, and its shape is the interface above.
  return JSON.parse(readFileSync(path, 'utf8')) as Description;
}

/** Puts a row in the place of the one that was measured before. */
function keep(row: Row, version: string): void {
  // Written below, in the same shape.
  const earlier = existsSync(RESULTS)
    ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as { readonly cases: readonly Row[] }).cases
    : [];
  const names = readdirSync(CASES);
  const rows = [...earlier.filter(({ name }) => name !== row.name && names.includes(name)), row];
  rows.sort((first, second) => (first.name < second.name ? -1 : 1));
  const results = { command: 'npm run bench:images', engine: version, cases: rows };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}
