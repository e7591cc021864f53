import type { Dockerfile, Stage } from './model.js';

/** A stage that a target names, by name or by number; undefined where there is none. */
export function findStage(dockerfile: Dockerfile, target: string): Stage | undefined {
  const byName = dockerfile.stages.findLast(({ name }) => name === target.toLowerCase());
  return byName ?? (/^\d+$/.test(target) ? dockerfile.stages[Number(target)] : undefined);
}

/** The stages that a stage is built on, itself first. */
export function ancestry(dockerfile: Dockerfile, stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  for (let current: Stage | undefined = stage; current !== undefined;) {
    chain.push(current);
    current = current.base.kind === 'stage' ? dockerfile.stages[current.base.index] : undefined;
  }
  return chain;
}

/** The stages that are FROM this stage, directly or through others, itself first. */
export function descendants(dockerfile: Dockerfile, stage: Stage): readonly Stage[] {
  return dockerfile.stages.filter((other) => ancestry(dockerfile, other).includes(stage));
}

/**
 * The indexes of the stages that ship: the last one, each target, and every stage that a shipping stage is FROM.
 */
export function shippingStages(
  dockerfile: Dockerfile,
  targets: readonly string[],
): ReadonlySet<number> {
  const shipping = new Set<number>();
  const last = dockerfile.stages.at(-1);
  const named = targets.map((target) => findStage(dockerfile, target));
  for (const stage of [last, ...named]) {
    if (stage === undefined) continue;
    for (const { index } of ancestry(dockerfile, stage)) shipping.add(index);
  }
  return shipping;
}
