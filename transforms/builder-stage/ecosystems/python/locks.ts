import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import {
  lockInstall,
  packagesOf,
  type LockInstall,
} from '../../../../src/context/python-lock-install.js';
import {
  readPythonProject,
  type PythonRequirement,
} from '../../../../src/context/python-project.js';
import { readToml } from '../../../../src/context/structured-text.js';
import { mapping } from '../../../../src/context/usage-data.js';
import { instructionCommands, resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath, type InstructionState } from '../../../../src/dockerfile/state.js';
import { placeOf, refuse, type Doubt, type Refusal, type Site } from '../../site.js';

/** Installers whose environments other tools of the same name find again; they are moved only where they install into the active one. */
const MOVED: ReadonlySet<string> = new Set(['pipenv', 'poetry']);
const NOT_MOVED: ReadonlySet<string> = new Set('conda mamba micromamba pdm pipx uv'.split(' '));

/** What a command of an installer other than pip does; undefined for other commands. */
export function lockCommandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): 'build' | Refusal | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name ?? '';
  if (NOT_MOVED.has(name)) return other(name, instruction);
  if (resolved === undefined || !MOVED.has(name)) return undefined;
  const [verb] = resolved.arguments.map(({ value }) => value);
  if (name === 'poetry' && verb === 'config') return 'build';
  if (lockInstall(resolved) === undefined) return other(name, instruction);
  const state = site.states[instruction.index];
  return state !== undefined && installsIntoActive(command, state, site)
    ? 'build'
    : other(name, instruction);
}

function other(name: string, instruction: Instruction): Refusal {
  return refuse(
    'other-installer',
    `${placeOf(instruction)} installs with ${name}, into an environment of its own; POETRY_VIRTUALENVS_CREATE=false and “pipenv install --system” use the one that a split can move.`,
    instruction,
  );
}

/**
 * Whether an installer uses the environment that is active.
 * @see https://python-poetry.org/docs/configuration/#virtualenvscreate
 */
function installsIntoActive(
  command: ShellCommand,
  { environment }: InstructionState,
  site: Site,
): boolean {
  const words = resolveCommand(command)?.arguments.map(({ value }) => value) ?? [];
  if (resolveCommand(command)?.name === 'pipenv') return words.includes('--system');
  return (
    environment.get('POETRY_VIRTUALENVS_CREATE') === 'false' ||
    site.stage.instructions.some((instruction) => {
      const state = site.states[instruction.index];
      return (
        instruction.keyword === 'RUN' &&
        state !== undefined &&
        instructionCommands(instruction, state).commands.some((one) => {
          const resolved = resolveCommand(one);
          const rest = resolved?.arguments.map(({ value }) => value).join(' ') ?? '';
          return resolved?.name === 'poetry' && /\bvirtualenvs\.create false\b/.test(rest);
        })
      );
    })
  );
}

/** What an install by a lock file brings; undefined for other commands. */
export function lockedRequirements(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): readonly PythonRequirement[] | Refusal | undefined {
  const resolved = resolveCommand(command);
  const install = resolved === undefined ? undefined : lockInstall(resolved);
  if (install === undefined) return undefined;
  const path = joinPath(site.states[instruction.index]?.workdir, install.file);
  const file =
    path === undefined
      ? undefined
      : contextFileAt(site.context, localCopies(site.stage, site.states), path);
  const folder = file?.split('/').slice(0, -1).join('/');
  const project =
    folder === undefined
      ? undefined
      : readPythonProject(site.context, folder, { release: /^\d+\.\d+/.exec(site.tag ?? '')?.[0] });
  const packages = project?.locks.find((lock) => lock.file === install.file)?.packages;
  if (project === undefined || packages === undefined) {
    return refuse(
      'manifest-unknown',
      `${install.file}, which says what ${placeOf(instruction)} installs, can't be found or read.`,
      instruction,
    );
  }
  if (linksProject(install, site, folder ?? '')) {
    return refuse(
      'editable-install',
      `${placeOf(instruction)} installs the project itself, which links to its sources; --no-root leaves that out.`,
      instruction,
    );
  }
  return packagesOf(install, project, packages).map(({ name, version, origin }) => ({
    name,
    extras: [],
    specifier: version === undefined ? '' : `==${version}`,
    marker: undefined,
    url: origin.kind === 'local' ? origin.path : undefined,
    versionControl: origin.kind === 'version-control' ? origin.system : undefined,
    editable: false,
    hashes: [],
  }));
}

function linksProject(install: LockInstall, site: Site, folder: string): boolean {
  if (install.withoutProject) return false;
  const manifest = site.context.read(folder === '' ? 'pyproject.toml' : `${folder}/pyproject.toml`);
  const tool = mapping(readToml(manifest ?? '')?.['tool']);
  return mapping(tool['poetry'])['package-mode'] !== false;
}

/** No build on record has one of these installers. */
export function unprovenInstaller(command: ShellCommand): Doubt | undefined {
  const name = resolveCommand(command)?.name ?? '';
  return MOVED.has(name)
    ? {
        reason: 'installer-unproven',
        message: `That ${name} installs into the virtual environment was not proven by a build.`,
      }
    : undefined;
}
