import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { copiedScripts } from '../../../../src/context/copied-scripts.js';
import { isWithin } from '../../folders.js';
import type { BuildPlan, Split } from '../../site.js';

/** Whether a COPY of the final stage itself brings a file from the context. */
export function broughtByFinalStage({ site, roles }: BuildPlan, path: string): boolean {
  const copies = localCopies(site.stage, site.states).filter(({ instruction }) =>
    ['both', 'final'].includes(roles.get(instruction.index) ?? ''),
  );
  return contextFileAt(site.context, copies, path) !== undefined;
}

/** Adds the scripts that the final stage runs and that only the builder has: they lie beside the sources. */
export function withScripts(plan: BuildPlan, split: Split): Split {
  const { site, roles } = plan;
  const paths = (copiedScripts(site.stage, site.states, site.context) ?? []).flatMap(
    ({ imagePath, instruction }) =>
      ['both', 'final'].includes(roles.get(instruction.index) ?? '') ? [imagePath] : [],
  );
  const missing = [...new Set(paths)].filter(
    (path) =>
      !broughtByFinalStage(plan, path) && !split.artefacts.some(({ from }) => isWithin(path, from)),
  );
  if (missing.length === 0) return split;
  const owner = split.artefacts.find((one) => one.owner !== undefined)?.owner;
  return {
    ...split,
    artefacts: [...split.artefacts, ...missing.map((path) => ({ from: path, to: path, owner }))],
  };
}
