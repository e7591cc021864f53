import { expandSource } from '../../../../src/context/copy-source.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { isWithin } from '../../folders.js';
import type { Site } from '../../site.js';

/** The file or folder of the context that stands at an absolute path of the image; undefined where none does. */
export function contextPathAt(site: Site, imagePath: string): string | undefined {
  const copies = localCopies(site.stage, site.states);
  const file = contextFileAt(site.context, copies, imagePath);
  if (file !== undefined) return file;
  for (const { sources, destination } of copies.toReversed()) {
    if (!isWithin(imagePath, destination ?? '')) continue;
    const rest = imagePath.slice(destination?.length).replace(/^\//, '');
    for (const path of sources.flatMap((source) => expandSource(site.context, source))) {
      const inner = [path, rest].filter((part) => part !== '').join('/');
      if (site.context.entry(inner)?.kind === 'directory') return inner;
    }
  }
  return undefined;
}

/** A stage without what comes after an instruction: what it is like in the builder, where that is the last build. */
export function siteBefore(site: Site, instruction: Instruction): Site {
  const { stage } = site;
  const instructions = stage.instructions.filter(({ index }) => index < instruction.index);
  return { ...site, stage: { ...stage, instructions } };
}

/** The paths of the context that the stage copies. */
export function copiedPaths(site: Site): readonly string[] {
  return localCopies(site.stage, site.states).flatMap(({ sources }) =>
    sources.flatMap((source) => expandSource(site.context, source)),
  );
}

/** The names of what the context brings right into a folder of the image. */
export function contextNamesIn(site: Site, folder: string): readonly string[] {
  const names = localCopies(site.stage, site.states).flatMap(({ sources, destination }) => {
    const inside = isWithin(destination, folder)
      ? destination?.slice(folder.length + 1)
      : undefined;
    const [first] = (inside ?? '').split('/');
    if (first !== undefined && first !== '') return [first];
    if (destination !== folder) return [];
    return sources
      .flatMap((source) => expandSource(site.context, source))
      .flatMap((path) =>
        site.context.entry(path)?.kind === 'directory'
          ? site.context.list(path).map(({ name }) => name)
          : [path.replace(/^.*\//, '')],
      );
  });
  return [...new Set(names)];
}
