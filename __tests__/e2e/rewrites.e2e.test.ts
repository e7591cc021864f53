import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readOrEmpty, withStagedContext } from './prove.js';
import { rewrite } from './rewrite.js';
import { readSmoke } from './smoke.js';
import { describeWithEngine } from './suite.js';

const CASES = fileURLToPath(new URL('cases/', import.meta.url));

await describeWithEngine('rewrites: proven by building', ({ prove, proveOne }) => {
  const names = readdirSync(CASES).sort();

  test.each(names)('%s', async (name) => {
    const folder = join(CASES, name);
    const context = join(folder, 'context');
    const smoke = readSmoke(join(folder, 'smoke.json'));
    const before = {
      dockerfile: readOrEmpty(join(folder, 'before.Dockerfile')),
      dockerignore: readOrEmpty(join(folder, 'before.dockerignore')),
    };
    const { after, refusals } = existsSync(join(folder, 'after.Dockerfile'))
      ? {
          after: {
            dockerfile: readOrEmpty(join(folder, 'after.Dockerfile')),
            dockerignore: readOrEmpty(join(folder, 'after.dockerignore')),
          },
          refusals: '',
        }
      : await withStagedContext(context, before, (staged) =>
          rewrite(staged, before, smoke.rewrite),
        );
    const changed =
      after.dockerfile !== before.dockerfile || after.dockerignore !== before.dockerignore;
    if (!changed) {
      // An unchanged file builds the same image: there is nothing to prove, only that the refusal has a reason.
      expect({ mayRefuse: smoke.mayRefuse === true, refusals }).toEqual({
        mayRefuse: true,
        refusals: expect.stringMatching(/./),
      });
      return;
    }
    const sizes = await prove({ name: `case-${name}`, context, before, after, smoke });
    expect(sizes.before - sizes.after).toBeGreaterThanOrEqual(smoke.saves ?? 0);
  });

  // What a careless tool would write: a proof that lets it pass would prove nothing.
  test.each(names.filter((name) => existsSync(join(CASES, name, 'naive.Dockerfile'))))(
    '%s: a naive rewriting is seen to be wrong',
    async (name) => {
      const folder = join(CASES, name);
      await expect(
        proveOne({
          name: `naive-${name}`,
          context: join(folder, 'context'),
          files: { dockerfile: readOrEmpty(join(folder, 'naive.Dockerfile')), dockerignore: '' },
          smoke: readSmoke(join(folder, 'smoke.json')),
        }),
      ).rejects.toThrow();
    },
  );
});
