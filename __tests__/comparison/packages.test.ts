import { describe, expect, test } from '@jest/globals';
import { packageChanges } from '../../src/comparison/package-changes.js';
import { readPackages } from '../../src/comparison/packages/packages.js';
import { file, flatImage, FOLDER, symlink } from './images.js';

describe('dpkg', () => {
  const STATUS = `Package: libc6
Status: install ok installed
Multi-Arch: same
Architecture: amd64
Version: 2.36-9+deb12u10
Description: GNU C Library: Shared libraries
 Contains the standard libraries.
 .
 Package: none

Package: gone
Status: deinstall ok config-files
Version: 1

Package: bash
Essential: yes
Status: install ok installed
Architecture: amd64
Version: 5.2.15-2+b8
`;

  test('counts the files of its lists that are there, behind links of folders', () => {
    const { packages, owners } = readPackages(
      flatImage(
        {
          '/lib': symlink('usr/lib'),
          '/usr/lib': FOLDER,
          '/usr/lib/x86_64-linux-gnu': FOLDER,
          '/usr/lib/x86_64-linux-gnu/libc.so.6': file(1000),
          '/bin': symlink('/usr/bin'),
          '/usr/bin/bash': file(300),
          '/etc/bash.bashrc': file(20),
        },
        {
          '/var/lib/dpkg/status': STATUS,
          '/var/lib/dpkg/info/libc6:amd64.list':
            '/.\n/lib\n/lib/x86_64-linux-gnu\n/lib/x86_64-linux-gnu/libc.so.6\n/usr/share/doc/libc6/copyright\n',
          '/var/lib/dpkg/info/bash.list': '/.\n/bin\n/bin/bash\n/etc\n/etc/bash.bashrc\n',
        },
      ),
    );
    expect(packages).toEqual([
      { manager: 'dpkg', name: 'libc6', version: '2.36-9+deb12u10', bytes: 1000 },
      { manager: 'dpkg', name: 'bash', version: '5.2.15-2+b8', bytes: 320 },
    ]);
    expect(owners.get('/usr/lib/x86_64-linux-gnu/libc.so.6')?.name).toBe('libc6');
    expect(owners.get('/usr/bin/bash')?.name).toBe('bash');
  });

  test('reads the single files of images without dpkg', () => {
    const { packages } = readPackages(
      flatImage(
        { '/usr/share/zoneinfo/UTC': file(100), '/usr/share/doc/a b': file(7) },
        {
          '/var/lib/dpkg/status.d/tzdata': 'Package: tzdata\nVersion: 2024a\n',
          '/var/lib/dpkg/status.d/tzdata.md5sums': `${'0'.repeat(32)}  usr/share/zoneinfo/UTC\n${'1'.repeat(32)}  ./usr/share/doc/a b\n`,
        },
      ),
    );
    expect(packages).toEqual([{ manager: 'dpkg', name: 'tzdata', version: '2024a', bytes: 107 }]);
  });
});

test('apk counts the files of its folders', () => {
  const installed = `C:Q1abc=
P:musl
V:1.2.5-r0
A:x86_64
F:lib
R:ld-musl-x86_64.so.1
a:0:0:755
R:libc.musl-x86_64.so.1
F:etc
R:ld-musl.path

P:busybox
V:1.36.1-r29
F:
R:linuxrc
F:bin
R:busybox
`;
  const { packages } = readPackages(
    flatImage(
      {
        '/lib/ld-musl-x86_64.so.1': file(600),
        '/lib/libc.musl-x86_64.so.1': symlink('ld-musl-x86_64.so.1'),
        '/bin/busybox': file(800),
        '/linuxrc': file(3),
      },
      { '/lib/apk/db/installed': installed },
    ),
  );
  expect(packages).toEqual([
    { manager: 'apk', name: 'musl', version: '1.2.5-r0', bytes: 600 },
    { manager: 'apk', name: 'busybox', version: '1.36.1-r29', bytes: 803 },
  ]);
});

