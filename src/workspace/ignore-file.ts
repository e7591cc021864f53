import { lstatSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The ignore file that a build reads: `<Dockerfile>.dockerignore` where it exists, else `.dockerignore` of the context,
 * which may not exist yet.
 * @param root the folder of the build context
 * @param dockerfile absolute path; undefined where the Dockerfile counts as lying nowhere
 * @see https://docs.docker.com/build/concepts/context/#filename-and-location
 */
export function findIgnoreFile(root: string, dockerfile: string | undefined): string {
  const own = dockerfile === undefined ? undefined : `${dockerfile}.dockerignore`;
  return own !== undefined && isThere(own) ? own : join(root, '.dockerignore');
}

/** Whether anything has this name, a symbolic link to nothing included. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
