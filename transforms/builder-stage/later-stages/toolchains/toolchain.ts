import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import type { BuildPlan, Doubt, Ecosystem, Refusal, Split } from '../../site.js';

/** What a program that a builder made asks of the base on which a later stage runs it. */
export interface ProgramNeeds {
  /** The reference of the base without the toolchain, as it is written in FROM. */
  readonly base: string;
  /** The program uses shared libraries, so that the builder must not move to another suite. */
  readonly linked: boolean;
  /** Debian packages that the base may lack. */
  readonly packages: readonly string[];
  /** The system's certificates come from the builder. */
  readonly certificates: boolean;
  readonly programs: Split['programs'];
  readonly doubts: readonly Doubt[];
  /** Whether a path of the builder is a program that was looked at. */
  readonly isOutput: (path: string) => boolean;
  /** Whether the new base surely has a command; undefined where the tables of Debian's packages tell. */
  readonly hasCommand: ((command: ShellCommand) => boolean) | undefined;
}

/** An ecosystem whose image a later stage may be FROM, though it only runs what a builder made. */
export interface Toolchain {
  readonly ecosystem: Ecosystem;
  /** Names of its images, as `Site.image` has them. */
  readonly images: readonly string[];
  /** Folders of the toolchain, which no other image has. */
  readonly places: RegExp;
  /** The folder on PATH for programs that it installs, with all that people copy there; undefined where it has none. */
  readonly programs: string | undefined;
  /** What the program needs, or why that can't be told. */
  readonly needs: (plan: BuildPlan) => ProgramNeeds | Refusal;
}
