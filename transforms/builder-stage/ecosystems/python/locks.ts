import { placeOf } from '../../../../src/dockerfile/place.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import {
  lockInstall,
  packagesOf,
  type LockInstall,
} from '../../../../src/context/python-lock-install.js';
import {
  readPythonProject,
  type PythonProject,
  type PythonRequirement,
} from '../../../../src/context/python-project.js';
import { cleanPath } from '../../../../src/context/path-pattern.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { readMounts } from '../../../../src/dockerfile/mounts.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { linkRefusal } from './linked-project.js';
import { releaseOf } from './system-python.js';

/** What an install, or an export, by a lock file brings; undefined for other commands. */
export function lockedRequirements(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): readonly PythonRequirement[] | Refusal | undefined {
  const install = lockUse(command);
  if (install === undefined) return undefined;
  const folder = folderOfLock(install.file, instruction, site);
  const project = folder === undefined ? undefined : readProject(folder, site);
  const packages = project?.locks.find((lock) => lock.file === install.file)?.packages;
  if (folder === undefined || project === undefined || packages === undefined) {
    return refuse(
      'manifest-unknown',
      `${install.file}, which says what ${placeOf(instruction)} installs, can't be found or read.`,
      instruction,
    );
  }
  return (
    linkRefusal(install, folder, instruction, site) ??
    packagesOf(install, project, packages).map(({ name, version, origin }) => ({
      name,
      extras: [],
      specifier: version === undefined ? '' : `==${version}`,
      marker: undefined,
      url: origin.kind === 'local' ? origin.path : undefined,
      versionControl: origin.kind === 'version-control' ? origin.system : undefined,
      editable: false,
      hashes: [],
    }))
  );
}

/** How a command takes what a lock file holds. Poetry exports the main group and never the project itself, uv does unless it is told not to. */
function lockUse(command: ShellCommand): LockInstall | undefined {
  const resolved = resolveCommand(command);
  if (resolved === undefined) return undefined;
  const [verb, ...words] = resolved.arguments;
  if (verb?.value !== 'export' && verb?.value !== 'requirements') return lockInstall(resolved);
  const name = resolved.name === 'pipenv' ? 'sync' : 'install';
  const as = lockInstall({
    ...resolved,
    arguments: [{ ...verb, value: resolved.name === 'uv' ? 'sync' : name }, ...words],
  });
  if (as === undefined) return undefined;
  const options = words.map(({ value }) => value);
  if (resolved.name === 'uv') {
    return {
      ...as,
      withoutProject: options.some((word) => /^--no-emit-(?:project|workspace)$/.test(word)),
    };
  }
  const wantsGroups = options.some((word) => /^--(?:with|dev|all-groups|only)\b/.test(word));
  return {
    ...as,
    withoutProject: true,
    ...(resolved.name === 'poetry' && !wantsGroups && { groups: 'none' as const }),
  };
}

function readProject(folder: string, site: Site): PythonProject | undefined {
  return readPythonProject(site.context, folder, {
    release: /^\d+\.\d+/.exec(releaseOf(site) ?? '')?.[0],
  });
}

/** The folder in the context of the lock file that lies in the working directory, copied or mounted. */
function folderOfLock(file: string, instruction: Instruction, site: Site): string | undefined {
  const path = joinPath(site.states[instruction.index]?.workdir, file);
  if (path === undefined) return undefined;
  const mounted = readMounts(instruction).find(
    ({ type, from, target }) =>
      type === 'bind' &&
      from === undefined &&
      target !== undefined &&
      joinPath(site.states[instruction.index]?.workdir, target) === path,
  );
  const found =
    mounted === undefined
      ? contextFileAt(site.context, localCopies(site.stage, site.states), path)
      : cleanPath(`/${mounted.source ?? ''}`).replace(/^\/+/, '');
  return found?.split('/').slice(0, -1).join('/');
}
