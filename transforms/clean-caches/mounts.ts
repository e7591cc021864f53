import { splitCommaFields } from '../../src/dockerfile/flag-values.js';
import type { Instruction } from '../../src/dockerfile/model.js';
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
  return instruction.flags.flatMap(({ name, value }) => {
    if (name !== 'mount' || value === undefined) return [];
    const fields = new Map(
      (splitCommaFields(value) ?? []).map((field) => {
        const equals = field.indexOf('=');
        return equals === -1
          ? ([field.toLowerCase(), ''] as const)
          : ([field.slice(0, equals).toLowerCase(), field.slice(equals + 1)] as const);
      }),
    );
    const type = fields.get('type') ?? 'bind';
    const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination');
    if (type === 'secret' || type === 'ssh' || target === undefined) return [];
    return [{ type, target: joinPath(workdir ?? '/', target) ?? target }];
  });
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
