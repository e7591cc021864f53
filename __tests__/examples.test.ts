import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { rewrite, type BuildFiles } from './e2e/rewrite.js';

const EXAMPLES = fileURLToPath(new URL('../examples/', import.meta.url));

/** Write what the pipeline makes of each `before/` as its `after/`, to be read as a diff before it is accepted. */
const UPDATE = process.env['UPDATE_FIXTURES'] === '1';

const names = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(EXAMPLES, entry.name, 'before')))
  .map(({ name }) => name)
  .sort();

function readOptional(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function readFiles(folder: string): BuildFiles {
  return {
    dockerfile: readOptional(join(folder, 'Dockerfile')),
    dockerignore: readOptional(join(folder, '.dockerignore')),
  };
}

/** `after/` holds the changed files alone. */
function writeChanged(folder: string, before: BuildFiles, after: BuildFiles): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  if (after.dockerfile !== before.dockerfile) {
    writeFileSync(join(folder, 'Dockerfile'), after.dockerfile);
  }
  if (after.dockerignore !== before.dockerignore) {
    writeFileSync(join(folder, '.dockerignore'), after.dockerignore);
  }
}

test('there are at least five examples', () => {
  expect(names.length).toBeGreaterThanOrEqual(5);
});

describe.each(names)('%s', (name) => {
  const context = join(EXAMPLES, name, 'before');
  const before = readFiles(context);
  const { after } = rewrite(context, before);
  const expected = join(EXAMPLES, name, 'after');
  if (UPDATE) writeChanged(expected, before, after);

  test('is rewritten to after/, byte for byte', () => {
    const { dockerfile, dockerignore } = readFiles(expected);
    expect(dockerfile).not.toBe('');
    expect(after.dockerfile).toBe(dockerfile);
    expect(after.dockerignore).toBe(dockerignore === '' ? before.dockerignore : dockerignore);
  });

  test('is left alone in a second run', () => {
    expect(rewrite(context, after).after).toEqual(after);
  });
});
