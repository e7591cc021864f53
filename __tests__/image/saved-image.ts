import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';

/** What a layer of a test is made of: an archive, and how its blob is stored. */
export interface LayerBlob {
  readonly archive: Uint8Array;
  readonly blob: Uint8Array;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function file(
  name: string,
  body: string,
  header: Partial<TarEntry['header']> = {},
): TarEntry {
  return { header: { name, size: Buffer.byteLength(body), mode: 0o644, ...header }, body };
}

export function folder(name: string, mode = 0o755): TarEntry {
  return { header: { name, size: 0, type: 'directory', mode } };
}

export function symlink(name: string, linkname: string): TarEntry {
  return { header: { name, size: 0, type: 'symlink', linkname, mode: 0o777 } };
}

export function hardLink(name: string, linkname: string): TarEntry {
  return { header: { name, size: 0, type: 'link', linkname } };
}

export async function plainLayer(entries: readonly TarEntry[]): Promise<LayerBlob> {
  const archive = await packTar(entries);
  return { archive, blob: archive };
}

export async function gzipLayer(entries: readonly TarEntry[]): Promise<LayerBlob> {
  const archive = await packTar(entries);
  return { archive, blob: gzipSync(archive) };
}

export interface SavedParts {
  readonly layers: readonly LayerBlob[];
  /** The `config` member of the configuration. */
  readonly config?: object;
  readonly history?: readonly object[];
  readonly architecture?: string;
  readonly variant?: string;
}

function configuration({ layers, config, history, architecture, variant }: SavedParts): string {
  return JSON.stringify({
    os: 'linux',
    architecture: architecture ?? 'amd64',
    variant,
    config: config ?? {},
    history: history ?? layers.map(() => ({ created_by: '' })),
    rootfs: { type: 'layers', diff_ids: layers.map(({ archive }) => `sha256:${sha256(archive)}`) },
  });
}

/** The files of an archive as Podman and old versions of Docker write it, the manifest last. */
export function dockerFiles(parts: SavedParts): readonly TarEntry[] {
  const config = configuration(parts);
  const layers = parts.layers.map(({ archive, blob }) => entry(`${sha256(archive)}.tar`, blob));
  const manifest = [
    {
      Config: `${sha256(config)}.json`,
      RepoTags: ['docker.io/library/app:latest'],
      Layers: layers.map(({ header }) => header.name),
    },
  ];
  return [
    ...layers,
    file(`${sha256(config)}.json`, config),
    file('manifest.json', JSON.stringify(manifest)),
  ];
}

export interface LayoutImage extends SavedParts {
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The files of an OCI layout: blobs, then the index. */
export function layoutFiles(images: readonly LayoutImage[]): readonly TarEntry[] {
  const blobs = new Map<string, TarEntry>();
  const add = (bytes: Uint8Array | string) => {
    const hex = sha256(bytes);
    blobs.set(hex, entry(`blobs/sha256/${hex}`, Buffer.from(bytes)));
    return { digest: `sha256:${hex}`, size: Buffer.from(bytes).length };
  };
  const manifests = images.map((image) => {
    const manifest = JSON.stringify({
      schemaVersion: 2,
      config: add(configuration(image)),
      layers: image.layers.map(({ blob }) => add(blob)),
    });
    return {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      ...add(manifest),
      annotations: image.annotations,
      platform: {
        os: 'linux',
        architecture: image.architecture ?? 'amd64',
        variant: image.variant,
      },
    };
  });
  return [
    ...blobs.values(),
    file('index.json', JSON.stringify({ schemaVersion: 2, manifests })),
    file('oci-layout', '{"imageLayoutVersion":"1.0.0"}'),
  ];
}

export function entry(name: string, body: Uint8Array): TarEntry {
  return { header: { name, size: body.length, mode: 0o644 }, body };
}

/** Bytes as a pipe gives them: in pieces that end anywhere. */
export function piped(bytes: Uint8Array, piece = 1000): Readable {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += piece) {
    pieces.push(bytes.subarray(start, start + piece));
  }
  return Readable.from(pieces);
}
