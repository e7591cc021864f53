import { placeOf } from '../../src/dockerfile/place.js';
import { readLocalCopy } from '../../src/context/copied-files.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import { aptSubcommand } from '../../src/dockerfile/apt.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { placeArguments } from './arguments.js';
import { isLostByCopy } from './lost-rights.js';
import { runRole, type RunRole } from './run-role.js';
import { appFolder, isWithin } from './folders.js';
import {
  refuse,
  type BuildPlan,
  type Ecosystem,
  type Refusal,
  type Role,
  type Site,
} from './site.js';
import { ownerOfChown } from './owners.js';

/** Gives every instruction of the stage its place after the split; undefined where nothing is built. */
export function assignRoles(site: Site, ecosystem: Ecosystem): BuildPlan | Refusal | undefined {
  const runs = new Map<Instruction, RunRole | 'whole-chown'>();
  for (const instruction of site.stage.instructions) {
    if (instruction.keyword === 'ONBUILD') {
      return refuse(
        'onbuild',
        `${placeOf(instruction)} is for images that are built on this one, which may need what the builder would keep.`,
        instruction,
      );
    }
    if (instruction.keyword !== 'RUN') continue;
    const role =
      ownerOfChown(instruction, site) === undefined
        ? runRole(instruction, site, ecosystem)
        : 'whole-chown';
    if (typeof role === 'object') return role;
    runs.set(instruction, role);
  }
  const builds = [...runs].flatMap(([instruction, role]) =>
    role === 'build' ? [instruction] : [],
  );
  const lastBuild = builds.at(-1);
  if (lastBuild === undefined) return undefined;

  const roles = new Map<number, Role>();
  for (const instruction of site.stage.instructions) {
    const early = instruction.index < lastBuild.index;
    const role = roleOf(instruction, early, site, ecosystem, builds, runs);
    if (typeof role === 'object') return role;
    roles.set(instruction.index, role);
  }
  placePackageLists(site, runs, roles);
  placeArguments(site, roles);
  return { site, builds, lastBuild, roles };
}

function roleOf(
  instruction: Instruction,
  early: boolean,
  site: Site,
  ecosystem: Ecosystem,
  builds: readonly Instruction[],
  runs: ReadonlyMap<Instruction, RunRole | 'whole-chown'>,
): Role | Refusal {
  switch (instruction.keyword) {
    case 'COPY':
    case 'ADD': {
      if (instruction.flags.some(({ name }) => name === 'from')) {
        return (
          ecosystem.imageCopyRole?.(instruction, site, builds.at(-1) ?? instruction) ??
          refuse(
            'copies-from-image',
            `${placeOf(instruction)} takes files from another image; which stage needs them can't be told.`,
            instruction,
          )
        );
      }
      const copy = readLocalCopy(instruction, site.states[instruction.index]);
      const workdir = site.states[instruction.index]?.workdir;
      if (copy !== undefined && copy.destination === undefined && workdir === undefined) {
        return refuse(
          'no-app-folder',
          `${placeOf(instruction)} copies into the folder in which the base image starts; set a WORKDIR of the program's own, such as /app.`,
          instruction,
        );
      }
      if (copy?.destination === undefined || instruction.heredocs.length > 0) {
        return refuse(
          'copy-unreadable',
          `What ${placeOf(instruction)} brings, or where to, can't be told from here.`,
          instruction,
        );
      }
      return ecosystem.copyRole(instruction, site, builds.at(-1) ?? instruction);
    }
    case 'RUN':
      return roleOfRun(instruction, early, site, ecosystem, builds, runs);
    case 'ENV':
    case 'WORKDIR':
    case 'USER':
    case 'ARG':
      return early ? 'both' : 'final';
    case 'SHELL':
      return early ? 'both' : 'final';
    default:
      return 'final';
  }
}

