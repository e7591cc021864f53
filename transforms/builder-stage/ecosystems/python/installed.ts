import {
  parseRequirement,
  type PythonRequirement,
} from '../../../../src/context/python-project.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { extraPackages } from '../../../../src/knowledge/native-packages.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { commandsOf } from '../../stage-commands.js';
import { lockedRequirements } from './locks.js';
import { pipRequirements, pipWords } from './pip.js';

/** What the commands of the builder install, with what the extras of these packages add. */
export function installedBy(
  site: Site,
  builds: readonly Instruction[],
): { readonly requirements: readonly PythonRequirement[] } | Refusal {
  const requirements: PythonRequirement[] = [];
  for (const instruction of builds) {
    for (const command of commandsOf(instruction, site)) {
      const words = pipWords(command);
      const installed =
        lockedRequirements(command, instruction, site) ??
        (words?.[0] === 'install' ? pipRequirements(words, instruction, site) : []);
      if ('kind' in installed) return installed;
      requirements.push(...installed);
    }
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
