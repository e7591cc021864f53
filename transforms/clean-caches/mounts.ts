import type { Instruction } from '../../src/dockerfile/model.js';
import { readMounts } from '../../src/dockerfile/mounts.js';
import { joinPath } from '../../src/dockerfile/state.js';

/** A folder that is mounted over the image while a RUN runs: nothing under it gets into a layer. */
export interface MountedFolder {
  readonly type: string;
  readonly target: string;
}

/** The folders that are mounted while a RUN runs. Secrets and sockets are files, and are left out. */
export function mountedFolders(
  instruction: Instruction,
  workdir: string | undefined,
): readonly MountedFolder[] {
  return readMounts(instruction).flatMap(({ type, target }) =>
    type === 'secret' || type === 'ssh' || target === undefined
      ? []
      : [{ type, target: joinPath(workdir ?? '/', target) ?? target }],
  );
}

/** Whether a folder, or something in it, is under a mount; a target with variables may be anywhere. */
export function isMounted(mounts: readonly MountedFolder[], folder: string): boolean {
  const path = folder.replace(/\/+$/, '');
  return mounts.some(
    ({ target }) =>
      target.includes('$') ||
      target === path ||
      path.startsWith(`${target}/`) ||
      target.startsWith(`${path}/`),
  );
}
