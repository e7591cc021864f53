import { imageName } from '../../../src/dockerfile/image-reference.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { ancestry } from '../../../src/dockerfile/stages.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { siteOf } from '../mechanism.js';
import type { BuildPlan, Role } from '../site.js';
import { suppliers } from './stage-copies.js';

/**
 * A builder and a later stage as if they were the one stage that a split would have made them of: what ecosystems know of a split
 * goes for them too. Every instruction keeps its state, and has the role of the stage in which it stands.
 * @param named the stage of the two whose image the site has
 * @returns undefined where the builder runs nothing
 */
export function joinStages(
  input: TransformInput,
  builder: Stage,
  later: Stage,
  named: Stage,
): BuildPlan | undefined {
  const { dockerfile } = input;
  const building = suppliers(input, builder);
  const running = ancestry(dockerfile, later);
  const root = ancestry(dockerfile, named).at(-1) ?? named;
  if (running.includes(builder) || root.base.kind !== 'image') return undefined;
  const members = dockerfile.stages.filter((one) => building.has(one) || running.includes(one));
  const roles = new Map<number, Role>();
  for (const member of members) {
    const role = !building.has(member) ? 'final' : running.includes(member) ? 'both' : 'build';
    for (const { index } of member.instructions) roles.set(index, role);
  }
  const instructions = members.flatMap((member) => member.instructions);
  const builds = dockerfile.stages
    .filter((one) => building.has(one))
    .flatMap((one) => one.instructions)
    .filter(({ keyword }) => keyword === 'RUN');
  const lastBuild = builds.at(-1);
  if (lastBuild === undefined) return undefined;
  const site = siteOf(input, { ...root, instructions }, imageName(root.base.reference));
  return { site, builds, lastBuild, roles };
}

/** The name by which people know a stage: its own, or its number. */
export function stageTitle({ name, index }: Stage): string {
  return name ?? `number ${index}`;
}
