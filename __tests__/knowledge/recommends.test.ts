import { expect, test } from '@jest/globals';
import { DATE, INPUTS, LEFT_OUT } from '../../src/knowledge/data/recommends.js';
import { leftOutBy, type LeftOut } from '../../src/knowledge/recommends.js';
import type { Suite } from '../../src/knowledge/suites.js';

const NONE: ReadonlySet<string> = new Set();

function added(suite: Suite, name: string, present: readonly string[] = []): readonly string[] {
  const left = leftOutBy(suite, name, new Set(present));
  return left.kind === 'known' ? left.add : ['unknown'];
}

function tools(left: LeftOut): readonly string[] {
  return left.kind === 'known' ? left.tools.map((tool) => tool.package) : [];
}

test.each(['bookworm', 'trixie'] as const)('what hazards O1 names is left out on %s', (suite) => {
  expect(added(suite, 'curl')).toEqual(['ca-certificates']);
  expect(added(suite, 'wget')).toEqual(['ca-certificates']);
  expect(added(suite, 'curl', ['ca-certificates'])).toEqual([]);
  expect(added(suite, 'git')).toEqual(['ca-certificates']);
  expect(tools(leftOutBy(suite, 'git', NONE))).toContain('openssh-client');
  expect(added(suite, 'gcc')).toEqual(['libc6-dev']);
  expect(added(suite, 'xvfb')).toContain('xauth');
  expect(added(suite, 'imagemagick')).toContain('ghostscript');
  expect(leftOutBy(suite, 'python3-pip', NONE)).toMatchObject({
    forBuilds: ['build-essential', 'python3-dev'],
  });
});

test.each([
  'build-essential',
  'ca-certificates',
  'jq',
  'libpq-dev',
  'libpq5',
  'make',
  'procps',
  'sqlite3',
  'sudo',
  'tzdata',
  'unzip',
  'xz-utils',
  'zlib1g-dev',
])('nothing is lost of %s but compilers and tools', (name) => {
  expect(added('bookworm', name)).toEqual([]);
});

test('unknown packages and suites are unknown, never empty', () => {
  expect(leftOutBy('bookworm', 'no-such-package', NONE)).toEqual({ kind: 'unknown' });
  expect(leftOutBy('jammy', 'curl', NONE)).toEqual({ kind: 'unknown' });
  expect(leftOutBy('bookworm', 'texlive-full', NONE)).toEqual({ kind: 'unknown' });
  expect(leftOutBy('bookworm', 'toString', NONE)).toEqual({ kind: 'unknown' });
});

test('the table has its shape', () => {
  expect(DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const [suite, coded] of Object.entries(LEFT_OUT)) {
    expect(INPUTS[suite]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const lines = coded.split('\n');
    for (const line of lines) {
      expect(line).toMatch(/^(?:\*|[a-z0-9+. -]*)<[a-z0-9+. -]+$/);
    }
    const clean = lines.find((line) => line.startsWith('<')) ?? '';
    expect(clean.split(' ').length).toBeGreaterThan(250);
    const names = lines.flatMap((line) => line.slice(line.indexOf('<') + 1).split(' '));
    expect(new Set(names).size).toBe(names.length);
    const known = new Set(names);
    for (const line of lines) {
      if (line.startsWith('*') || line.startsWith('<')) continue;
      for (const left of line.slice(0, line.indexOf('<')).split(' ')) expect(known).toContain(left);
    }
  }
});
