import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UNKNOWN_USE, type RepositoryUse } from '../../src/context/build-context.js';
import { createMemoryContext } from '../../src/context/memory-context.js';
import type { Plan } from '../../src/pipeline/plan.js';
import type { PlanRequest } from '../../src/pipeline/run.js';
import type { TransformOptions } from '../../src/transform/transform.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** Write the results as new expectations, to be read as a diff before they are accepted. */
export const UPDATE = process.env['UPDATE_FIXTURES'] === '1';

/** `options.json` of a fixture. */
interface FixtureOptions {
  readonly unsafe?: boolean;
  readonly target?: string;
  readonly today?: string;
  readonly options?: Partial<TransformOptions>;
  readonly use?: Partial<RepositoryUse>;
  /** `empty`: a context without files. Without it, a fixture without a `context/` folder has no context. */
  readonly context?: 'empty';
  /** Further files of the context by path, for those that git would not take: `.git/HEAD`. */
  readonly files?: Readonly<Record<string, string>>;
  /** Paths of the context that git tracks; without it there is no git. `"all"`: every file of `context/`. */
  readonly tracked?: readonly string[] | 'all';
  /** Paths in `context/` of other Dockerfiles that share the context. */
  readonly sharedDockerfiles?: readonly string[];
}

/**
 * A fixture folder: `input.Dockerfile`; `output.Dockerfile` where it changes; `input.dockerignore`,
 * `output.dockerignore`; `context/`; `options.json`; `findings.txt`, a line a finding.
 */
export interface Fixture {
  readonly transform: string;
  readonly name: string;
  readonly folder: string;
  readonly request: Omit<PlanRequest, 'transforms'>;
  /** The files of its build context, its ignore file among them; undefined where it has no context. */
  readonly files: Readonly<Record<string, string>> | undefined;
}

/** The fixtures of a transform, sorted by name. */
export function loadFixtures(transform: string): readonly Fixture[] {
  const folder = join(FIXTURES, transform);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => loadFixture(transform, name, join(folder, name)));
}

function loadFixture(transform: string, name: string, folder: string): Fixture {
  const options = readOptions(folder);
  const tree = existsSync(join(folder, 'context')) ? readTree(join(folder, 'context')) : {};
  const files = { ...tree, ...options.files };
  const hasContext = options.context === 'empty' || Object.keys(files).length > 0;
  const text = readFileSync(join(folder, 'input.Dockerfile'), 'utf8');
  const dockerignore = readOptional(join(folder, 'input.dockerignore'));
  return {
    transform,
    name,
    folder,
    files: hasContext
      ? { ...files, ...(dockerignore === undefined ? {} : { '.dockerignore': dockerignore }) }
      : undefined,
    request: {
      text,
      dockerignore: dockerignore ?? '',
      today: options.today ?? '2026-11-23',
      unsafe: options.unsafe ?? false,
      options: options.options ?? {},
      target: options.target,
      use: { ...UNKNOWN_USE, ...options.use },
      context: hasContext
        ? createMemoryContext({
            files: { Dockerfile: text, ...files },
            dockerfilePath: 'Dockerfile',
            tracked:
              options.tracked === 'all' ? ['Dockerfile', ...Object.keys(tree)] : options.tracked,
            sharedDockerfiles: (options.sharedDockerfiles ?? []).map((path) => ({
              path,
              text: files[path] ?? '',
            })),
          })
        : undefined,
    },
  };
}

function readOptions(folder: string): FixtureOptions {
  // The file is ours, and its shape is the interface above.
  return JSON.parse(readOptional(join(folder, 'options.json')) ?? '{}') as FixtureOptions;
}

function readTree(root: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) visit(path);
      else files[relative(root, path).split(sep).join('/')] = readFileSync(path, 'utf8');
    }
  };
  visit(root);
  return files;
}

/** The text of a file of the fixture; undefined when it is not there. */
export function readOptional(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** What `findings.txt` holds: `status applicability reason`, `-` for what is not given, sorted by place. */
export function formatFindings(plan: Plan): string {
  return plan.findings
    .map(
      ({ status, applicability, reason, message }) =>
        `${status} ${applicability ?? '-'} ${reason ?? '-'}: ${message}\n`,
    )
    .join('');
}

/** Writes what a fixture gives as its expectation. */
export function updateFixture(fixture: Fixture, plan: Plan): void {
  writeIfChanged(join(fixture.folder, 'output.Dockerfile'), plan.dockerfile);
  writeIfChanged(join(fixture.folder, 'output.dockerignore'), plan.dockerignore);
  writeFileSync(join(fixture.folder, 'findings.txt'), formatFindings(plan));
}

function writeIfChanged(path: string, file: Plan['dockerfile']): void {
  if (file.before !== file.after) writeFileSync(path, file.after);
}
