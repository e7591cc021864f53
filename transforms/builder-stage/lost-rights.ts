import { placeOf } from '../../src/dockerfile/place.js';
import { readLocalCopy } from '../../src/context/copied-files.js';
import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { appFolder, isWithin } from './folders.js';
import { commandsOf } from './stage-commands.js';
import { refuse, type BuildPlan, type Refusal, type Site, type Split } from './site.js';

/** A mode of chmod(1) that lets others than the owner write. */
const LETS_WRITE = /^(?:[0-7]?[0-7](?:[2367][0-7]|[0-7][2367])|(?:.*,)?[goa]*[+=]\w*w\w*(?:,.*)?)$/;

/**
 * Whether a command changes what COPY does not keep of the program's folder: the owners of all that is in it, and the mode of each
 * folder that is copied itself (that of what is in it is kept; both were seen in a build with BuildKit 0.25).
 * @param whole the program's folder is the one that is copied; else any folder in it may be
 */
export function isLostByCopy(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
  whole: boolean,
): boolean {
  const folder = appFolder(site);
  const resolved = resolveCommand(command);
  if (folder === undefined || resolved === undefined) return false;
  const { name } = resolved;
  const words = resolved.arguments.map(({ value }) => value);
  const workdir = site.states[instruction.index]?.workdir;
  const [mode = '', ...others] = words.filter((word) => !word.startsWith('-'));
  const paths = (name === 'install' ? [mode, ...others] : others).flatMap(
    (word) => joinPath(workdir, word) ?? [],
  );
  const inFolder = paths.some((path) => isWithin(path, folder));
  const isRecursive = words.some((word) => /^-[a-zA-Z]*R|^--recursive$/.test(word));
  const reachesFolder = paths.some(
    (path) => path === folder || (isRecursive && isWithin(folder, path)),
  );
  switch (name) {
    case 'chmod':
      return reachesFolder || (!whole && inFolder && (isRecursive || LETS_WRITE.test(mode)));
    case 'chgrp':
    case 'chown':
      return reachesFolder || inFolder;
    case 'install':
      return inFolder && words.some((word) => /^-[a-zA-Z]*[go]|^--(?:group|owner)\b/.test(word));
    default:
      return false;
  }
}

/** Why a RUN of the final stage can't change the owner or the mode of a path there: the path stays in the builder. */
export function changesAbsentPath({ site, roles }: BuildPlan, split: Split): Refusal | undefined {
  const folder = appFolder(site);
  if (folder === undefined) return undefined;
  const present = new Set(split.artefacts.map(({ from }) => from));
  for (const instruction of site.stage.instructions) {
    const role = roles.get(instruction.index);
    if (role !== 'both' && role !== 'final') continue;
    const state = site.states[instruction.index];
    const copied = readLocalCopy(instruction, state)?.destination;
    if (copied !== undefined) present.add(copied);
    for (const command of instruction.keyword === 'RUN' ? commandsOf(instruction, site) : []) {
      const resolved = resolveCommand(command);
      const paths = (resolved?.arguments ?? [])
        .filter(({ value }) => !value.startsWith('-'))
        .flatMap(({ value }) => joinPath(state?.workdir, value) ?? []);
      if (/^(?:install|mkdir|touch)$/.test(resolved?.name ?? '')) {
        for (const path of paths) present.add(path);
      }
      const absent = /^ch(?:grp|mod|own)$/.test(resolved?.name ?? '')
        ? paths
            .slice(1)
            .find(
              (path) =>
                path !== folder &&
                isWithin(path, folder) &&
                ![...present].some((one) => isWithin(path, one) || isWithin(one, path)),
            )
        : undefined;
      if (absent !== undefined) {
        return refuse(
          'run-unclassified',
          `${placeOf(instruction)} changes ${absent}, which nothing that is copied from the builder has; split the file by hand.`,
          instruction,
        );
      }
    }
  }
  return undefined;
}
