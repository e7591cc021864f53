import { expect, test } from '@jest/globals';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { visibleContext } from '../../src/context/visible-context.js';

const context = createMemoryContext({
  files: {
    'package.json': '{}',
    'yarn.lock': '',
    'docs/a.md': 'a',
    'docs/keep/b.md': 'b',
    'scripts/build.sh': 'make\n',
    'src/index.js': '',
  },
});

test('leaves out what the ignore file does, and keeps what it brings back', () => {
  const visible = visibleContext(context, '*.lock\ndocs\n!docs/keep\nscripts\n');
  expect(visible.read('yarn.lock')).toBeUndefined();
  expect(visible.read('package.json')).toBe('{}');
  expect(visible.list('').map(({ name }) => name)).toEqual(['docs', 'package.json', 'src']);
  expect(visible.list('docs').map(({ name }) => name)).toEqual(['keep']);
  expect(visible.read('docs/keep/b.md')).toBe('b');
  expect(visible.entry('docs')?.kind).toBe('directory');
  expect(visible.entry('scripts')).toBeUndefined();
  expect(visible.entry('')?.kind).toBe('directory');
});

test('is the context itself without patterns', () => {
  expect(visibleContext(context, '# nothing\n')).toBe(context);
});
