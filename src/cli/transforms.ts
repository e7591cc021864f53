import { TRANSFORMS } from '../core.js';
import {
  formatExplanation,
  formatTransforms,
  type TransformReportOptions,
} from '../report/transforms.js';
import { failure, type Outcome } from './outcome.js';
import { unknownTransform } from './unknown-transform.js';

/** Runs `dockopt list`. */
export function runList(options: TransformReportOptions): Outcome {
  return {
    exitCode: 0,
    standardOutput: formatTransforms(TRANSFORMS, options),
    standardError: '',
  };
}

/** Runs `dockopt explain`. */
export function runExplain(id: string, options: TransformReportOptions): Outcome {
  const transform = TRANSFORMS.find((each) => each.id === id);
  if (transform === undefined) {
    return failure(`dockopt: ${unknownTransform([id], TRANSFORMS) ?? ''}`);
  }
  return { exitCode: 0, standardOutput: formatExplanation(transform, options), standardError: '' };
}
