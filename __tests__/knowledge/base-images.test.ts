import { describe, expect, test } from '@jest/globals';
import {
  commandNeed,
  commandNeedOnDebian,
  familyOf,
  lostPackages,
  packagesInSlim,
  packagesOnlyInFull,
  packagesWithCommand,
} from '../../src/knowledge/base-images.js';
import { COMMANDS, SUITES as TABLE_SUITES } from '../../src/knowledge/data/commands.js';
import { DATE, IMAGES, INPUTS, LAYERS } from '../../src/knowledge/data/image-packages.js';

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

test('an old release holds what its own last Dockerfile installed', () => {
  expect(packagesInSlim('ruby', 'bullseye', '2.7')?.has('procps')).toBe(true);
  expect(packagesInSlim('ruby', 'bullseye', '3.2')?.has('procps')).toBe(false);
  expect(packagesInSlim('ruby', 'bullseye')?.has('procps')).toBe(false);
  expect(commandNeed('ruby', 'bullseye', 'ps', '2.7')).toEqual({ kind: 'in-slim' });
  expect(commandNeed('perl', 'trixie', 'make', '5.42')).toEqual({ kind: 'in-slim' });
  expect(commandNeed('perl', 'bullseye', 'curl', '5.30').kind).toBe('install');
});

test('what named packages bring along is in the slim image too', () => {
  expect(commandNeed('ruby', 'trixie', 'openssl')).toEqual({ kind: 'in-slim' });
  expect(packagesInSlim('erlang', 'bookworm')?.has('libodbc1')).toBe(true);
  expect(packagesInSlim('pypy', 'bookworm')?.has('netbase')).toBe(false);
});

test('what the image of a compiled language has that Debian lacks', () => {
  expect(commandNeedOnDebian('golang', 'bookworm', 'git')).toEqual({
    kind: 'install',
    packages: ['ca-certificates', 'git'],
  });
  expect(commandNeedOnDebian('golang', 'bookworm', 'gcc')).toEqual({ kind: 'compiler' });
  expect(commandNeedOnDebian('golang', 'bookworm', 'convert')).toEqual({ kind: 'not-in-full' });
  expect(commandNeedOnDebian('golang', 'buster', 'git')).toEqual({ kind: 'unknown' });
});

test('a command names its package on each suite', () => {
  expect(packagesWithCommand('trixie', 'wcurl')).toEqual(['curl']);
  expect(packagesWithCommand('bookworm', 'wcurl')).toEqual([]);
  expect(packagesWithCommand('bookworm', 'jq')).toEqual(['jq']);
  expect(packagesWithCommand('trixie', 'magick')).toEqual(['imagemagick-7.q16']);
  expect(packagesWithCommand('trixie', 'gcc-12')).toEqual(['gcc-12']);
  expect(packagesWithCommand('bullseye', 'gcc-12')).toEqual([]);
  expect(packagesWithCommand('noble', 'jq')).toEqual([]);
});

test('the tables have their shape', () => {
  expect(DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const [suite, layers] of Object.entries(LAYERS)) {
    expect(INPUTS[suite]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const names = Object.values(layers).flatMap((words) => words.split(' '));
    expect(new Set(names).size).toBe(names.length);
  }
  expect(Object.keys(INPUTS)).toEqual(TABLE_SUITES);
  for (const line of COMMANDS.split('\n'))
    expect(line).toMatch(/^[a-z0-9+.-]+(?:@[1-6])?: [^ :]+(?: [^ :]+)*$/);
  for (const line of IMAGES.split('\n')) {
    expect(line).toMatch(
      /^[a-z]+ [a-z]+ [a-z]+(?: \d[\d.,]*)?: (?:base|curl|scm|main)(?: [a-z0-9+.-]+)*$/,
    );
  }
});
