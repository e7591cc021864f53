import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { errorCode } from '../error-code.js';
import { dockerfileName, startsLikeDockerfile } from '../context/dockerfile-name.js';
import { gitRoot } from './git.js';
import { explainError, workspaceProblem, type WorkspaceProblem } from './problem.js';
import { readText } from './read.js';

/** The files that the paths of a command line stand for. */
export interface Discovery {
  /** Relative to the working directory and `/`-separated; sorted, each file once. */
  readonly files: readonly string[];
  /** Paths that do not exist, and folders that can't be read. */
  readonly problems: readonly WorkspaceProblem[];
  /** Named directories in which no Dockerfile was found. */
  readonly emptyDirectories: readonly string[];
}

/**
 * Finds the Dockerfiles that paths stand for: a file stands for itself, whatever its name; a directory for the Dockerfiles
 * in it and below, without those that a `.gitignore` names, and without `node_modules` and `.git`. Symbolic links to
 * directories are not followed, those to files are.
 * @param paths as given, relative to the working directory or absolute
 */
export function discover(paths: readonly string[], workingDirectory: string): Discovery {
  const shown = (path: string): string =>
    (relative(workingDirectory, path) || '.').split(sep).join('/');
  const files = new Map<string, string>();
  const problems: WorkspaceProblem[] = [];
  const emptyDirectories: string[] = [];
  const add = (path: string): void => {
    const real = realpathSync(path);
    // Of several names the file's own is the one to report.
    if (!files.has(real) || path === real) files.set(real, path);
  };

  for (const named of paths) {
    const path = resolve(workingDirectory, named);
    try {
      if (!statSync(path).isDirectory()) {
        add(path);
        continue;
      }
    } catch (error) {
      problems.push(workspaceProblem(named, explainError(error)));
      continue;
    }
    const found = search(path, shown);
    found.files.forEach(add);
    problems.push(...found.problems);
    if (found.files.length === 0) emptyDirectories.push(named);
  }
  return {
    files: [...files.values()].map(shown).sort(byCodeUnits),
    problems,
    emptyDirectories,
  };
}

function byCodeUnits(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The rules of one `.gitignore`, and the folder that they count from. */
interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

interface Search {
  readonly files: readonly string[];
  readonly problems: readonly WorkspaceProblem[];
}

function search(top: string, shown: (path: string) => string): Search {
  const files: string[] = [];
  const problems: WorkspaceProblem[] = [];

  const visit = (folder: string, inherited: readonly IgnoreFile[]): void => {
    let entries: readonly Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      problems.push(workspaceProblem(shown(folder), explainError(error)));
      return;
    }
    const own = entries.some((entry) => entry.name === '.gitignore')
      ? ignoreFile(folder, join(folder, '.gitignore'))
      : undefined;
    const rules = own === undefined ? inherited : [...inherited, own];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name === 'node_modules' || entry.name === '.git') continue;
        if (!isIgnored(`${path}/`, rules)) visit(path, rules);
      } else if (isDockerfile(path, entry) && !isIgnored(path, rules)) files.push(path);
    }
  };

  visit(top, ignoreFilesAbove(top));
  return { files, problems };
}

function isDockerfile(path: string, entry: Dirent): boolean {
  const verdict = dockerfileName(entry.name);
  if (verdict === 'no') return false;
  if (!entry.isFile() && !(entry.isSymbolicLink() && leadsToFile(path))) return false;
  if (verdict === 'yes') return true;
  const read = readText(path);
  return 'text' in read && startsLikeDockerfile(read.text);
}

function leadsToFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}

/** The rules that count for a folder from above it: those of the git work tree that it is in, outermost first. */
function ignoreFilesAbove(folder: string): readonly IgnoreFile[] {
  const root = gitRoot(folder);
  if (root === undefined) return [];
  const found = [ignoreFile(root, join(root, '.git', 'info', 'exclude'))];
  const parts = relative(root, folder).split(sep);
  for (let depth = 0; depth < parts.length && folder !== root; depth += 1) {
    const above = join(root, ...parts.slice(0, depth));
    found.push(ignoreFile(above, join(above, '.gitignore')));
  }
  return found.filter((file) => file !== undefined);
}

function ignoreFile(folder: string, path: string): IgnoreFile | undefined {
  try {
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    return { folder, rules: ignore({ ignorecase: false }).add(text) };
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

/** Whether the rules ignore a path, which ends with `/` for a folder; the innermost file that says anything decides. */
function isIgnored(path: string, files: readonly IgnoreFile[]): boolean {
  for (const { folder, rules } of files.toReversed()) {
    const { ignored, unignored } = rules.test(
      path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    );
    if (ignored || unignored) return ignored;
  }
  return false;
}
