import { placeOf } from '../../src/dockerfile/place.js';
import { aptInstall, aptSubcommand } from '../../src/dockerfile/apt.js';
import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { appFolder, isWithin } from './folders.js';
import { isLostByCopy } from './lost-rights.js';
import { refuse, type CommandRole, type Ecosystem, type Refusal, type Site } from './site.js';

/** Commands of the shell, and those that only look or say something. */
export const NEUTRAL: ReadonlySet<string> = new Set(
  ': [ cd dir echo exit export false hash ls printf pwd read set sleep test true type umask unset wait which'.split(
    ' ',
  ),
);

/** Programs that make users and groups. */
export const USERS: ReadonlySet<string> = new Set(
  'addgroup adduser gpasswd groupadd groupmod useradd usermod'.split(' '),
);

/** Programs that make or change the files that they are given. */
export const FILES: ReadonlySet<string> = new Set(
  'cat chgrp chmod chown cp install ln mkdir mv rm rmdir sed tee touch'.split(' '),
);

/** Whether a command is a `cat` that prints, as for a secret that the command beside it takes. */
export function readsAlone(command: ShellCommand): boolean {
  return resolveCommand(command)?.name === 'cat' && writtenFiles(command).length === 0;
}

/** What one command of a RUN does: the ecosystem is asked first, then what all files have in common. */
export function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
  ecosystem: Ecosystem,
): CommandRole | 'packages' | 'files' | Refusal {
  const resolved = resolveCommand(command);
  if (resolved === undefined) return 'neutral';
  if (isLostByCopy(command, instruction, site, ecosystem.copiesFolder(site))) return 'set-up';
  const own = ecosystem.commandRole(command, instruction, site);
  if (own !== undefined) {
    const outside =
      own === 'build'
        ? writtenFiles(command).find((path) => isOutside(path, instruction, site))
        : undefined;
    return outside === undefined
      ? own
      : refuse(
          'outside-folder',
          `${placeOf(instruction)} writes ${outside}, which is not in the folder of the program.`,
          instruction,
        );
  }
  const { name } = resolved;
  if (aptSubcommand(command) !== undefined) {
    if (aptInstall(command)?.hasVariables === true) {
      return refuse(
        'packages-unknown',
        `${placeOf(instruction)} installs packages that are named by variables, so that what the program needs of them can't be told.`,
        instruction,
      );
    }
    return 'packages';
  }
  if (name === 'apk')
    return apkRole(
      resolved.arguments.map(({ value }) => value),
      ecosystem,
    );
  if (name === 'rm' && resolved.arguments.every(({ value }) => isCachePath(value)))
    return 'neutral';
  // The folders that packages of slim images miss serve the install beside them (hazards B17).
  if (
    name === 'mkdir' &&
    resolved.arguments.every(({ value }) => /^(?:-|\/usr\/share\/man(?:\/|$))/.test(value))
  ) {
    return 'neutral';
  }
  if (name !== undefined && NEUTRAL.has(name)) {
    const files = writtenFiles(command);
    return files.length === 0 ? 'neutral' : fileRole(files, instruction, site, ecosystem);
  }
  if (name !== undefined && USERS.has(name)) return 'set-up';
  if (readsAlone(command)) return 'neutral';
  if (name !== undefined && FILES.has(name)) {
    return fileRole(
      [
        ...resolved.arguments.map(({ value }) => value).filter((value) => !value.startsWith('-')),
        ...writtenFiles(command),
      ],
      instruction,
      site,
      ecosystem,
    );
  }
  return refuse(
    'run-unclassified',
    `It is not known what ${resolved.word.text} in ${placeOf(instruction)} changes, so that it can't be told which stage needs it.`,
    instruction,
  );
}

/** The files to which a command's output is redirected, as they are written. */
export function writtenFiles(command: ShellCommand): readonly string[] {
  return command.redirects.flatMap(({ operator, target }) =>
    operator.includes('>') && target !== undefined && !/^(?:\/dev\/|&?\d$)/.test(target.value)
      ? [target.value]
      : [],
  );
}

/** Whether a file that a build writes lies where no stage but the builder has it, and is no scratch file. */
function isOutside(path: string, instruction: Instruction, site: Site): boolean {
  const { workdir } = site.states[instruction.index] ?? {};
  const folder = appFolder(site) ?? workdir;
  const place = joinPath(workdir, path);
  return !isCachePath(path) && (folder === undefined || !isWithin(place, folder));
}

/** Packages of Alpine: tools of the build stay in the builder, all others are installed in both stages. */
function apkRole(words: readonly string[], ecosystem: Ecosystem): CommandRole {
  const operands = words.filter(
    (word, index) => !word.startsWith('-') && !/^(?:-t|--virtual)$/.test(words[index - 1] ?? ''),
  );
  if (operands[0] !== 'add') return 'neutral';
  const packages = operands.slice(1).map((name) => name.replace(/[=<>~@].*$/, ''));
  const tools =
    /^(?:build-base|linux-headers|musl-dev|gcc|g\+\+|make|cmake|autoconf|automake|libtool|pkgconf(?:ig)?)$/;
  const compiles = packages.some((name) => tools.test(name));
  const isTool = (name: string): boolean =>
    tools.test(name) || (compiles && /^python[23]?$/.test(name)) || ecosystem.buildTools.test(name);
  return packages.length > 0 && packages.every(isTool) ? 'build' : 'tool';
}

function isCachePath(path: string): boolean {
  return (
    path.startsWith('-') ||
    /^(?:\/var\/lib\/apt\/lists|\/var\/cache\/apt|\/var\/cache\/debconf|\/tmp|\/var\/tmp|\/root\/\.(?:cache|gradle|m2|npm)|~\/\.(?:cache|gradle|m2|npm)|\/usr\/local\/share\/\.cache)(?:\/|$)/.test(
      path,
    )
  );
}

/** Changes within the folder that is copied whole belong to the builder, all others to the image that runs. */
function fileRole(
  paths: readonly string[],
  instruction: Instruction,
  site: Site,
  ecosystem: Ecosystem,
): 'files' | 'set-up' {
  if (!ecosystem.copiesFolder(site)) return 'set-up';
  const workdir = site.states[instruction.index]?.workdir;
  const folder = appFolder(site);
  return folder !== undefined &&
    paths.some((path) => isWithin(joinPath(workdir, path), folder)) &&
    !paths.some((path) => path.startsWith('/') && !isWithin(path, folder))
    ? 'files'
    : 'set-up';
}
