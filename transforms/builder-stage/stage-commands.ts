import { aptInstall } from '../../src/dockerfile/apt.js';
import { instructionCommands } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { endState as stageEnd, type InstructionState } from '../../src/dockerfile/state.js';
import type { Site } from './site.js';

/** The commands of an instruction of the stage; none where they can't be read. */
export function commandsOf(instruction: Instruction, site: Site): readonly ShellCommand[] {
  const state = site.states[instruction.index];
  return state === undefined ? [] : instructionCommands(instruction, state).commands;
}

/** The names of the packages that the RUNs among some instructions install with apt, as they are written. */
export function aptPackages(site: Site, instructions: readonly Instruction[]): readonly string[] {
  return instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap((instruction) => commandsOf(instruction, site))
    .flatMap((command) => (aptInstall(command)?.packages ?? []).map(({ value }) => value));
}

/** Where the stage ends: what is in force for what the image runs. */
export function endState({ stage, states, dockerfile }: Site): InstructionState | undefined {
  return stageEnd(stage, states, dockerfile.escape);
}
