import { aptInstall, aptSubcommand } from '../../src/dockerfile/apt.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import type { InstructionState } from '../../src/dockerfile/state.js';

/** The packages that a RUN installs; undefined where it does anything else that would be missed in an image without them. */
export function installedByRun(
  instruction: Instruction,
  state: InstructionState,
): readonly string[] | undefined {
  const { commands, opaque } = instructionCommands(instruction, state);
  return opaque === undefined ? installedBy(commands) : undefined;
}

/** The same for commands. */
export function installedBy(commands: readonly ShellCommand[]): readonly string[] | undefined {
  const packages: string[] = [];
  for (const command of commands) {
    const installed = packagesOf(command);
    if (installed === undefined) return undefined;
    packages.push(...installed);
  }
  return packages;
}

function packagesOf(command: ShellCommand): readonly string[] | undefined {
  const install = aptInstall(command);
  if (install !== undefined) {
    return install.hasVariables
      ? undefined
      : install.packages.map(({ value }) => value.replace(/[=/:].*$/, ''));
  }
  const resolved = resolveCommand(command);
  const words = resolved?.arguments ?? [];
  const operands = words.filter(({ value }) => !value.startsWith('-'));
  switch (resolved?.name) {
    case 'apt':
    case 'apt-get':
      return /^(?:auto-?clean|auto-?remove|clean|update|(?:dist-|full-)?upgrade)$/.test(
        aptSubcommand(command) ?? '',
      )
        ? []
        : undefined;
    case 'apk': {
      const [verb, ...names] = operands;
      if (/^(?:update|upgrade)$/.test(verb?.value ?? '')) return [];
      const isPlain =
        verb?.value === 'add' &&
        names.every(({ literal }) => literal) &&
        words.every(({ value }) => !/^(?:-t|--virtual|-X|--repository)$/.test(value));
      return isPlain ? names.map(({ value }) => value.replace(/[=<>~@].*$/, '')) : undefined;
    }
    case 'set':
    case 'update-ca-certificates':
      return [];
    case 'rm':
      return operands.every(({ value }) =>
        /^\/var\/(?:lib\/apt|cache\/(?:apk|apt))(?:\/|$)|^\/(?:var\/)?tmp\/\*$/.test(value),
      )
        ? []
        : undefined;
    default:
      return undefined;
  }
}
