import type { BuildContext, ContextEntry } from '../../src/context/build-context.js';

/** A file or folder of the context with its path. */
export interface WalkedEntry {
  readonly path: string;
  readonly entry: ContextEntry;
}

/** A bound for what can be looked at in a few seconds; the callers never take what is beyond it for empty. */
const ENTRY_LIMIT = 250_000;

/**
 * The entries below a path, folders before what is in them. Symbolic links are not followed: a build copies the link.
 * @param isWanted whether an entry counts; what is below an unwanted folder is not looked at
 * @param descend whether to look into a wanted folder
 * @returns undefined where there are too many to look at
 */
export function walk(
  context: BuildContext,
  root: string,
  isWanted: (entry: WalkedEntry) => boolean,
  descend: (folder: string) => boolean = () => true,
): readonly WalkedEntry[] | undefined {
  const found: WalkedEntry[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of context.list(folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const walked = { path, entry };
      if (!isWanted(walked)) continue;
      found.push(walked);
      if (found.length > ENTRY_LIMIT) return undefined;
      const isFolder = entry.kind === 'directory' && entry.isLink !== true;
      if (isFolder && descend(path)) folders.push(path);
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

/** No files. */
export const NOTHING: Weight = { files: 0, bytes: 0, more: false };

/** Counts the wanted files at and below paths; links count as files of no bytes. */
export function weigh(
  context: BuildContext,
  entries: readonly WalkedEntry[],
  isWanted: (entry: WalkedEntry) => boolean,
): Weight {
  return entries.reduce((sum, walked) => {
    const isFolder = walked.entry.kind === 'directory' && walked.entry.isLink !== true;
    const below = isFolder ? walk(context, walked.path, isWanted) : [walked].filter(isWanted);
    if (below === undefined) return { ...sum, files: sum.files + ENTRY_LIMIT, more: true };
    const files = below.filter(({ entry }) => entry.kind !== 'directory' || entry.isLink === true);
    return addWeights(sum, {
      files: files.length,
      bytes: files.reduce((bytes, { entry }) => bytes + (entry.isLink ? 0 : entry.bytes), 0),
      more: false,
    });
  }, NOTHING);
}

/** Two weights together. */
export function addWeights(first: Weight, second: Weight): Weight {
  return {
    files: first.files + second.files,
    bytes: first.bytes + second.bytes,
    more: first.more || second.more,
  };
}

/** `412 files, 3.1 MB`; decimal units, as container engines print them. */
export function formatWeight({ files, bytes, more }: Weight): string {
  return `${more ? 'over ' : ''}${files.toLocaleString('en-US')} file${files === 1 ? '' : 's'}, ${formatBytes(bytes)}`;
}

function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} byte${bytes === 1 ? '' : 's'}`;
  let value = bytes;
  let unit = '';
  for (const next of ['kB', 'MB', 'GB', 'TB']) {
    // 999.95 is the first value that would be printed as 1000.0.
    if (value < 999.95) break;
    value /= 1000;
    unit = next;
  }
  return `${value.toFixed(1)} ${unit}`;
}
