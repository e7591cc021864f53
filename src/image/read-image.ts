import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ImageContents, Layer } from '../comparison/image-contents.js';
import { finalFiles } from '../comparison/final-files.js';
import { overlay, type VisibleEntry } from '../comparison/overlay.js';
import { errorCode } from '../error-code.js';
import { ArchiveError } from './archive-error.js';
import { digestOfPath, type BlobStore, type LayerCache, type LayerReading } from './blob-store.js';
import { decompress, openStream } from './compression.js';
import { EngineError } from './engine-error.js';
import { choosePlatform } from './image-platform.js';
import { savedImages, type SavedImage } from './image-manifest.js';
import type { ReadLayer } from './layer.js';
import { countAsEngine } from './layer-bytes.js';
import { FILE_CHUNK_BYTES, openLayout } from './oci-layout.js';
import { readSavedArchive } from './saved-archive.js';
import { looksLikeTar, type ByteStream } from './tar.js';

export type { LayerCache } from './blob-store.js';

/** How an image is read. */
export interface ReadImageOptions {
  /** What the user calls the image; messages begin with it. */
  readonly name: string;
  /** `linux/arm64`; the one of this machine where an image of several platforms is read without it. */
  readonly platform?: string | undefined;
  /** The size that the engine gives for the image, in bytes. */
  readonly engineBytes?: number | undefined;
  /** Measure what gzip makes of layers that are not compressed; true by default. Without it their compressed size is 0. */
  readonly measuresGzip?: boolean | undefined;
  /** Layers that other images brought; those of this image are added. */
  readonly layers?: LayerCache | undefined;
}

/**
 * Reads a saved image in one pass; no file's content is kept in memory.
 *
 * @param source the path of an archive (plain, or compressed by gzip or zstd) or of a folder with an OCI layout; or the
 * stream that `docker save` or `podman save` writes
 * @throws {EngineError} where there is no image, it is damaged or cut short, or it has not got the platform; errors of the
 * stream itself pass through
 */
export async function readImage(
  source: string | ByteStream,
  options: ReadImageOptions,
): Promise<ImageContents> {
  const reading: LayerReading = {
    cache: options.layers ?? new Map<string, ReadLayer>(),
    measuresGzip: options.measuresGzip ?? true,
  };
  try {
    const store =
      typeof source === 'string'
        ? await openPath(source, reading)
        : await readArchive(source, reading);
    const image = choosePlatform(await savedImages(store), options.platform);
    return await contentsOf(image, store, options);
  } catch (error) {
    if (error instanceof ArchiveError) throw new EngineError(`${options.name} ${error.message}`);
    throw error;
  }
}

async function openPath(path: string, reading: LayerReading): Promise<BlobStore> {
  try {
    if ((await stat(path)).isDirectory()) return openLayout(path, reading);
    return await readArchive(createReadStream(path, { highWaterMark: FILE_CHUNK_BYTES }), reading);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') throw new ArchiveError('does not exist', 'check the path');
    if (code === 'EACCES') throw new ArchiveError('may not be read', 'change its rights');
    throw error;
  }
}

async function readArchive(source: ByteStream, reading: LayerReading): Promise<BlobStore> {
  const { start, compression, bytes } = await openStream(source);
  if (start.length === 0) throw new ArchiveError('is empty');
  const opened = await openStream(decompress(bytes, compression));
  if (!looksLikeTar(opened.start)) {
    throw new ArchiveError(
      'is no saved image',
      'name an archive made by "docker save", or a folder with an OCI layout',
    );
  }
  return readSavedArchive(opened.bytes, reading);
}

async function contentsOf(
  image: SavedImage,
  store: BlobStore,
  options: ReadImageOptions,
): Promise<ImageContents> {
  const { diffIds, instructions, configuration } = image.file;
  if (image.layers.length !== diffIds.length) {
    throw new ArchiveError(
      `is damaged (it names ${image.layers.length} layers and the digests of ${diffIds.length})`,
    );
  }
  const read: ReadLayer[] = [];
  for (const [index, path] of image.layers.entries()) {
    read.push(withLinks(await checkedLayer(store, path, diffIds[index] ?? ''), read));
  }
  const counted = countAsEngine(read, options.engineBytes);
  const layers = read.map((layer, index): Layer => {
    const { diffId, compressedBytes, entries, deleted, opaque } = layer;
    const createdBy = instructions[index] ?? '';
    const bytes = counted[index] ?? 0;
    return { diffId, bytes, compressedBytes, createdBy, entries, deleted, opaque };
  });
  const visible = overlay(layers);
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    name: options.name,
    platform: image.platform,
    configuration,
    layers,
    bytes: options.engineBytes ?? sum(counted),
    compressedBytes: sum(layers.map((layer) => layer.compressedBytes)),
    files: finalFiles(layers, visible),
    databases: databasesOf(read, visible),
  };
}

/** The layer with its further names of files that the layers below it hold. */
function withLinks(layer: ReadLayer, below: readonly ReadLayer[]): ReadLayer {
  if (layer.links.size === 0) return layer;
  const visible = overlay(below);
  const entries = new Map(layer.entries);
  for (const [path, target] of layer.links) {
    const found = visible.get(target)?.entry;
    if (found === undefined) {
      throw new ArchiveError(`is damaged (${path} is a link to ${target}, which it has not got)`);
    }
    entries.set(path, { ...found, bytes: 0 });
  }
  return { ...layer, entries };
}

function databasesOf(
  layers: readonly ReadLayer[],
  visible: ReadonlyMap<string, VisibleEntry>,
): ReadonlyMap<string, string> {
  const databases = new Map<string, string>();
  for (const [index, layer] of layers.entries()) {
    for (const [path, text] of layer.databases) {
      if (visible.get(path)?.layer === index) databases.set(path, text);
    }
  }
  return databases;
}

async function checkedLayer(store: BlobStore, path: string, diffId: string): Promise<ReadLayer> {
  try {
    const layer = await store.layer(path);
    const named = digestOfPath(path) ?? layer.blobDigest;
    if (layer.blobDigest !== named && layer.diffId !== named) {
      throw new ArchiveError(`has the digest ${layer.blobDigest}`);
    }
    if (layer.diffId === diffId) return layer;
    throw new ArchiveError(`has the content ${layer.diffId} in place of ${diffId}`);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new ArchiveError(
      `can't be read: its layer ${path} ${error.problem}`,
      error.remedy,
      error,
    );
  }
}
