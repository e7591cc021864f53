/** How much smaller a fix makes the image, from tables: nothing was built. */
export interface Estimate {
  /** Bytes of the image, not compressed; at least 0. */
  readonly bytes: number;
  /** What it is made of, for people: whose figures, of which day. */
  readonly source: string;
  /** The fix surely saves more than what the tables know of. */
  readonly atLeast: boolean;
}

/** What several fixes save together, as far as that can be told. */
export interface EstimatedTotal {
  readonly bytes: number;
  readonly atLeast: boolean;
  /** How many of the fixes have no estimate. */
  readonly unknown: number;
}

/** The estimate of a fix that is known to change no bytes of files. */
export const NO_BYTES: Estimate = {
  bytes: 0,
  source: 'the files of the image stay the same',
  atLeast: false,
};

/** An estimate; undefined where the bytes are not known, or nothing would be won. */
export function estimateOf(
  bytes: number | undefined,
  source: string,
  atLeast = false,
): Estimate | undefined {
  return bytes === undefined || bytes <= 0 ? undefined : { bytes, source, atLeast };
}

/** Adds the estimates of fixes; undefined where none of them says that bytes are saved. */
export function totalEstimate(
  estimates: readonly (Estimate | undefined)[],
): EstimatedTotal | undefined {
  const known = estimates.filter((estimate) => estimate !== undefined);
  const bytes = known.reduce((sum, estimate) => sum + estimate.bytes, 0);
  if (bytes === 0) return undefined;
  return {
    bytes,
    atLeast: known.some(({ atLeast }) => atLeast),
    unknown: estimates.length - known.length,
  };
}
