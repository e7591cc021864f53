import { finalFiles } from '../../src/comparison/final-files.js';
import type {
  FileEntry,
  ImageConfiguration,
  ImageContents,
  Layer,
} from '../../src/comparison/image-contents.js';
import { overlay } from '../../src/comparison/overlay.js';

export function file(bytes: number, more: Partial<FileEntry> = {}): FileEntry {
  return { kind: 'file', bytes, mode: 0o644, owner: 0, group: 0, digest: `${bytes}`, ...more };
}

export function link(path: string, more: Partial<FileEntry> = {}): FileEntry {
  return file(0, { link: path, ...more });
}

export function symlink(target: string): FileEntry {
  return { kind: 'symlink', bytes: 0, mode: 0o777, owner: 0, group: 0, target };
}

export const FOLDER: FileEntry = { kind: 'directory', bytes: 0, mode: 0o755, owner: 0, group: 0 };

export interface LayerParts {
  readonly entries?: Readonly<Record<string, FileEntry>>;
  readonly deleted?: readonly string[];
  readonly opaque?: readonly string[];
  readonly diffId?: string;
  readonly createdBy?: string;
}

export function layer(parts: LayerParts): Layer {
  const entries = new Map(Object.entries(parts.entries ?? {}));
  const bytes = [...entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
  return {
    diffId: parts.diffId ?? `sha256:${JSON.stringify(parts)}`,
    bytes,
    compressedBytes: Math.ceil(bytes / 2),
    createdBy: parts.createdBy ?? '',
    entries,
    deleted: new Set(parts.deleted),
    opaque: new Set(parts.opaque),
  };
}

export const CONFIGURATION: ImageConfiguration = {
  environment: [],
  entrypoint: undefined,
  command: undefined,
  workingDirectory: '',
  user: '',
  exposedPorts: [],
  volumes: [],
  labels: new Map(),
  stopSignal: undefined,
  shell: undefined,
  healthcheck: undefined,
  onBuild: [],
};

export function image(
  layers: readonly Layer[],
  more: Partial<Pick<ImageContents, 'name' | 'configuration' | 'databases'>> = {},
): ImageContents {
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    name: 'app',
    platform: 'linux/amd64',
    configuration: CONFIGURATION,
    layers,
    bytes: sum(layers.map(({ bytes }) => bytes)),
    compressedBytes: sum(layers.map(({ compressedBytes }) => compressedBytes)),
    files: finalFiles(layers, overlay(layers)),
    databases: new Map(),
    ...more,
  };
}

/** An image of one layer. */
export function flatImage(
  entries: Readonly<Record<string, FileEntry>>,
  databases: Readonly<Record<string, string>> = {},
): ImageContents {
  return image([layer({ entries })], { databases: new Map(Object.entries(databases)) });
}
