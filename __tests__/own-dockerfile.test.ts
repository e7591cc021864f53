import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { createMatcher, parseDockerignore } from '../src/context/dockerignore.js';
import { ENVIRONMENT, PROGRAM } from './cli/command.js';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

test.each([[[]], [['--unsafe']]])(
  'dockopt has nothing to say about its own Dockerfile, with %j',
  (words) => {
    const { status, stdout, stderr } = spawnSync(
      execPath,
      [PROGRAM, 'check', 'Dockerfile', ...words],
      {
        cwd: PROJECT,
        env: ENVIRONMENT,
        encoding: 'utf8',
      },
    );
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'Dockerfile: nothing to change\n',
      stderr: '',
    });
  },
);

test('the ignore file lets in what it names, and nothing else', () => {
  const { patterns } = parseDockerignore(readFileSync(join(PROJECT, '.dockerignore'), 'utf8'));
  const matcher = createMatcher(patterns);
  const named = patterns.filter(({ negated }) => negated).map(({ cleaned }) => cleaned);
  expect(named.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  expect(named.filter((path) => matcher.leavesOut(path))).toEqual([]);
  for (const path of ['.git', '.git/HEAD', 'node_modules/a', '__tests__/a.ts', 'dist/cli.js']) {
    expect(matcher.leavesOut(path)).toBe(true);
  }
});
