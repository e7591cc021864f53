import { joinPath } from '../../src/dockerfile/state.js';
import { baseSwap } from '../../src/transform/base-swap.js';
import type { Removal } from '../../src/transform/removal.js';
import type { BuildPlan, Split } from './site.js';

/** What the image that ships loses by a split: the old base, all that the builds made, and what is left behind of that. */
export function removalsOf({ site, roles }: BuildPlan, split: Split): readonly Removal[] {
  const { stage } = site;
  const setsPath = split.finalLines.some((line) => line.startsWith('ENV PATH='));
  return [
    ...baseSwap(site.written, split.finalBase, setsPath ? [{ setting: 'ENV', name: 'PATH' }] : []),
    {
      kind: 'build',
      lines: stage.instructions
        .filter(({ index }) => roles.get(index) === 'build')
        .map(({ shownLine }) => shownLine),
      kept: split.artefacts.map(({ from }) => joinPath('/', from) ?? from),
    },
    ...(split.leftBehind.length === 0 ? [] : [{ kind: 'paths' as const, paths: split.leftBehind }]),
  ];
}
