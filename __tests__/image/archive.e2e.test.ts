import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { compareImages } from '../../src/comparison/compare-images.js';
import type {
  FileEntry,
  ImageConfiguration,
  ImageContents,
  Layer,
} from '../../src/comparison/image-contents.js';
import type { PackageManager } from '../../src/comparison/image-comparison.js';
import { readPackages } from '../../src/comparison/packages/packages.js';
import { buildImage } from '../../src/image/build.js';
import { EngineError } from '../../src/image/engine-error.js';
import { readEngineImage } from '../../src/image/read-engine-image.js';
import { readImage, type LayerCache } from '../../src/image/read-image.js';
import type { EngineName } from '../../src/image/session.js';
import { withSession } from '../../src/image/with-session.js';
import { connectEngine, PREFIX, provideBases } from '../e2e/engine.js';
import { scratch } from '../workspace/scratch.js';
import { PLAIN_BUILD } from './fake-client.js';
import { BASE, command, describeEngines } from './real-engines.js';
import { readListing, type ListedEntry } from './tar-listing.js';

const MEBIBYTE = 1024 * 1024;
/** More than a platform's default for names, and more than the oldest form of tar can hold. */
const LONG = `${'long'.repeat(40)}/${'name'.repeat(40)}`;

/**
 * All that an archive may hold: links, special files, holes, large modes, owners, deletions. Not every engine lets a build
 * make devices.
 */
const RICH = `FROM ${BASE}
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
ARG WORD=given
RUN mkdir -p /made/${LONG} && head -c 100000 /dev/urandom >/made/one && ln /made/one /made/two \\
  && ln -s two /made/three && echo "$WORD" >/made/${LONG}/file && ln -s /made/${LONG}/file /made/long
RUN chmod 4755 /made/two && truncate -s 5M /made/sparse && mkfifo /made/pipe && { mknod /made/null c 1 3 || true; } \\
  && chown -R 12:34 /made/${LONG} && printf '\\303\\244' >"/made/\u00fc b"
RUN rm /made/one && rm -r /usr/share/doc && echo more >>/etc/motd
WORKDIR /made/folder
COPY --chown=7:8 kept .
CMD ["true"]
`;

/** One file larger than the memory allowed, and as many files as a large image has, for a reader keeps an entry of each. */
const LARGE = `FROM ${BASE}
RUN head -c 700000000 /dev/zero >/large
RUN for copy in 1 2 3 4 5 6 7 8 9; do cp -a /usr /usr$copy; done
`;

/** Of the bases, which several tests read. */
const layers: LayerCache = new Map();
const images = new Map<string, Promise<ImageContents>>();

/** An image that the engine has, which is read once. */
function readReal(name: string): Promise<ImageContents> {
  const known = images.get(name);
  if (known !== undefined) return known;
  const reading = withSession({ engine: 'docker', builder: undefined, keep: false }, (session) =>
    readEngineImage(session, name, { name, platform: undefined, layers, measuresGzip: false }),
  );
  images.set(name, reading);
  return reading;
}

/** As a pipe brings them. */
function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += 65_536) {
    yield bytes.subarray(start, start + 65_536);
  }
}

/** Builds {@link RICH}, reads it while it is there and gives the image to a test. */
function withRich<Result>(
  engine: EngineName,
  use: (image: ImageContents, reference: string) => Promise<Result>,
): Promise<Result> {
  return withSession({ engine, builder: undefined, keep: false }, async (session) => {
    const { reference } = await buildImage(session, {
      title: 'an image with everything',
      dockerfile: RICH,
      dockerignore: '',
      context: scratch({ kept: 'kept\n' }),
      settings: { ...PLAIN_BUILD, network: 'host', timeoutSeconds: 300 },
      noCache: false,
    });
    const image = await readEngineImage(session, reference, {
      name: reference,
      platform: undefined,
      layers,
      measuresGzip: false,
    });
    return use(image, reference);
  });
}

/** Rows of `docker history`, from the base up. */
async function history(reference: string): Promise<readonly { bytes: number; text: string }[]> {
  const words = ['history', '--no-trunc', '--human=false', '--format={{json .}}', reference];
  const rows = (await command('docker', words)).trim().split('\n').reverse();
  return rows.map((row) => {
    const { Size, CreatedBy } = JSON.parse(row) as { Size: string; CreatedBy: string };
    return { bytes: Number(Size), text: CreatedBy };
  });
}

