import { placeOf } from '../../src/dockerfile/place.js';
import type { BuildContext } from '../../src/context/build-context.js';
import { lineOf } from '../../src/context/dependency.js';
import { fileName } from '../../src/context/locked-python-package.js';
import { packagesOf, type LockInstall } from '../../src/context/python-lock-install.js';
import { cleanPath } from '../../src/context/path-pattern.js';
import {
  readPythonProject,
  type LockedPythonPackage,
  type PythonLock,
} from '../../src/context/python-project.js';
import { resolveCommand, runScript, type ResolvedCommand } from '../../src/dockerfile/commands.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { contextPathOf, folderOf, pathIn } from './manifests.js';
import { seenAt, type Need } from './need.js';
import {
  checkoutNeeds,
  contextAbsent,
  manifestUnknown,
  type InstalledWhere,
} from './package-need.js';
import { lockedPythonNeeds, ownBuildNeeds } from './python-package.js';
import type { CommandSite } from './site.js';

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
  return [
    ...(install.withoutProject || where === 'copied' ? [] : ownBuildNeeds(project, site)),
    ...packagesOf(install, project, packages).flatMap((one) =>
      seenAt(
        lockedNeeds(context, folder, one, site, where),
        path,
        lineOfPackage(install.file, text, one.name),
      ),
    ),
  ];
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
