import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { refuse, type BuildPlan, type Refusal, type Site } from '../../site.js';
import { commandsOf } from '../../stage-commands.js';

/** Whether a RUN has a command with such a name. */
export function runsOneOf(names: RegExp, instruction: Instruction, site: Site): boolean {
  return (
    instruction.keyword === 'RUN' &&
    commandsOf(instruction, site).some((command) => names.test(resolveCommand(command)?.name ?? ''))
  );
}

/**
 * Why the final stage needs the tools of the build: one of its own instructions runs one. Undefined where none does.
 * @param names names of the tools
 * @param message says so, given the instruction and the tool
 */
export function runsCompiler(
  { site, roles }: BuildPlan,
  names: RegExp,
  message: (instruction: Instruction, tool: string) => string,
): Refusal | undefined {
  for (const instruction of site.stage.instructions) {
    if (roles.get(instruction.index) === 'build') continue;
    const tool = commandsOf(instruction, site)
      .map((command) => resolveCommand(command)?.name ?? '')
      .find((name) => names.test(name));
    if (tool !== undefined) return refuse('runs-compiler', message(instruction, tool), instruction);
  }
  return undefined;
}
