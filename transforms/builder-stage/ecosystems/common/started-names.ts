import type { StartedCommand, StartedProgram } from '../../../../src/context/started-programs.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import { parseShellText } from '../../../../src/dockerfile/shell.js';

/** The programs that cron, supervisord and the like start. */
export function commandNames(
  commands: readonly StartedCommand[],
): readonly Pick<StartedProgram, 'name' | 'path'>[] {
  return commands.flatMap(({ text, path }) =>
    parseShellText(text, () => ({ start: 0, end: 0 })).commands.flatMap((command) => {
      const name = resolveCommand(command)?.name;
      return name === undefined ? [] : [{ name, path }];
    }),
  );
}
