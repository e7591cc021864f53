import { expect, test } from '@jest/globals';
import { LINKED_GEMS, READ_PURE } from '../../src/knowledge/data/ruby-links.js';
import { runTimePackages } from '../../src/knowledge/libraries.js';
import { gemLibraries } from '../../src/knowledge/ruby-gems.js';

test('the libraries that a gem links with are known on every suite with packages', () => {
  const packages = Object.values(LINKED_GEMS).flatMap(([names]) => names);
  const unknown = (['bullseye', 'bookworm', 'trixie'] as const).flatMap((suite) =>
    packages.filter((name) => runTimePackages(suite, name) === undefined),
  );
  expect(unknown).toEqual([]);
});

test('no gem is both compiled and pure', () => {
  expect(Object.keys(LINKED_GEMS).filter((name) => READ_PURE.has(name))).toEqual([]);
  expect(gemLibraries('constructor')).toBeUndefined();
});

test('each row says where it was read', () => {
  for (const [, source] of Object.values(LINKED_GEMS)) expect(source).toMatch(/\.(?:rb|so)$/);
});
