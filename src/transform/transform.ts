import type { BuildContext, RepositoryUse } from '../context/build-context.js';
import type { Dockerfile } from '../dockerfile/model.js';
import type { InstructionState } from '../dockerfile/state.js';
import type { Applicability } from './applicability.js';
import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';

/** The families that a new base may be of. */
export const BASES = ['slim', 'alpine'] as const;
/** Which RUNs are merged. */
export const MERGES = ['shipping', 'pays', 'all'] as const;

/** What the user chose for the transforms. */
export interface TransformOptions {
  /** `slim-base`: the family of the new base. */
  readonly base: (typeof BASES)[number];
  /** `slim-base`: Debian packages that the image needs, whatever is seen; they are installed where the slim image lacks them. */
  readonly packages: readonly string[];
  /** `merge-runs`: RUNs of shipping stages, only where bytes are won, or RUNs of all stages. */
  readonly merge: (typeof MERGES)[number];
}

/** What the options are when nothing is said. */
export const DEFAULT_OPTIONS: TransformOptions = { base: 'slim', packages: [], merge: 'shipping' };

/** All that a transform may look at. It is read-only, and the same for every transform. */
export interface TransformInput {
  readonly dockerfile: Dockerfile;
  /** The state before each instruction, by instruction index. */
  readonly states: readonly InstructionState[];
  /** Indexes of the stages that ship. */
  readonly shipping: ReadonlySet<number>;
  /** Undefined where no build context is known: what only it can show is unknown, never empty. */
  readonly context: BuildContext | undefined;
  readonly use: RepositoryUse;
  /** Text of the context's `.dockerignore`; empty where there is none. */
  readonly dockerignore: string;
  /** The day of the run, `YYYY-MM-DD`: archives end, images freeze. */
  readonly today: string;
  readonly options: TransformOptions;
}

/** A reason for which a transform refuses, or for which a fix is no more than `unsafe`. */
export interface Reason {
  readonly id: string;
  /** One sentence: when it is given and what to do about it. */
  readonly meaning: string;
  /** Given only where the refusal loses nothing, so that nobody has to act; reports for people say it in few words. */
  readonly nothingToGain?: true;
}

/** One pass over a Dockerfile: a pure function from what is known to findings. */
export interface Transform {
  /** Kebab-case, the name of its folder. */
  readonly id: string;
  /** One line for `dockopt list`. */
  readonly summary: string;
  /** A few sentences for `dockopt explain`. */
  readonly description: string;
  /** The applicabilities that its fixes may have. */
  readonly applicabilities: readonly Applicability[];
  readonly reasons: readonly Reason[];
  readonly run: (input: TransformInput) => readonly Finding[];
  /** What its decisions rest on, for `dockopt explain <id> --file`; not every transform can tell. */
  readonly evidence?: (input: TransformInput) => readonly Evidence[];
}
