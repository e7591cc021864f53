import { splitCommaFields } from '../../src/dockerfile/flag-values.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import { joinPath } from '../../src/dockerfile/state.js';

/** The folders that are mounted over the image while a RUN runs: nothing under them gets into a layer. */
export function mountTargets(
  instruction: Instruction,
  workdir: string | undefined,
): readonly string[] {
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
    return [joinPath(workdir ?? '/', target) ?? target];
  });
}

/** Whether a folder, or something in it, is under a mount. */
export function isMounted(targets: readonly string[], folder: string): boolean {
  const path = folder.replace(/\/+$/, '');
  return targets.some(
    (target) => target === path || path.startsWith(`${target}/`) || target.startsWith(`${path}/`),
  );
}