describe('pip', () => {
  const SITE = '/usr/local/lib/python3.11/site-packages';

  test('counts the files of RECORD', () => {
    const { packages } = readPackages(
      flatImage(
        {
          [`${SITE}/flask/app.py`]: file(100),
          [`${SITE}/flask/a,b.py`]: file(10),
          [`${SITE}/Flask-3.0.dist-info/METADATA`]: file(5),
          [`${SITE}/Flask-3.0.dist-info/RECORD`]: file(6),
          '/usr/local/bin/flask': file(1),
          [`${SITE}/other.py`]: file(1000),
        },
        {
          [`${SITE}/Flask-3.0.dist-info/METADATA`]: 'Name: Flask\nVersion: 3.0',
          [`${SITE}/Flask-3.0.dist-info/RECORD`]:
            '../../../bin/flask,sha256=x,1\nflask/app.py,sha256=x,100\n"flask/a,b.py",,\nFlask-3.0.dist-info/RECORD,,\nflask/gone.py,,\n',
        },
      ),
    );
    expect(packages).toEqual([{ manager: 'pip', name: 'Flask', version: '3.0', bytes: 122 }]);
  });

  test('reads what older tools leave', () => {
    const { packages } = readPackages(
      flatImage(
        {
          [`${SITE}/old.egg-info/PKG-INFO`]: file(1),
          [`${SITE}/old/__init__.py`]: file(10),
          [`${SITE}/new.egg-info/PKG-INFO`]: file(2),
          [`${SITE}/new/x.py`]: file(20),
          [`${SITE}/single-1.0.egg-info`]: file(3),
        },
        {
          [`${SITE}/old.egg-info/PKG-INFO`]: 'Name: old\nVersion: 1',
          [`${SITE}/old.egg-info/top_level.txt`]: 'old\n',
          [`${SITE}/new.egg-info/PKG-INFO`]: 'Name: new\nVersion: 2',
          [`${SITE}/new.egg-info/installed-files.txt`]: '../new/x.py\nPKG-INFO\n',
          [`${SITE}/single-1.0.egg-info`]: 'Name: single\nVersion: 1.0',
        },
      ),
    );
    expect(packages.map(({ name, version, bytes }) => [name, version, bytes])).toEqual([
      ['old', '1', 11],
      ['new', '2', 22],
      ['single', '1.0', 3],
    ]);
  });

  test("leaves Debian's own modules to dpkg", () => {
    const info = '/usr/lib/python3/dist-packages/six-1.16.dist-info/METADATA';
    const { packages } = readPackages(
      flatImage(
        { [info]: file(5) },
        {
          '/var/lib/dpkg/status':
            'Package: python3-six\nStatus: install ok installed\nVersion: 1.16.0-4\n',
          '/var/lib/dpkg/info/python3-six.list': `${info}\n`,
          [info]: 'Name: six\nVersion: 1.16',
        },
      ),
    );
    expect(packages.map(({ manager, name }) => `${manager} ${name}`)).toEqual(['dpkg python3-six']);
  });
});

test('npm counts a folder without the packages installed inside', () => {
  const manifest = (name: string, version: string) => JSON.stringify({ name, version });
  const { packages, owners } = readPackages(
    flatImage(
      {
        '/app/node_modules/a/package.json': file(1),
        '/app/node_modules/a/lib/package.json': file(2),
        '/app/node_modules/a/node_modules/b/package.json': file(4),
        '/app/node_modules/@x/b/package.json': file(8),
        '/app/node_modules/@x/b/index.js': file(16),
        '/app/node_modules/ab/index.js': file(1000),
      },
      {
        '/app/node_modules/a/package.json': manifest('a', '1.0.0'),
        '/app/node_modules/a/node_modules/b/package.json': manifest('b', '2.0.0'),
        '/app/node_modules/@x/b/package.json': manifest('@x/b', '3.0.0'),
      },
    ),
  );
  expect(packages).toEqual([
    { manager: 'npm', name: 'a', version: '1.0.0', bytes: 3 },
    { manager: 'npm', name: 'b', version: '2.0.0', bytes: 4 },
    { manager: 'npm', name: '@x/b', version: '3.0.0', bytes: 24 },
  ]);
  expect(owners.get('/app/node_modules/a/node_modules/b/package.json')?.name).toBe('b');
});

test('a circle of links ends', () => {
  const { packages } = readPackages(
    flatImage(
      { '/a': symlink('b'), '/b': symlink('a') },
      { '/lib/apk/db/installed': 'P:x\nV:1\nF:a/c\nR:d\n' },
    ),
  );
  expect(packages).toMatchObject([{ name: 'x', bytes: 0 }]);
});

test('changes are listed by size, with all versions of a name', () => {
  const pack = (name: string, version: string, bytes: number) =>
    ({ manager: 'npm', name, version, bytes }) as const;
  expect(
    packageChanges(
      [pack('same', '1', 5), pack('lost', '1', 10), pack('many', '1', 1), pack('many', '2', 2)],
      [pack('same', '1', 5), pack('gained', '1', 20), pack('many', '2', 2)],
    ),
  ).toEqual([
    { manager: 'npm', name: 'gained', before: undefined, after: { versions: ['1'], bytes: 20 } },
    { manager: 'npm', name: 'lost', before: { versions: ['1'], bytes: 10 }, after: undefined },
    {
      manager: 'npm',
      name: 'many',
      before: { versions: ['1', '2'], bytes: 3 },
      after: { versions: ['2'], bytes: 2 },
    },
  ]);
});
