import { describe, expect, test } from '@jest/globals';
import type { FileEntry, ImageContents } from '../../../src/comparison/image-contents.js';
import {
  fileFailures,
  type FileFacts,
  type FileFailures,
} from '../../../src/comparison/verification/file-failures.js';
import { measureNoise } from '../../../src/comparison/verification/noise.js';
import type { Removal } from '../../../src/transform/removal.js';
import { file, flatImage, FOLDER, image, layer, symlink } from '../images.js';
import { debianDatabases, debianFiles, type Sample } from './debian.js';

type Entries = Readonly<Record<string, FileEntry>>;

const SILENCE = { names: new Set<string>(), contents: new Set<string>() };
const SWAP: Removal = { kind: 'base', before: 'a', after: 'b' };
const LINES = [undefined, 2, 3, 4];

function failures(
  original: ImageContents,
  rewritten: ImageContents,
  more: Partial<FileFacts> = {},
): FileFailures {
  return fileFailures({
    original,
    rewritten,
    noise: SILENCE,
    removals: [],
    baseLayers: { original: 1, rewritten: 1 },
    lines: LINES,
    ...more,
  });
}

const paths = (
  original: ImageContents,
  rewritten: ImageContents,
  more: Partial<FileFacts> = {},
): readonly string[] => failures(original, rewritten, more).paths.map(({ path }) => path);

const layered = (...layers: readonly Entries[]): ImageContents =>
  image(
    layers.map((entries, index) =>
      layer({ entries, diffId: `${index} ${Object.keys(entries).join()}` }),
    ),
  );

describe('without any removal', () => {
  test('whatever is gone or different is a failure, and what is new is none', () => {
    const before = flatImage({
      '/a': file(1),
      '/b': file(2),
      '/c': file(3),
      '/link': symlink('a'),
    });
    const after = flatImage({
      '/a': file(1),
      '/b': file(9),
      '/new': file(1),
      '/link': symlink('b'),
    });
    expect(paths(before, after)).toEqual(['/b', '/c', '/link']);
  });

  test('modes, owners and capabilities count', () => {
    const before = flatImage({
      '/a': file(1),
      '/b': file(1),
      '/c': file(1, { attributes: 'x=1' }),
    });
    const after = flatImage({
      '/a': file(1, { mode: 0o755 }),
      '/b': file(1, { owner: 5 }),
      '/c': file(1),
    });
    expect(failures(before, after).paths.map(({ path, aspects }) => [path, aspects])).toEqual([
      ['/a', ['mode']],
      ['/b', ['owner']],
      ['/c', ['attributes']],
    ]);
  });

  test('what is summed up of packages counts, too', () => {
    const before = flatImage({ '/etc/ld.so.cache': file(1), '/etc/passwd': file(1) });
    const after = flatImage({ '/etc/ld.so.cache': file(2), '/etc/passwd': file(2) });
    expect(paths(before, after)).toEqual(['/etc/ld.so.cache', '/etc/passwd']);
  });

  test('a folder stands for all that it held, and an empty one for itself', () => {
    const before = flatImage({
      '/app': FOLDER,
      '/app/deep': FOLDER,
      '/app/deep/a': file(1),
      '/app/deep/b': file(1),
      '/app/kept': file(1),
      '/data': FOLDER,
      '/data/empty': FOLDER,
    });
    expect(paths(before, flatImage({ '/app': FOLDER, '/app/kept': file(1) }))).toEqual([
      '/app/deep',
      '/data',
    ]);
  });
});

describe('noise', () => {
  const first = flatImage({
    '/log': file(1),
    '/a.pyc': file(1),
    '/tmp/x1': file(1),
    '/app': file(1),
  });
  const second = flatImage({
    '/log': file(2),
    '/a.pyc': file(2),
    '/tmp/x2': file(1),
    '/app': file(1),
  });
  const noise = measureNoise(first, second);

  test('is not compared', () => {
    const after = flatImage({
      '/log': file(3),
      '/a.pyc': file(3),
      '/tmp/x3': file(1),
      '/app': file(1),
    });
    expect(paths(first, after, { noise })).toEqual([]);
  });

  test('in the content of a file is no reason for it to be gone', () => {
    expect(paths(first, flatImage({ '/a.pyc': file(3), '/app': file(1) }), { noise })).toEqual([
      '/log',
    ]);
  });
});

test('paths may go with all that is below them, and with the folders that they leave empty', () => {
  const before = flatImage({
    '/root': FOLDER,
    '/root/.cache': FOLDER,
    '/root/.cache/pip': FOLDER,
    '/root/.cache/pip/http': FOLDER,
    '/root/.cache/pip/http/1': file(1),
    '/root/.profile': file(1),
  });
  const removals: readonly Removal[] = [{ kind: 'paths', paths: ['/**/.cache/pip'] }];
  const after = flatImage({ '/root': FOLDER, '/root/.profile': file(1) });
  expect(paths(before, after, { removals })).toEqual([]);
  expect(paths(before, flatImage({ '/root': FOLDER }), { removals })).toEqual(['/root/.profile']);
});

