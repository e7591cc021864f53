import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { appFolder, isWithin } from '../../folders.js';
import type { CommandRole, Site } from '../../site.js';

const FILE_COMMANDS = /^(?:chmod|cp|mkdir|mv|rm|sed|touch)$/;

/** What a command of a RUN does; undefined where it is none of .NET's. */
export function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  if (name === undefined) return undefined;
  if (name === 'dotnet' || name === 'git') return 'build';
  if (!FILE_COMMANDS.test(name)) return undefined;
  const folder = appFolder(site);
  const workdir = site.states[instruction.index]?.workdir;
  return resolved?.arguments.some(
    ({ value }) =>
      folder !== undefined && !value.startsWith('-') && isWithin(joinPath(workdir, value), folder),
  ) === true
    ? 'build'
    : undefined;
}
