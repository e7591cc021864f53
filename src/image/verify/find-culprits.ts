/** Fixes that may fail together, and a way to try some of them. */
export interface Trial<Failure> {
  /** The ids of the fixes that are applied once others are left out, in the order in which they are applied. */
  readonly plan: (rejected: ReadonlyMap<string, Failure>) => readonly string[];
  /** Tries the first `count` of them. @returns what fails; undefined where nothing does */
  readonly failure: (
    rejected: ReadonlyMap<string, Failure>,
    count: number,
  ) => Promise<Failure | undefined>;
}

/**
 * Finds the fixes with which something fails, so that all others together hold: the first of a plan with which it fails is
 * found by halving and left out, and what is planned without it is tried again. That takes about log2(n) + 1 trials for each
 * that is left out, and one for the rest. It is taken for granted that nothing fails without any fix.
 * @returns what fails with each fix that has to be left out
 */
export async function findCulprits<Failure>({
  plan,
  failure,
}: Trial<Failure>): Promise<ReadonlyMap<string, Failure>> {
  const rejected = new Map<string, Failure>();
  let held: readonly string[] = [];
  for (;;) {
    const ids = plan(rejected);
    let low = sharedStart(held, ids);
    let high = ids.length;
    let found = high === 0 ? undefined : await failure(rejected, high);
    if (found === undefined) return rejected;
    // What held before was tried already; all of it together can't be the shortest that fails.
    low = Math.min(low, high - 1);
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const earlier = await failure(rejected, middle);
      if (earlier === undefined) low = middle;
      else {
        high = middle;
        found = earlier;
      }
    }
    const culprit = ids[high - 1];
    if (culprit === undefined || rejected.has(culprit)) {
      throw new Error(`a fix that was left out is applied: ${culprit ?? 'none'}`);
    }
    rejected.set(culprit, found);
    held = ids.slice(0, low);
  }
}

function sharedStart(first: readonly string[], second: readonly string[]): number {
  const different = first.findIndex((id, index) => id !== second[index]);
  return different === -1 ? first.length : different;
}
