import { instructionCommands, resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand, ShellWord } from '../../../../src/dockerfile/shell.js';
import { joinPath, knownValues } from '../../../../src/dockerfile/state.js';
import { expandVariables } from '../../../../src/dockerfile/variables.js';
import type { Site } from '../../site.js';

/** A command of a RUN, with the folder in which it runs. */
export interface BuildStep {
  /** Name without its folder; undefined where it is computed. */
  readonly name: string | undefined;
  /** The command word as written: `./configure`. */
  readonly program: string;
  /** Arguments, with ENV and ARG filled in; undefined for one that only a run can tell. */
  readonly words: readonly (string | undefined)[];
  /** Variables set for this command alone. */
  readonly assignments: ReadonlyMap<string, string | undefined>;
  /** Absolute; undefined where it can't be told. */
  readonly folder: string | undefined;
  readonly instruction: Instruction;
  readonly command: ShellCommand;
}

/** The commands of RUNs in order; `cd` moves those that follow it in the same RUN. */
export function buildSteps(site: Site, instructions: readonly Instruction[]): readonly BuildStep[] {
  return instructions.flatMap((instruction) => {
    const state = site.states[instruction.index];
    if (state === undefined) return [];
    const known = knownValues(state.environment);
    const valueOf = (word: ShellWord): string | undefined =>
      word.literal ? word.value : expandVariables(word.value, known);
    let folder = state.workdir ?? '/';
    let isKnown = true;
    const steps: BuildStep[] = [];
    for (const command of instructionCommands(instruction, state).commands) {
      const resolved = resolveCommand(command);
      if (resolved === undefined) {
        // A variable of the shell hides one of the image for what follows.
        for (const { name } of command.assignments) known.delete(name);
        continue;
      }
      if (resolved.name === 'cd') {
        const [target] = resolved.arguments;
        const path = target === undefined ? undefined : valueOf(target);
        const next = path === undefined || path === '-' ? undefined : joinPath(folder, path);
        if (next === undefined) isKnown = false;
        else folder = next;
        continue;
      }
      steps.push({
        name: resolved.name,
        program: resolved.word.value,
        words: resolved.arguments.map(valueOf),
        assignments: new Map(
          command.assignments.map(({ name, value }) => [
            name,
            value === undefined ? '' : valueOf(value),
          ]),
        ),
        // What a subshell or a loop moves comes back, which nobody follows here.
        folder: isKnown ? folder : undefined,
        instruction,
        command,
      });
      if (command.placement.has('subshell') && folder !== (state.workdir ?? '/')) isKnown = false;
    }
    return steps;
  });
}

/** The value of an option that is written `--name=value` or `--name value`; undefined where it is not given. */
export function optionOf(
  { words }: BuildStep,
  names: readonly string[],
): { readonly value: string | undefined } | undefined {
  for (const [index, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return { value: words[index + 1] };
      if (word?.startsWith(`${name}=`) === true) return { value: word.slice(name.length + 1) };
    }
  }
  return undefined;
}
