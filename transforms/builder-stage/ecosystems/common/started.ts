import { placeOf } from '../../../../src/dockerfile/place.js';
import { localCopies } from '../../../../src/context/copied-files.js';
import { copiedScripts } from '../../../../src/context/copied-scripts.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { appFolder, isSystemFolder, isWithin } from '../../folders.js';
import { refuse, type BuildPlan, type Refusal, type Site } from '../../site.js';
import { endState, commandsOf } from '../../stage-commands.js';

/** The folder in which the program is built: the working directory, or where the first COPY puts the sources. */
export function programFolder(site: Site): string | undefined {
  const folder = appFolder(site);
  if (folder !== undefined) return folder;
  const copy = localCopies(site.stage, site.states).find(
    ({ destination }) => destination !== undefined && !isSystemFolder(destination),
  );
  return copy?.destination;
}

/** The commands that run in the image that ships, those of copied scripts included; undefined where some can't be read. */
export function startCommands({ site }: BuildPlan): readonly ShellCommand[] | undefined {
  const starts = (instruction: Instruction): boolean =>
    ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(instruction.keyword);
  const scripts = (copiedScripts(site.stage, site.states, site.context) ?? []).filter(
    ({ instruction }) => starts(instruction),
  );
  if (scripts.some(({ opaque }) => opaque !== undefined)) return undefined;
  const own = site.stage.instructions
    .filter(starts)
    .flatMap((instruction) => commandsOf(instruction, site));
  return [...own, ...scripts.flatMap(({ commands }) => commands)];
}

/** Whether the image starts a script that the context brings into the program's folder. */
export function startsScriptOf({ site }: BuildPlan, folder: string): boolean {
  return (copiedScripts(site.stage, site.states, site.context) ?? []).some(
    ({ instruction, imagePath }) => instruction.keyword !== 'RUN' && isWithin(imagePath, folder),
  );
}

/** The programs of its folder that the image starts. */
export function startedInFolder(
  { site }: BuildPlan,
  folder: string,
  commands: readonly ShellCommand[],
): readonly string[] {
  return commands.flatMap((command) => {
    const word = resolveCommand(command)?.word;
    const path =
      word?.literal === true && word.value.includes('/')
        ? joinPath(runFolder(site), word.value)
        : undefined;
    return path === undefined || path === folder || !isWithin(path, folder) ? [] : [path];
  });
}

/** Where the image's commands start. */
export function runFolder(site: Site): string {
  return endState(site)?.workdir ?? '/';
}

/**
 * Why nothing can be copied into a folder that the image keeps as a volume.
 * @param keeps what the volume keeps; a clause for the message
 */
export function volumeAmong(
  site: Site,
  wanted: readonly string[],
  keeps = 'a folder as a volume that holds what the build makes',
): Refusal | undefined {
  const volume = site.stage.instructions.find(
    (one) =>
      one.keyword === 'VOLUME' &&
      (one.execForm ?? one.words.map(({ text }) => text)).some((path) =>
        wanted.some((from) => isWithin(from, path) || isWithin(path, from)),
      ),
  );
  return volume === undefined
    ? undefined
    : refuse('volume-in-folder', `${placeOf(volume)} keeps ${keeps}.`, volume);
}

/** An absolute path; undefined where a variable in it, or the folder that it starts from, is not known. */
export function pathFrom(folder: string | undefined, path: string): string | undefined {
  return /[$`]/.test(path) ? undefined : joinPath(folder, path);
}

/** An absolute path where the image starts. */
export function pathAtStart(site: Site, path: string): string | undefined {
  return pathFrom(endState(site)?.workdir, path);
}
