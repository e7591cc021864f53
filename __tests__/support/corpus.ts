import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Something outside of the project that tests need: its path, or why it is not there. */
export type Resource =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'missing'; readonly reason: string };

const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The folder that `variable` names; by default the folder `name` of the sibling folder `shared` of the project. */
function findFolder(variable: string, name: string): Resource {
  const path = process.env[variable] ?? join(PROJECT, '../shared', name);
  return existsSync(path)
    ? { kind: 'found', path }
    : { kind: 'missing', reason: `there is no folder ${name}; set ${variable} to its path` };
}

/** Real Dockerfiles: `dockerfiles/`, `buildkit-parser/`, `buildkit-inline/`. */
export const corpus = findFolder('DOCKOPT_CORPUS', 'corpus');
/** Facts about published images. */
export const facts = findFolder('DOCKOPT_FACTS', 'facts');
/** The container engine and BuildKit's parser as a tool. */
export const engine = findFolder('DOCKOPT_ENGINE', 'engine');

/** Whether the absence of a resource is a failure, as it is in CI. */
export const allRequired = process.env['DOCKOPT_REQUIRE_ALL'] === '1';

/**
 * A `describe` that needs a resource. Without the resource its `count` tests are skipped and the reason stands in the
 * report; with DOCKOPT_REQUIRE_ALL=1 the absence is a failure.
 */
export function describeWith(
  resource: Resource,
  title: string,
  count: number,
  body: (path: string) => void,
): void {
  if (resource.kind === 'found') {
    describe(title, () => {
      body(resource.path);
    });
  } else if (allRequired) {
    test(title, () => {
      expect(resource).toMatchObject({ kind: 'found' });
    });
  } else {
    console.warn(`skipped ${count} tests of "${title}": ${resource.reason}`);
    describe.skip(title, () => {
      for (let index = 1; index <= count; index += 1) {
        test(`${index} of ${count}: ${resource.reason}`, () => {
          throw new Error(resource.reason);
        });
      }
    });
  }
}

/** A text of the corpus and its path inside of the corpus folder. */
export interface CorpusFile {
  readonly path: string;
  readonly text: string;
}

/** The real Dockerfiles of the corpus. */
export function readDockerfiles(corpusPath: string): readonly CorpusFile[] {
  return readFiles(corpusPath, 'dockerfiles', () => true);
}

/** The cases of BuildKit's own parser tests: whole files, and Dockerfiles that its tests hold inline. */
export function readBuildKitCases(corpusPath: string): readonly CorpusFile[] {
  return [
    ...readFiles(corpusPath, 'buildkit-parser', (path) => path.endsWith('/Dockerfile')),
    ...readFiles(corpusPath, 'buildkit-inline', (path) => path.endsWith('.Dockerfile')),
  ];
}

function readFiles(
  corpusPath: string,
  folder: string,
  isWanted: (path: string) => boolean,
): readonly CorpusFile[] {
  return readdirSync(join(corpusPath, folder), { recursive: true })
    .map((name) => `${folder}/${name.toString()}`)
    .filter((path) => isWanted(path) && statSync(join(corpusPath, path)).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(join(corpusPath, path), 'utf8') }));
}
