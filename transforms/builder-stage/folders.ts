import { aptSubcommand } from '../../src/dockerfile/apt.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { Site } from './site.js';

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
