import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  PACKAGE_MANAGERS,
  PACKAGE_MANAGERS_DATE,
  cachePaths,
  packageManager,
  packageManagerOf,
} from '../../src/knowledge/package-managers.js';

test('a command word names its package manager', () => {
  expect(packageManagerOf('apt-get')?.id).toBe('apt');
  expect(packageManagerOf('pip3.12')?.id).toBe('pip');
  expect(packageManagerOf('bundle')?.id).toBe('gem');
  for (const word of ['pipenv', 'pip-compile', 'npx', 'aptly', 'toString', '']) {
    expect(packageManagerOf(word)).toBeUndefined();
  }
});

test('no command word belongs to two', () => {
  const words = PACKAGE_MANAGERS.flatMap((manager) => manager.commands);
  expect(new Set(words).size).toBe(words.length);
  expect(PACKAGE_MANAGERS_DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('caches lie under the HOME of the user', () => {
  expect(cachePaths(packageManager('npm'), '/home/node')).toEqual(['/home/node/.npm']);
  expect(cachePaths(packageManager('apt'), '/root')).toEqual([
    '/var/lib/apt/lists',
    '/var/cache/apt',
  ]);
});

describe.each(PACKAGE_MANAGERS.map((manager) => [manager.id, manager] as const))('%s', (_, one) => {
  test('never deletes a folder that is not a cache', () => {
    for (const folder of one.caches) expect(folder).toMatch(/^(?:~|\$[A-Z_]+)?\/.*[^/]$/);
    for (const command of one.cleanUp) {
      const removed = /^rm -rf (?<path>.*)$/.exec(command)?.groups?.['path'];
      if (removed === undefined || removed.startsWith('"')) continue;
      expect(one.caches).toContain(removed.replace(/\/\*$/, ''));
    }
  });

  test('its clean-up is one simple command each, for a real shell', () => {
    for (const command of one.cleanUp) {
      expect(command).not.toMatch(/[;&|]/);
      execFileSync('sh', ['-n', '-c', command]);
    }
  });
});