describe('a swap of the base', () => {
  const removals = [SWAP];

  test('explains what only the old base had, and what the new one has otherwise', () => {
    const before = layered({ '/usr/bin/ps': file(1), '/etc/issue': file(1) }, { '/app': file(1) });
    const after = layered({ '/etc/issue': file(2) }, { '/app': file(1) });
    expect(paths(before, after, { removals })).toEqual([]);
    expect(paths(before, after)).toEqual(['/etc/issue', '/usr']);
    const unknown = { original: undefined, rewritten: undefined };
    expect(paths(before, after, { removals, baseLayers: unknown })).toEqual(['/etc/issue', '/usr']);
  });

  test('explains nothing that the Dockerfile changed itself', () => {
    const before = layered(
      { '/etc/motd': file(1), '/etc/hosts': file(1) },
      { '/etc/motd': file(5) },
    );
    expect(paths(before, layered({}), { removals })).toEqual(['/etc/motd']);
  });

  test('explains nothing that the Dockerfile removes now', () => {
    const before = layered({ '/etc/motd': file(1) });
    const after = image([
      layer({ entries: { '/etc/motd': file(1) } }),
      layer({ deleted: ['/etc/motd'] }),
    ]);
    expect(paths(before, after, { removals })).toEqual(['/etc/motd']);
  });

  test('explains packages of the base, and what scripts made for them', () => {
    const procps: Sample = { name: 'procps', paths: ['/usr/bin/ps', '/usr/share/x.py'] };
    const dpkg: Sample = { name: 'dpkg', paths: ['/usr/bin/dpkg'] };
    const before = image(
      [
        layer({ entries: { ...debianFiles([procps, dpkg]), '/usr/bin/old': file(1) } }),
        layer({
          entries: {
            '/etc/alternatives/w': symlink('/usr/bin/ps'),
            '/usr/bin/w': symlink('../../etc/alternatives/w'),
            '/usr/share/__pycache__/x.cpython-311.pyc': file(1),
            '/var/lib/dpkg/status': file(7),
            '/own': symlink('/usr/bin/dpkg'),
          },
        }),
      ],
      { databases: debianDatabases([procps, dpkg]) },
    );
    const after = image([layer({ entries: debianFiles([dpkg]) })], {
      databases: debianDatabases([dpkg]),
    });
    expect(failures(before, after, { removals })).toMatchObject({
      packages: [],
      paths: [{ path: '/own' }],
    });
  });

  test('does not explain packages that the Dockerfile installed', () => {
    const jq: Sample = { name: 'jq', paths: ['/usr/bin/jq', '/usr/share/jq'] };
    const before = image([layer({ diffId: 'a' }), layer({ entries: debianFiles([jq]) })], {
      databases: debianDatabases([jq]),
    });
    expect(failures(before, layered({}), { removals })).toEqual({
      packages: ['jq'],
      accounts: [],
      paths: [],
    });
  });

  test('explains files of a package that is installed anew in another version', () => {
    const curl: Sample = { name: 'curl', paths: ['/usr/bin/curl', '/etc/curlrc'] };
    const before = image([layer({ entries: debianFiles([curl]) })], {
      databases: debianDatabases([curl]),
    });
    const after = image(
      [
        layer({}),
        layer({
          entries: { ...debianFiles([curl]), '/usr/bin/curl': file(99), '/etc/own': file(1) },
        }),
      ],
      { databases: debianDatabases([curl]) },
    );
    expect(paths(before, after, { removals })).toEqual([]);
    expect(paths(before, after)).toEqual(['/usr/bin/curl']);
  });

  test('explains what dpkg is told to leave out on the new base', () => {
    const jq: Sample = {
      name: 'jq',
      paths: ['/usr/share/doc/jq/NEWS', '/usr/share/doc/jq/copyright'],
    };
    const entries = {
      ...debianFiles([jq]),
      '/usr/share/doc/jq/NEWS': file(1),
      '/usr/share/doc/own': file(1),
    };
    const before = image([layer({ diffId: 'a' }), layer({ entries })], {
      databases: debianDatabases([jq]),
    });
    const rules = 'path-exclude /usr/share/doc/*\npath-include /usr/share/doc/*/copyright\n';
    const slim = (kept: Entries): ImageContents =>
      image([layer({}), layer({ entries: kept })], {
        databases: new Map([...debianDatabases([jq]), ['/etc/dpkg/dpkg.cfg.d/docker', rules]]),
      });
    const doc = '/usr/share/doc';
    const without = (...names: readonly string[]): Entries =>
      Object.fromEntries(
        Object.entries(entries).filter(([path]) => !names.includes(path.slice(doc.length + 1))),
      );
    expect(paths(before, slim(without('jq/NEWS')), { removals })).toEqual([]);
    const fewer = slim(without('jq/NEWS', 'jq/copyright', 'own'));
    expect(paths(before, fewer, { removals })).toEqual([
      '/usr/share/doc/jq/copyright',
      '/usr/share/doc/own',
    ]);
  });

  test('lets accounts of packages go, and keeps those of people', () => {
    const passwd = (...lines: readonly string[]): ImageContents =>
      flatImage(
        { '/etc/passwd': file(lines.length), '/etc/shadow': file(lines.length) },
        { '/etc/passwd': `${lines.join('\n')}\n` },
      );
    const before = passwd(
      'root:x:0:0::/root:/bin/sh',
      'sshd:x:101:1::/:/',
      'app:x:1000:1000::/:/',
      'bus:x:102:1::/:/',
    );
    const after = passwd('root:x:0:0::/root:/bin/sh', 'bus:x:101:1::/:/');
    expect(failures(before, after, { removals })).toEqual({
      packages: [],
      accounts: ['/etc/passwd: app', '/etc/passwd: bus'],
      paths: [],
    });
  });
});

