import { aptInstall, aptSubcommand } from '../../src/dockerfile/apt.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { classifyPackages } from './packages.js';
import {
  placeOf,
  refuse,
  type CommandRole,
  type Ecosystem,
  type Refusal,
  type Site,
} from './site.js';

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

/** What the RUN of a single-stage file does, as a whole; one that `looks` leaves nothing in the image. */
export type RunRole = 'build' | 'set-up' | 'tool' | 'package-lists' | 'looks';

/** Tells what a RUN does by its commands; a RUN that does several things is left whole only where that is right. */
export function runRole(
  instruction: Instruction,
  site: Site,
  ecosystem: Ecosystem,
): RunRole | Refusal {
  const state = site.states[instruction.index];
  if (state === undefined)
    return refuse('run-unreadable', `${placeOf(instruction)} can't be read.`);
  const { commands, opaque } = instructionCommands(instruction, state);
  if (opaque !== undefined || commands.length === 0) {
    return refuse(
      'run-unreadable',
      `What ${placeOf(instruction)} does can't be read (${opaque ?? 'it has no commands'}); write it as plain commands, or split the file by hand.`,
      instruction,
    );
  }
  const found = new Set<CommandRole | 'packages' | 'files'>();
  for (const command of commands) {
    const role = commandRole(command, instruction, site, ecosystem);
    if (typeof role === 'object') return role;
    found.add(role);
  }
  found.delete('neutral');
  // Changes of the copied folder go with what stands beside them: both stages have the folder.
  if (found.delete('files') && (found.size === 0 || found.has('packages'))) {
    found.add(changesOwners(commands) ? 'set-up' : 'build');
  }
  if (found.size === 0) {
    if (commands.every(onlyLooks)) return 'looks';
    const cleansCaches = commands.some(
      (command) => ecosystem.commandRole(command, instruction, site) !== undefined,
    );
    return cleansCaches ? 'build' : 'set-up';
  }
  if (found.has('build')) {
    if (found.has('set-up') || found.has('tool')) {
      return refuse(
        'mixed-run',
        `${placeOf(instruction)} builds and sets up the image that runs in one command; make two RUNs of it.`,
        instruction,
      );
    }
    return 'build';
  }
  if (found.has('packages')) {
    const packages = commands.flatMap((command) =>
      (aptInstall(command)?.packages ?? []).map(({ value }) => value),
    );
    if (packages.length === 0) return 'package-lists';
    const classes = classifyPackages(packages, ecosystem.isCompiler);
    const serving = classes.runTime.filter((name) => ecosystem.servesBuild?.(name, site) === true);
    const build = [...classes.build, ...serving];
    const runTime = classes.runTime.filter((name) => !serving.includes(name));
    if (found.has('set-up') || found.has('tool')) {
      return build.length === 0
        ? 'tool'
        : refuse(
            'mixed-run',
            `${placeOf(instruction)} installs build tools and does other things; make two RUNs of it.`,
            instruction,
          );
    }
    return build.length > 0 ? 'build' : runTime.length > 0 ? 'tool' : 'package-lists';
  }
  return found.has('tool') ? 'tool' : 'set-up';
}

/** COPY keeps neither owners nor what WORKDIR would make anew, so that the final stage has to do this itself. */
function changesOwners(commands: readonly ShellCommand[]): boolean {
  return commands.some((command) =>
    /^ch(?:own|grp|mod)$/.test(resolveCommand(command)?.name ?? ''),
  );
}

function onlyLooks(command: ShellCommand): boolean {
  const name = resolveCommand(command)?.name;
  return name !== undefined && (NEUTRAL.has(name) || readsAlone(command));
}

/** `cat` that prints, as for a secret that the command beside it takes. */
function readsAlone(command: ShellCommand): boolean {
  return resolveCommand(command)?.name === 'cat' && writtenFiles(command).length === 0;
}

function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
  ecosystem: Ecosystem,
): CommandRole | 'packages' | 'files' | Refusal {
  const resolved = resolveCommand(command);
  if (resolved === undefined) return 'neutral';
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

/** Whether an absolute path is a folder or lies in it. */
export function isWithin(path: string | undefined, folder: string): boolean {
  return path !== undefined && (path === folder || path.startsWith(`${folder}/`));
}

function onlyInstallsTools(instruction: Instruction, site: Site): boolean {
  const state = site.states[instruction.index];
  if (instruction.keyword !== 'RUN' || state === undefined) return false;
  return instructionCommands(instruction, state).commands.every((command) => {
    const resolved = resolveCommand(command);
    const words = resolved?.arguments.map(({ value }) => value) ?? [];
    return (
      aptSubcommand(command) !== undefined ||
      resolved?.name === 'apk' ||
      (resolved?.name === 'rm' && words.every((word) => /^[-/]/.test(word))) ||
      (resolved?.name === 'go' &&
        words[0] === 'install' &&
        words.some((word) => word.includes('@')))
    );
  });
}

const SYSTEM_FOLDERS =
  /^\/(?:|bin|boot|dev|etc|home|lib\d*|opt|proc|root|run|sbin|sys|tmp|usr(?:\/(?:bin|lib|local|local\/bin|local\/lib|sbin|share|src))?|var(?:\/(?:cache|lib|log|run|tmp|www))?|go(?:\/src)?)$/;

/** Whether an absolute path is a folder of the system, or one where several programs keep their files. */
export function isSystemFolder(path: string): boolean {
  return SYSTEM_FOLDERS.test(path);
}

/** The program's own folder: the working directory at its first RUN or COPY; undefined where it is the system's. */
export function appFolder(site: Site): string | undefined {
  const set = site.stage.instructions.find(({ keyword }) => keyword === 'WORKDIR');
  const first = site.stage.instructions.find(
    (instruction) =>
      ['RUN', 'COPY', 'ADD'].includes(instruction.keyword) &&
      site.states[instruction.index]?.workdir !== undefined &&
      // Tools are installed in whichever folder the base starts in.
      (set === undefined || instruction.index > set.index || !onlyInstallsTools(instruction, site)),
  );
  const folder = first === undefined ? undefined : site.states[first.index]?.workdir;
  return folder === undefined || folder.includes('$') || isSystemFolder(folder)
    ? undefined
    : folder;
}
