import type { FileEntry, Layer } from './image-contents.js';
import type { VisibleEntry } from './overlay.js';

/**
 * The file system that the layers make. Where the name that holds a file's content is hidden and further names of it (hard
 * links) are not, the first of these holds it.
 *
 * @param visible what `overlay` says of the layers
 */
export function finalFiles(
  layers: readonly Pick<Layer, 'entries'>[],
  visible: ReadonlyMap<string, VisibleEntry>,
): ReadonlyMap<string, FileEntry> {
  const files = new Map<string, FileEntry>();
  const holders = new Map<FileEntry, string>();
  for (const [path, { entry, layer }] of visible) {
    const content = entry.link === undefined ? undefined : layers[layer]?.entries.get(entry.link);
    if (entry.link === undefined || content === undefined) files.set(path, entry);
    else if (visible.get(entry.link)?.entry === content) files.set(path, entry);
    else {
      const holder = holders.get(content);
      if (holder === undefined) holders.set(content, path);
      files.set(path, holder === undefined ? content : { ...entry, link: holder });
    }
  }
  return files;
}
