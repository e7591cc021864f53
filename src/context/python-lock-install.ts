import type { ResolvedCommand } from '../dockerfile/commands.js';
import type { LockedPythonPackage, PythonLock, PythonProject } from './python-project.js';

/** How a package manager is told to install what its lock file holds. */
export interface LockInstall {
  readonly file: PythonLock['file'];
  /** The groups besides the project's own requirements that are installed, or all of them but some. */
  readonly groups: 'all' | 'none' | { readonly without: readonly string[] };
  /** Packages that only extras want are installed, too. */
  readonly withExtras: boolean;
  /** The project itself is not built. */
  readonly withoutProject: boolean;
}

/** An install by a lock file: `poetry install`, `uv sync`, `pipenv install`, `pdm install`; undefined for other commands. */
export function lockInstall(resolved: ResolvedCommand): LockInstall | undefined {
  const words = resolved.arguments.map(({ value }) => value);
  const [verb, first] = words.filter((word) => !word.startsWith('-'));
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  switch (resolved.name) {
    case 'poetry':
      return verb === 'install' || verb === 'sync'
        ? {
            file: 'poetry.lock',
            groups: poetryGroups(words),
            withExtras: has(/^(?:-E|--extras|--all-extras)/),
            withoutProject: has(/^--no-root$/),
          }
        : undefined;
    case 'uv':
      return verb === 'sync' || verb === 'run'
        ? {
            file: 'uv.lock',
            groups: has(/^--(?:no-dev|no-default-groups)$/) ? 'none' : 'all',
            withExtras: has(/^--(?:extra|all-extras|group|all-groups)\b/),
            withoutProject: has(/^--no-install-(?:project|workspace)$/),
          }
        : undefined;
    case 'pdm':
      return verb === 'install' || verb === 'sync'
        ? {
            file: 'pdm.lock',
            groups: has(/^--(?:prod|production)$/) ? 'none' : 'all',
            withExtras: has(/^(?:-G|--group|--with)\b/),
            withoutProject: has(/^--no-self$/),
          }
        : undefined;
    case 'pipenv':
      return (verb === 'install' && first === undefined) || verb === 'sync'
        ? {
            file: 'Pipfile.lock',
            groups: has(/^(?:-d|--dev)$/) ? 'all' : 'none',
            withExtras: false,
            withoutProject: true,
          }
        : undefined;
    default:
      return undefined;
  }
}

/** `--no-dev`, `--only main`, `--without dev,docs`. */
function poetryGroups(words: readonly string[]): LockInstall['groups'] {
  if (words.includes('--no-dev')) return 'none';
  if (valuesOf(words, '--only').length > 0) {
    return valuesOf(words, '--only').every((group) => group === 'main') ? 'none' : 'all';
  }
  const without = valuesOf(words, '--without');
  return without.length === 0 ? 'all' : { without };
}

/** The comma-separated values of an option, in either form. */
function valuesOf(words: readonly string[], option: string): readonly string[] {
  return words
    .flatMap((word, index) =>
      word === option
        ? (words[index + 1] ?? [])
        : word.startsWith(`${option}=`)
          ? word.slice(option.length + 1)
          : [],
    )
    .flatMap((value) => value.split(',').map((one) => one.trim()));
}

/** The packages of a lock file that an install takes. */
export function packagesOf(
  install: LockInstall,
  project: PythonProject,
  packages: readonly LockedPythonPackage[],
): readonly LockedPythonPackage[] {
  const { groups } = install;
  const withGroups =
    typeof groups === 'string'
      ? groups === 'all'
      : [...(project.pyproject?.groups.keys() ?? [])].some(
          (group) => !groups.without.includes(group),
        );
  return packages.filter(
    ({ development, optional }) =>
      (development !== true || withGroups) && (optional !== true || install.withExtras),
  );
}
