import type { LockedPythonPackage } from './locked-python-package.js';
import { readPdmLock } from './pdm-lock.js';
import { readPipfileLock } from './pipfile-lock.js';
import { readPoetryLock } from './poetry-lock.js';
import type { MarkerEnvironment } from './python-marker.js';
import { readJson, readToml } from './structured-text.js';
import { readUvLock } from './uv-lock.js';

/** The lock files of Python's package managers. */
export const PYTHON_LOCK_FILES = ['poetry.lock', 'uv.lock', 'pdm.lock', 'Pipfile.lock'] as const;

/** The name of a lock file. */
export type PythonLockFile = (typeof PYTHON_LOCK_FILES)[number];

/**
 * The packages of a lock file that may be installed in an environment, the project itself left out; undefined where the text can't
 * be read.
 */
export function lockedPythonPackages(
  file: PythonLockFile,
  text: string,
  environment: MarkerEnvironment,
): readonly LockedPythonPackage[] | undefined {
  const lock = file === 'Pipfile.lock' ? readJson(text) : readToml(text);
  if (lock === undefined) return undefined;
  switch (file) {
    case 'poetry.lock':
      return readPoetryLock(lock, environment);
    case 'uv.lock':
      return readUvLock(lock, environment);
    case 'pdm.lock':
      return readPdmLock(lock, environment);
    case 'Pipfile.lock':
      return readPipfileLock(lock, environment);
  }
}
