import { TRANSFORMS } from '../transforms/index.js';
import { collectEvidence, type EvidenceRequest, type EvidenceResult } from './pipeline/evidence.js';
import { createPlan, type PlanRequest, type PlanResult } from './pipeline/run.js';

/** What `fix` is asked: texts in. */
export interface FixRequest extends Omit<PlanRequest, 'transforms' | 'isSelected'> {
  /** Run these transforms alone, by id; all of them where it is not given. */
  readonly only?: readonly string[] | undefined;
  /** Leave these transforms out, by id. */
  readonly skip?: readonly string[] | undefined;
}

/**
 * Plans the rewriting of one Dockerfile: texts in, a plan out. It touches no file system and runs in a browser.
 * @throws Error when transforms never settle, which is a bug of dockopt
 */
export function fix(request: FixRequest): PlanResult {
  const { only, skip, ...rest } = request;
  return createPlan({
    ...rest,
    transforms: TRANSFORMS,
    isSelected: (id) => (only === undefined || only.includes(id)) && skip?.includes(id) !== true,
  });
}

/** What `explain` is asked: texts in. */
export interface ExplainRequest extends Omit<EvidenceRequest, 'transform' | 'known'> {
  /** The id of a transform. */
  readonly id: string;
}

/** Shows what the decisions of one transform about a Dockerfile rest on; `none` where it can't tell, or there is no such transform. */
export function explain({ id, ...request }: ExplainRequest): EvidenceResult {
  const transform = TRANSFORMS.find((one) => one.id === id);
  return transform === undefined
    ? { kind: 'none' }
    : collectEvidence({ ...request, transform, known: TRANSFORMS.map((one) => one.id) });
}

export { TRANSFORMS };
export {
  settingsFor,
  type Configuration,
  type Override,
  type Settings,
  type TransformMode,
} from './configuration/configuration.js';
export {
  readConfiguration,
  type ConfigurationResult,
  type ConfigurationRules,
} from './configuration/read-configuration.js';
export {
  parseConfiguration,
  type ConfigurationFormat,
  type ConfigurationTextProblem,
  type ParsedConfiguration,
} from './configuration/parse-configuration.js';
export type { ConfigurationProblem } from './configuration/readers.js';
export { createMemoryContext, type MemoryContextFiles } from './context/memory-context.js';
export { UNKNOWN_USE } from './context/build-context.js';
export type {
  BuildContext,
  ContextEntry,
  PassedBuildArgument,
  RepositoryUse,
  SharedDockerfile,
} from './context/build-context.js';
export type { SyntaxProblem } from './dockerfile/problem.js';
export { positionAt, type Position, type TextRange } from './dockerfile/text.js';
export type { EvidenceResult } from './pipeline/evidence.js';
export type { FindingStatus, Plan, PlannedFile, PlannedFinding } from './pipeline/plan.js';
export type { PlanResult } from './pipeline/run.js';
export { APPLICABILITY_DEFINITIONS, type Applicability } from './transform/applicability.js';
export type { Evidence, EvidenceGroup, EvidenceItem, EvidencePlace } from './transform/evidence.js';
export type { EditedFile } from './transform/text-edit.js';
export type { Reason, Transform, TransformOptions } from './transform/transform.js';
