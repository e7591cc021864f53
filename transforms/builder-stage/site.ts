import type { BuildContext } from '../../src/context/build-context.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import type { InstructionState } from '../../src/dockerfile/state.js';
import type { Suite } from '../../src/knowledge/suites.js';
import type { TransformInput } from '../../src/transform/transform.js';

/** The one stage of a file that could be split, with all that is known of it. */
export interface Site {
  readonly input: TransformInput;
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly states: readonly InstructionState[];
  readonly context: BuildContext;
  /** Name of the Docker official image that the stage is FROM: `node`; of others the whole repository, `mcr.microsoft.com/dotnet/sdk`. */
  readonly image: string;
  readonly tag: string | undefined;
  /** The Debian or Ubuntu suite of the base; undefined where it is none, or not known. */
  readonly suite: Suite | undefined;
  /** The image reference as it is written. */
  readonly written: string;
}

/** Why a stage is not split. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: string;
  readonly message: string;
  /** The place; FROM where none is given. */
  readonly instruction?: Instruction;
}

/** Makes a {@link Refusal}. */
export function refuse(reason: string, message: string, instruction?: Instruction): Refusal {
  return { kind: 'refused', reason, message, ...(instruction && { instruction }) };
}

/**
 * What a command of a RUN does, as far as splitting goes.
 * - `build`: makes something that is copied to the final stage, or checks it; the builder runs it.
 * - `set-up`: prepares the image that runs (users, folders, files outside of what is copied).
 * - `tool`: installs a program for both.
 * - `neutral`: goes with its neighbours.
 */
export type CommandRole = 'build' | 'set-up' | 'tool' | 'neutral';

/**
 * The stage in which an instruction stands after the split.
 * - `build`: in the builder alone.
 * - `final`: in the final stage alone.
 * - `both`: in both; its comments stay in the builder.
 * - `replaced`: gives way to the COPY from the builder (a `chown -R` of what is copied).
 */
export type Role = 'build' | 'final' | 'both' | 'replaced';

/** What the final stage takes from the builder. */
export interface Artefact {
  readonly from: string;
  /** As it is written in the COPY. */
  readonly to: string;
  readonly owner?: string | undefined;
}

/** A thing that could not be checked, for which the fix is no more than `unsafe`. */
export interface Doubt {
  readonly reason: string;
  readonly message: string;
}

/** How an ecosystem splits a stage, once the roles of the RUNs are known. */
export interface Split {
  readonly kind: 'split';
  /** The reference of the final stage's base, as it is written. */
  readonly finalBase: string;
  /** Replaces the tag of the builder's base, where it has to be held to a suite. */
  readonly builderTag?: string | undefined;
  readonly artefacts: readonly Artefact[];
  /** Lines that join the builder before an instruction, by instruction index. */
  readonly linesBefore: ReadonlyMap<number, readonly string[]>;
  /** Lines that end the builder. */
  readonly builderLines: readonly string[];
  /** Lines of the final stage that follow the copies. */
  readonly finalLines: readonly string[];
  /** Programs that the sources run, which the final stage has to have. */
  readonly programs: readonly { readonly name: string; readonly place: string }[];
  /** Debian packages that the final stage has to install. */
  readonly packages: readonly string[];
  /** Their installation links manual pages, in a folder that slim images may lack (hazards B17). */
  readonly linksManualPages?: boolean;
  /** The author installed some of them with what they recommend. */
  readonly withRecommends?: boolean;
  /** What goes besides the base and what the builds made: development packages in a folder that is copied. */
  readonly leftBehind: readonly string[];
  readonly doubts: readonly Doubt[];
  /** Sentences for the reviewer. */
  readonly notes: readonly string[];
}

/** What the ecosystem modules are given beside the site. */
export interface BuildPlan {
  readonly site: Site;
  /** RUNs that build, in order. */
  readonly builds: readonly Instruction[];
  /** The last of them. */
  readonly lastBuild: Instruction;
  /** Role of every instruction of the stage, by instruction index. */
  readonly roles: ReadonlyMap<number, Role>;
}

/** What splitting needs to know of an ecosystem. All the rest is the same for all. */
export interface Ecosystem {
  /** Names of the images that it builds in, as {@link Site.image} has them. */
  readonly images: readonly string[];
  /** Whether the file builds in this ecosystem, where its image may be for anything. Without it the image alone decides. */
  readonly builds?: (site: Site) => boolean;
  /** Whether the program's folder comes to the final stage whole, from the builder. */
  readonly copiesFolder: (site: Site) => boolean;
  /** Debian packages that serve the build alone, beside compilers and development packages. */
  readonly buildTools: RegExp;
  /** Of these packages the ones whose install is itself a step of the build. */
  readonly isCompiler?: (name: string) => boolean;
  /** Whether a Debian package serves the build alone in this file, so that a RUN that installs no other belongs to the builder. */
  readonly servesBuild?: (name: string, site: Site) => boolean;
  /** What a command of a RUN does; undefined where the ecosystem has no say. */
  readonly commandRole: (
    command: ShellCommand,
    instruction: Instruction,
    site: Site,
  ) => CommandRole | Refusal | undefined;
  /** Role of a COPY or ADD from the context. */
  readonly copyRole: (
    instruction: Instruction,
    site: Site,
    lastBuild: Instruction,
  ) => Role | Refusal;
  /** Role of a COPY from another image; undefined, or without it, none is known. */
  readonly imageCopyRole?: (
    instruction: Instruction,
    site: Site,
    lastBuild: Instruction,
  ) => Role | undefined;
  /** Why a split wins nothing; undefined where it does. */
  readonly worth: (site: Site, builds: readonly Instruction[]) => Refusal | undefined;
  readonly plan: (plan: BuildPlan) => Split | Refusal;
  /**
   * Whether the final stage can run a command because of what is copied there, or what its base has: `known`, `unknown`
   * (the base's packages are asked), or the commands that it comes to.
   */
  readonly resolve: (
    command: ShellCommand,
    plan: BuildPlan,
  ) => 'known' | 'unknown' | readonly ShellCommand[];
}
