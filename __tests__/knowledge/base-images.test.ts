import { describe, expect, test } from '@jest/globals';
import {
  commandNeed,
  familyOf,
  lostPackages,
  packagesInSlim,
  packagesOnlyInFull,
} from '../../src/knowledge/base-images.js';
import { COMMANDS, DATE, INPUTS, LAYERS } from '../../src/knowledge/data/commands.js';

const SUITES = ['bullseye', 'bookworm', 'trixie'] as const;

describe.each(SUITES)('on %s', (suite) => {
  test.each([
    ['curl', ['ca-certificates', 'curl']],
    ['/usr/bin/wget', ['ca-certificates', 'wget']],
    ['git', ['ca-certificates', 'git']],
    ['gpg', ['gnupg']],
    ['ps', ['procps']],
    ['pgrep', ['procps']],
    ['unzip', ['unzip']],
    ['xz', ['xz-utils']],
    ['bzip2', ['bzip2']],
    ['file', ['file']],
    ['ssh', ['openssh-client']],
    ['python3', ['python3']],
    ['openssl', ['openssl']],
    ['svn', ['ca-certificates', 'subversion']],
    ['convert', ['imagemagick']],
    ['patch', ['patch']],
    ['perl', ['perl']],
  ])('node: slim lacks %s', (command, packages) => {
    expect(commandNeed('node', suite, command)).toEqual({ kind: 'install', packages });
  });

  test.each([
    'gcc',
    'g++',
    'cc',
    'c++',
    'make',
    'autoconf',
    'libtoolize',
    'pkg-config',
    'pg_config',
    'ld',
  ])('%s means a compiler', (command) => {
    expect(commandNeed('python', suite, command)).toEqual({ kind: 'compiler' });
  });

  test.each([
    'ls',
    'sed',
    'grep',
    'tar',
    'gzip',
    'find',
    'xargs',
    'useradd',
    'groupadd',
    'awk',
    'apt-get',
    'bash',
    'hostname',
    'chown',
    'dpkg',
    'mount',
  ])('%s stays', (command) => {
    expect(commandNeed('node', suite, command)).toEqual({ kind: 'in-slim' });
  });

  test.each([
    'vim',
    'jq',
    'sudo',
    'zip',
    'less',
    'rsync',
    'cmake',
    'sqlite3',
    'git-lfs',
    'my-tool',
  ])('neither has %s', (command) => {
    expect(commandNeed('node', suite, command)).toEqual({ kind: 'not-in-full' });
  });

  test('what the images bring themselves stays', () => {
    expect(commandNeed('node', suite, 'yarn').kind).toBe('in-slim');
    expect(commandNeed('python', suite, 'python3').kind).toBe('in-slim');
    expect(commandNeed('python', suite, 'pip3.11').kind).toBe('in-slim');
    expect(commandNeed('rust', suite, 'cargo').kind).toBe('in-slim');
    expect(commandNeed('rust', suite, 'gcc').kind).toBe('in-slim');
    expect(commandNeed('rust', suite, 'g++').kind).toBe('compiler');
  });

  test('ca-certificates is added only where slim lacks it', () => {
    expect(commandNeed('python', suite, 'curl')).toEqual({ kind: 'install', packages: ['curl'] });
    expect(packagesInSlim('node', suite)?.has('ca-certificates')).toBe(false);
  });

  test('Debian itself loses no package', () => {
    expect(packagesOnlyInFull('debian', suite)).toEqual(new Set());
    expect(commandNeed('debian', suite, 'perl').kind).toBe('in-slim');
  });
});

test('libraries that came with the full image are known', () => {
  const only = packagesOnlyInFull('python', 'bookworm');
  for (const name of [
    'libpq5',
    'libglib2.0-0',
    'libmagic1',
    'libxml2',
    'libgomp1',
    'libmariadb3',
  ]) {
    expect(only?.has(name)).toBe(true);
  }
  expect(only?.has('libgl1')).toBe(false);
});

test('only what the full image held is lost', () => {
  const wanted = ['libgl1', 'libglib2.0-0', 'ca-certificates'];
  expect(lostPackages('python', 'bookworm', wanted)).toEqual(['libglib2.0-0']);
  expect(lostPackages('python', 'trixie', wanted)).toEqual(['libglib2.0-0']);
  expect(lostPackages('node', 'bookworm', wanted)).toEqual(['libglib2.0-0', 'ca-certificates']);
  expect(lostPackages('python', 'noble', wanted)).toBeUndefined();
});

test('suites without data are unknown', () => {
  expect(commandNeed('node', 'jammy', 'curl')).toEqual({ kind: 'unknown' });
  expect(packagesOnlyInFull('node', 'buster')).toBeUndefined();
  expect(familyOf('golang')).toBeUndefined();
  expect(familyOf('python')).toBe('python');
});

test('the table has its shape', () => {
  expect(DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const [suite, layers] of Object.entries(LAYERS)) {
    expect(INPUTS[suite]).toMatch(/^[0-9a-f]{64}$/);
    const names = Object.values(layers).flatMap((words) => words.split(' '));
    expect(new Set(names).size).toBe(names.length);
  }
  for (const line of COMMANDS.split('\n'))
    expect(line).toMatch(/^[a-z0-9+.-]+: [^ :]+(?: [^ :]+)*$/);
});
