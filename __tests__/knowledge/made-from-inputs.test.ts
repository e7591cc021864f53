import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What `npm run knowledge -- --check` says of each table: a line that begins with its name. */
const CHECKED = spawnSync(process.execPath, ['scripts/knowledge.mjs', '--check'], {
  cwd: ROOT,
  encoding: 'utf8',
});
const lines = CHECKED.stdout.split('\n');

describe.each([
  'image-tags',
  'image-packages',
  'commands',
  'libraries',
  'package-sizes',
  'recommends',
  'python-packages',
  'node-packages',
  'ruby-gems',
])('the table %s', (name) => {
  const said = lines.find((line) => line.startsWith(`${name}: `)) ?? '';

  // The inputs are large and change every day; what a machine has not got can't be compared on it.
  if (/: left as it is|from other inputs/.test(said)) {
    test('says why it can not be made anew here', () => {
      expect(said).toMatch(/ not in | is in |other inputs/);
    });
  } else {
    test('is what its recorded inputs give, byte for byte', () => {
      expect(said).toBe(`${name}: the same, byte for byte`);
    });
  }
});

test('the check of the tables ran', () => {
  expect(CHECKED.stderr).toBe('');
  expect(lines.filter((line) => /^[a-z-]+: /.test(line)).length).toBeGreaterThanOrEqual(5);
});
