import { placeOf } from '../../src/dockerfile/place.js';
import { readLocalCopy } from '../../src/context/copied-files.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { NEUTRAL } from './command-role.js';
import { appFolder, isWithin } from './folders.js';
import { refuse, type BuildPlan, type Refusal, type Site } from './site.js';

/** The owner that a `chown -R owner folder` gives to the whole program folder; undefined for every other RUN. */
export function ownerOfChown(instruction: Instruction, site: Site): string | undefined {
  const [command, ...others] = effectiveCommands(instruction, site);
  return command === undefined || others.length > 0
    ? undefined
    : wholeOwner(command, instruction, site);
}

/** The owner that a RUN of root gives to the whole program folder by its last command, after others; undefined where it does not. */
export function ownerAtEnd(instruction: Instruction, site: Site): string | undefined {
  const user = site.states[instruction.index]?.user;
  if (user !== undefined && user !== 'root' && user !== '0') return undefined;
  const commands = effectiveCommands(instruction, site);
  const last = commands.at(-1);
  return last === undefined || commands.length < 2
    ? undefined
    : wholeOwner(last, instruction, site);
}

/** The commands of a RUN that {@link ownerAtEnd} speaks of, up to the one that gives the owner. */
export function withoutOwner(commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const end = commands.findLastIndex((command) => resolveCommand(command)?.name === 'chown');
  return commands.filter((_, index) => index !== end);
}

/** The commands of a RUN that do more than look; none where it can't be read. */
function effectiveCommands(instruction: Instruction, site: Site): readonly ShellCommand[] {
  const state = site.states[instruction.index];
  if (instruction.keyword !== 'RUN' || state === undefined) return [];
  const { commands, opaque } = instructionCommands(instruction, state);
  return opaque !== undefined
    ? []
    : commands.filter((one) => !NEUTRAL.has(resolveCommand(one)?.name ?? ''));
}

function wholeOwner(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): string | undefined {
  const resolved = resolveCommand(command);
  const folder = appFolder(site);
  if (resolved?.name !== 'chown' || folder === undefined) return undefined;
  const options = resolved.arguments.filter(({ value }) => value.startsWith('-'));
  const [owner, path, more] = resolved.arguments.filter(({ value }) => !value.startsWith('-'));
  const recursive = options.some(({ value }) => /^-[a-zA-Z]*R|^--recursive$/.test(value));
  if (owner?.literal !== true || path?.literal !== true || more !== undefined || !recursive)
    return undefined;
  if (!/^[\w.-]+(?::[\w.-]*)?$/.test(owner.value)) return undefined;
  const workdir = site.states[instruction.index]?.workdir;
  return joinPath(workdir, path.value) === folder ? owner.value : undefined;
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
  const made = madeByCopy(plan, folder);
  if (made !== undefined) return made;
  const replaced = site.stage.instructions.find(({ index }) => roles.get(index) === 'replaced');
  const given = replaced === undefined ? undefined : ownerOfChown(replaced, site);
  if (given !== undefined) return copyOwner(given);
  const atEnd = plan.builds.findLast((build) => ownerAtEnd(build, site) !== undefined);
  const last = atEnd === undefined ? undefined : ownerAtEnd(atEnd, site);
  if (atEnd !== undefined && last !== undefined) {
    return atEnd === plan.lastBuild
      ? copyOwner(last)
      : refuse(
          'mixed-owners',
          `${placeOf(atEnd)} gives files to ${last} before more of them are made, so that no one owner can be named in COPY.`,
          atEnd,
        );
  }
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

/**
 * Why the folder itself would get another owner: a COPY gives it to one where it makes it, and WORKDIR, which makes it in the final
 * stage, to the user of its line (both were seen in a build with BuildKit 0.25).
 */
function madeByCopy({ site, roles }: BuildPlan, folder: string): Refusal | undefined {
  const { instructions } = site.stage;
  const first = instructions.find(
    ({ keyword, index, arguments: { text } }) =>
      (keyword === 'WORKDIR' && isWithin(site.states[index + 1]?.workdir, folder)) ||
      (keyword === 'RUN' && text.includes(folder)) ||
      (['COPY', 'ADD'].includes(keyword) && reaches(site, index, folder)),
  );
  const owner = first?.flags.find(({ name }) => name === 'chown')?.value?.replace(/:.*$/, '');
  if (first === undefined || owner === undefined || /^(?:0|root)$/.test(owner)) return undefined;
  if (roles.get(first.index) !== 'build') return undefined;
  const workdir = instructions.find(
    ({ keyword, index }) =>
      keyword === 'WORKDIR' && isWithin(site.states[index + 1]?.workdir, folder),
  );
  return workdir !== undefined && site.states[workdir.index]?.user === owner
    ? undefined
    : refuse(
        'mixed-owners',
        `${placeOf(first)} makes the folder ${folder} for ${owner}, and in the final stage it would be another's; make it with WORKDIR as that user.`,
        first,
      );
}

function reaches(site: Site, index: number, folder: string): boolean {
  const instruction = site.dockerfile.instructions[index];
  if (instruction === undefined) return false;
  const { destination } = readLocalCopy(instruction, site.states[index]) ?? {};
  return isWithin(destination, folder);
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
