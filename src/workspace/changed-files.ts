import { realpathSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { errorCode } from '../error-code.js';
import { gitPaths, gitRoot, runGit } from './git.js';

/** What git says is changed, or why it can't say. */
export type Changes =
  | {
      readonly kind: 'known';
      /** Whether the file at an absolute path is changed, new or deleted; one outside of the repository counts as changed. */
      readonly has: (path: string) => boolean;
    }
  /** One line: what is wrong, and what to do. */
  | { readonly kind: 'unknown'; readonly message: string };

/**
 * What is changed since HEAD left the history of a revision: by the commits since then, in the index, in the work tree; with
 * files that git does not track, but does not ignore. What happened since then on the other side is no change.
 * @param folder in a work tree
 * @param revision as a person names it
 */
export function openChanges(folder: string, revision: string): Changes {
  const root = gitRoot(folder);
  if (root === undefined) {
    return unknown('--changed-since asks git, and this folder is in no repository of it');
  }
  if (runGit(root, ['rev-parse', '--git-dir']) === undefined) {
    return unknown(
      '--changed-since asks git, which is not there or refuses this repository; git status says why',
    );
  }
  const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options'];
  const commit = runGit(root, [...verify, `${revision}^{commit}`])?.trim();
  if (commit === undefined) {
    return unknown(`git knows no revision ${revision}, fetch it or name another one`);
  }
  const base = runGit(root, ['merge-base', commit, 'HEAD'])?.trim();
  if (base === undefined) {
    return unknown(`${revision} and HEAD have no common commit here, fetch more of the history`);
  }
  const diff = ['diff', '--name-only', '-z', '--no-renames', '--no-relative', '--no-ext-diff'];
  const paths = [
    gitPaths(root, [...diff, base, 'HEAD', '--']),
    gitPaths(root, [...diff, 'HEAD', '--']),
    gitPaths(root, ['ls-files', '-z', '--others', '--exclude-standard']),
  ].flatMap((listed) => {
    if (listed === undefined) throw new Error(`git lists no changes in ${root}`);
    return listed;
  });
  // A repository within this one is listed as a whole, with a slash where it is not tracked.
  const changed = new Set(paths.map((path) => path.replace(/\/$/, '')));
  const realRoot = realpathSync(root);
  return {
    kind: 'known',
    has: (path) =>
      [
        { from: root, path },
        { from: realRoot, path: realPath(path) },
      ].some((place) => isChanged(relative(place.from, place.path).split(sep).join('/'), changed)),
  };
}

function unknown(message: string): Changes {
  return { kind: 'unknown', message };
}

function isChanged(path: string, changed: ReadonlySet<string>): boolean {
  if (path === '..' || path.startsWith('../')) return true;
  for (let at = path; at !== '.'; at = dirname(at)) if (changed.has(at)) return true;
  return false;
}

/** The path without symbolic links; of a file that is not there, the path itself. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return path;
  }
}
