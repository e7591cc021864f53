import { contextFileAt, localCopies } from '../../src/context/copied-files.js';
import { localSources } from '../../src/context/local-sources.js';
import { cleanPath } from '../../src/context/path-pattern.js';
import { readMounts } from '../../src/dockerfile/mounts.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import { joinPath } from '../../src/dockerfile/state.js';
import type { TransformInput } from '../../src/transform/transform.js';
import type { CommandSite } from './site.js';

/**
 * The path in the build context of a file that a command reads in the image: by the bind mounts of its RUN, by the copies
 * before it, in the stage and in those below it; failing that, by the copied folders and the file's name. Undefined where
 * none is there.
 */
export function contextPathOf(
  input: TransformInput,
  site: CommandSite,
  path: string,
): string | undefined {
  const { context, dockerfile, states } = input;
  if (context === undefined) return undefined;
  const { instruction, workdir } = site;
  const place = joinPath(workdir ?? '/', path) ?? path;
  const mounted = readMounts(instruction).flatMap(({ type, from, source, target }) => {
    if (type !== 'bind' || from !== undefined || target === undefined) return [];
    const folder = joinPath(workdir ?? '/', target) ?? target;
    const origin = cleanPath(`/${source ?? ''}`).slice(1);
    if (place === folder) return [origin];
    return place.startsWith(`${folder}/`)
      ? [cleanPath(`/${origin}/${place.slice(folder.length + 1)}`).slice(1)]
      : [];
  });
  const found = mounted.find((candidate) => context.entry(candidate)?.kind === 'file');
  if (found !== undefined) return found;
  const stage = dockerfile.stages[instruction.stageIndex ?? -1];
  const copies =
    stage === undefined
      ? []
      : ancestry(dockerfile, stage)
          .toReversed()
          .flatMap((member) => localCopies(member, states));
  const before =
    instruction.keyword === 'RUN'
      ? copies.filter((copy) => copy.instruction.index < instruction.index)
      : copies;
  return contextFileAt(context, before, place) ?? likelyPath(input, path);
}

/** The file that a path in the image most likely comes from: by the copied folders, then by its name. */
function likelyPath({ context, dockerfile }: TransformInput, path: string): string | undefined {
  if (context === undefined) return undefined;
  const name = path.replace(/^(?:\.\/|\/)+/, '');
  const base = name.slice(name.lastIndexOf('/') + 1);
  const folders = localSources(dockerfile).map((source) => source.path);
  const places = [
    name,
    ...folders.flatMap((folder) =>
      folder === '' ? [name, base] : [`${folder}/${name}`, `${folder}/${base}`, folder],
    ),
    base,
  ];
  return places.find((place) => context.entry(place)?.kind === 'file' && place.endsWith(base));
}

/** The folder of the context of a file in it; `''` for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The path of a file of a folder of the context. */
export function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
