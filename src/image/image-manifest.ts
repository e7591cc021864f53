import { blobPath, type BlobStore } from './blob-store.js';
import {
  platformOf,
  readConfigurationFile,
  type ConfigurationFile,
} from './image-configuration.js';
import { items, members, text, texts } from './json.js';

/** An image of a saved archive or layout: its configuration, and where its layers lie. */
export interface SavedImage {
  /** The names by which it was saved; empty where it was saved by its digest. */
  readonly names: readonly string[];
  readonly platform: string;
  readonly file: ConfigurationFile;
  /** Paths of the layers' blobs, from the base up. */
  readonly layers: readonly string[];
}

/**
 * The images that a saved archive or an OCI layout holds. `index.json` is read where there is one: it names platforms and
 * tells attestations from images; else `manifest.json`, which Docker before version 25 and Podman write alone.
 */
export async function savedImages(store: BlobStore): Promise<readonly SavedImage[]> {
  const index = await json(store, 'index.json');
  const found = index === undefined ? [] : await indexImages(store, index, []);
  if (found.length > 0) return found;
  return manifestFileImages(store, items(await json(store, 'manifest.json')));
}

/**
 * The images of an index, and of the indexes that it names. Manifests whose blobs are not there are left out: an image of
 * several platforms is often saved with the blobs of one.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 */
async function indexImages(
  store: BlobStore,
  index: unknown,
  names: readonly string[],
): Promise<readonly SavedImage[]> {
  const found = new Map<string, SavedImage>();
  for (const descriptor of items(members(index)['manifests']).map(members)) {
    const digest = text(descriptor['digest']) ?? '';
    const annotations = members(descriptor['annotations']);
    const path = blobPath(digest);
    if (path === undefined || annotations['vnd.docker.reference.type'] !== undefined) continue;
    const manifest = await json(store, path);
    if (manifest === undefined) continue;
    const own = [...names, ...namesOf(annotations)];
    const images =
      members(manifest)['manifests'] === undefined
        ? await manifestImages(store, members(manifest), members(descriptor['platform']), own)
        : await indexImages(store, manifest, own);
    for (const image of images) {
      const key = `${digest} ${image.platform}`;
      const same = found.get(key);
      found.set(
        key,
        same === undefined
          ? image
          : { ...same, names: [...new Set([...same.names, ...image.names])] },
      );
    }
  }
  return [...found.values()];
}

async function manifestImages(
  store: BlobStore,
  manifest: Readonly<Record<string, unknown>>,
  platform: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Promise<readonly SavedImage[]> {
  const path = blobPath(text(members(manifest['config'])['digest']) ?? '');
  const file = path === undefined ? undefined : readConfigurationFile(await json(store, path));
  const layers = items(manifest['layers']).flatMap(
    (layer) => blobPath(text(members(layer)['digest']) ?? '') ?? [],
  );
  if (file === undefined) return [];
  const named = platform['architecture'] === undefined ? file.platform : platformOf(platform);
  return [{ names, platform: named, file, layers }];
}

async function manifestFileImages(
  store: BlobStore,
  manifests: readonly unknown[],
): Promise<readonly SavedImage[]> {
  const images: SavedImage[] = [];
  for (const manifest of manifests.map(members)) {
    const file = readConfigurationFile(await json(store, text(manifest['Config']) ?? ''));
    const layers = texts(manifest['Layers']);
    if (file === undefined || layers === undefined) continue;
    const names = texts(manifest['RepoTags']) ?? [];
    images.push({ names, platform: file.platform, file, layers });
  }
  return images;
}

/** Docker gives the full name beside the tag, which alone is what the specification knows. */
function namesOf(annotations: Readonly<Record<string, unknown>>): readonly string[] {
  const name =
    text(annotations['io.containerd.image.name']) ??
    text(annotations['org.opencontainers.image.ref.name']);
  return name === undefined ? [] : [name];
}

async function json(store: BlobStore, path: string): Promise<unknown> {
  const found = await store.text(path);
  if (found === undefined) return undefined;
  try {
    return JSON.parse(found);
  } catch {
    return undefined;
  }
}