function roleOfRun(
  instruction: Instruction,
  early: boolean,
  site: Site,
  ecosystem: Ecosystem,
  builds: readonly Instruction[],
  runs: ReadonlyMap<Instruction, RunRole | 'whole-chown'>,
): Role | Refusal {
  const role = runs.get(instruction);
  const lastBuild = builds.at(-1) ?? instruction;
  if (role === 'build') return 'build';
  // What it looks at may be in the builder alone.
  if (role === 'looks') return early ? 'build' : 'final';
  if (role === 'whole-chown') {
    if (!ecosystem.copiesFolder(site)) {
      if (!early) return 'final';
      return givesFilesAway(instruction, site, ecosystem, builds) ? tooEarly(instruction) : 'both';
    }
    const filledBefore = site.stage.instructions.some(
      ({ keyword, index }) =>
        index < instruction.index &&
        (keyword === 'COPY' || keyword === 'ADD' || builds.some((build) => build.index === index)),
    );
    if (early && !filledBefore) return 'both';
    if (early) {
      return refuse(
        'mixed-owners',
        `${placeOf(instruction)} gives files to a user before more of them are made, so that no one owner can be named in COPY.`,
        instruction,
      );
    }
    const copiedBetween = site.stage.instructions.some(
      ({ keyword, index }) =>
        (keyword === 'COPY' || keyword === 'ADD') &&
        index > lastBuild.index &&
        index < instruction.index,
    );
    return copiedBetween ? 'final' : 'replaced';
  }
  if (!early) return 'final';
  if (givesFilesAway(instruction, site, ecosystem, builds)) return tooEarly(instruction);
  if (role !== 'set-up' || !makesUsers(instruction, site)) return 'both';
  const used = site.stage.instructions.some(
    (other) =>
      other.index > instruction.index &&
      other.index < lastBuild.index &&
      (other.keyword === 'USER' ||
        other.flags.some(({ name }) => name === 'chown') ||
        /\bchown\b/.test(other.arguments.text)),
  );
  return used ? 'both' : 'final';
}

function tooEarly(instruction: Instruction): Refusal {
  return refuse(
    'mixed-owners',
    `${placeOf(instruction)} changes owners or modes in the folder that is copied before all of it is there; move it behind the last build.`,
    instruction,
  );
}

/** Whether a RUN changes owners or modes of files in the program's folder that were copied or built before it. */
function givesFilesAway(
  instruction: Instruction,
  site: Site,
  ecosystem: Ecosystem,
  builds: readonly Instruction[],
): boolean {
  const folder = appFolder(site);
  const state = site.states[instruction.index];
  if (folder === undefined || state === undefined) return false;
  const whole = ecosystem.copiesFolder(site);
  const filled = site.stage.instructions.some((one) => {
    if (one.index >= instruction.index) return false;
    const isCopy = isWithin(readLocalCopy(one, site.states[one.index])?.destination, folder);
    return whole
      ? isCopy || builds.includes(one)
      : isCopy && ecosystem.copyRole(one, site, builds.at(-1) ?? instruction) === 'build';
  });
  return (
    filled &&
    instructionCommands(instruction, state).commands.some((command) => {
      const resolved = resolveCommand(command);
      const paths = (resolved?.arguments ?? []).flatMap(
        ({ value }) => joinPath(state.workdir, value) ?? [],
      );
      if (whole) {
        return (
          /^ch(?:own|grp|mod)$/.test(resolved?.name ?? '') &&
          paths.some((path) => isWithin(path, folder))
        );
      }
      // The mode of the folder itself can be given in both stages.
      const isMode = resolved?.name === 'chmod' && paths.includes(folder);
      return !isMode && isLostByCopy(command, instruction, site, whole);
    })
  );
}

function makesUsers(instruction: Instruction, site: Site): boolean {
  const state = site.states[instruction.index];
  return (
    state !== undefined &&
    instructionCommands(instruction, state).commands.every((command) =>
      /^(?:user|group|add(?:user|group)$)/.test(resolveCommand(command)?.name ?? ''),
    )
  );
}

/** `apt-get update` and `apt-get clean` on their own go with the install next to them. */
function placePackageLists(
  site: Site,
  runs: ReadonlyMap<Instruction, RunRole | 'whole-chown'>,
  roles: Map<number, Role>,
): void {
  const apt = site.stage.instructions.filter((instruction) => {
    const state = site.states[instruction.index];
    return (
      instruction.keyword === 'RUN' &&
      state !== undefined &&
      runs.get(instruction) !== 'package-lists' &&
      instructionCommands(instruction, state).commands.some(
        (command) => aptSubcommand(command) !== undefined,
      )
    );
  });
  for (const [instruction, role] of runs) {
    if (role !== 'package-lists') continue;
    const served = [
      apt.findLast(({ index }) => index < instruction.index),
      apt.find(({ index }) => index > instruction.index),
    ].flatMap((run) => (run === undefined ? [] : (roles.get(run.index) ?? [])));
    const first = served[0];
    if (first !== undefined)
      roles.set(instruction.index, served.every((other) => other === first) ? first : 'both');
  }
}
