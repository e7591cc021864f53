/** Signals on which a run ends, with the exit status that a shell gives a program that they end. */
export const EXIT_STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
export type EndingSignal = keyof typeof EXIT_STATUS;

/** The run was told to end by a signal; everything that it made is removed when this reaches the command line. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitStatus: (typeof EXIT_STATUS)[EndingSignal];

  constructor(readonly signal: EndingSignal) {
    super(`ended by ${signal}`);
    this.exitStatus = EXIT_STATUS[signal];
  }
}
