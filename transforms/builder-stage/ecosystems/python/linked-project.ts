import { placeOf } from '../../../../src/dockerfile/place.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import type { LockInstall } from '../../../../src/context/python-lock-install.js';
import { readPyProject } from '../../../../src/context/python-project.js';
import { readToml } from '../../../../src/context/structured-text.js';
import { mapping } from '../../../../src/context/usage-data.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { refuse, type Refusal, type Site } from '../../site.js';

/**
 * Build backends that link a project by a file in the environment alone, and leave nothing beside the sources.
 * @see https://peps.python.org/pep-0660/
 */
const LINKING: ReadonlySet<string> = new Set(
  'flit-core hatchling pdm-backend poetry-core setuptools uv-build wheel'.split(' '),
);

/**
 * Why an install that links the project to its sources can't be split; undefined where it links none, or where the sources stand at the
 * same place in both stages and the link is all that it leaves.
 */
export function linkRefusal(
  install: LockInstall,
  folder: string,
  instruction: Instruction,
  site: Site,
): Refusal | undefined {
  if (install.withoutProject || install.file === 'Pipfile.lock') return undefined;
  const prefix = folder === '' ? '' : `${folder}/`;
  const text = site.context.read(`${prefix}pyproject.toml`);
  const manifest = readToml(text ?? '');
  if (text === undefined || manifest === undefined || !isInstalled(install, manifest)) {
    return undefined;
  }
  return leavesLinkAlone(text, manifest, `${prefix}setup.py`, site) &&
    hasSources(readPyProject(text)?.name, instruction, site)
    ? undefined
    : refuse(
        'editable-install',
        `${placeOf(instruction)} installs the project itself, which links to its sources; ${install.file === 'uv.lock' ? '--no-install-project' : '--no-root'} leaves that out.`,
        instruction,
      );
}

function isInstalled(install: LockInstall, manifest: Readonly<Record<string, unknown>>): boolean {
  const tool = mapping(manifest['tool']);
  const asked = mapping(tool['uv'])['package'];
  return install.file === 'uv.lock'
    ? asked === true || (asked === undefined && manifest['build-system'] !== undefined)
    : mapping(tool['poetry'])['package-mode'] !== false;
}

function leavesLinkAlone(
  text: string,
  manifest: Readonly<Record<string, unknown>>,
  setup: string,
  site: Site,
): boolean {
  const project = readPyProject(text);
  const tool = mapping(manifest['tool']);
  const uv = mapping(tool['uv']);
  return (
    project !== undefined &&
    !project.hasBuildScript &&
    project.buildRequires.length > 0 &&
    project.buildRequires.every((name) => LINKING.has(name)) &&
    site.context.entry(setup) === undefined &&
    mapping(mapping(tool['hatch'])['build'])['hooks'] === undefined &&
    mapping(tool['setuptools'])['ext-modules'] === undefined &&
    mapping(tool['pdm'])['build'] === undefined &&
    uv['workspace'] === undefined &&
    Object.values(mapping(uv['sources'])).every((source) => {
      const { path, workspace } = mapping(source);
      return path === undefined && workspace === undefined;
    })
  );
}

/** Whether the project's package is copied before it is installed: then the final stage has it at the same place. */
function hasSources(name: string | undefined, instruction: Instruction, site: Site): boolean {
  const copies = localCopies(site.stage, site.states).filter(
    (copy) => copy.instruction.index < instruction.index,
  );
  const module = (name ?? '').replace(/[-.]/g, '_');
  return ['', 'src/'].some((folder) =>
    [`${module}/__init__.py`, `${module}.py`].some((file) => {
      const path = joinPath(site.states[instruction.index]?.workdir, `${folder}${file}`);
      return path !== undefined && contextFileAt(site.context, copies, path) !== undefined;
    }),
  );
}
