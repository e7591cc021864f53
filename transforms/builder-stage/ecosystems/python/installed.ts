import {
  parseRequirement,
  type PythonRequirement,
} from '../../../../src/context/python-project.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { extraPackages } from '../../../../src/knowledge/native-packages.js';
import { writtenFiles } from '../../command-role.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { buildSteps, optionOf } from '../common/build-steps.js';
import { installsOf, type Install } from './environment.js';
import { lockedRequirements } from './locks.js';
import { INSTALLERS, pipRequirements, pipWords } from './pip.js';

/** The installs of the builder whose packages ship: those that bring nothing but other installers are left out beside them. */
export function shippedInstalls(site: Site, builds: readonly Instruction[]): readonly Install[] {
  const installs = installsOf(site).filter(({ instruction }) => builds.includes(instruction));
  const own = installs.some(({ environment }) => environment !== undefined);
  const byPip = installs.every(({ verb }) => verb === 'pip');
  const isLeft = (name: string): boolean =>
    own
      ? // What stands in the system is not seen in an environment.
        INSTALLERS.has(name) || name === 'setuptools' || name === 'wheel'
      : // pip goes with what it installs: a new environment has the old one.
        INSTALLERS.has(name) && !(byPip && name === 'pip');
  return installs.filter(
    ({ environment, packages }) =>
      environment !== undefined || packages.length === 0 || !packages.every(isLeft),
  );
}

/** What the commands of the builder install, with what the extras of these packages add. */
export function installedBy(
  site: Site,
  builds: readonly Instruction[],
): { readonly requirements: readonly PythonRequirement[] } | Refusal {
  const exported = exportedRequirements(site, builds);
  if ('kind' in exported) return exported;
  const requirements: PythonRequirement[] = [];
  for (const { instruction, command, environment } of shippedInstalls(site, builds)) {
    const installed =
      lockedRequirements(command, instruction, site) ??
      pipRequirements(pipWords(command) ?? [], instruction, site, environment, exported.files);
    if ('kind' in installed) return installed;
    requirements.push(...installed);
  }
  const editable = requirements.find((one) => one.editable);
  const extras = requirements.flatMap(({ name, extras: names }) =>
    extraPackages(name ?? '', names).flatMap((extra) => parseRequirement(extra) ?? []),
  );
  return editable === undefined
    ? { requirements: [...requirements, ...extras] }
    : refuse(
        'editable-install',
        `The requirements install ${editable.url ?? editable.name ?? 'a package'} with -e, which links to its source folder instead of copying it.`,
      );
}

/** What `poetry export`, `uv export` and `pipenv requirements` write to files, by their paths in the image. */
function exportedRequirements(
  site: Site,
  builds: readonly Instruction[],
): { readonly files: ReadonlyMap<string, readonly PythonRequirement[]> } | Refusal {
  const files = new Map<string, readonly PythonRequirement[]>();
  for (const step of buildSteps(site, builds)) {
    if (!isExport(step.name, step.words[0])) continue;
    const file =
      optionOf(step, ['-o', '--output', '--output-file'])?.value ?? writtenFiles(step.command)[0];
    const path = file === undefined ? undefined : joinPath(step.folder, file);
    const locked = lockedRequirements(step.command, step.instruction, site);
    if (path === undefined || locked === undefined) continue;
    if ('kind' in locked) return locked;
    files.set(path, locked);
  }
  return { files };
}

function isExport(name: string | undefined, verb: string | undefined): boolean {
  return (
    ((name === 'poetry' || name === 'uv') && verb === 'export') ||
    (name === 'pipenv' && verb === 'requirements')
  );
}
