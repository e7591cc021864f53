import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { packTar, type TarEntry } from 'modern-tar';
import type { ImageContents } from '../../src/comparison/image-contents.js';
import { EngineError } from '../../src/image/engine-error.js';
import { machinePlatform } from '../../src/image/image-platform.js';
import { readImage, type LayerCache } from '../../src/image/read-image.js';
import { scratch } from '../workspace/scratch.js';
import {
  dockerFiles,
  entry,
  file,
  folder,
  gzipLayer,
  hardLink,
  layoutFiles,
  piped,
  plainLayer,
  sha256,
  symlink,
  type LayerBlob,
} from './saved-image.js';

async function readFiles(
  entries: readonly TarEntry[],
  options: { platform?: string; engineBytes?: number; layers?: LayerCache } = {},
): Promise<ImageContents> {
  return readImage(piped(await packTar(entries)), { name: 'app', ...options });
}

async function problemOf(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof EngineError) return error.message;
  throw error instanceof Error ? error : new Error('it was read');
}

function bodyOf({ body }: TarEntry): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body);
  throw new Error('a file of a test has a text or bytes');
}

function writeFiles(target: string, files: readonly TarEntry[]): void {
  for (const part of files) {
    mkdirSync(dirname(join(target, part.header.name)), { recursive: true });
    writeFileSync(join(target, part.header.name), bodyOf(part));
  }
}

let base: LayerBlob;
let above: LayerBlob;

beforeAll(async () => {
  base = await plainLayer([
    folder('etc/'),
    file('etc/passwd', 'root:x:0:0\n'),
    file('etc/motd', 'hello\n', { uid: 7, gid: 8 }),
    folder('usr/bin'),
    file('./usr/bin/sudo', 'sudo', { mode: 0o104755 }),
    hardLink('usr/bin/sudoedit', 'usr/bin/sudo'),
    symlink('bin', 'usr/bin'),
    { header: { name: 'dev/null', size: 0, type: 'character-device', mode: 0o666 } },
    folder('var/cache'),
    file('var/cache/a', 'aaaa'),
    file('var/cache/b', 'bb'),
  ]);
  above = await gzipLayer([
    file('etc/motd', 'good day\n'),
    file('etc/.wh.passwd', ''),
    folder('var/cache'),
    file('var/cache/.wh..wh..opq', ''),
    file('var/cache/c', 'c'),
    folder('.wh..wh.plnk'),
    file('.wh..wh.plnk/1.2', ''),
  ]);
});

const HISTORY = [
  { created_by: '/bin/sh -c #(nop) ADD file:1 in / ' },
  { created_by: '/bin/sh -c #(nop)  CMD ["bash"]', empty_layer: true },
  { created_by: 'RUN /bin/sh -c make all # buildkit' },
];

