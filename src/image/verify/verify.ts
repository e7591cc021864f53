import type { Verification, VerifyingBuild } from '../../comparison/verification/verification.js';
import type { Plan, PlannedFinding } from '../../pipeline/plan.js';
import { checkRewriting, type Baseline, type Check } from './baseline.js';
import type { Texts } from './built-image.js';
import { EngineError } from '../engine-error.js';
import { findCulprits } from './find-culprits.js';
import { describeTrial, isExercised } from './trial.js';

/** What is planned for a Dockerfile once fixes are left out. */
export interface PlanChoice {
  /** Ids of fixes, each with what fails with it. */
  readonly rejected: ReadonlyMap<string, string>;
  /** Apply the first of the fixes alone; all where it is undefined. */
  readonly atMost: number | undefined;
  readonly unsafe: boolean;
}

/** Another Dockerfile that reads the ignore file which a plan would change. */
export interface Neighbour {
  readonly path: string;
  /** Builds it with another ignore file; undefined where it does not build with its own either. */
  readonly check: (dockerignore: string) => Promise<Check | undefined>;
}

/** A Dockerfile whose rewriting is to be verified. */
export interface VerifyRequest {
  readonly path: string;
  /** Both texts as they are on the disk. */
  readonly texts: Texts;
  readonly replan: (choice: PlanChoice) => Plan;
  /** `--unsafe` was given. */
  readonly unsafe: boolean;
  /** Builds and tries the Dockerfile as it is, when that is needed: each target that ships, the main one first. */
  readonly openBaselines: () => Promise<readonly Baseline[]>;
  readonly neighbours: readonly Neighbour[];
}

/** A plan that was verified. */
export interface VerifiedPlan {
  readonly plan: Plan;
  /** Undefined where nothing is to be rewritten, so that nothing was built. */
  readonly verification: Verification | undefined;
}

/**
 * Verifies what is planned for a Dockerfile: what does not hold is left out, and the rest has been built, compared and tried
 * as a whole. Where the image offers nothing by which it could be tried, `unsafe` fixes are left out, too.
 * @throws EngineError where the Dockerfile does not build as it is, or the engine fails
 */
export async function verify(request: VerifyRequest): Promise<VerifiedPlan> {
  const { path, unsafe: isUnsafe } = request;
  const first = request.replan({ rejected: new Map(), atMost: undefined, unsafe: isUnsafe });
  if (isSame(textsOf(first), request.texts)) return { plan: first, verification: undefined };
  const baselines = await request.openBaselines();
  const exercised = baselines.every(({ trial }) => isExercised(trial));
  const unsafe = isUnsafe && exercised;
  const { check, builds } = createChecks(baselines, request.neighbours);
  const replan = (rejected: ReadonlyMap<string, string>, atMost?: number): Plan =>
    request.replan({ rejected, atMost, unsafe });

  const rejected = await findCulprits<string>({
    plan: (without) => replan(without).applied.flatMap(({ id }) => id ?? []),
    failure: async (without, count) => (await check(replan(without, count))).failure,
  });
  const plan = replan(rejected);
  const held = isSame(textsOf(plan), request.texts) ? undefined : await check(plan);
  if (held?.failure !== undefined) {
    // Nothing of its own is left: another Dockerfile has changed the ignore file, and its build is not the same each time.
    throw new EngineError(`${path}: with the new ignore file, ${held.failure}`, [], 'build');
  }
  return {
    plan: isUnsafe && !unsafe ? withoutUnsafe(plan) : plan,
    verification: {
      result: resultOf(held, exercised),
      how: describeAll(baselines),
      bytes: { before: baselines[0]?.original.image.bytes ?? 0, after: held?.build?.bytes },
      builds,
      dropped: [...rejected].map(([id, why]) => ({ id, why })),
    },
  };
}

function resultOf(held: Check | undefined, exercised: boolean): Verification['result'] {
  if (held === undefined) return 'nothing-held';
  return exercised ? 'verified' : 'built-not-exercised';
}

/** Checks plans, each text once, and keeps account of what is built. */
function createChecks(
  baselines: readonly Baseline[],
  neighbours: readonly Neighbour[],
): {
  readonly check: (plan: Plan) => Promise<Check>;
  readonly builds: readonly VerifyingBuild[];
} {
  const builds: VerifyingBuild[] = baselines.flatMap(({ workshop, original, secondsAgain }) => [
    { title: `${workshop.path} as it is`, seconds: original.seconds, failure: undefined },
    { title: `${workshop.path} as it is, once more`, seconds: secondsAgain, failure: undefined },
  ]);
  const record = (title: string, { build, failure }: Check): void => {
    builds.push({ title, seconds: build?.seconds, failure });
  };
  const known = new Map<string, Check>();
  return {
    builds,
    check: async (plan) => {
      const key = JSON.stringify(textsOf(plan));
      const result = known.get(key) ?? (await checkPlan(plan, baselines, neighbours, record));
      known.set(key, result);
      return result;
    },
  };
}

/** @returns what became of the main target; a failure of any other fails it, too */
async function checkPlan(
  plan: Plan,
  baselines: readonly Baseline[],
  neighbours: readonly Neighbour[],
  record: (title: string, check: Check) => void,
): Promise<Check> {
  const texts = textsOf(plan);
  const removals = plan.applied.flatMap(({ removes }) => removes);
  let main: Check | undefined;
  for (const baseline of baselines) {
    const { path } = baseline.workshop;
    const check = await checkRewriting(baseline, texts, removals);
    record(`${path} as rewritten`, check);
    main ??= check;
    if (check.failure === undefined) continue;
    return main === check ? check : { ...main, failure: `of ${path}, ${check.failure}` };
  }
  if (main === undefined) throw new Error('nothing ships');
  const ignoreFileChanges = plan.dockerignore.before !== plan.dockerignore.after;
  for (const { path, check } of ignoreFileChanges ? neighbours : []) {
    const other = await check(texts.dockerignore);
    if (other === undefined) continue;
    record(`${path} with the new ignore file`, other);
    if (other.failure !== undefined) return { ...main, failure: `of ${path}, ${other.failure}` };
  }
  return main;
}

/** What was seen; of further targets with their names. */
function describeAll([main, ...others]: readonly Baseline[]): string {
  return [
    ...(main === undefined ? [] : [describeTrial(main.trial)]),
    ...others.map(({ workshop, trial }) => `${workshop.path}: ${describeTrial(trial)}`),
  ].join('; ');
}

function isSame(first: Texts, second: Texts): boolean {
  return first.dockerfile === second.dockerfile && first.dockerignore === second.dockerignore;
}

function textsOf({ dockerfile, dockerignore }: Plan): Texts {
  return { dockerfile: dockerfile.after, dockerignore: dockerignore.after };
}

/** Says of fixes that were asked for why they are not applied all the same. */
function withoutUnsafe(plan: Plan): Plan {
  const explain = (finding: PlannedFinding): PlannedFinding =>
    finding.status === 'available' && finding.applicability === 'unsafe'
      ? {
          ...finding,
          status: 'skipped',
          reason: 'not-exercised',
          message: `${finding.message} Left out, because it is unsafe and a build alone does not show that it holds; give --smoke a command that does.`,
        }
      : finding;
  return { ...plan, findings: plan.findings.map(explain) };
}
