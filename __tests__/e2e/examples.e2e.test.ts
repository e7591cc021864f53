import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readOrEmpty } from './prove.js';
import { readSmoke } from './smoke.js';
import { describeWithEngine } from './suite.js';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

const names = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(EXAMPLES, entry.name, 'before')))
  .map(({ name }) => name)
  .sort();

await describeWithEngine('examples: built before and after', ({ prove }) => {
  test.each(names)('%s answers the same, and is smaller', async (name) => {
    const folder = join(EXAMPLES, name);
    const files = (side: string): { dockerfile: string; dockerignore: string } => ({
      dockerfile: readOrEmpty(join(folder, side, 'Dockerfile')),
      dockerignore: readOrEmpty(join(folder, side, '.dockerignore')),
    });
    expect(existsSync(join(folder, 'after', 'Dockerfile'))).toBe(true);
    const sizes = await prove({
      name: `example-${name}`,
      context: { tracked: join(folder, 'before') },
      before: files('before'),
      after: files('after'),
      smoke: readSmoke(join(folder, 'smoke.json')),
    });
    expect(sizes.after).toBeLessThan(sizes.before);
  });
});
