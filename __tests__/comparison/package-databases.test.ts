import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import type { FileEntry } from '../../src/comparison/image-contents.js';
import { databaseText, linkedDatabaseText } from '../../src/comparison/package-databases.js';
import { readPackages } from '../../src/comparison/packages/packages.js';
import { scratch } from '../workspace/scratch.js';
import { file, flatImage, FOLDER, symlink } from './images.js';

const isThere = spawnSync('dpkg', ['--version']).status === 0;
if (!isThere && env['DOCKOPT_REQUIRE_ALL'] === '1') throw new Error('dpkg is not installed');

describe('which files tell what is installed', () => {
  test.each([
    '/var/lib/dpkg/status',
    '/var/lib/dpkg/status.d/tzdata.md5sums',
    '/var/lib/dpkg/info/libc6:amd64.list',
    '/var/lib/dpkg/info/libc6:amd64.postinst',
    '/etc/dpkg/dpkg.cfg',
    '/etc/dpkg/dpkg.cfg.d/docker',
    '/var/lib/apt/extended_states',
    '/etc/passwd',
    '/etc/group',
    '/lib/apk/db/installed',
    '/usr/lib/apk/db/installed',
    '/opt/venv/lib/python3.11/site-packages/x-1.dist-info/RECORD',
    '/usr/lib/python3/dist-packages/x.egg-info/top_level.txt',
  ])('whole: %s', (path) => {
    expect(databaseText(path)?.('any\n\ntext\n')).toBe('any\n\ntext\n');
  });

  test.each([
    '/var/lib/dpkg/status-old',
    '/var/lib/dpkg/info/libc6:amd64.md5sums',
    '/srv/rootfs/var/lib/dpkg/status',
    '/srv/etc/passwd',
    '/etc/passwd-',
    '/app/package.json',
    '/app/node_modules/x/lib/package.json',
    '/app/node_modules/.package-lock.json',
    '/app/node_modules/.bin/package.json',
    '/app/node_modules/@x/package.json',
  ])('not %s', (path) => {
    expect(databaseText(path)).toBeUndefined();
  });

  test.each(['\n', '\r\n'])('of pip: name and version from the fields alone (%j)', (end) => {
    const keep = databaseText('/x/site-packages/x-1.dist-info/METADATA');
    const lines = ['Metadata-Version: 2.1', 'name: X', 'Version: 1.0', '', 'Name: of a quote'];
    expect(keep?.(lines.join(end))).toBe('name: X\nVersion: 1.0');
    expect(keep?.('Name: X')).toBe('Name: X');
  });

  test.each([
    ['{"version":"1.0.0","scripts":{},"name":"x"}', '{"name":"x","version":"1.0.0"}'],
    ['{"type":"module"}', ''],
    ['{"name":"x","version":1}', ''],
    ['{"name":"x"', ''],
    ['["x"]', ''],
    ['', ''],
  ])('of npm: %j', (text, kept) => {
    expect(databaseText('/app/node_modules/@scope/x/package.json')?.(text)).toBe(kept);
    const stored = `/root/.pnpm-store/v10/files/0f/${'a'.repeat(126)}`;
    expect(linkedDatabaseText(stored)?.(text)).toBe(kept);
  });

  test('no other file of a store', () => {
    expect(linkedDatabaseText(`/root/.pnpm-store/v10/files/0f/${'g'.repeat(126)}`)).toBeUndefined();
    expect(linkedDatabaseText('/root/files/0f/abc')).toBeUndefined();
  });
});

/** The files of a folder as an image has them, and what is kept of its package databases. */
function imageOf(root: string): ReturnType<typeof flatImage> {
  const entries: Record<string, FileEntry> = {};
  const databases: Record<string, string> = {};
  for (const found of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const real = join(found.parentPath, found.name);
    const path = real.slice(root.length);
    if (found.isSymbolicLink()) entries[path] = symlink(readlinkSync(real));
    else if (found.isDirectory()) entries[path] = FOLDER;
    else {
      entries[path] = file(statSync(real).size);
      const keep = databaseText(path);
      if (keep !== undefined) databases[path] = keep(readFileSync(real, 'utf8'));
    }
  }
  return flatImage(entries, databases);
}

(isThere ? describe : describe.skip)('what dpkg itself installed', () => {
  /** Runs dpkg on a root of its own. */
  function dpkg(root: string, ...words: readonly string[]): void {
    execFileSync(
      'dpkg',
      [`--root=${root}`, '--log=/dev/null', '--force-not-root', '--force-bad-path', ...words],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
  }

  /** Makes a package of a control file's further fields and the files that it brings. */
  function packageOf(
    name: string,
    fields: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>>,
  ): string {
    const control = {
      Package: name,
      Architecture: 'all',
      Maintainer: 'Nobody <nobody@example.org>',
      Description: 'Test\n Package: other\n .\n Version: 9',
      ...fields,
    };
    const text = Object.entries(control).map(([field, value]) => `${field}: ${value}\n`);
    const folder = scratch({ 'DEBIAN/control': text.join(''), ...files });
    if ('etc/kept.conf' in files) {
      writeFileSync(join(folder, 'DEBIAN/conffiles'), '/etc/kept.conf\n');
    }
    const archive = join(scratch(), `${name}.deb`);
    execFileSync('dpkg-deb', ['--root-owner-group', '--build', folder, archive], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return archive;
  }

  test('is what dpkg-query lists, with the sizes of its files', () => {
    const architecture = execFileSync('dpkg', ['--print-architecture'], {
      encoding: 'utf8',
    }).trim();
    const root = scratch({ 'var/lib/dpkg/status': '', 'var/lib/dpkg/available': '' });
    for (const folder of ['info', 'updates', 'triggers']) {
      mkdirSync(join(root, 'var/lib/dpkg', folder), { recursive: true });
    }
    mkdirSync(join(root, 'usr/lib'), { recursive: true });
    symlinkSync('usr/lib', join(root, 'lib'));
    dpkg(
      root,
      '--install',
      packageOf('plain', { Version: '1:1.0~rc1-2+b1' }, { 'usr/share/plain/a b': 'abc' }),
      packageOf(
        'several',
        { Version: '2', Architecture: architecture, 'Multi-Arch': 'same' },
        { 'lib/libseveral.so': 'x'.repeat(100), 'usr/lib/more': 'y'.repeat(10) },
      ),
      packageOf('gone', { Version: '3' }, { 'usr/share/gone': 'z', 'etc/kept.conf': 'kept' }),
    );
    dpkg(root, '--remove', 'gone');
    const format = '${Package} ${Version} ${db:Status-Status}\n';
    const listed = execFileSync(
      'dpkg-query',
      [`--admindir=${join(root, 'var/lib/dpkg')}`, '--show', `--showformat=${format}`],
      { encoding: 'utf8' },
    );
    const lines = listed.trim().split('\n').sort();
    expect(lines).toContain('gone 3 config-files');

    const { packages, owners } = readPackages(imageOf(root));
    expect(packages.map(({ name, version }) => `${name} ${version} installed`).sort()).toEqual(
      lines.filter((line) => line.endsWith(' installed')),
    );
    expect(packages.map(({ name, bytes }) => [name, bytes]).sort()).toEqual([
      ['plain', 3],
      ['several', 110],
    ]);
    expect(owners.get('/usr/lib/libseveral.so')?.name).toBe('several');
    expect(owners.has('/etc/kept.conf')).toBe(false);
  });
});
