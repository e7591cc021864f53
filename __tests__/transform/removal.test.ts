import { describe, expect, test } from '@jest/globals';
import { takesPath } from '../../src/transform/removal.js';

describe('the paths of a removal', () => {
  test.each([
    ['/var/lib/apt/lists', '/var/lib/apt/lists'],
    ['/var/lib/apt/lists', '/var/lib/apt/lists/partial/x'],
    ['/**/.cache/pip', '/root/.cache/pip/http/1'],
    ['/**/.cache/pip', '/.cache/pip'],
    ['/usr/share/**/man', '/usr/share/man/man1'],
    ['/app/**/*.py[cod]', '/app/a/b.pyc'],
    ['/**/gems/*/cache', '/usr/lib/ruby/gems/3.1.0/cache/rake.gem'],
    ['/', '/etc/passwd'],
  ])('%s takes %s', (pattern, path) => {
    expect(takesPath(pattern, path)).toBe(true);
  });

  test.each([
    ['/var/lib/apt/lists', '/var/lib/apt'],
    ['/var/lib/apt/lists', '/var/lib/apt/lists2'],
    ['/**/.cache/pip', '/root/.cache'],
    ['/app/**/*.py[cod]', '/app/a/b.py'],
    ['/**/gems/*/cache', '/usr/lib/ruby/gems/cache'],
    ['/app/*', '/app'],
  ])('%s does not take %s', (pattern, path) => {
    expect(takesPath(pattern, path)).toBe(false);
  });
});
