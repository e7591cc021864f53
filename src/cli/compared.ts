import type { ComparisonReport } from '../report/comparison/comparison-report.js';
import type { Paint } from '../report/paint.js';
import type { Outcome } from './outcome.js';

/** Where a comparison runs. */
export interface CompareEnvironment {
  readonly workingDirectory: string;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly today: string;
  readonly paint: Paint;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
  /** Told what goes on, in a few words. */
  readonly tell: (what: string) => void;
}

/** A report, or why there is none. */
export type Compared =
  | { readonly kind: 'report'; readonly report: ComparisonReport }
  | { readonly kind: 'failed'; readonly outcome: Outcome };
