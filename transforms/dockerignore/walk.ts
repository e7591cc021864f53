import type { BuildContext, ContextEntry } from '../../src/context/build-context.js';

/** A file or folder of the context with its path. */
export interface WalkedEntry {
  readonly path: string;
  readonly entry: ContextEntry;
}

/** No project has more entries that a person wrote; what is left out is never taken for empty by the callers. */
const ENTRY_LIMIT = 50_000;

/**
 * The entries below a path, folders before what is in them.
 * @param descend whether to look into a folder
 * @returns undefined where there are too many to look at
 */
export function walk(
  context: BuildContext,
  root: string,
  descend: (folder: string) => boolean,
): readonly WalkedEntry[] | undefined {
  const found: WalkedEntry[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of context.list(folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      found.push({ path, entry });
      if (found.length > ENTRY_LIMIT) return undefined;
      if (entry.kind === 'directory' && descend(path)) folders.push(path);
    }
  }
  return found;
}

/** How much a set of paths weighs. */
export interface Weight {
  readonly files: number;
  readonly bytes: number;
  /** There is more than was counted. */
  readonly more: boolean;
}

/** Counts the files at and below paths. */
export function weigh(context: BuildContext, paths: readonly string[]): Weight {
  let files = 0;
  let bytes = 0;
  let more = false;
  for (const path of paths) {
    const entry = context.entry(path);
    const entries =
      entry?.kind === 'directory'
        ? walk(context, path, () => true)
        : entry === undefined
          ? []
          : [{ path, entry }];
    if (entries === undefined) {
      more = true;
      continue;
    }
    for (const { entry: counted } of entries) {
      if (counted.kind !== 'file') continue;
      files += 1;
      bytes += counted.bytes;
    }
  }
  return { files, bytes, more };
}