describe('recommended packages', () => {
  const packages: readonly Sample[] = [
    {
      name: 'git',
      paths: ['/usr/bin/git'],
      fields: 'Depends: libcurl3\nRecommends: less | pager, ssh-client',
    },
    {
      name: 'libcurl3',
      paths: ['/lib/curl.so'],
      fields: 'Recommends: ca-certificates',
      automatic: true,
    },
    {
      name: 'openssh-client',
      paths: ['/usr/bin/ssh'],
      fields: 'Provides: ssh-client\nDepends: libedit2 (>= 2)',
      automatic: true,
    },
    { name: 'libedit2', paths: ['/lib/edit.so'], automatic: true },
    { name: 'less', paths: ['/usr/bin/less'] },
    { name: 'ca-certificates', paths: ['/etc/ca'], automatic: true },
    { name: 'stranger', paths: ['/usr/bin/stranger'], automatic: true },
  ];
  const of = (names: readonly string[]): ImageContents => {
    const some = packages.filter(({ name }) => names.includes(name));
    return image([layer({ diffId: 'a' }), layer({ entries: debianFiles(some) })], {
      databases: debianDatabases(some),
    });
  };
  const before = of(packages.map(({ name }) => name));
  const removals: readonly Removal[] = [{ kind: 'recommended-packages', of: ['git'] }];

  test('may go with all that came for them alone', () => {
    const after = of(['git', 'libcurl3', 'less', 'stranger']);
    expect(failures(before, after, { removals })).toEqual({
      packages: [],
      accounts: [],
      paths: [],
    });
    expect(failures(before, after).packages).toEqual([
      'openssh-client',
      'libedit2',
      'ca-certificates',
    ]);
  });

  test('may not go where someone asked for them by name, or nothing by which they came', () => {
    const after = of(['git', 'libcurl3', 'openssh-client', 'libedit2', 'ca-certificates']);
    expect(failures(before, after, { removals })).toEqual({
      packages: ['less', 'stranger'],
      accounts: [],
      paths: [],
    });
  });

  test('may not go where one that stays depends on them', () => {
    const after = of(['git', 'libcurl3', 'openssh-client', 'less', 'stranger', 'ca-certificates']);
    expect(failures(before, after, { removals }).packages).toEqual(['libedit2']);
  });
});

describe('a build that runs in a stage of its own', () => {
  const removals: readonly Removal[] = [{ kind: 'build', lines: [2, 3], kept: ['/app'] }];
  const before = layered(
    { '/etc/issue': file(1) },
    { '/src/a.c': file(1), '/root/.cache/go': file(1), '/etc/issue': file(2) },
    { '/app/run': file(1), '/usr/lib/x.so': file(1) },
    { '/etc/app.conf': file(1), '/srv': FOLDER },
  );

  test('may leave behind what it made, but for what is copied from it', () => {
    const after = layered(
      { '/etc/issue': file(1) },
      { '/app/run': file(1), '/etc/app.conf': file(1), '/srv': FOLDER },
    );
    expect(paths(before, after, { removals })).toEqual([]);
    const without = layered({ '/etc/issue': file(1) }, { '/srv': FOLDER });
    expect(paths(before, without, { removals })).toEqual(['/app', '/etc/app.conf']);
  });

  test('may not change what it made', () => {
    const after = layered(
      { '/etc/issue': file(7) },
      { '/app/run': file(1), '/etc/app.conf': file(1), '/srv': FOLDER, '/src/a.c': file(3) },
    );
    expect(paths(before, after, { removals, baseLayers: { original: 1, rewritten: 0 } })).toEqual([
      '/etc/issue',
      '/src/a.c',
    ]);
  });

  test('explains nothing where it is not known what it made', () => {
    const after = layered(
      { '/etc/issue': file(2) },
      { '/app/run': file(1), '/etc/app.conf': file(1), '/srv': FOLDER },
    );
    expect(paths(before, after, { removals, lines: undefined })).toEqual(['/root', '/src', '/usr']);
  });
});
