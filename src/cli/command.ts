import type { TransformOptions } from '../transform/transform.js';

/** How a plan is shown; `lines` is the one line a file of `dockopt check`. */
export type OutputFormat = 'pretty' | 'diff' | 'json' | 'lines';

/** `dockopt fix` and `dockopt check`. */
export interface FixCommand {
  readonly kind: 'fix';
  /** As given; `-` is standard input. */
  readonly paths: readonly string[];
  readonly write: boolean;
  /** Exit 1 when the plan changes bytes. */
  readonly check: boolean;
  readonly unsafe: boolean;
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[] | undefined;
  readonly format: OutputFormat;
  readonly context: string | undefined;
  readonly target: string | undefined;
  readonly options: TransformOptions;
  /** What standard input is called, and where it counts as lying. */
  readonly stdinFilename: string | undefined;
}

/** What the command line asks for. */
export type Command =
  | FixCommand
  | { readonly kind: 'list' }
  | { readonly kind: 'explain'; readonly id: string }
  | {
      /** `--help` and `--version`. */
      readonly kind: 'print';
      readonly text: string;
    };

/** A command line, read: a command with the choice about colours, or what is wrong with it. */
export type ReadCommand =
  | {
      readonly kind: 'command';
      readonly command: Command;
      /** `--color` or `--no-color`; undefined where neither is given. */
      readonly color: boolean | undefined;
    }
  | {
      readonly kind: 'usage';
      /** One line: what is wrong, and what to do. */
      readonly message: string;
    };
