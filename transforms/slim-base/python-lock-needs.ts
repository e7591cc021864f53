import type { BuildContext } from '../../src/context/build-context.js';
import { lineOf } from '../../src/context/dependency.js';
import { fileName } from '../../src/context/locked-python-package.js';
import { cleanPath } from '../../src/context/path-pattern.js';
import {
  readPythonProject,
  type LockedPythonPackage,
  type PythonLock,
} from '../../src/context/python-project.js';
import { resolveCommand, runScript, type ResolvedCommand } from '../../src/dockerfile/commands.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { contextPathOf, folderOf, pathIn } from './manifests.js';
import { placeOf, seenAt, type Need } from './need.js';
import {
  checkoutNeeds,
  contextAbsent,
  manifestUnknown,
  type InstalledWhere,
} from './package-need.js';
import { lockedPythonNeeds, ownBuildNeeds } from './python-package.js';
import type { CommandSite } from './site.js';

/** How a package manager is told to install what its lock file holds. */
interface LockInstall {
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

/** What an install by a lock file needs of the base (hazards B10 to B12). */
export function lockInstallNeeds(
  input: TransformInput,
  install: LockInstall,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const { context } = input;
  if (context === undefined) return [contextAbsent(install.file, site)];
  const path = contextPathOf(input, site, install.file);
  const folder = path === undefined ? '' : folderOf(path);
  const project = path === undefined ? undefined : readPythonProject(context, folder, site);
  const packages = project?.locks.find(({ file }) => file === install.file)?.packages;
  if (path === undefined || project === undefined || packages === undefined) {
    return [
      manifestUnknown(
        install.file,
        path === undefined
          ? `${install.file}, which says what ${placeOf(site.instruction)} installs, is not in the build context`
          : `${path} can't be read`,
        site,
      ),
    ];
  }
  const text = context.read(path) ?? '';
  const withGroups =
    typeof install.groups === 'string'
      ? install.groups === 'all'
      : [...(project.pyproject?.groups.keys() ?? [])].some(isWithin(install.groups.without));
  return [
    ...(install.withoutProject || where === 'copied' ? [] : ownBuildNeeds(project, site)),
    ...packages
      .filter(
        ({ development, optional }) =>
          (development !== true || withGroups) && (optional !== true || install.withExtras),
      )
      .flatMap((one) =>
        seenAt(
          lockedNeeds(context, folder, one, site, where),
          path,
          lineOfPackage(install.file, text, one.name),
        ),
      ),
  ];
}

function isWithin(without: readonly string[]): (group: string) => boolean {
  return (group) => !without.includes(group);
}

function lockedNeeds(
  context: BuildContext,
  folder: string,
  locked: LockedPythonPackage,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const { origin } = locked;
  if (origin.kind === 'local') {
    // An archive of the context says by its name what it is; a folder is built.
    if (/\.(?:whl|tar\.gz|zip)$/.test(origin.path)) {
      return lockedPythonNeeds({ ...locked, files: [fileName(origin.path)] }, site, where);
    }
    const inner = cleanPath(pathIn(folder, origin.path)).replace(/^\.$/, '');
    const project = readPythonProject(context, inner, site);
    return where === 'copied' ? [] : ownBuildNeeds(project, site);
  }
  const fetched =
    origin.kind === 'version-control' && where === 'here'
      ? checkoutNeeds(origin.system, origin.address, site)
      : [];
  return [...fetched, ...lockedPythonNeeds(locked, site, where)];
}

function lineOfPackage(file: PythonLock['file'], text: string, name: string): number | undefined {
  if (file === 'Pipfile.lock') return lineOf(text, `"${name}": {`);
  return lineOf(text.toLowerCase(), `name = "${name}"`);
}

/**
 * What a requirements file needs that a RUN makes of a lock file: `poetry export`, `uv export`, `pipenv requirements`. Undefined
 * where none does.
 */
export function exportedNeeds(
  input: TransformInput,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] | undefined {
  for (const instruction of input.dockerfile.instructions) {
    for (const command of runScript(instruction)?.commands ?? []) {
      const resolved = resolveCommand(command);
      const file = resolved === undefined ? undefined : exportedFile(resolved);
      if (resolved === undefined || file === undefined) continue;
      const withDevelopment = resolved.arguments.some(({ value }) =>
        /^--(?:dev|with(?:=.*)?|all-groups)$/.test(value),
      );
      // uv exports the group `dev` unless it is told not to.
      const byDefault =
        file === 'uv.lock' && !resolved.arguments.some(({ value }) => value === '--no-dev');
      return lockInstallNeeds(
        input,
        {
          file,
          groups: withDevelopment || byDefault ? 'all' : 'none',
          withExtras: true,
          withoutProject: true,
        },
        site,
        where,
      );
    }
  }
  return undefined;
}

function exportedFile({ name, arguments: words }: ResolvedCommand): PythonLock['file'] | undefined {
  const verb = words.find(({ value }) => !value.startsWith('-'))?.value;
  if (name === 'poetry' && verb === 'export') return 'poetry.lock';
  if (name === 'uv' && verb === 'export') return 'uv.lock';
  if (name === 'pdm' && verb === 'export') return 'pdm.lock';
  return name === 'pipenv' && (verb === 'requirements' || verb === 'lock')
    ? 'Pipfile.lock'
    : undefined;
}
