import type { FileEntry } from './image-contents.js';

/** Longer chains of symbolic links are circles; Linux gives up at the same number. */
const MOST_LINKS = 40;

/**
 * Finds the path under which a file system really has what a path names: folders on the way may be symbolic links
 * (`/lib/ld.so` is `/usr/lib/ld.so` where `/lib` leads to `usr/lib`). A link at the path's end is not followed.
 */
export function pathResolver(files: ReadonlyMap<string, FileEntry>): (path: string) => string {
  const known = new Map<string, string>([['', '']]);
  const folderOf = (folder: string, depth: number): string => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const slash = folder.lastIndexOf('/');
    const place = `${folderOf(folder.slice(0, slash), depth)}/${folder.slice(slash + 1)}`;
    const target = files.get(place)?.target;
    const resolved =
      target === undefined || depth >= MOST_LINKS
        ? place
        : folderOf(joined(place.slice(0, place.lastIndexOf('/')), target), depth + 1);
    known.set(folder, resolved);
    return resolved;
  };
  return (path) => {
    const slash = path.lastIndexOf('/');
    return `${folderOf(path.slice(0, slash), 0)}/${path.slice(slash + 1)}`;
  };
}

function joined(folder: string, target: string): string {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? '' : `/${parts.join('/')}`;
}
