import { placeOf } from '../../../../src/dockerfile/place.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import type { BuildStep } from './build-steps.js';
import { writtenFiles } from '../../command-role.js';
import { isSystemFolder, isWithin } from '../../folders.js';
import { refuse, type Refusal } from '../../site.js';

/** A file or folder that a build makes beside what its compiler writes. */
export interface MadePath {
  /** Absolute; of a folder of several files the folder. */
  readonly path: string;
  /** Where it was copied or moved from: absolute, may be a pattern; undefined where it is new. */
  readonly from: string | undefined;
}

const COPIES: ReadonlySet<string> = new Set(['cp', 'mv', 'install', 'ln']);

/** What copies, moves, `mkdir` and redirections of the builds make; scratch files of /tmp, folders of manual pages and what is removed or moved on left out. */
export function madePaths(steps: readonly BuildStep[]): readonly MadePath[] | Refusal {
  const made: MadePath[] = [];
  const gone: string[] = [];
  for (const { instruction, command, name, words: all, folder: workdir } of steps) {
    const words = all.map((word) => word ?? '$');
    const operands = words.filter((word) => !word.startsWith('-'));
    const fresh = [...writtenFiles(command), ...(name === 'mkdir' ? operands : [])];
    const copied = name !== undefined && COPIES.has(name) ? operands : [];
    const leaving = name === 'rm' ? operands : name === 'mv' ? operands.slice(0, -1) : [];
    gone.push(...leaving.flatMap((path) => joinPath(workdir, path) ?? []));
    const target = copied.at(-1);
    const sources = copied.slice(0, -1);
    const targets = [...fresh, ...(target === undefined ? [] : [target])];
    const unclear =
      targets.find((path) => /[$`*?]/.test(path) || joinPath(workdir, path) === undefined) ??
      (target === undefined ? undefined : words.find((word) => /^(?:-t|--target)/.test(word)));
    if (unclear !== undefined) {
      return refuse(
        'run-unclassified',
        `Where ${placeOf(instruction)} writes with ${name ?? 'a command'} (${unclear}) can't be told.`,
        instruction,
      );
    }
    for (const path of fresh) made.push({ path: joinPath(workdir, path) ?? path, from: undefined });
    if (target === undefined) continue;
    for (const source of sources) {
      const folder = joinPath(workdir, target) ?? target;
      const from = joinPath(workdir, source);
      const intoFolder = target.endsWith('/') || sources.length > 1 || isSystemFolder(folder);
      const base = source.replace(/^.*\//, '');
      const path = intoFolder && !/[*?]/.test(base) ? joinPath(folder, base) : folder;
      if (path === undefined || isSystemFolder(path)) {
        return refuse(
          'run-unclassified',
          `What ${placeOf(instruction)} puts into ${folder} can't be told.`,
          instruction,
        );
      }
      made.push({ path, from });
    }
  }
  return made.filter(
    ({ path }) =>
      !/^\/(?:(?:var\/)?tmp|usr\/share\/man)\//.test(path) &&
      !gone.some((one) => isWithin(path, one)),
  );
}
