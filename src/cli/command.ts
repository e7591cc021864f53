import type { EngineSettings } from './build-options.js';
import type { Applicability } from '../transform/applicability.js';
import type { TransformOptions } from '../transform/transform.js';

/** How a plan is shown: to people, to programs, and to services that run checks. */
export const REPORT_FORMATS = [
  'pretty',
  'diff',
  'json',
  'jsonl',
  'markdown',
  'sarif',
  'github',
  'gitlab',
  'junit',
] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What goes to standard output; `lines` is the one line a file of `dockopt check`. */
export type OutputFormat = ReportFormat | 'lines';

/** A file that a report is written to. */
export interface ReportFile {
  readonly format: ReportFormat;
  /** As given. */
  readonly path: string;
}

/** Findings that end a run with exit status 1: those of this kind and of the surer ones before it. */
export const FAIL_ON = ['safe', 'unsafe', 'manual'] as const satisfies readonly Applicability[];
export type FailOn = (typeof FAIL_ON)[number];

/** Which configuration counts: the one that is found from each Dockerfile, one file for all of them, or none. */
export type ConfigurationChoice =
  { readonly kind: 'search' | 'none' } | { readonly kind: 'file'; readonly path: string };

/** What every command that plans is told; what is undefined or left out, a configuration may say. */
export interface PlanSettings {
  readonly unsafe: boolean | undefined;
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[] | undefined;
  readonly context: string | undefined;
  readonly target: string | undefined;
  readonly options: Partial<TransformOptions>;
  readonly configuration: ConfigurationChoice;
}

/** How plans are verified by builds. */
export interface VerifySettings {
  /** A command for the shell that shows that an image works; undefined for what the image itself offers. */
  readonly smoke: string | undefined;
  readonly engine: EngineSettings;
}

/** `dockopt fix` and `dockopt check`. */
export interface FixCommand extends PlanSettings {
  readonly kind: 'fix';
  /** As given; `-` is standard input. */
  readonly paths: readonly string[];
  readonly write: boolean;
  /** Exit 1 when the plan changes bytes. */
  readonly check: boolean;
  readonly failOn: FailOn | undefined;
  /** Only files that git says are changed since this revision; undefined for all. */
  readonly changedSince: string | undefined;
  /** What is shown on standard output. */
  readonly format: OutputFormat;
  /** The files that reports are written to. */
  readonly outputs: readonly ReportFile[];
  /** Undefined where nothing is built. */
  readonly verify: VerifySettings | undefined;
  /** What standard input is called, and where it counts as lying. */
  readonly stdinFilename: string | undefined;
}

/** How a comparison is shown. */
export const COMPARISON_FORMATS = ['pretty', 'json', 'markdown', 'html'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

/** `dockopt compare`. */
export interface CompareCommand {
  readonly kind: 'compare';
  /** Two images as they are given, or the Dockerfile that is built as it is and as rewritten. */
  readonly compared:
    | { readonly kind: 'images'; readonly before: string; readonly after: string }
    | { readonly kind: 'rewriting'; readonly path: string };
  readonly plan: PlanSettings;
  readonly engine: EngineSettings;
  /** Build every instruction anew. */
  readonly cold: boolean;
  readonly format: ComparisonFormat;
  /** The file to write the report to; undefined for standard output. */
  readonly output: string | undefined;
}

/** `dockopt explain`. */
export interface ExplainCommand {
  readonly kind: 'explain';
  readonly id: string;
  /** The Dockerfile whose evidence is shown; undefined where the transform itself is explained. */
  readonly file: string | undefined;
  readonly plan: PlanSettings;
}

/** What runs dockopt with every commit. */
export const HOOKS = ['pre-commit', 'husky'] as const;
export type HookProgram = (typeof HOOKS)[number];

/** `dockopt init`. */
export interface InitCommand {
  readonly kind: 'init';
  /** As given. */
  readonly folder: string;
  /** Undefined where no hook is added. */
  readonly hook: HookProgram | undefined;
  /** Show what would be written. */
  readonly dryRun: boolean;
}

/** `dockopt install-plugin`. */
export interface InstallPluginCommand {
  readonly kind: 'install-plugin';
  /** Remove it in place of writing it. */
  readonly uninstall: boolean;
  /** Say what would be done, and do nothing. */
  readonly dryRun: boolean;
}

/** What the command line asks for. */
export type Command =
  | FixCommand
  | CompareCommand
  | { readonly kind: 'list' }
  | { readonly kind: 'lsp' }
  | InstallPluginCommand
  | ExplainCommand
  | InitCommand
  | {
      /** `--help`, `--version` and `completion`. */
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
