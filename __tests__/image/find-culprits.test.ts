import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findCulprits } from '../../src/image/verify/find-culprits.js';

interface Run {
  readonly found: readonly string[];
  /** How many fixes each trial had. */
  readonly trials: readonly number[];
}

/** Finds the culprits of a plan that fails as soon as it holds one of them. */
async function run(ids: readonly string[], isCulprit: (id: string) => boolean): Promise<Run> {
  const trials: number[] = [];
  const plan = (rejected: ReadonlyMap<string, string>): readonly string[] =>
    ids.filter((id) => !rejected.has(id));
  const rejected = await findCulprits<string>({
    plan,
    failure: async (without, count) => {
      trials.push(count);
      const bad = plan(without).slice(0, count).filter(isCulprit);
      return Promise.resolve(bad.length === 0 ? undefined : `fails with ${bad[0] ?? ''}`);
    },
  });
  for (const [id, why] of rejected) expect(why).toBe(`fails with ${id}`);
  return { found: [...rejected.keys()], trials };
}

describe('the fixes that fail', () => {
  test('are none where all hold, which one trial shows', async () => {
    expect(await run(['a', 'b', 'c'], () => false)).toEqual({ found: [], trials: [3] });
    expect(await run([], () => false)).toEqual({ found: [], trials: [] });
  });

  test('are found by halving, and the rest is tried as a whole', async () => {
    const { found, trials } = await run('a b c d e f g h'.split(' '), (id) => id === 'f');
    expect(found).toEqual(['f']);
    expect(trials).toEqual([8, 4, 6, 5, 7]);
  });

  test('are exactly those that fail, with few trials', async () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(ids, fc.infiniteStream(fc.boolean()), async (fixes, coins) => {
        const culprits = fixes.filter(() => coins.next().value);
        const { found, trials } = await run(fixes, (id) => culprits.includes(id));
        expect([...found].sort()).toEqual([...culprits].sort());
        const each = Math.log2(Math.max(fixes.length, 1)) + 2;
        expect(trials.length).toBeLessThanOrEqual(culprits.length * each + 1);
      }),
    );
  });

  test('may come only after others were left out', async () => {
    // Where the split is left out, the swap is planned in its place, and fails like it.
    const plan = (rejected: ReadonlyMap<string, string>): readonly string[] =>
      (rejected.has('split') ? ['swap', 'merge', 'clean'] : ['split', 'merge']).filter(
        (id) => !rejected.has(id),
      );
    const rejected = await findCulprits<string>({
      plan,
      failure: (without, count) => {
        const ids = plan(without).slice(0, count);
        const bad = ids.find((id) => id === 'split' || id === 'swap');
        return Promise.resolve(bad);
      },
    });
    expect([...rejected]).toEqual([
      ['split', 'split'],
      ['swap', 'swap'],
    ]);
  });

  test('can be one that fails only beside another', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const plan = (rejected: ReadonlyMap<string, string>): readonly string[] =>
      ids.filter((id) => !rejected.has(id));
    const rejected = await findCulprits<string>({
      plan,
      failure: (without, count) => {
        const applied = plan(without).slice(0, count);
        return Promise.resolve(applied.includes('b') && applied.includes('d') ? 'both' : undefined);
      },
    });
    expect([...rejected.keys()]).toEqual(['d']);
  });

  test('are no reason to go on for ever where a plan applies what was left out', async () => {
    const failure = (): Promise<string> => Promise.resolve('always');
    await expect(findCulprits({ plan: () => ['a'], failure })).rejects.toThrow(
      /left out is applied/,
    );
  });
});
