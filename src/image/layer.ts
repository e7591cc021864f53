import { createHash } from 'node:crypto';
import type { FileEntry } from '../comparison/image-contents.js';
import { databaseText, linkedDatabaseText } from '../comparison/package-databases.js';
import { ArchiveError } from './archive-error.js';
import type { LayerReading } from './blob-store.js';
import { decompress, gzipCounter, openStream } from './compression.js';
import { looksLikeTar, readTar, type ByteStream, type TarHeader } from './tar.js';

/** What is read of a layer's blob. */
export interface ReadLayer {
  /** Digest of the uncompressed layer: `sha256:…`. */
  readonly diffId: string;
  /** Digest of the blob, which is the same for one that is not compressed. */
  readonly blobDigest: string;
  /** Bytes of the blob where it is compressed, else what gzip makes of it; 0 where that is not measured. */
  readonly compressedBytes: number;
  readonly entries: ReadonlyMap<string, FileEntry>;
  readonly deleted: ReadonlySet<string>;
  readonly opaque: ReadonlySet<string>;
  /** Further names of files that earlier layers have, with the paths they name; not among the entries. */
  readonly links: ReadonlyMap<string, string>;
  /** Texts of package databases by path. */
  readonly databases: ReadonlyMap<string, string>;
}

/** Larger ones are no database that anything could install. */
const LARGEST_DATABASE = 64 * 1024 * 1024;
const WHITEOUT = '.wh.';
/** Behind the prefix. */
const OPAQUE = '.wh..opq';
const AUFS_BOOKKEEPING = /\/\.wh\.\.wh\.(?!\.opq$)/;

/**
 * Reads a layer as it passes; its content is hashed and forgotten.
 *
 * @param blob a tar archive, or one compressed by gzip or zstd
 * @throws {ArchiveError} where it is none, damaged or cut short
 * @see https://github.com/opencontainers/image-spec/blob/main/layer.md
 */
export async function readLayer(
  blob: ByteStream,
  { measuresGzip }: Pick<LayerReading, 'measuresGzip'>,
): Promise<ReadLayer> {
  const stored = measured(blob);
  const { compression, bytes } = await openStream(stored.bytes);
  const isPlain = compression === 'none';
  const archive = isPlain ? stored : measured(decompress(bytes, compression));
  const opened = await openStream(isPlain ? bytes : archive.bytes);
  if (!looksLikeTar(opened.start)) throw new ArchiveError('is no layer');

  const counter = isPlain && measuresGzip ? gzipCounter() : undefined;
  const collector = new LayerCollector();
  try {
    const source = counter === undefined ? opened.bytes : copiedTo(opened.bytes, counter.write);
    await readTar(source, false, (header, content) => collector.add(header, content));
    const compressedBytes = (await counter?.end()) ?? (isPlain ? 0 : stored.count());
    const diffId = archive.digest();
    return {
      diffId,
      blobDigest: archive === stored ? diffId : stored.digest(),
      compressedBytes,
      ...collector.finish(),
    };
  } finally {
    counter?.stop();
  }
}

/** Takes the entries of a layer's archive in their order. */
class LayerCollector {
  private readonly entries = new Map<string, FileEntry>();
  private readonly deleted = new Set<string>();
  private readonly opaque = new Set<string>();
  private readonly links = new Map<string, string>();
  private readonly databases = new Map<string, string>();

  async add(header: TarHeader, content: ByteStream): Promise<void> {
    const path = absolutePath(header.name);
    if (path === '/' || AUFS_BOOKKEEPING.test(path)) return;
    const slash = path.lastIndexOf('/');
    const base = path.slice(slash + 1);
    if (base.startsWith(WHITEOUT)) {
      this.addWhiteout(path.slice(0, slash), base.slice(WHITEOUT.length));
      return;
    }
    // The last entry of a path is what an engine unpacks.
    this.links.delete(path);
    this.databases.delete(path);
    if (header.type === 'link') this.links.set(path, absolutePath(header.linkname ?? ''));
    else this.entries.set(path, await this.entryOf(path, header, content));
  }

