import type { PathChanges } from '../../comparison/image-comparison.js';
import { compareText } from './path-tree.js';

/** The names of the commands that the first image has and the second has not, each once, sorted. */
export function lostCommands({ lost, gained }: PathChanges): readonly string[] {
  const found = new Set(lost.paths.map(({ path }) => commandName(path)));
  // A command that moved to another folder is still there.
  for (const { path } of gained.paths) found.delete(commandName(path));
  found.delete(undefined);
  return [...found].filter((name) => name !== undefined).sort(compareText);
}

/** The folders that PATH of the usual images has; `/bin` and `/sbin` are links to those of `/usr`. */
const FOLDERS = /^(?:\/usr(?:\/local)?)?\/s?bin\/([^/]+)$/;

function commandName(path: string): string | undefined {
  return FOLDERS.exec(path)?.[1];
}