describe.each([
  ['of Podman', (layers: LayerBlob[]) => dockerFiles({ layers, history: HISTORY })],
  ['that is an OCI layout', (layers: LayerBlob[]) => layoutFiles([{ layers, history: HISTORY }])],
])('an archive %s', (_, filesOf) => {
  let image: ImageContents;
  beforeAll(async () => {
    image = await readFiles(filesOf([base, above]));
  });

  test('has its layers with what made them', () => {
    expect(image.layers.map(({ diffId, createdBy, bytes }) => [diffId, createdBy, bytes])).toEqual([
      [`sha256:${sha256(base.archive)}`, 'ADD file:1 in /', 27],
      [`sha256:${sha256(above.archive)}`, 'RUN make all', 10],
    ]);
    expect(image.bytes).toBe(37);
    expect(image.platform).toBe('linux/amd64');
  });

  test('gives the compressed bytes that gzip makes, or that the blob has', () => {
    const gzip = execFileSync('gzip', ['-6', '-n', '-c'], { input: base.archive });
    const [plain, compressed] = image.layers.map((layer) => layer.compressedBytes);
    // Node's copy of zlib finds other matches than GNU gzip's.
    expect(Math.abs((plain ?? 0) - gzip.length)).toBeLessThan(gzip.length / 50);
    expect(compressed).toBe(above.blob.length);
  });

  test('has entries as the archive gives them', () => {
    const [first, second] = image.layers;
    const sudo = { kind: 'file', mode: 0o4755, owner: 0, group: 0, digest: sha256('sudo') };
    expect(Object.fromEntries(first?.entries ?? [])).toMatchObject({
      '/etc': { kind: 'directory', mode: 0o755, bytes: 0 },
      '/etc/motd': { kind: 'file', bytes: 6, owner: 7, group: 8, digest: sha256('hello\n') },
      '/usr/bin/sudo': { ...sudo, bytes: 4 },
      '/usr/bin/sudoedit': { ...sudo, bytes: 0, link: '/usr/bin/sudo' },
      '/bin': { kind: 'symlink', bytes: 0, target: 'usr/bin' },
      '/dev/null': { kind: 'other', bytes: 0, mode: 0o666 },
    });
    expect([...(second?.deleted ?? [])]).toEqual(['/etc/passwd']);
    expect([...(second?.opaque ?? [])]).toEqual(['/var/cache']);
    expect([...(second?.entries.keys() ?? [])]).toEqual([
      '/etc/motd',
      '/var/cache',
      '/var/cache/c',
    ]);
  });

  test('has the file system that the layers make', () => {
    expect([...image.files.keys()].sort()).toEqual([
      '/bin',
      '/dev',
      '/dev/null',
      '/etc',
      '/etc/motd',
      '/usr',
      '/usr/bin',
      '/usr/bin/sudo',
      '/usr/bin/sudoedit',
      '/var',
      '/var/cache',
      '/var/cache/c',
    ]);
    expect(image.files.get('/etc/motd')?.bytes).toBe(9);
  });
});

describe('sources', () => {
  test('a file, plain and compressed, and a folder give the same', async () => {
    const files = layoutFiles([{ layers: [base, above] }]);
    const archive = await packTar(files);
    const root = scratch();
    const plain = join(root, 'image.tar');
    const compressed = join(root, 'image.tar.gz');
    const layout = join(root, 'layout');
    writeFileSync(plain, archive);
    writeFileSync(compressed, gzipSync(archive));
    writeFiles(layout, files);
    const expected = await readFiles(files);
    expect(expected.files.size).toBe(12);
    for (const source of [plain, compressed, layout]) {
      expect(await readImage(source, { name: 'app' })).toEqual(expected);
    }
  });

  test('a folder without an image, a path that is not there', async () => {
    const root = scratch();
    expect(await problemOf(readImage(root, { name: 'x' }))).toMatch(/^x holds no image/);
    expect(await problemOf(readImage(join(root, 'none'), { name: 'x' }))).toBe(
      'x does not exist, check the path',
    );
  });

  test('a layout with a layer that is damaged, or gone', async () => {
    const layout = join(scratch(), 'damaged');
    writeFiles(layout, layoutFiles([{ layers: [base] }]));
    const blob = join(layout, 'blobs/sha256', sha256(base.blob));
    const changed = Uint8Array.from(base.blob);
    changed[changed.indexOf(0x3a)] = 0x3b;
    writeFileSync(blob, changed);
    expect(await problemOf(readImage(layout, { name: 'x' }))).toMatch(/has the digest sha256:/);
    rmSync(blob);
    expect(await problemOf(readImage(layout, { name: 'x' }))).toMatch(/is missing, save the image/);
  });

  test('an error of the stream itself passes through', async () => {
    const bytes = await packTar(layoutFiles([{ layers: [base] }]));
    const broken = new Error('the engine is gone');
    // eslint-disable-next-line @typescript-eslint/require-await -- what fails is the second piece
    async function* pieces() {
      yield bytes.subarray(0, 3000);
      throw broken;
    }
    await expect(readImage(Readable.from(pieces()), { name: 'x' })).rejects.toBe(broken);
  });
});

