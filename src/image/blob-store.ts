import type { ReadLayer } from './layer.js';

/** What a saved image is made of, wherever it lies. Paths are relative, as manifests name them: `blobs/sha256/…`. */
export interface BlobStore {
  /** The text of a small file (manifest, index, configuration); undefined where there is none of that name. */
  text(path: string): Promise<string | undefined>;
  /** @throws {ArchiveError} where it is damaged, is no layer, or there is none of that name */
  layer(path: string): Promise<ReadLayer>;
}

/** Layers already read, by their digests: of two images on one base, the base is read once. */
export type LayerCache = Map<string, ReadLayer>;

/** How layers are read. */
export interface LayerReading {
  readonly cache: LayerCache;
  /** Find out how much gzip would make of a layer that is not compressed, which takes most of the time. */
  readonly measuresGzip: boolean;
}

/** Manifests and configurations are smaller; registries refuse manifests above 4 MiB. */
export const LARGEST_TEXT = 8 * 1024 * 1024;

/** The digest by which a file is named: that of `blobs/sha256/HEX`, or of `HEX.tar`, which Podman writes. */
export function digestOfPath(path: string): string | undefined {
  const digest = /^(?:blobs\/sha256\/)?(?<hex>[0-9a-f]{64})(?:\.tar)?$/.exec(path)?.groups?.['hex'];
  return digest === undefined ? undefined : `sha256:${digest}`;
}

/** Where an OCI layout keeps the blob of a digest; undefined for a text that is no digest, which could name any path. */
export function blobPath(digest: string): string | undefined {
  const match = /^(?<algorithm>[a-z0-9]+):(?<hex>[0-9a-f]{32,})$/.exec(digest);
  return match === null ? undefined : `blobs/${match[1] ?? ''}/${match[2] ?? ''}`;
}
