import { resolveCommand } from './commands.js';
import type { ShellCommand, ShellWord } from './shell.js';

/** An `apt-get install` or `apt install`. */
export interface AptInstall {
  /** The packages named, as words; `./file.deb`, `name=version` and `name/suite` included. */
  readonly packages: readonly ShellWord[];
  /** The option words. */
  readonly options: readonly ShellWord[];
  /** Some package is named by an expansion, so that not all are known. */
  readonly hasVariables: boolean;
}

/** Options of apt-get whose value is a word of its own (apt-get(8)). */
export const APT_VALUED_OPTIONS: readonly string[] = [
  '-o',
  '--option',
  '-t',
  '--target-release',
  '--default-release',
  '-c',
  '--config-file',
  '-a',
  '--host-architecture',
];

/** The sub-command of an apt or apt-get command: `install`, `update`; undefined for other commands. */
export function aptSubcommand(command: ShellCommand): string | undefined {
  return readApt(command)?.operands[0]?.value;
}

/** Reads an install of apt, apt-get or aptitude; undefined for every other command. */
export function aptInstall(command: ShellCommand): AptInstall | undefined {
  const apt = readApt(command);
  const [subcommand, ...packages] = apt?.operands ?? [];
  if (apt === undefined || subcommand?.value !== 'install') return undefined;
  return {
    packages: packages.filter((word) => word.literal),
    options: apt.options,
    hasVariables: packages.some((word) => !word.literal),
  };
}

function readApt(
  command: ShellCommand,
): { readonly operands: readonly ShellWord[]; readonly options: readonly ShellWord[] } | undefined {
  const resolved = resolveCommand(command);
  if (resolved?.name !== 'apt-get' && resolved?.name !== 'apt' && resolved?.name !== 'aptitude') {
    return undefined;
  }
  const operands: ShellWord[] = [];
  const options: ShellWord[] = [];
  for (let index = 0; index < resolved.arguments.length; index += 1) {
    const word = resolved.arguments[index];
    if (word === undefined) break;
    if (!word.value.startsWith('-')) operands.push(word);
    else {
      options.push(word);
      if (APT_VALUED_OPTIONS.includes(word.value)) index += 1;
    }
  }
  return { operands, options };
}
