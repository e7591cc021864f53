import { readBunLock } from './bun-lock.js';
import type { LockedPackage } from './locked-package.js';
import { readNpmLock } from './npm-lock.js';
import { readPnpmLock } from './pnpm-lock.js';
import { readYarnLock } from './yarn-lock.js';

/** The lock files of npm, yarn, pnpm and bun. */
export const NODE_LOCK_FILES = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
] as const;

export type { LockedPackage };

/** The name of a lock file. */
export type NodeLockFile = (typeof NODE_LOCK_FILES)[number];

/**
 * The packages of a lock file that are installed on Linux with glibc, whatever the processor. The project itself and its
 * workspaces are not among them. Undefined where the text can't be read.
 */
export function lockedPackages(
  file: NodeLockFile,
  text: string,
): readonly LockedPackage[] | undefined {
  switch (file) {
    case 'package-lock.json':
    case 'npm-shrinkwrap.json':
      return readNpmLock(text);
    case 'yarn.lock':
      return readYarnLock(text);
    case 'pnpm-lock.yaml':
      return readPnpmLock(text);
    case 'bun.lock':
      return readBunLock(text);
  }
}
