import { visible } from '../report/file-report.js';
import { formatProblem, type WorkspaceProblem } from '../workspace/problem.js';

/** What a command has to say, and how it ends. */
export interface Outcome {
  /** 0 done, 1 a change under `--check`, 2 wrong usage or a file that failed; over 128 ended by a signal. */
  readonly exitCode: 0 | 1 | 2 | 129 | 130 | 143;
  readonly standardOutput: string;
  /** Whole lines, or nothing. */
  readonly standardError: string;
}

/** A command that can't be run, for one reason. */
export function failure(line: string): Outcome {
  return { exitCode: 2, standardOutput: '', standardError: `${line}\n` };
}

/** A command that can't be run because of a file or folder. */
export function problemOutcome(problem: WorkspaceProblem): Outcome {
  return failure(visible(formatProblem(problem)));
}
