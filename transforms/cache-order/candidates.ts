import { readLocalCopy, type LocalCopy } from '../../src/context/copied-files.js';
import { instructionCommands } from '../../src/dockerfile/commands.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import { readMounts } from '../../src/dockerfile/mounts.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath, type InstructionState } from '../../src/dockerfile/state.js';
import { isWithin, roleOf } from './commands.js';
import type { Ecosystem, ManagerCommand } from './site.js';

/** An install of a RUN that reads what a copy brought. */
export interface FoundInstall {
  readonly ecosystem: Ecosystem;
  readonly command: ManagerCommand;
  readonly instruction: Instruction;
  /** The absolute folder of the image that it works in. */
  readonly place: string;
}

/** A copy of sources that stands before an install although the install may not need them. */
export interface Candidate {
  readonly copy: LocalCopy;
  /** Where the sources go, absolute. */
  readonly target: string;
  /** The installs that can stand before it; empty where something before them reads the sources. */
  readonly installs: readonly FoundInstall[];
  /** The RUN after which the copy can stand; the first command of it that may read the sources, if one does. */
  readonly last: Instruction;
  readonly rest: ShellCommand | undefined;
  /** The instruction for which the first install can't come before the copy; undefined where it can. */
  readonly obstacle: Instruction | undefined;
}

/** Instructions that neither read what is copied nor change where it goes. */
const INERT: ReadonlySet<string> = new Set(
  'ARG CMD ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER STOPSIGNAL USER'.split(' '),
);

/** The copies of a stage behind which an install stands, each with what stands between. */
export function candidates(
  stage: Stage,
  states: readonly InstructionState[],
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const [position, instruction] of stage.instructions.entries()) {
    const copy = readLocalCopy(instruction, states[instruction.index]);
    if (copy?.destination === undefined || copy.sources.length !== 1) continue;
    const target = copy.destination;
    const walked = walk(copy, target, stage.instructions.slice(position + 1), states);
    if (walked === undefined) continue;
    // Who installs before the copy already, has the order that is wanted.
    const isSecond = stage.instructions.slice(0, position).some((earlier) =>
      commandsOf(earlier, states)?.some((command) => {
        const role = roleOf(command, target);
        return role.kind === 'install' && walked.names.includes(role.ecosystem.name);
      }),
    );
    if (!isSecond) found.push({ copy, target, ...walked });
  }
  return found;
}

type Walked = Pick<Candidate, 'installs' | 'last' | 'rest' | 'obstacle'> & {
  readonly names: readonly string[];
};

function walk(
  copy: LocalCopy,
  target: string,
  following: readonly Instruction[],
  states: readonly InstructionState[],
): Walked | undefined {
  const installs: FoundInstall[] = [];
  let last: Instruction | undefined;
  for (const [position, instruction] of following.entries()) {
    const read = readRun(instruction, states, target);
    if (read === undefined) {
      if (staysApart(instruction, copy, target, states)) continue;
    } else if (read.installs.length > 0) {
      installs.push(...read.installs);
      last = instruction;
    }
    if (read !== undefined && read.rest === undefined) continue;
    if (last !== undefined) {
      const rest = instruction === last ? read?.rest : undefined;
      return { installs, last, rest, obstacle: undefined, names: namesOf(installs) };
    }
    return behind(instruction, following.slice(position), states, target);
  }
  return last === undefined
    ? undefined
    : { installs, last, rest: undefined, obstacle: undefined, names: namesOf(installs) };
}

function namesOf(installs: readonly FoundInstall[]): readonly string[] {
  return installs.map(({ ecosystem }) => ecosystem.name);
}