async function expectSizesOfDocker(image: ImageContents, reference: string): Promise<void> {
  const size = Number(await command('docker', ['image', 'inspect', '-f', '{{.Size}}', reference]));
  expect(image.bytes).toBe(size);
  expect(image.layers.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(size);
  const rows = await history(reference);
  const sizes = (all: readonly { bytes: number }[]) =>
    all.map(({ bytes }) => bytes).filter((bytes) => bytes > 0);
  expect(sizes(image.layers)).toEqual(sizes(rows));
  const texts = rows.map(({ text }) => text);
  for (const { createdBy } of image.layers) {
    const words = createdBy.replace(/^RUN /, '');
    expect(texts.some((text) => text.includes(words))).toBe(true);
  }
}

/** What a container's own files cover: the engine puts them there. */
const OF_CONTAINER =
  /^\/(?:\.dockerenv|dev|dev\/(?:console|pts|shm)|etc\/(?:hostname|hosts|resolv\.conf|mtab)|proc|sys)$/;

/** The file system of a container of an image, as GNU tar lists its export. */
async function exported(reference: string): Promise<ReadonlyMap<string, ListedEntry>> {
  const container = (await command('docker', ['create', reference, 'true'])).trim();
  try {
    const list = `docker export ${container} | tar --list --verbose --numeric-owner --quoting-style=literal --file=-`;
    const listing = readListing(await command('bash', ['-o', 'pipefail', '-c', list]));
    return new Map(
      listing.filter(({ path }) => !OF_CONTAINER.test(path)).map((entry) => [entry.path, entry]),
    );
  } finally {
    await command('docker', ['rm', container]);
  }
}

const KINDS: Readonly<Record<string, FileEntry['kind']>> = {
  '-': 'file',
  h: 'file',
  d: 'directory',
  l: 'symlink',
};

function expectFilesOfListing(
  files: ReadonlyMap<string, FileEntry>,
  listing: ReadonlyMap<string, ListedEntry>,
): void {
  const own = new Map([...files].filter(([path]) => !OF_CONTAINER.test(path)));
  expect([...own.keys()].sort()).toEqual([...listing.keys()].sort());
  const linked = new Set(
    [...listing.values()].flatMap(({ kind, path, target }) =>
      kind === 'h' ? [path, `/${target ?? ''}`] : [],
    ),
  );
  for (const [path, entry] of own) {
    const listed = listing.get(path);
    expect({ path, ...shape(entry) }).toEqual({
      path,
      kind: KINDS[listed?.kind ?? ''] ?? 'other',
      mode: listed?.kind === 'l' ? 0o777 : listed?.mode,
      owner: listed?.owner,
      group: listed?.group,
      target: listed?.kind === 'l' ? listed.target : undefined,
    });
    // Which of its names a content goes with is the archive's choice.
    if (!linked.has(path)) expect([path, entry.bytes]).toEqual([path, listed?.bytes]);
  }
  const sum = (all: Iterable<{ bytes: number }>) => [...all].reduce((n, { bytes }) => n + bytes, 0);
  expect(sum(own.values())).toBe(sum(listing.values()));
}

function shape({ kind, mode, owner, group, target }: FileEntry): Partial<FileEntry> {
  return { kind, mode, owner, group, ...(target === undefined ? {} : { target }) };
}

/** Paths with the SHA-256 of their contents, as `sha256sum` in a container gives them. */
async function digests(reference: string): Promise<ReadonlyMap<string, string>> {
  const find = ['/', '-xdev', '-type', 'f', '-exec', 'sha256sum', '{}', '+'];
  const words = ['run', '--rm', '--network=none', '--entrypoint=find', reference, ...find];
  const lines = (await command('docker', words)).trim().split('\n');
  return new Map(
    lines
      .map((line): [string, string] => [line.slice(66), line.slice(0, 64)])
      .filter(([path]) => !OF_CONTAINER.test(path)),
  );
}

function packagesOf(image: ImageContents, manager: PackageManager): readonly string[] {
  return readPackages(image)
    .packages.filter((installed) => installed.manager === manager)
    .map(({ name, version }) => `${name} ${version}`)
    .sort();
}

async function answer(reference: string, script: string): Promise<readonly string[]> {
  const words = ['run', '--rm', '--network=none', '--entrypoint=sh', reference, '-c', script];
  return (await command('docker', words)).trim().split('\n').sort();
}

await describeEngines(['docker'], 'a saved image', () => {
  beforeAll(async () => {
    const engine = await connectEngine();
    if (engine.kind === 'absent') throw new Error(engine.why);
    await provideBases(engine.engine, ['node:20-slim', 'python:3.11', 'python:3.11-slim']);
  });

  test.each(['debian:12-slim', 'node:20-slim', 'python:3.11'])(
    'has the sizes and instructions that docker gives (%s)',
    async (reference) => {
      await expectSizesOfDocker(await readReal(reference), reference);
    },
  );

  test('has the file system that docker makes of its layers (python:3.11-slim)', async () => {
    const image = await readReal('python:3.11-slim');
    expectFilesOfListing(image.files, await exported('python:3.11-slim'));
    const contents = [...image.files].flatMap(([path, { digest }]): [string, string][] =>
      digest === undefined || OF_CONTAINER.test(path) ? [] : [[path, digest]],
    );
    expect(new Map(contents)).toEqual(await digests('python:3.11-slim'));
  });

  test('has whatever an archive can hold', async () => {
    await withRich('docker', async (image, reference) => {
      await expectSizesOfDocker(image, reference);
      expectFilesOfListing(image.files, await exported(reference));
      expect(image.files.has('/made/one')).toBe(false);
      expect(image.files.get('/made/two')).toMatchObject({ bytes: 100_000, mode: 0o4755 });
      expect(image.files.get('/made/sparse')?.bytes).toBe(5 * MEBIBYTE);
      expect(image.files.get('/made/null')?.kind).toBe('other');
      expect(image.files.get(`/made/${LONG}/file`)).toMatchObject({ owner: 12, group: 34 });
      expect(image.files.get('/made/folder/kept')).toMatchObject({ owner: 7, group: 8 });
      expect(image.files.get('/made/\u00fc b')?.bytes).toBe(2);
      expect(image.layers.map(({ createdBy }) => createdBy).slice(-2)).toEqual([
        'WORKDIR /made/folder',
        'COPY --chown=7:8 kept .',
      ]);
      expect(image.layers[1]?.createdBy).toMatch(/^RUN mkdir -p \/made\//);
      const { waste } = compareImages(image, image).before;
      // The second RUN copied the file up whose mode it changed, the third removed what the base has.
      expect(waste.paths.map(({ path }) => path)).toContain('/made/one');
      expect(waste.paths.some(({ path }) => path.startsWith('/usr/share/doc/'))).toBe(true);
    });
  });

  test('has the packages that its package managers list', async () => {
    const python = await readReal('python:3.11');
    const listed = "dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\\n'";
    const installed = (await answer('python:3.11', listed))
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.replace(/ installed$/, ''));
    expect(packagesOf(python, 'dpkg')).toEqual(installed);
    const { packages } = readPackages(python);
    for (const name of ['bash', 'perl-base', 'libc6', 'git', 'gcc-12']) {
      const script = `dpkg -L ${name} | while read -r f; do [ -f "$f" ] && [ ! -L "$f" ] && stat -c '%i %s' "$f"; done | sort -u | awk '{ n += $2 } END { printf "%d", n }'`;
      const [bytes] = await answer('python:3.11', script);
      expect([name, packages.find((one) => one.name === name)?.bytes]).toEqual([
        name,
        Number(bytes),
      ]);
    }
    const pip = await answer('python:3.11', 'pip list --local --format=freeze');
    expect(packagesOf(python, 'pip')).toEqual(pip.map((line) => line.replace('==', ' ')));

    const node = await readReal('node:20-slim');
    const npm = packagesOf(node, 'npm');
    const find =
      "find / -xdev -path '*/node_modules/*' -name package.json | grep -E '/node_modules/(@[^/]+/)?[^/@.][^/]*/package.json$' | xargs node -e 'for (const path of process.argv.slice(1)) { const { name, version } = require(path); if (name && version) console.log(name, version); }'";
    const found = await answer('node:20-slim', find);
    expect(npm).toEqual(found);
    expect(npm.some((line) => line.startsWith('npm '))).toBe(true);
  });

  test('has compressed sizes that gzip gives', async () => {
    const archive = join(scratch(), 'saved.tar');
    await command('docker', ['save', `--output=${archive}`, BASE]);
    const image = await readImage(archive, { name: BASE });
    const script = `tar --extract --to-stdout --file='${archive}' --wildcards 'blobs/*' | gzip -6 | wc -c`;
    const gzip = Number(await command('bash', ['-o', 'pipefail', '-c', script]));
    // Node's copy of zlib finds other matches than GNU gzip's.
    expect(Math.abs(image.compressedBytes - gzip)).toBeLessThan(gzip / 30);
  });

  test('that does not exist is told in the words of the engine', async () => {
    const error: unknown = await readReal(`${PREFIX}nowhere`).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ failure: 'image' });
  });

  describe('that is damaged on its way', () => {
    let archive: Buffer;
    const parts = [0.001, 0.1, 0.5, 0.9];
    const refusal =
      /^saved .*(?:is cut short|is damaged|has the content|has the digest).*, save the image again$/;
    beforeAll(async () => {
      const path = join(scratch(), 'saved.tar');
      await command('docker', ['save', `--output=${path}`, BASE]);
      archive = readFileSync(path);
    });

    async function expectRefused(bytes: Buffer): Promise<void> {
      const source = Readable.from(pieces(bytes));
      const reading = readImage(source, { name: 'saved', measuresGzip: false });
      const error: unknown = await reading.then(
        ({ bytes: read }) => `read: ${read} bytes`,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(EngineError);
      expect(error).toMatchObject({ message: expect.stringMatching(refusal) as unknown });
    }

    test.each(parts)('is refused where it ends early (%d)', async (part) => {
      await expectRefused(archive.subarray(0, Math.floor(archive.length * part)));
    });

    test.each(parts)('is refused where a bit was changed (%d)', async (part) => {
      const changed = Buffer.from(archive);
      const offset = Math.floor(archive.length * part);
      changed[offset] = (changed[offset] ?? 0) ^ 1;
      await expectRefused(changed);
    });
  });

  test('of 1.2 GB is read in less than 300 MB of memory', async () => {
    const folder = mkdtempSync(join(tmpdir(), PREFIX));
    const tag = `${PREFIX}large-${process.pid}`;
    try {
      writeFileSync(join(folder, 'Dockerfile'), LARGE);
      await command('docker', ['build', '--quiet', '--network=host', `--tag=${tag}`, folder]);
      await build({
        entryPoints: [fileURLToPath(new URL('read-from-pipe.ts', import.meta.url))],
        outfile: join(folder, 'read.mjs'),
        bundle: true,
        platform: 'node',
        format: 'esm',
        logLevel: 'error',
      });
      const script = `docker save ${tag} | '${process.execPath}' '${join(folder, 'read.mjs')}'`;
      const { bytes, peakMebibytes } = JSON.parse(
        await command('bash', ['-o', 'pipefail', '-c', script]),
      ) as { bytes: number; peakMebibytes: number };
      expect(bytes).toBeGreaterThan(1_200_000_000);
      expect(peakMebibytes).toBeLessThan(300);
    } finally {
      await command('docker', ['image', 'rm', '--force', tag]);
      rmSync(folder, { recursive: true });
    }
  });
});

