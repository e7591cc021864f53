import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { appFolder, isWithin } from './folders.js';
import type { Site } from './site.js';

/**
 * Whether a command changes what COPY does not keep of the program's folder: the owners of all that is in it, and the mode of the
 * folder itself (that of what is in it is kept; both were seen in a build with BuildKit 0.25).
 */
export function isLostByCopy(command: ShellCommand, instruction: Instruction, site: Site): boolean {
  const folder = appFolder(site);
  const resolved = resolveCommand(command);
  if (folder === undefined || resolved === undefined) return false;
  const { name } = resolved;
  const words = resolved.arguments.map(({ value }) => value);
  const workdir = site.states[instruction.index]?.workdir;
  const paths = words
    .filter((word) => !word.startsWith('-'))
    .slice(name === 'install' ? 0 : 1)
    .flatMap((word) => joinPath(workdir, word) ?? []);
  const isRecursive = words.some((word) => /^-[a-zA-Z]*R|^--recursive$/.test(word));
  const reachesFolder = paths.some(
    (path) => path === folder || (isRecursive && isWithin(folder, path)),
  );
  switch (name) {
    case 'chmod':
      return reachesFolder;
    case 'chgrp':
    case 'chown':
      return reachesFolder || paths.some((path) => isWithin(path, folder));
    case 'install':
      return (
        words.some((word) => /^-[a-zA-Z]*[go]|^--(?:group|owner)\b/.test(word)) &&
        paths.some((path) => isWithin(path, folder))
      );
    default:
      return false;
  }
}