  finish(): Pick<ReadLayer, 'entries' | 'deleted' | 'opaque' | 'links' | 'databases'> {
    const { entries, deleted, opaque, databases } = this;
    const links = new Map<string, string>();
    for (const [path, named] of this.links) {
      const target = this.linkTarget(named);
      const entry = entries.get(target);
      if (entry === undefined) {
        links.set(path, target);
        entries.delete(path);
        continue;
      }
      entries.set(path, { ...entry, bytes: 0, link: target });
      const database = databases.get(target);
      if (database !== undefined) databases.set(path, database);
    }
    for (const path of databases.keys()) {
      if (databaseText(path) === undefined) databases.delete(path);
    }
    return { entries, deleted, opaque, links, databases };
  }

  /** The path that holds the content; a link may name another link. */
  private linkTarget(path: string): string {
    const seen = new Set<string>();
    let target = path;
    for (;;) {
      const next = this.links.get(target);
      if (next === undefined || seen.has(target)) return target;
      seen.add(target);
      target = next;
    }
  }

  private addWhiteout(folder: string, name: string): void {
    if (name === OPAQUE) this.opaque.add(folder === '' ? '/' : folder);
    else this.deleted.add(`${folder}/${name}`);
  }

  private async entryOf(path: string, header: TarHeader, content: ByteStream): Promise<FileEntry> {
    const attributes = extendedAttributes(header.pax ?? {});
    const common = {
      mode: (header.mode ?? 0) & 0o7777,
      owner: header.uid ?? 0,
      group: header.gid ?? 0,
      ...(attributes === '' ? {} : { attributes }),
    };
    switch (header.type) {
      case 'directory':
        return { kind: 'directory', bytes: 0, ...common };
      case 'symlink':
        return { kind: 'symlink', bytes: 0, ...common, target: header.linkname ?? '' };
      case 'character-device':
      case 'block-device':
      case 'fifo':
        return { kind: 'other', bytes: 0, ...common };
      default: {
        const digest = await this.readFile(path, header.size, content);
        return { kind: 'file', bytes: header.size, ...common, digest };
      }
    }
  }

  /** Hashes a file's content, and keeps what it tells of packages. */
  private async readFile(path: string, size: number, content: ByteStream): Promise<string> {
    const keep =
      size > LARGEST_DATABASE ? undefined : (databaseText(path) ?? linkedDatabaseText(path));
    const hash = createHash('sha256');
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) {
      hash.update(chunk);
      if (keep !== undefined) chunks.push(chunk);
    }
    if (keep !== undefined) {
      const text = keep(Buffer.concat(chunks).toString('utf8'));
      if (text !== '') this.databases.set(path, text);
    }
    return hash.digest('hex');
  }
}

/** An archive's path as one of the image's: `./usr/bin/` is `/usr/bin`. Nothing leads out of the image's root. */
function absolutePath(name: string): string {
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const ATTRIBUTE = 'SCHILY.xattr.';

function extendedAttributes(pax: Readonly<Record<string, string>>): string {
  return Object.entries(pax)
    .filter(([name]) => name.startsWith(ATTRIBUTE))
    .map(([name, value]) => `${name.slice(ATTRIBUTE.length)}=${value}`)
    .sort()
    .join('\n');
}

interface MeasuredStream {
  readonly bytes: ByteStream;
  /** Of what has passed: `sha256:…`. */
  digest(): string;
  count(): number;
}

function measured(source: ByteStream): MeasuredStream {
  const hash = createHash('sha256');
  let count = 0;
  return {
    bytes: copiedTo(source, (chunk) => {
      hash.update(chunk);
      count += chunk.length;
    }),
    digest: () => `sha256:${hash.digest('hex')}`,
    count: () => count,
  };
}

async function* copiedTo(
  source: ByteStream,
  write: (chunk: Uint8Array) => Promise<void> | void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    await write(chunk);
    yield chunk;
  }
}
