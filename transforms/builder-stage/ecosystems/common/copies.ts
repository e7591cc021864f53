import {
  localCopies,
  readLocalCopy,
  type LocalCopy,
} from '../../../../src/context/copied-files.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { appFolder, isWithin } from '../../folders.js';
import type { Site } from '../../site.js';

/** Whether a `COPY . folder` after the build brings the same files to the same places. */
export function broughtLater(copy: LocalCopy, site: Site, lastBuild: Instruction): boolean {
  if (copy.instruction.flags.length > 0) return false;
  return localCopies(site.stage, site.states).some(
    ({ instruction, sources, destination }) =>
      instruction.index > lastBuild.index &&
      sources.some((source) => /^\.?\/?$/.test(source)) &&
      copy.sources.every((source) => {
        const clean = source.replace(/^(?:\.?\/)+|\/+$/g, '');
        if (clean === '' || clean === '.') return copy.destination === destination;
        const place = joinPath(destination, clean);
        const folder = site.context.entry(clean)?.kind === 'directory';
        return folder
          ? copy.destination === place
          : joinPath(copy.destination, clean.replace(/^.*\//, '')) === place;
      }),
  );
}

/** Role of a COPY where the program's folder comes from the builder: what goes there before the last build is its source. */
export function folderCopyRole(
  instruction: Instruction,
  site: Site,
  lastBuild: Instruction,
): 'build' | 'both' | 'final' {
  const folder = appFolder(site);
  const { destination } = readLocalCopy(instruction, site.states[instruction.index]) ?? {};
  if (instruction.index > lastBuild.index) return 'final';
  return folder !== undefined && isWithin(destination, folder) ? 'build' : 'both';
}
