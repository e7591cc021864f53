import type { BuildContext } from '../../src/context/build-context.js';
import { startedPrograms } from '../../src/context/started-programs.js';
import { parseShellText } from '../../src/dockerfile/shell.js';
import { commandNeeds, startedProgramNeeds } from './command-needs.js';
import { installNeed } from './install-need.js';
import type { Need } from './need.js';
import { unknown, type CommandSite } from './site.js';

/** What the copied files need: the programs that sources start, and the libraries of programs that are no sources. */
export function sourceNeeds(
  context: BuildContext,
  paths: readonly string[],
  site: CommandSite,
): readonly Need[] {
  const { programs, computed, commands, windows } = startedPrograms(context, paths);
  const [place] = computed;
  return [
    ...programs.flatMap((program) => startedProgramNeeds(program, site)),
    ...commands.flatMap(({ text, path }) => scheduledNeeds(text, path, site)),
    // The slim images of Python leave out the one library that their tkinter links with.
    ...(windows.length > 0 && site.family === 'python'
      ? installNeed('tkinter', ['libtk8.6'], site)
      : []),
    ...(place === undefined
      ? []
      : [
          unknown(
            place,
            'program-unknown',
            `${place} starts programs whose names are put together when it runs, and the slim image may lack them`,
            site,
          ),
        ]),
  ];
}

/** What a command needs that cron, supervisord or the like starts; there a line may be no command after all. */
function scheduledNeeds(text: string, path: string, site: CommandSite): readonly Need[] {
  const script = parseShellText(text, () => site.instruction.range);
  if (script.error !== undefined) return [];
  return script.commands
    .flatMap((command) => commandNeeds(command, site))
    .filter((need) => need.kind !== 'blocked')
    .map((need) => (need.kind === 'install' ? { ...need, what: `${need.what} of ${path}` } : need));
}
