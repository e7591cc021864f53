import type { PathAspect, PathChange, PathChanges, PathList } from './image-comparison.js';
import type { FileEntry, ImageContents } from './image-contents.js';

type Files = Pick<ImageContents, 'files'>;

/** The paths that one of two images has not got, or that differ. Time stamps are not looked at. */
export function pathChanges(before: Files, after: Files): PathChanges {
  const lost: PathChange[] = [];
  const changed: PathChange[] = [];
  const gained: PathChange[] = [];
  for (const [path, entry] of before.files) {
    const other = after.files.get(path);
    if (other === undefined) {
      lost.push({ path, before: entry, after: undefined, aspects: [] });
      continue;
    }
    const aspects = differingAspects(entry, other);
    if (aspects.length > 0) changed.push({ path, before: entry, after: other, aspects });
  }
  for (const [path, entry] of after.files) {
    if (!before.files.has(path)) {
      gained.push({ path, before: undefined, after: entry, aspects: [] });
    }
  }
  return { lost: listOf(lost), gained: listOf(gained), changed: listOf(changed) };
}

/**
 * The paths of an image that another has not got, or has with another kind, mode, owner, target or content; sorted by path.
 * What the other has beyond is none.
 */
export function differences(image: Files, other: Files): readonly PathChange[] {
  const { lost, changed } = pathChanges(image, other);
  return [...lost.paths, ...changed.paths].sort(byPath);
}

/** What two entries of one path differ in. */
export function differingAspects(a: FileEntry, b: FileEntry): readonly PathAspect[] {
  if (a === b) return [];
  const aspects: PathAspect[] = [];
  if (a.kind !== b.kind) aspects.push('kind');
  // Systems ignore the mode of a symbolic link, and builders write any.
  if (a.mode !== b.mode && a.kind !== 'symlink' && b.kind !== 'symlink') aspects.push('mode');
  if (a.owner !== b.owner) aspects.push('owner');
  if (a.group !== b.group) aspects.push('group');
  if (a.target !== b.target) aspects.push('target');
  if (a.digest !== b.digest) aspects.push('content');
  if (a.attributes !== b.attributes) aspects.push('attributes');
  return aspects;
}

function listOf(paths: PathChange[]): PathList {
  const bytes = paths.reduce((sum, { before, after }) => sum + ((after ?? before)?.bytes ?? 0), 0);
  return { bytes, paths: paths.sort(byPath) };
}

function byPath(a: PathChange, b: PathChange): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}
