import { TRANSFORMS } from '../transforms/index.js';
import { collectEvidence, type EvidenceRequest, type EvidenceResult } from './pipeline/evidence.js';
import { planOneFix, type FixName } from './pipeline/one-fix.js';
import type { Plan } from './pipeline/plan.js';
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
  return createPlan(planRequest(request));
}

/**
 * Plans one fix of a Dockerfile by itself, as an editor offers it. One that is only found once others are applied comes with
 * as few of the safe ones as it takes; `applied` of the plan tells all that is in it. The fix may be unsafe: who names it
 * has chosen it.
 * @param name a finding of a plan for the same request, `applied` or `available`
 * @returns undefined where the request has no such fix
 * @throws Error when transforms never settle, which is a bug of dockopt
 */
export function fixOne(request: FixRequest, name: FixName): Plan | undefined {
  return planOneFix(planRequest(request), name);
}

function planRequest({ only, skip, ...rest }: FixRequest): PlanRequest {
  return {
    ...rest,
    transforms: TRANSFORMS,
    isSelected: (id) => (only === undefined || only.includes(id)) && skip?.includes(id) !== true,
  };
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
export type { FixName } from './pipeline/one-fix.js';
export type { FindingStatus, Plan, PlannedFile, PlannedFinding } from './pipeline/plan.js';
export type { PlanResult } from './pipeline/run.js';
export { APPLICABILITY_DEFINITIONS, type Applicability } from './transform/applicability.js';
export type { Evidence, EvidenceGroup, EvidenceItem, EvidencePlace } from './transform/evidence.js';
export type { EditedFile, TextEdit } from './transform/text-edit.js';
export type { Reason, Transform, TransformOptions } from './transform/transform.js';
