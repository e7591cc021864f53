import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readOrEmpty, withStagedContext } from './prove.js';
import { repositoryUse, rewrite } from './rewrite.js';
import { readSmoke } from './smoke.js';
import { describeWithEngine } from './suite.js';

const CASES = fileURLToPath(new URL('cases/', import.meta.url));

await describeWithEngine('rewrites: proven by building', ({ prove }) => {
  test.each(readdirSync(CASES).sort())('%s', async (name) => {
    const folder = join(CASES, name);
    const context = { tracked: join(folder, 'context') };
    const smoke = readSmoke(join(folder, 'smoke.json'));
    const before = {
      dockerfile: readOrEmpty(join(folder, 'before.Dockerfile')),
      dockerignore: readOrEmpty(join(folder, 'before.dockerignore')),
    };
    const { after } = await withStagedContext(context, before, async (staged) =>
      rewrite(staged, before, smoke.rewrite, await repositoryUse(staged)),
    );
    expect(after).not.toEqual(before);
    const sizes = await prove({ name: `case-${name}`, context, before, after, smoke });
    expect(sizes.before - sizes.after).toBeGreaterThanOrEqual(smoke.saves ?? 0);
  });
});
