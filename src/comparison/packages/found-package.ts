import type { PackageManager } from '../image-comparison.js';

/** A package as the database of its manager has it. */
export interface FoundPackage {
  readonly manager: PackageManager;
  readonly name: string;
  readonly version: string;
  /** The file that says so. */
  readonly database: string;
  /** Paths that the package owns, as the database writes them; some may not be there. */
  readonly paths: readonly string[];
}

/** The paths of a file system in order, so that those below a folder lie together. */
export interface PathIndex {
  /** All paths below a folder, that of the folder not among them. */
  below(folder: string): readonly string[];
}

export function pathIndex(paths: Iterable<string>): PathIndex {
  const sorted = [...paths].sort();
  return {
    below(folder) {
      const prefix = `${folder}/`;
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle] ?? '') < prefix) low = middle + 1;
        else high = middle;
      }
      let end = low;
      while (sorted[end]?.startsWith(prefix) === true) end++;
      return sorted.slice(low, end);
    },
  };
}
