import type { BuildContext } from './build-context.js';
import { byUse, type LockedPythonPackage } from './locked-python-package.js';
import { lockedPythonPackages, PYTHON_LOCK_FILES, type PythonLockFile } from './python-lock.js';
import type { MarkerEnvironment } from './python-marker.js';
import {
  normalizePythonName,
  parseRequirement,
  readRequirements,
  type PythonRequirement,
  type Requirements,
} from './python-requirements.js';
import { readPipfile, readPyProject, type Pipfile, type PyProject } from './pyproject.js';

export { normalizePythonName, parseRequirement, readPyProject, readRequirements };
export type { LockedPythonPackage, PythonRequirement, Requirements };

/** A lock file of a Python project. */
export interface PythonLock {
  readonly file: PythonLockFile;
  /** Undefined where it can't be read. */
  readonly packages: readonly LockedPythonPackage[] | undefined;
}

/** What a folder says of a Python program. */
export interface PythonProject {
  /** Folder relative to the context root; `''` for the root. */
  readonly folder: string;
  /** Undefined where there is none, or none that is TOML. */
  readonly pyproject: PyProject | undefined;
  readonly pipfile: Pipfile | undefined;
  /** A `setup.py` or `setup.cfg`: code may say what is installed and compiled. */
  readonly hasSetup: boolean;
  readonly locks: readonly PythonLock[];
}

/** Reads the manifests of a folder for an environment; undefined where it has none. */
export function readPythonProject(
  context: BuildContext,
  folder: string,
  environment: MarkerEnvironment,
): PythonProject | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const toml = context.read(`${prefix}pyproject.toml`);
  const pipenv = context.read(`${prefix}Pipfile`);
  const hasSetup = ['setup.py', 'setup.cfg'].some(
    (name) => context.entry(`${prefix}${name}`) !== undefined,
  );
  const files = PYTHON_LOCK_FILES.filter((name) => context.entry(`${prefix}${name}`) !== undefined);
  if (toml === undefined && pipenv === undefined && !hasSetup && files.length === 0) {
    return undefined;
  }
  const pyproject = toml === undefined ? undefined : readPyProject(toml);
  return {
    folder,
    pyproject,
    pipfile: pipenv === undefined ? undefined : readPipfile(pipenv),
    hasSetup,
    locks: files.map((file) => {
      const text = context.read(`${prefix}${file}`);
      const packages =
        text === undefined ? undefined : lockedPythonPackages(file, text, environment);
      return { file, packages: packages && forProject(file, packages, pyproject) };
    }),
  };
}

/** The lock files of poetry and pdm say what requires what, and the manifest what the project requires. */
function forProject(
  file: PythonLockFile,
  packages: readonly LockedPythonPackage[],
  pyproject: PyProject | undefined,
): readonly LockedPythonPackage[] {
  if (pyproject === undefined || (file !== 'poetry.lock' && file !== 'pdm.lock')) return packages;
  const names = (requirements: Iterable<readonly PythonRequirement[]>): readonly string[] =>
    [...requirements].flat().flatMap(({ name }) => name ?? []);
  return byUse(packages, {
    main: names([pyproject.dependencies]),
    development: names(pyproject.groups.values()),
    extras: names(pyproject.extras.values()),
  });
}
