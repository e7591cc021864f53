import type { Colour, Paint } from '../../paint.js';

/** How a comparison is shown in a terminal. */
export interface ComparisonOutput {
  readonly paint: Paint;
  /** Columns that a line may take, at least 60. */
  readonly width: number;
}

/** How many rows a list shows. */
export const ROWS_SHOWN = 10;

/** The colour of a change in bytes: less is better. */
export function changeColour(change: number, paint: Paint): Colour {
  return change < 0 ? paint.green : change > 0 ? paint.yellow : paint.dim;
}

/** The line under a list that was cut; empty where nothing is missing. */
export function moreLine(missing: number, { paint }: ComparisonOutput): string {
  return missing <= 0
    ? ''
    : `  ${paint.dim(`… and ${missing} more (all of them: --format json)`)}\n`;
}
