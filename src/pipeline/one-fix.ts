import type { Plan, PlannedFinding } from './plan.js';
import { createPlan, type PlanRequest } from './run.js';

/** Which fix of a plan is meant. A safe and an unsafe one of the same transform may share an id. */
export type FixName = Pick<PlannedFinding, 'id' | 'applicability'>;

/**
 * Plans one fix by itself, be it safe or unsafe. One that is only found once others are applied (a clean-up of RUNs that
 * another fix merges) comes with as few of the safe ones before it as it takes.
 * @returns the plan, whose `applied` tells all that is in it; undefined where there is no such fix
 * @throws Error when transforms never settle, which is a bug
 */
export function planOneFix(request: PlanRequest, fix: FixName): Plan | undefined {
  const wanted = fixKey(fix);
  const withOthers = (others: readonly string[]): Plan | undefined => {
    const accepted = new Set([...others, wanted]);
    const result = createPlan({
      ...request,
      unsafe: true,
      accepts: (found) => accepted.has(fixKey(found)) && request.accepts?.(found) !== false,
    });
    const isIn = result.kind === 'planned' && result.plan.applied.some(isWanted);
    return isIn ? result.plan : undefined;
  };
  const isWanted = (found: PlannedFinding): boolean => fixKey(found) === wanted;

  const alone = withOthers([]);
  if (alone !== undefined) return alone;
  const safe = createPlan({ ...request, unsafe: false });
  if (safe.kind === 'rejected') return undefined;
  let others: readonly string[] = [...new Set(safe.plan.applied.map(fixKey))].filter(
    (key) => key !== wanted,
  );
  let plan = withOthers(others);
  if (plan === undefined) return undefined;
  for (const other of others.toReversed()) {
    const fewer = others.filter((key) => key !== other);
    const tried = withOthers(fewer);
    if (tried === undefined) continue;
    plan = tried;
    others = fewer;
  }
  return plan;
}

function fixKey({ id, applicability }: FixName): string {
  return `${id ?? ''} ${applicability ?? ''}`;
}
