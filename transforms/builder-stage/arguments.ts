import { aptSubcommand } from '../../src/dockerfile/apt.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import { readAssignments } from '../../src/dockerfile/variables.js';
import { FILES, NEUTRAL, USERS } from './command-role.js';
import type { Role, Site } from './site.js';

/**
 * The variables that apt, dpkg, apk and the scripts of packages take from their environment
 * (apt.conf(5), dpkg(1), debconf(7), locale(7)).
 */
const PACKAGE_MANAGERS_READ =
  /^(?:ACCEPT_EULA|APK|APT|DEB|DPKG|LANG|LC_|NEEDRESTART|TZ$|UCF|(?:all|ftp|http|https|no)_proxy$)/i;

/**
 * Puts each ARG into the final stage too where something there names it, or runs a program that takes it from its
 * environment; into the builder alone where nothing does, so that a token goes with the command that asks for it (hazards S2 and S20).
 */
export function placeArguments(site: Site, roles: Map<number, Role>): void {
  for (const instruction of site.stage.instructions.toReversed()) {
    if (instruction.keyword !== 'ARG' || roles.get(instruction.index) !== 'both') continue;
    const names = readAssignments(instruction, site.dockerfile.escape).map(({ name }) => name);
    const used = site.stage.instructions.some((other) => {
      const role = roles.get(other.index);
      return (
        other !== instruction &&
        (role === 'both' || role === 'final') &&
        (names.some((name) => isNamed(name, other)) ||
          (other.index > instruction.index && takesFromEnvironment(names, other, site)))
      );
    });
    if (!used) roles.set(instruction.index, 'build');
  }
}

function isNamed(name: string, { arguments: { text }, flags, heredocs }: Instruction): boolean {
  const variable = new RegExp(`\\$\\{?${name}\\b`);
  return [
    text,
    ...flags.map(({ value }) => value ?? ''),
    ...heredocs.map(({ content }) => content),
  ].some((part) => variable.test(part));
}

/** Whether a RUN starts a program that may read one of these variables, as every program may that is not known here. */
function takesFromEnvironment(
  names: readonly string[],
  instruction: Instruction,
  site: Site,
): boolean {
  const state = site.states[instruction.index];
  if (instruction.keyword !== 'RUN' || state === undefined) return false;
  return instructionCommands(instruction, state).commands.some((command) => {
    const name = resolveCommand(command)?.name;
    if (name === 'apk' || aptSubcommand(command) !== undefined) {
      return names.some((variable) => PACKAGE_MANAGERS_READ.test(variable));
    }
    return name === undefined
      ? command.name !== undefined
      : ![FILES, NEUTRAL, USERS].some((known) => known.has(name));
  });
}
