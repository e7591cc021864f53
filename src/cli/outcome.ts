/** What a command has to say, and how it ends. */
export interface Outcome {
  /** 0 done, 1 a change under `--check`, 2 wrong usage or a file that failed. */
  readonly exitCode: 0 | 1 | 2;
  readonly standardOutput: string;
  /** Whole lines, or nothing. */
  readonly standardError: string;
}

/** A command that can't be run, for one reason. */
export function failure(line: string): Outcome {
  return { exitCode: 2, standardOutput: '', standardError: `${line}\n` };
}