/** The first install behind an obstacle, before anything else is copied from the context. */
function behind(
  obstacle: Instruction,
  following: readonly Instruction[],
  states: readonly InstructionState[],
  target: string,
): Walked | undefined {
  for (const instruction of following) {
    if (readLocalCopy(instruction, states[instruction.index]) !== undefined) return undefined;
    const names = (commandsOf(instruction, states) ?? []).flatMap((command) => {
      const role = roleOf(command, target);
      return role.kind === 'install' &&
        placeOfInstall(role.ecosystem, role.command, states[instruction.index]?.workdir, target) !==
          undefined
        ? [role.ecosystem.name]
        : [];
    });
    if (names.length > 0) {
      return { installs: [], last: instruction, rest: undefined, obstacle, names };
    }
  }
  return undefined;
}

interface ReadRun {
  /** Those before the first command that may read the sources. */
  readonly installs: readonly FoundInstall[];
  readonly rest: ShellCommand | undefined;
}

/** The commands of a RUN; undefined where not all of them are known. */
function commandsOf(
  instruction: Instruction,
  states: readonly InstructionState[],
): readonly ShellCommand[] | undefined {
  const state = states[instruction.index];
  if (instruction.keyword !== 'RUN' || state === undefined) return undefined;
  const { commands, opaque } = instructionCommands(instruction, state);
  return opaque === undefined ? commands : undefined;
}

/** Reads a RUN up to the first command that may read the sources; undefined for one that can't be read, and for others. */
function readRun(
  instruction: Instruction,
  states: readonly InstructionState[],
  target: string,
): ReadRun | undefined {
  const commands = commandsOf(instruction, states);
  if (commands === undefined || bindsContext(instruction)) return undefined;
  const installs: FoundInstall[] = [];
  const entered: string[] = [];
  let workdir = states[instruction.index]?.workdir;
  let rest: ShellCommand | undefined;
  for (const command of commands) {
    const role = roleOf(command, target);
    const place =
      role.kind === 'install'
        ? placeOfInstall(role.ecosystem, role.command, workdir, target)
        : undefined;
    if (role.kind === 'reads' || (role.kind === 'install' && place === undefined)) {
      rest = command;
      break;
    }
    if (role.kind === 'folder') {
      workdir = role.path === undefined ? undefined : joinPath(workdir, role.path);
      entered.push(workdir ?? target);
    }
    if (role.kind === 'install' && place !== undefined) {
      installs.push({ ecosystem: role.ecosystem, command: role.command, instruction, place });
    }
  }
  // Without the sources, only the folders of manifests are there.
  const isThere = entered.every(
    (folder) =>
      folder === target ||
      !isWithin(folder, target) ||
      installs.some(({ place }) => isWithin(place, folder)),
  );
  return isThere ? { installs, rest } : { installs: [], rest: commands[0] };
}

/** The folder that an install works in; undefined where it is not below the copied one, or can't be told. */
function placeOfInstall(
  ecosystem: Ecosystem,
  command: ManagerCommand,
  workdir: string | undefined,
  target: string,
): string | undefined {
  const words = command.arguments.map(({ value }) => value);
  const place = joinPath(workdir, ecosystem.otherFolder?.(words, command) ?? '.');
  return place !== undefined && !place.includes('$') && isWithin(place, target) ? place : undefined;
}

function bindsContext(instruction: Instruction): boolean {
  return readMounts(instruction).some(({ type }) => type === 'bind');
}

/** Whether an instruction that runs nothing may stand between an install and the copy that is put behind it. */
function staysApart(
  instruction: Instruction,
  copy: LocalCopy,
  target: string,
  states: readonly InstructionState[],
): boolean {
  const { keyword, flags, words, execForm } = instruction;
  if (INERT.has(keyword)) return true;
  const written = (copy.instruction.execForm ?? copy.instruction.words.map(({ text }) => text)).at(
    -1,
  );
  if (keyword === 'WORKDIR') return written?.startsWith('/') === true;
  if (keyword !== 'COPY' || !flags.some(({ name }) => name === 'from')) return false;
  const place = joinPath(
    states[instruction.index]?.workdir,
    (execForm ?? words.map(({ text }) => text)).at(-1) ?? '',
  );
  return (
    place !== undefined &&
    !place.includes('$') &&
    !isWithin(place, target) &&
    !isWithin(target, place)
  );
}
