import type { Dockerfile } from '../dockerfile/model.js';
import type { Position } from '../dockerfile/text.js';
import type { TextEdit } from '../transform/text-edit.js';
import type { EditHistory } from './offset-history.js';
import type { PlannedFinding } from './plan.js';

/** The two texts that a plan rewrites, with all that was done to them so far. */
export interface Progress {
  /** Line and column of an offset in each of them before all edits. */
  readonly positions: Readonly<Record<TextEdit['file'], (offset: number) => Position>>;
  /** How many stages the Dockerfile had then. */
  readonly stageCount: number;
  readonly dockerfile: Dockerfile;
  readonly dockerignore: string;
  readonly histories: Readonly<Record<TextEdit['file'], EditHistory>>;
  readonly applied: readonly PlannedFinding[];
  /** Fixes that broke a check when they were tried. */
  readonly undone: ReadonlySet<string>;
  readonly undoneFindings: readonly PlannedFinding[];
  /** What was found of rejected fixes: once, because later rounds may not find it again. */
  readonly rejected: readonly PlannedFinding[];
}
