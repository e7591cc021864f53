import type { Instruction } from '../../src/dockerfile/model.js';
import { readMounts, type Mount } from '../../src/dockerfile/mounts.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { insertion, replacement, type TextEdit } from '../../src/transform/text-edit.js';
import { isWithin } from './folders.js';
import type { BuildPlan } from './site.js';

/** Folders that apt locks, and does not wait for: a second run of it fails. */
const LOCKED_BY_APT = ['/var/cache/apt', '/var/lib/apt', '/var/lib/dpkg'];

/** A mount of a cache of apt, with the instruction that has it. */
interface CacheMount {
  readonly instruction: Instruction;
  readonly mount: Mount;
  /** Caches of one key are the same. */
  readonly key: string;
}

/**
 * The edits that let RUNs wait for each other where they mount the same cache of apt in both stages, which BuildKit runs at the same
 * time; in the one stage before they ran one after the other (hazard S23).
 */
export function lockedCaches({
  site,
  roles,
}: BuildPlan): ReadonlyMap<Instruction, readonly TextEdit[]> {
  const mounts = site.stage.instructions.flatMap((instruction): readonly CacheMount[] =>
    readMounts(instruction).flatMap((mount) => {
      const target = joinPath(site.states[instruction.index]?.workdir ?? '/', mount.target ?? '');
      return mount.type === 'cache' && LOCKED_BY_APT.some((folder) => isWithin(target, folder))
        ? [{ instruction, mount, key: mount.id ?? target ?? '' }]
        : [];
    }),
  );
  const isUsedIn = (stage: 'build' | 'final', key: string): boolean =>
    mounts.some(
      (one) =>
        one.key === key && ['both', stage].includes(roles.get(one.instruction.index) ?? 'final'),
    );
  const edits = new Map<Instruction, TextEdit[]>();
  for (const { instruction, mount, key } of mounts) {
    if (mount.sharing !== 'shared' || !isUsedIn('build', key) || !isUsedIn('final', key)) continue;
    edits.set(instruction, [
      ...(edits.get(instruction) ?? []),
      locked(site.dockerfile.text.slice(mount.range.start, mount.range.end), mount),
    ]);
  }
  return edits;
}

function locked(written: string, { range }: Mount): TextEdit {
  const given = /(?<=,sharing=)shared\b/i.exec(written);
  const start = range.start + (given?.index ?? 0);
  return given === null
    ? insertion(range.end, ',sharing=locked')
    : replacement({ start, end: start + given[0].length }, 'locked');
}
