import type { FileEntry, Layer } from './image-contents.js';

/** A path of the final file system, and the layer (from the base up, from 0) that it comes from. */
export interface VisibleEntry {
  readonly entry: FileEntry;
  readonly layer: number;
}

/** A path of a layer that a later layer hides. */
export interface HiddenEntry extends VisibleEntry {
  readonly path: string;
  readonly hiddenBy: number;
  readonly how: 'overwritten' | 'deleted';
}

type LayerContent = Pick<Layer, 'entries' | 'deleted' | 'opaque'>;

/** What an engine makes where a layer names a path and none names its folder. */
const IMPLIED_FOLDER: FileEntry = {
  kind: 'directory',
  bytes: 0,
  mode: 0o755,
  owner: 0,
  group: 0,
};

/**
 * Lays the layers over each other as engines do: a layer's deletions and opaque folders hide what lies below it, its entries
 * replace those of the same path, and one that is no folder hides all that was below its path.
 *
 * @param onHidden told of each path that a later layer hides
 * @see https://github.com/opencontainers/image-spec/blob/main/layer.md#representing-changes
 */
export function overlay(
  layers: readonly LayerContent[],
  onHidden: (hidden: HiddenEntry) => void = () => undefined,
): Map<string, VisibleEntry> {
  const visible = new Map<string, VisibleEntry>();
  for (const [index, layer] of layers.entries()) {
    const hide = (path: string, found: VisibleEntry, how: HiddenEntry['how']) => {
      onHidden({ ...found, path, hiddenBy: index, how });
    };
    if (hidesFolders(layer, visible)) {
      for (const [path, found] of visible) {
        if (!isBelowHidden(path, layer)) continue;
        visible.delete(path);
        hide(path, found, layer.entries.has(path) ? 'overwritten' : 'deleted');
      }
    }
    for (const [path, entry] of layer.entries) {
      const found = visible.get(path);
      if (found !== undefined) hide(path, found, 'overwritten');
      visible.set(path, { entry, layer: index });
      for (const folder of impliedFolders(path, visible)) {
        const replaced = visible.get(folder);
        if (replaced !== undefined) hide(folder, replaced, 'overwritten');
        visible.set(folder, { entry: IMPLIED_FOLDER, layer: index });
      }
    }
  }
  return visible;
}

/** The folders that a path lies in, the nearest first; `/` is the last. */
export function* foldersOf(path: string): Generator<string> {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    yield path.slice(0, end);
  }
  if (path !== '/') yield '/';
}

/** Whether a layer hides more than single paths, for which all paths have to be looked at. */
function hidesFolders(layer: LayerContent, visible: ReadonlyMap<string, VisibleEntry>): boolean {
  if (layer.deleted.size > 0 || layer.opaque.size > 0) return true;
  for (const [path, entry] of layer.entries) {
    if (entry.kind !== 'directory' && visible.get(path)?.entry.kind === 'directory') return true;
  }
  return false;
}

function isBelowHidden(path: string, layer: LayerContent): boolean {
  if (layer.deleted.has(path)) return true;
  for (const folder of foldersOf(path)) {
    if (layer.deleted.has(folder) || layer.opaque.has(folder)) return true;
    const entry = layer.entries.get(folder);
    if (entry !== undefined && entry.kind !== 'directory') return true;
  }
  return false;
}

/** The folders of a path that are none yet. */
function* impliedFolders(
  path: string,
  visible: ReadonlyMap<string, VisibleEntry>,
): Generator<string> {
  for (const folder of foldersOf(path)) {
    if (folder === '/' || visible.get(folder)?.entry.kind === 'directory') return;
    yield folder;
  }
}
