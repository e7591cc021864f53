import { EngineError } from '../image/engine-error.js';
import { Interrupted } from '../image/interrupted.js';
import { visible } from '../report/file-report.js';
import { failure, type Outcome } from './outcome.js';

/**
 * What an error of an engine or a saved image means to the user: one line with what to do, then the engine's own last
 * lines. Any other error is thrown again.
 */
export function engineFailure(error: unknown): Outcome {
  if (error instanceof Interrupted) {
    return { ...failure(`dockopt: ${error.message}`), exitCode: error.exitStatus };
  }
  if (!(error instanceof EngineError)) throw error;
  const lines = error.details.map((line) => `\n  ${visible(line)}`);
  return failure(`dockopt: ${visible(error.message)}${lines.join('')}`);
}
