import { UNKNOWN_USE, type BuildContext, type RepositoryUse } from '../context/build-context.js';
import type { Dockerfile } from '../dockerfile/model.js';
import { shippingStages } from '../dockerfile/stages.js';
import { instructionStates } from '../dockerfile/state.js';
import {
  DEFAULT_OPTIONS,
  type TransformInput,
  type TransformOptions,
} from '../transform/transform.js';

/** What is known around a Dockerfile. */
export interface Surroundings {
  readonly context?: BuildContext | undefined;
  readonly use?: RepositoryUse;
  /** A stage that is built besides those that `use` names. */
  readonly target?: string | undefined;
  readonly options?: Partial<TransformOptions>;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly today: string;
}

/** All that a transform may look at. */
export function transformInput(
  { context, use = UNKNOWN_USE, target, options, today }: Surroundings,
  dockerfile: Dockerfile,
  dockerignore: string,
): TransformInput {
  const targets = target === undefined ? use.targets : [...use.targets, target];
  return {
    dockerfile,
    states: instructionStates(dockerfile),
    shipping: shippingStages(dockerfile, targets),
    context,
    use,
    dockerignore,
    today,
    options: { ...DEFAULT_OPTIONS, ...options },
  };
}
