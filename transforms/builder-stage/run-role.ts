import { placeOf } from '../../src/dockerfile/place.js';
import { aptInstall } from '../../src/dockerfile/apt.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { isLostByCopy } from './lost-rights.js';
import { ownerAtEnd, withoutOwner } from './owners.js';
import { commandRole, NEUTRAL, readsAlone } from './command-role.js';
import { classifyPackages } from './packages.js';
import { refuse, type CommandRole, type Ecosystem, type Refusal, type Site } from './site.js';

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
  // COPY can give an owner to all that it copies.
  const owned = ecosystem.copiesFolder(site) && ownerAtEnd(instruction, site) !== undefined;
  for (const command of owned ? withoutOwner(commands) : commands) {
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
      const isLost = commands.some((command) =>
        isLostByCopy(command, instruction, site, ecosystem.copiesFolder(site)),
      );
      return refuse(
        'mixed-run',
        isLost
          ? `${placeOf(instruction)} builds, and changes owners or rights that a COPY from the builder would not keep; make two RUNs of it.`
          : `${placeOf(instruction)} builds and sets up the image that runs in one command; make two RUNs of it.`,
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
