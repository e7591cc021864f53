import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env } from 'node:process';

/** The folder of the git work tree that a folder is in; undefined when it is in none. */
export function gitRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * The files below a folder that git tracks, those of submodules included, relative to the folder; undefined when the
 * folder is in no work tree or git is not there.
 * @param patterns git pathspecs; none for all files
 */
export function trackedFiles(
  folder: string,
  patterns: readonly string[] = [],
): readonly string[] | undefined {
  if (gitRoot(folder) === undefined) return undefined;
  return gitPaths(folder, ['ls-files', '-z', '--recurse-submodules', '--', ...patterns]);
}

/** The paths that a command of git prints, each ended by NUL; undefined when it fails. */
export function gitPaths(folder: string, words: readonly string[]): readonly string[] | undefined {
  return runGit(folder, words)
    ?.split('\0')
    .filter((path) => path !== '');
}

/**
 * What a command of git prints in a folder; undefined when it fails, or git is not there. It changes nothing, and runs no
 * program that the repository names.
 */
export function runGit(folder: string, words: readonly string[]): string | undefined {
  // A hook of git sets these for its own repository; they would win over the folder.
  const environment = Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE)$/.test(name),
    ),
  );
  const { status, stdout } = spawnSync(
    'git',
    // A repository may name a program as its file watcher: it must not be run.
    ['--no-optional-locks', '-c', 'core.fsmonitor=false', ...words],
    {
      cwd: folder,
      encoding: 'utf8',
      env: environment,
      maxBuffer: 1024 ** 3,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  return status === 0 ? stdout : undefined;
}
