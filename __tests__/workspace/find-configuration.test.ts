import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createConfigurationFinder } from '../../src/workspace/find-configuration.js';
import { git, scratch, withoutRoot } from './scratch.js';

function found(folder: string, from: string, home?: string): string | undefined {
  const result = createConfigurationFinder(folder, home)(from);
  return 'problem' in result ? result.problem.message : result.file?.shownPath;
}

describe('the search for a configuration', () => {
  test('goes upwards and takes the first name of the nearest folder', () => {
    const folder = scratch({
      'dockopt.config.yaml': '',
      'a/.dockoptrc': '',
      'a/package.json': '{"dockopt": {}}',
      'a/dockopt.config.yml': '',
      'b/package.json': '{"name": "b"}',
      'b/c/.keep': '',
    });
    expect(found(folder, 'a')).toBe('a/dockopt.config.yml');
    expect(found(folder, 'b/c')).toBe('dockopt.config.yaml');
    expect(found(folder, 'no/such/folder')).toBe('dockopt.config.yaml');
    expect(found(join(folder, 'b', 'c'), '.')).toBe('../../dockopt.config.yaml');
  });

  test('ends at the root of the repository, and at the home folder, both looked into', () => {
    const folder = scratch({ '.dockoptrc': '', 'in/a/Dockerfile': '', 'home/a/Dockerfile': '' });
    git(join(folder, 'in'), 'init', '-q');
    expect(found(folder, 'in/a')).toBeUndefined();
    expect(found(folder, 'home/a')).toBe('.dockoptrc');
    expect(found(folder, 'home/a', join(folder, 'home'))).toBeUndefined();
    expect(found(folder, 'home/a', folder)).toBe('.dockoptrc');
  });

  test('remembers what it found for each folder', () => {
    const folder = scratch({ '.dockoptrc': '', 'a/b/Dockerfile': '', 'a/c/Dockerfile': '' });
    const find = createConfigurationFinder(folder);
    expect(find('a/c')).toBe(find('a/b'));
  });

  test('says what keeps a file from being read', () => {
    const folder = scratch({ '.dockoptrc/file': '', 'a/dockopt.config.json': '' });
    expect(found(folder, '.')).toBe('is a directory, name a file');
    chmodSync(join(folder, 'a/dockopt.config.json'), 0);
    withoutRoot(folder, ['a', 'a/dockopt.config.json'], () => {
      expect(found(folder, 'a')).toMatch(/^permission is denied/);
    });
  });

  test('ends below a folder that may not be listed', () => {
    const folder = scratch({ 'shut/a/Dockerfile': '' });
    withoutRoot(folder, ['shut', 'shut/a'], () => {
      chmodSync(join(folder, 'shut'), 0o311);
      expect(found(dirname(folder), join(folder, 'shut/a'))).toBeUndefined();
    });
  });
});
