import type { FixRequest } from '../core.js';
import { fix } from '../core.js';
import type { Verification } from '../comparison/verification/verification.js';
import type { SharedDockerfile } from '../context/build-context.js';
import { parseDockerfile } from '../dockerfile/parse.js';
import { findStage } from '../dockerfile/stages.js';
import type { SyntaxProblem } from '../dockerfile/problem.js';
import { EngineError, type EngineFailure } from '../image/engine-error.js';
import type { LayerCache } from '../image/read-image.js';
import type { Session } from '../image/session.js';
import { checkRewriting, openBaseline, type Baseline } from '../image/verify/baseline.js';
import type { Texts, Workshop } from '../image/verify/built-image.js';
import type { MeasuredBase } from '../image/verify/measure-base.js';
import { verify, type Neighbour } from '../image/verify/verify.js';
import type { Plan } from '../pipeline/plan.js';
import type { VerifySettings } from './command.js';

/** A Dockerfile whose plan is to be verified. */
export interface VerifiedSource {
  /** As messages show it. */
  readonly path: string;
  /** The folder of its build context. */
  readonly root: string;
  /** The two texts as they lie on the disk. */
  readonly texts: Texts;
  /** Stages that are built besides the one asked for. */
  readonly targets: readonly string[];
  /** Other Dockerfiles that read the same ignore file. */
  readonly neighbours: readonly SharedDockerfile[];
}

/** A plan that holds, or why there is none. */
export type VerifiedResult =
  | {
      readonly kind: 'planned';
      readonly plan: Plan;
      /** Undefined where nothing changes, so that nothing was built. */
      readonly verification: Verification | undefined;
    }
  | { readonly kind: 'rejected'; readonly problem: SyntaxProblem }
  /** The file as it is does not build or work: one line, and the last lines of what the engine said. */
  | { readonly kind: 'failed'; readonly message: string; readonly details: readonly string[] };

/** Plans a Dockerfile so that the plan holds in a build. */
export type VerifyingPlanner = (
  request: FixRequest,
  source: VerifiedSource,
) => Promise<VerifiedResult>;

/** Failures that are about one Dockerfile, so that others can go on. */
const OF_FILE: ReadonlySet<EngineFailure> = new Set(['build', 'timeout', 'base', 'frontend']);

/**
 * A planner that builds, for one session. Layers and bases that Dockerfiles share are read once.
 * @param tell told what goes on, in a few words
 */
export function createVerifyingPlanner(
  session: Session,
  { smoke, engine }: VerifySettings,
  tell: (text: string) => void,
): VerifyingPlanner {
  const layers: LayerCache = new Map();
  const bases = new Map<string, MeasuredBase>();
  const exercise = { run: engine.run, smoke };
  const workshopOf = (path: string, root: string, target: string | undefined): Workshop => ({
    ...{ session, path, context: root, layers, bases, tell },
    settings: { ...engine.build, target },
  });

  const neighbourOf = (
    { path, text }: SharedDockerfile,
    { root, texts }: VerifiedSource,
  ): Neighbour => {
    let opened: Promise<Baseline | undefined> | undefined;
    return {
      path,
      check: async (dockerignore) => {
        const own = { dockerfile: text, dockerignore: texts.dockerignore };
        opened ??= openIfBuilds(workshopOf(path, root, undefined), own);
        const baseline = await opened;
        return baseline && checkRewriting(baseline, { dockerfile: text, dockerignore }, []);
      },
    };
  };
  // A smoke command is about the Dockerfile that was named.
  const openIfBuilds = async (workshop: Workshop, texts: Texts): Promise<Baseline | undefined> => {
    try {
      return await openBaseline(workshop, texts, { ...exercise, smoke: undefined });
    } catch (error) {
      if (error instanceof EngineError && OF_FILE.has(error.failure)) return undefined;
      throw error;
    }
  };

  return async (request, source) => {
    const first = fix(request);
    if (first.kind === 'rejected') return first;
    const { path, root, texts } = source;
    const main = request.target;
    const openBaselines = async (): Promise<readonly Baseline[]> => [
      await openBaseline(workshopOf(path, root, main), texts, exercise),
      ...(await openEach(
        furtherTargets(texts.dockerfile, main, source.targets).map((target) =>
          workshopOf(`${path} (target ${target})`, root, target),
        ),
        (workshop) => openBaseline(workshop, texts, { ...exercise, smoke: undefined }),
      )),
    ];
    try {
      const verified = await verify({
        ...{ path, texts, openBaselines },
        unsafe: request.unsafe === true,
        replan: ({ rejected, atMost, unsafe }) => {
          const planned = fix({
            ...request,
            ...{ rejected, unsafe },
            ...(atMost === undefined ? {} : { atMost }),
          });
          if (planned.kind === 'rejected') throw new Error(planned.problem.message);
          return planned.plan;
        },
        neighbours: source.neighbours.map((neighbour) => neighbourOf(neighbour, source)),
      });
      return { kind: 'planned', ...verified };
    } catch (error) {
      if (!(error instanceof EngineError) || !OF_FILE.has(error.failure)) throw error;
      return { kind: 'failed', message: error.message, details: error.details };
    }
  };
}

async function openEach<Item, Result>(
  items: readonly Item[],
  open: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  // One after the other: two builds at a time would measure each other's seconds.
  for (const item of items) results.push(await open(item));
  return results;
}

/** The stages that ship besides the one that is built, by name; what is no stage of this file is left out. */
function furtherTargets(
  text: string,
  main: string | undefined,
  targets: readonly string[],
): readonly string[] {
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') return [];
  const { dockerfile } = parsed;
  const built = main === undefined ? dockerfile.stages.at(-1) : findStage(dockerfile, main);
  const seen = new Set([built]);
  return targets.filter((target) => {
    const stage = findStage(dockerfile, target);
    if (stage === undefined || seen.has(stage)) return false;
    seen.add(stage);
    return true;
  });
}
