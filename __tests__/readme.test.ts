import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { ENVIRONMENT, PROGRAM } from './cli/command.js';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(join(PROJECT, 'README.md'), 'utf8');

test('the diff of an example is the one that the program shows', () => {
  const examples = [...README.matchAll(/<!-- example: ([\w-]+) -->\n+```diff\n(.*?)^```$/gms)];
  expect(examples.length).toBeGreaterThan(0);
  for (const [, name = '', diff] of examples) {
    const words = ['fix', '--format', 'diff', `examples/${name}/before`];
    const { status, stdout } = spawnSync(execPath, [PROGRAM, ...words], {
      cwd: PROJECT,
      env: ENVIRONMENT,
      encoding: 'utf8',
    });
    // An empty line of a diff is a space, which formatters take away.
    const shown = stdout.replace(/^ $/gm, '');
    expect({ status, shown }).toEqual({ status: 0, shown: diff });
  }
});

test('the table of images is that of the last measurement', () => {
  const [, table] = /<!-- images -->\n\n(.*?)\n<!-- \/images -->/s.exec(README) ?? [];
  const { stdout } = spawnSync(execPath, ['bench/images/table.mjs'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/Median of/);
  expect(table).toBe(stdout);
});

test('each file that a document links to is there', () => {
  const broken = ['README.md', 'docs/design.md'].flatMap((document) =>
    [...readFileSync(join(PROJECT, document), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, link = '']) => join(PROJECT, document, '..', link))
      .filter((path) => !existsSync(path)),
  );
  expect(broken).toEqual([]);
});