describe('hard links', () => {
  test('that come before the file, or name a file of a layer below', async () => {
    const first = await plainLayer([hardLink('b', 'a'), file('a', 'abc')]);
    const second = await plainLayer([hardLink('c', 'a')]);
    const { files, bytes } = await readFiles(dockerFiles({ layers: [first, second] }));
    expect(bytes).toBe(3);
    expect(files.get('/b')).toMatchObject({ bytes: 0, link: '/a', digest: sha256('abc') });
    expect(files.get('/c')).toMatchObject({ bytes: 0, digest: sha256('abc') });
  });

  test('whose file goes away carry its bytes', async () => {
    const first = await plainLayer([file('a', 'abc'), hardLink('b', 'a'), hardLink('c', 'a')]);
    const second = await plainLayer([file('.wh.a', '')]);
    const { files } = await readFiles(dockerFiles({ layers: [first, second] }));
    expect([...files].map(([path, { bytes }]) => [path, bytes])).toEqual([
      ['/b', 3],
      ['/c', 0],
    ]);
  });

  test('to nothing are damage', async () => {
    const layer = await plainLayer([hardLink('b', 'a')]);
    expect(await problemOf(readFiles(dockerFiles({ layers: [layer] })))).toMatch(
      /is damaged \(\/b is a link to \/a/,
    );
  });
});

describe('names', () => {
  test.each(['gnu', 'pax', 'ustar'])('are read as GNU tar writes them (%s)', async (format) => {
    const root = scratch();
    const long = format === 'ustar' ? `${'d'.repeat(80)}/${'n'.repeat(90)}` : 'x'.repeat(240);
    mkdirSync(dirname(join(root, long)), { recursive: true });
    writeFileSync(join(root, long), 'content');
    writeFileSync(join(root, 'grün und blau'), '');
    execFileSync('ln', ['-s', `/${long.slice(0, 99)}`, join(root, 'link')]);
    // The oldest format has no room for a long name of a hard link.
    const linked = format === 'ustar' ? 'a' : long;
    writeFileSync(join(root, linked), 'content');
    execFileSync('ln', [join(root, linked), join(root, 'zz')]);
    const archive = execFileSync('tar', [
      '-C',
      root,
      `--format=${format}`,
      '--sort=name',
      '-c',
      '.',
    ]);
    const { files } = await readFiles(dockerFiles({ layers: [{ archive, blob: archive }] }));
    expect(files.get(`/${long}`)).toMatchObject({ bytes: 7, digest: sha256('content') });
    expect(files.get('/link')?.target).toBe(`/${long.slice(0, 99)}`);
    expect(files.get('/zz')).toMatchObject({ bytes: 0, link: `/${linked}` });
    expect(files.has('/grün und blau')).toBe(true);
  });

  test('never lead out of the image', async () => {
    const layer = await plainLayer([file('../../etc/x', 'x'), file('/a/../b', 'b')]);
    const { files } = await readFiles(dockerFiles({ layers: [layer] }));
    expect([...files.keys()].sort()).toEqual(['/b', '/etc', '/etc/x']);
  });

  test('have their extended attributes', async () => {
    const pax = { 'SCHILY.xattr.security.capability': '\u0001\u0000\u0000\u0002' };
    const layer = await plainLayer([file('ping', 'p', { pax })]);
    const { files } = await readFiles(dockerFiles({ layers: [layer] }));
    expect(files.get('/ping')?.attributes).toBe('security.capability=\u0001\u0000\u0000\u0002');
  });
});

describe('package databases', () => {
  test('are kept as the last layer has them', async () => {
    const first = await plainLayer([
      file('var/lib/dpkg/status', 'Package: a\n'),
      file('var/lib/dpkg/info/a.list', '/etc/a\n'),
      file('lib/apk/db/installed', 'P:a\n'),
      file(
        'app/node_modules/x/package.json',
        '{"name":"x","version":"1.0.0","description":"long"}',
      ),
      file('app/node_modules/x/lib/package.json', '{"type":"module"}'),
      file(
        'usr/lib/x.dist-info/METADATA',
        'Metadata-Version: 2.1\nName: X\nVersion: 2\n\nName: no\n',
      ),
    ]);
    const second = await plainLayer([
      file('var/lib/dpkg/status', 'Package: b\n'),
      file('var/lib/dpkg/info/.wh.a.list', ''),
    ]);
    const { databases } = await readFiles(dockerFiles({ layers: [first, second] }));
    expect(Object.fromEntries(databases)).toEqual({
      '/var/lib/dpkg/status': 'Package: b\n',
      '/lib/apk/db/installed': 'P:a\n',
      '/app/node_modules/x/package.json': '{"name":"x","version":"1.0.0"}',
      '/usr/lib/x.dist-info/METADATA': 'Name: X\nVersion: 2',
    });
  });

  test("are found behind pnpm's links to its store", async () => {
    const stored = `root/.local/share/pnpm/store/v10/files/ab/${'c'.repeat(126)}`;
    const path = 'srv/node_modules/.pnpm/x@1.0.0/node_modules/x/package.json';
    const layer = await plainLayer([
      file(stored, '{"name":"x","version":"1.0.0"}'),
      hardLink(path, stored),
    ]);
    const { databases } = await readFiles(dockerFiles({ layers: [layer] }));
    expect([...databases]).toEqual([[`/${path}`, '{"name":"x","version":"1.0.0"}']]);
  });
});

describe('platforms', () => {
  const twoPlatforms = () => [
    { layers: [base], architecture: 'arm64', variant: 'v8' },
    { layers: [above], architecture: 'amd64' },
  ];

  test('of an index: this machine’s, or the one that is named', async () => {
    const files = layoutFiles(twoPlatforms());
    expect((await readFiles(files, { platform: 'linux/arm64' })).platform).toBe('linux/arm64/v8');
    expect((await readFiles(files, { platform: 'linux/amd64' })).platform).toBe('linux/amd64');
    expect((await readFiles(files)).platform).toMatch(new RegExp(`^${machinePlatform()}`));
    expect(await problemOf(readFiles(files, { platform: 'linux/s390x' }))).toBe(
      'app holds no image for linux/s390x, but for linux/amd64, linux/arm64/v8, name one of these with --platform',
    );
  });

  test('whose blobs were not saved are not there', async () => {
    const [arm, amd] = twoPlatforms();
    if (arm === undefined || amd === undefined) throw new Error('two platforms');
    const whole = layoutFiles([arm, amd]);
    const kept = new Set(layoutFiles([amd]).map(({ header }) => header.name));
    const files = whole.filter(({ header }) => kept.has(header.name));
    expect((await readFiles(files)).platform).toBe('linux/amd64');
  });

  test('of a single image may be any, unless another is named', async () => {
    const files = dockerFiles({ layers: [base], architecture: 'ppc64le' });
    expect((await readFiles(files)).platform).toBe('linux/ppc64le');
    expect(await problemOf(readFiles(files, { platform: 'linux/amd64' }))).toMatch(
      /holds no image for linux\/amd64, but for linux\/ppc64le/,
    );
  });

  test('attestations are no images', async () => {
    const attestation = await plainLayer([file('x', 'x')]);
    const files = layoutFiles([
      { layers: [base] },
      {
        layers: [attestation],
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      },
    ]);
    expect((await readFiles(files)).files.has('/etc/motd')).toBe(true);
  });

  test('an index may name an index', async () => {
    const inner = layoutFiles([{ layers: [base] }]);
    const index = inner.find(({ header }) => header.name === 'index.json')?.body;
    if (typeof index !== 'string') throw new Error('an index');
    const outer = { manifests: [{ digest: `sha256:${sha256(index)}` }] };
    const files = [
      ...inner.filter(({ header }) => header.name !== 'index.json'),
      file(`blobs/sha256/${sha256(index)}`, index),
      file('index.json', JSON.stringify(outer)),
    ];
    expect((await readFiles(files)).files.has('/etc/motd')).toBe(true);
  });

  test('several images of one platform are told apart by their user', async () => {
    const named = (name: string) => ({ 'io.containerd.image.name': name });
    const files = layoutFiles([
      { layers: [base], annotations: named('a:1') },
      { layers: [above], annotations: named('b:1') },
    ]);
    const reading = readFiles(files, { platform: 'linux/amd64' });
    expect(await problemOf(reading)).toBe(
      'app holds several images (a:1, b:1), save the one that is meant alone',
    );
  });
});

describe('sizes', () => {
  test('count symbolic links of the lower layers where the engine does', async () => {
    const top = await plainLayer([symlink('lnk', 'somewhere')]);
    const files = dockerFiles({ layers: [base, top] });
    const bytes = async (engineBytes?: number) => {
      const image = await readFiles(files, engineBytes === undefined ? {} : { engineBytes });
      return [image.bytes, ...image.layers.map((layer) => layer.bytes)];
    };
    expect(await bytes()).toEqual([27, 27, 0]);
    expect(await bytes(27)).toEqual([27, 27, 0]);
    expect(await bytes(34)).toEqual([34, 34, 0]);
    expect(await bytes(43)).toEqual([43, 34, 9]);
    expect(await bytes(1000)).toEqual([1000, 27, 0]);
  });

  test('layers that another image brought are not read again', async () => {
    const layers: LayerCache = new Map();
    const first = await readFiles(dockerFiles({ layers: [base, above] }), { layers });
    const second = await readFiles(layoutFiles([{ layers: [base] }]), { layers });
    expect(second.layers[0]?.entries).toBe(first.layers[0]?.entries);
  });
});

test('an archive in pieces of any size is read to its end, layers that are known already or not', async () => {
  const small = await plainLayer([file('a', 'one')]);
  const archive = await packTar(dockerFiles({ layers: [base, small, above] }));
  const layers: LayerCache = new Map();
  for (let size = 100; size < 8000; size += 37) {
    const image = await readImage(piped(archive, size), { name: 'app', layers });
    expect([size, image.layers.length]).toEqual([size, 3]);
  }
});

describe('configuration', () => {
  test('is read', async () => {
    const config = {
      Env: ['PATH=/bin', 'A=b=c'],
      Entrypoint: ['/entry'],
      Cmd: null,
      WorkingDir: '/app',
      User: 'node',
      ExposedPorts: { '80/tcp': {}, '443/tcp': {} },
      Volumes: { '/data': {} },
      Labels: { b: '2', a: '1' },
      StopSignal: 'SIGQUIT',
      Shell: ['/bin/bash', '-c'],
      Healthcheck: { Test: ['CMD', 'true'], Interval: 5_000_000_000, Retries: 3 },
      OnBuild: ['RUN x'],
    };
    const { configuration } = await readFiles(dockerFiles({ layers: [base], config }));
    expect(configuration).toEqual({
      environment: ['PATH=/bin', 'A=b=c'],
      entrypoint: ['/entry'],
      command: undefined,
      workingDirectory: '/app',
      user: 'node',
      exposedPorts: ['443/tcp', '80/tcp'],
      volumes: ['/data'],
      labels: new Map([
        ['b', '2'],
        ['a', '1'],
      ]),
      stopSignal: 'SIGQUIT',
      shell: ['/bin/bash', '-c'],
      healthcheck: {
        test: ['CMD', 'true'],
        interval: 5_000_000_000,
        timeout: undefined,
        startPeriod: undefined,
        retries: 3,
      },
      onBuild: ['RUN x'],
    });
  });

  test('has no words where the list is empty, as Buildah writes it', async () => {
    const config = { Entrypoint: [], Cmd: [], Shell: [] };
    const { configuration } = await readFiles(dockerFiles({ layers: [base], config }));
    expect(configuration).toMatchObject({
      entrypoint: undefined,
      command: undefined,
      shell: undefined,
    });
  });
});

describe('what is no image, or damaged', () => {
  test.each([
    ['nothing', '', 'app is empty, save the image again'],
    [
      'a text',
      'Error response from daemon: no such image\n'.repeat(40),
      /^app is no saved image, name an archive/,
    ],
    ['a short text', 'x', /^app is no saved image/],
  ])('%s', async (_, content, message) => {
    expect(await problemOf(readImage(piped(Buffer.from(content)), { name: 'app' }))).toMatch(
      message,
    );
  });

  test('an archive of something else', async () => {
    const files = [
      file('etc/passwd', 'x'),
      entry('app.tar', base.archive),
      file('x.gz', '\x1f\x8b'),
    ];
    expect(await problemOf(readFiles(files))).toMatch(
      /^app holds no image: .* manifest\.json .*, name an archive made by "docker save"/,
    );
  });

  test('an archive cut short, wherever it was cut', async () => {
    const bytes = await packTar(layoutFiles([{ layers: [base, above] }]));
    for (let length = 1; length < bytes.length - 512; length += 777) {
      const cut = bytes.subarray(0, length);
      expect(await problemOf(readImage(piped(cut), { name: 'app' }))).toMatch(
        length < 512 ? /^app is no saved image/ : /^app is cut short, save the image again$/,
      );
    }
  });

  test('a compressed archive cut short', async () => {
    const bytes = gzipSync(await packTar(layoutFiles([{ layers: [base] }])));
    const cut = bytes.subarray(0, bytes.length - 100);
    expect(await problemOf(readImage(piped(cut), { name: 'app' }))).toBe(
      'app is cut short, save the image again',
    );
  });

  test('a layer whose bytes were changed', async () => {
    for (const layer of [base, above]) {
      const blob = Uint8Array.from(layer.blob);
      const middle = Math.floor(blob.length / 2);
      blob[middle] = (blob[middle] ?? 0) ^ 1;
      const files = layoutFiles([{ layers: [layer] }]).map((part) =>
        part.header.name.endsWith(sha256(layer.blob)) ? entry(part.header.name, blob) : part,
      );
      expect(await problemOf(readFiles(files))).toMatch(
        /^app can't be read: its layer blobs\/sha256\/\S+ (?:has the digest|is damaged).*, save the image again$/,
      );
    }
  });

  test('a configuration whose bytes were changed', async () => {
    const files = layoutFiles([{ layers: [base] }]).map((part) =>
      part.header.name.startsWith('blobs/') && part.header.size < 1000
        ? entry(part.header.name, Buffer.concat([bodyOf(part), Buffer.from(' ')]))
        : part,
    );
    expect(await problemOf(readFiles(files))).toMatch(
      /^app is damaged \(blobs\/sha256\/.* has the digest/,
    );
  });

  test('a layer that is not there, or is none', async () => {
    const files = layoutFiles([{ layers: [base] }]);
    const layer = `blobs/sha256/${sha256(base.blob)}`;
    expect(await problemOf(readFiles(files.filter(({ header }) => header.name !== layer)))).toMatch(
      /its layer \S+ is missing/,
    );
    const text = Buffer.from('no layer');
    const none = { archive: text, blob: text };
    expect(await problemOf(readFiles(layoutFiles([{ layers: [none] }])))).toMatch(/is no layer/);
    const compressed = { archive: text, blob: gzipSync(text) };
    expect(await problemOf(readFiles(layoutFiles([{ layers: [compressed] }])))).toMatch(
      /is no layer/,
    );
  });

  test('a manifest with fewer layers than the configuration', async () => {
    const files = dockerFiles({ layers: [base, above] }).map((part) =>
      part.header.name === 'manifest.json'
        ? file(
            'manifest.json',
            bodyOf(part)
              .toString()
              .replace(/,"[0-9a-f]+\.tar"/, ''),
          )
        : part,
    );
    expect(await problemOf(readFiles(files))).toMatch(/is damaged \(it names 1 layers/);
  });
});

test('layers of older archives are named by links', async () => {
  const files = dockerFiles({ layers: [base] });
  const layer = `${sha256(base.archive)}.tar`;
  const moved = files.map((part) =>
    part.header.name === 'manifest.json'
      ? file('manifest.json', bodyOf(part).toString().replace(layer, 'abc/layer.tar'))
      : part,
  );
  const image = await readFiles([...moved, folder('abc'), symlink('abc/layer.tar', `../${layer}`)]);
  expect(image.files.has('/etc/motd')).toBe(true);
});
