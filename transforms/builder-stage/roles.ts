import { readLocalCopy } from '../../src/context/copied-files.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import { aptSubcommand } from '../../src/dockerfile/apt.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { placeArguments } from './arguments.js';
import { appFolder, isWithin, NEUTRAL, runRole, type RunRole } from './commands.js';
import {
  placeOf,
  refuse,
  type BuildPlan,
  type Ecosystem,
  type Refusal,
  type Role,
  type Site,
} from './site.js';

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
    if (!ecosystem.copiesFolder(site)) return early ? 'both' : 'final';
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
  if (ecosystem.copiesFolder(site) && givesFilesAway(instruction, site, builds)) {
    return refuse(
      'mixed-owners',
      `${placeOf(instruction)} changes owners or modes in the folder that is copied before all of it is there; move it behind the last build.`,
      instruction,
    );
  }
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

/** Whether a RUN changes owners or modes of files in the program's folder that were copied or built before it. */
function givesFilesAway(
  instruction: Instruction,
  site: Site,
  builds: readonly Instruction[],
): boolean {
  const folder = appFolder(site);
  const state = site.states[instruction.index];
  if (folder === undefined || state === undefined) return false;
  const filled = site.stage.instructions.some(
    (one) =>
      one.index < instruction.index &&
      (isWithin(readLocalCopy(one, site.states[one.index])?.destination, folder) ||
        builds.includes(one)),
  );
  return (
    filled &&
    instructionCommands(instruction, state).commands.some((command) => {
      const resolved = resolveCommand(command);
      return (
        /^ch(?:own|grp|mod)$/.test(resolved?.name ?? '') &&
        resolved?.arguments.some(({ value }) =>
          isWithin(joinPath(state.workdir, value), folder),
        ) === true
      );
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

/** The owner that a `chown -R owner folder` gives to the whole program folder; undefined for every other RUN. */
export function ownerOfChown(instruction: Instruction, site: Site): string | undefined {
  const state = site.states[instruction.index];
  const folder = appFolder(site);
  if (instruction.keyword !== 'RUN' || state === undefined || folder === undefined)
    return undefined;
  const { commands, opaque } = instructionCommands(instruction, state);
  const [command, ...others] = commands.filter(
    (one) => !NEUTRAL.has(resolveCommand(one)?.name ?? ''),
  );
  const resolved = command === undefined ? undefined : resolveCommand(command);
  if (opaque !== undefined || others.length > 0 || resolved?.name !== 'chown') return undefined;
  const options = resolved.arguments.filter(({ value }) => value.startsWith('-'));
  const [owner, path, more] = resolved.arguments.filter(({ value }) => !value.startsWith('-'));
  const recursive = options.some(({ value }) => /^-[a-zA-Z]*R|^--recursive$/.test(value));
  if (owner?.literal !== true || path?.literal !== true || more !== undefined || !recursive)
    return undefined;
  if (!/^[\w.-]+(?::[\w.-]*)?$/.test(owner.value)) return undefined;
  return joinPath(state.workdir, path.value) === folder ? owner.value : undefined;
}

/** An owner of chown(1) as COPY takes it: without a group chown keeps root's, and with a bare colon it takes the user's own. */
function copyOwner(owner: string): string {
  if (!owner.includes(':')) return `${owner}:root`;
  return owner.endsWith(':') ? `${owner}${owner.slice(0, -1)}` : owner;
}

/**
 * The one owner of all that the builder leaves in the program's folder: undefined for root.
 */
export function ownerOfFolder(plan: BuildPlan, folder: string): string | undefined | Refusal {
  const { site, roles } = plan;
  const replaced = site.stage.instructions.find(({ index }) => roles.get(index) === 'replaced');
  const given = replaced === undefined ? undefined : ownerOfChown(replaced, site);
  if (given !== undefined) return copyOwner(given);
  const owners = new Map<string, string>();
  for (const instruction of site.stage.instructions) {
    if (roles.get(instruction.index) !== 'build') continue;
    const state = site.states[instruction.index];
    const inFolder =
      instruction.keyword === 'RUN'
        ? isWithin(state?.workdir, folder)
        : isWithin(readLocalCopy(instruction, state)?.destination, folder);
    if (!inFolder || !['RUN', 'COPY', 'ADD'].includes(instruction.keyword)) continue;
    const written =
      instruction.keyword === 'RUN'
        ? (state?.user ?? 'root')
        : (instruction.flags.find(({ name }) => name === 'chown')?.value ?? 'root');
    const user = written.replace(/:.*$/, '');
    const key = user === '0' || user === '' ? 'root' : user;
    if (written.includes(':') || !owners.has(key)) owners.set(key, written);
  }
  return onlyOwner(owners, folder, site);
}

/** The one owner of what commands make that run as these users: undefined for root. */
export function ownerOfUsers(
  users: readonly string[],
  what: string,
  site: Site,
): string | undefined | Refusal {
  const owners = new Map(
    users.map((user) => [
      /^(?:0|root)?(?::.*)?$/.test(user) ? 'root' : user.replace(/:.*$/, ''),
      user,
    ]),
  );
  return onlyOwner(owners, what, site);
}

/** @param owners as they are written, by the name of the user */
function onlyOwner(
  owners: ReadonlyMap<string, string>,
  folder: string,
  site: Site,
): string | undefined | Refusal {
  const [only, ...others] = owners;
  if (others.length > 0) {
    return refuse(
      'mixed-owners',
      `What is in ${folder} belongs to ${[...owners.keys()].join(' and ')}, and one COPY can give it to one owner alone.`,
    );
  }
  if (only === undefined || only[0] === 'root') return undefined;
  if (only[1].includes('$')) {
    return refuse('mixed-owners', `The owner of ${folder} is written with a variable.`);
  }
  if (only[1].includes(':')) return only[1];
  const ownGroup = !site.stage.instructions.some(
    ({ keyword, arguments: { text } }) =>
      keyword === 'RUN' &&
      /\b(?:useradd|adduser|usermod)\b.*\s(?:-g|-N|-G|--gid|--ingroup|--no-user-group)\b/.test(
        text,
      ),
  );
  return ownGroup
    ? `${only[1]}:${only[1]}`
    : refuse(
        'mixed-owners',
        `The group of ${only[1]}, who owns ${folder}, is another than the user's own; name it in --chown of COPY.`,
      );
}
