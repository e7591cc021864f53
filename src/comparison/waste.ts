import type { HiddenVersion, Waste, WastedPath } from './image-comparison.js';
import type { FileEntry, Layer } from './image-contents.js';
import { overlay } from './overlay.js';

/**
 * The bytes of files that a later layer overwrote or deleted: they are stored and sent with the image, and nothing in it can
 * read them. Only the hidden versions count; dive, which is often quoted for this, counts the version that is still visible
 * too, so that its figure for an overwritten file is larger. A content with several names (hard links) is wasted when the
 * last of them is hidden.
 */
export function wastedBytes(
  layers: readonly Pick<Layer, 'entries' | 'deleted' | 'opaque'>[],
): Waste {
  const names = layers.map(namesOfContents);
  const versions = new Map<string, HiddenVersion[]>();
  const byLayer = new Map<number, number>();
  overlay(layers, ({ path, entry, layer, hiddenBy, how }) => {
    const holder = entry.link ?? path;
    const content = layers[layer]?.entries.get(holder);
    if (content === undefined || content.bytes === 0) return;
    const left = (names[layer]?.get(content) ?? 1) - 1;
    names[layer]?.set(content, left);
    if (left > 0) return;
    const version = { bytes: content.bytes, storedBy: layer, hiddenBy, how };
    versions.set(holder, [...(versions.get(holder) ?? []), version]);
    byLayer.set(hiddenBy, (byLayer.get(hiddenBy) ?? 0) + content.bytes);
  });
  const paths = [...versions].map(([path, hidden]): WastedPath => {
    const bytes = hidden.reduce((sum, version) => sum + version.bytes, 0);
    return { path, bytes, versions: hidden };
  });
  return {
    bytes: paths.reduce((sum, { bytes }) => sum + bytes, 0),
    paths: paths.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1)),
    layers: [...byLayer].sort(([a], [b]) => a - b).map(([layer, bytes]) => ({ layer, bytes })),
  };
}

/** How many names each content has that has more than one. */
function namesOfContents({ entries }: Pick<Layer, 'entries'>): Map<FileEntry, number> {
  const names = new Map<FileEntry, number>();
  for (const { link } of entries.values()) {
    const content = link === undefined ? undefined : entries.get(link);
    if (content !== undefined) names.set(content, (names.get(content) ?? 1) + 1);
  }
  return names;
}