/** What the OCI's format has no place for: Docker's, and Buildah with it, keeps these. */
function asOci(configuration: ImageConfiguration): ImageConfiguration {
  return { ...configuration, shell: undefined, healthcheck: undefined, onBuild: [] };
}

function expectRich({ files, configuration }: ImageContents): void {
  expect(files.get('/made/two')).toMatchObject({ bytes: 100_000, mode: 0o4755 });
  expect(files.has('/made/one')).toBe(false);
  expect(files.has('/usr/share/doc')).toBe(false);
  expect(files.get('/made/folder/kept')).toMatchObject({ owner: 7, group: 8 });
  expect(configuration.command).toEqual(['true']);
}

await describeEngines(['podman'], 'a saved image', (name) => {
  test('has whatever an archive can hold', async () => {
    await withRich(name, (image) => {
      expectRich(image);
      return Promise.resolve();
    });
  });
});

await describeEngines(['buildah'], 'a saved image', (name) => {
  test('is the same in every form in which it is saved', async () => {
    const folder = scratch();
    await withRich(name, async (image, reference) => {
      expectRich(image);
      for (const form of ['docker-archive', 'oci-archive', 'oci']) {
        const path = join(folder, form);
        await command('buildah', ['push', '--quiet', reference, `${form}:${path}`]);
        const other = await readImage(path, { name: form, measuresGzip: false });
        expect(other.files).toEqual(image.files);
        const { configuration } = image;
        expect(other.configuration).toEqual(
          form.startsWith('oci') ? asOci(configuration) : configuration,
        );
        expect(other.layers.map(identity)).toEqual(image.layers.map(identity));
      }
      const archive = join(folder, 'docker-archive');
      await command('gzip', ['--fast', archive]);
      const packed = await readImage(`${archive}.gz`, { name: 'packed', measuresGzip: false });
      expect(packed.files).toEqual(image.files);
    });
  });
});

function identity({ diffId, createdBy }: Layer): readonly string[] {
  return [diffId, createdBy];
}
