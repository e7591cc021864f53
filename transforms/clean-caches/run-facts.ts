import { instructionCommands, runScript, shellMode } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import type { InstructionState } from '../../src/dockerfile/state.js';
import { readInvocation, type Invocation } from './invocation.js';
import { mountedFolders, type MountedFolder } from './mounts.js';
import { scriptShape, type ScriptShape } from './script-shape.js';

/** What is known of a RUN. */
export interface RunFacts {
  readonly instruction: Instruction;
  readonly state: InstructionState;
  /** Undefined where the script can't be edited. */
  readonly shape: ScriptShape | undefined;
  /** Why the script can't be edited; undefined where it can. */
  readonly locked: 'exec-form' | 'heredoc' | 'unreadable-script' | undefined;
  /** All simple commands that can be read, in any form of RUN. */
  readonly commands: readonly ShellCommand[];
  readonly invocations: readonly Invocation[];
  /** Folders that are mounted while it runs. */
  readonly mounts: readonly MountedFolder[];
  /** The text that runs, heredocs included: for what no parser can see (`bash -c "…"`). */
  readonly text: string;
}

/** Reads a RUN. */
export function readRun(instruction: Instruction, state: InstructionState): RunFacts {
  const mode = shellMode(state);
  const script = mode === undefined ? undefined : runScript(instruction);
  const readable = script !== undefined && script.error === undefined ? script : undefined;
  const { commands } = instructionCommands(instruction, state);
  return {
    instruction,
    state,
    shape: readable === undefined || mode === undefined ? undefined : scriptShape(readable, mode),
    locked: lockOf(instruction, readable !== undefined),
    commands,
    invocations: commands.flatMap((command) => readInvocation(command) ?? []),
    mounts: mountedFolders(instruction, state.workdir),
    text: [instruction.arguments.text, ...instruction.heredocs.map(({ content }) => content)].join(
      '\n',
    ),
  };
}

function lockOf(instruction: Instruction, readable: boolean): RunFacts['locked'] {
  if (instruction.execForm !== undefined) return 'exec-form';
  if (instruction.heredocs.length > 0) return 'heredoc';
  return readable ? undefined : 'unreadable-script';
}

/** Places of a command that may not be reached, or whose failure may be meant to be passed over. */
const UNCERTAIN = [
  'background',
  'conditional',
  'function',
  'loop',
  'negated',
  'or-list',
  'substitution',
] as const;

/** Whether a command runs whenever the script gets there. */
export function isCertain(command: ShellCommand): boolean {
  return !UNCERTAIN.some((placement) => command.placement.has(placement));
}

/** Helper scripts of well-known images that install and clean up in one (bitnami/minideb, Kubernetes' debian-base and others). */
const CLEANING_HELPERS: ReadonlySet<string> = new Set([
  'install_packages',
  'install-packages',
  'clean-install',
  'apt-install',
  'apt_install',
  'apt-get-install',
  'install-php-extensions',
]);
const CLEANING_NAME = /(?:^|[_-])(?:clean(?:up)?|cleanup|purge)(?:[_-]|$)/i;

/** Whether a command is a script that, by its name, cleans up (hazards C35). */
export function isCleaningHelper(command: ShellCommand): boolean {
  const words = [command.name, ...command.arguments.slice(0, 1)];
  return words.some((word) => {
    const base = word?.value.slice(word.value.lastIndexOf('/') + 1) ?? '';
    const name = base.replace(/\.(?:sh|bash)$/, '');
    if (word === command.name && CLEANING_HELPERS.has(name)) return true;
    return (
      (word === command.name
        ? base !== name || word?.value.includes('/') === true
        : base !== name) && CLEANING_NAME.test(name)
    );
  });
}
