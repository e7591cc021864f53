import type { PathChange } from '../image-comparison.js';
import { joinPath } from '../../dockerfile/state.js';

/**
 * Paths that are gone, or lead elsewhere, because others are gone: symbolic links to them (alternatives, services that are
 * switched on) and the byte code of Python modules.
 * @param causes paths that are gone or different for a known reason
 */
export function followingPaths(
  changes: readonly PathChange[],
  causes: ReadonlySet<string>,
): ReadonlySet<string> {
  const following = new Set<string>();
  const isCause = (path: string | undefined): boolean =>
    path !== undefined && (causes.has(path) || following.has(path));
  for (let size = -1; size < following.size;) {
    size = following.size;
    for (const change of changes) {
      if (!isCause(change.path) && isCause(causeOf(change))) following.add(change.path);
    }
  }
  return following;
}

function causeOf({ path, before, after }: PathChange): string | undefined {
  if (before?.kind === 'symlink' && (after === undefined || after.kind === 'symlink')) {
    return joinPath(path.slice(0, path.lastIndexOf('/')), before.target ?? '');
  }
  const module = /^(.*)\/__pycache__\/([^/]+?)\.[^./]+(?:\.opt-\d)?\.pyc$/.exec(path);
  return module === null ? undefined : `${module[1] ?? ''}/${module[2] ?? ''}.py`;
}
