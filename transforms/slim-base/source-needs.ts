import type { BuildContext } from '../../src/context/build-context.js';
import { startedPrograms } from '../../src/context/started-programs.js';
import { parseShellText, type ShellCommand } from '../../src/dockerfile/shell.js';
import { startedProgramNeeds } from './command-needs.js';
import { installNeed } from './install-need.js';
import { seenAt, type Need } from './need.js';
import { unknown, type CommandSite } from './site.js';

/**
 * What copied files need: the programs and scripts that sources start, what files of cron, supervisord and Procfile runners name,
 * and the library of Python's windows.
 * @param runsTests something in the stage runs the project's tests, so that what those start counts as well
 * @param needsOf what commands need that run in the container
 */
export function sourceNeeds(
  context: BuildContext,
  paths: readonly string[],
  site: CommandSite,
  runsTests: boolean,
  needsOf: (commands: readonly ShellCommand[]) => readonly Need[],
): readonly Need[] {
  const { programs, computed, commands, windows } = startedPrograms(context, paths);
  const [place] = computed;
  const [window] = windows;
  return [
    ...programs
      .filter(({ isTest }) => runsTests || !isTest)
      .flatMap((program) => seenAt(startedProgramNeeds(program, site), program.path, program.line)),
    ...commands.flatMap(({ text, path, line }) =>
      seenAt(scheduledNeeds(text, path, site, needsOf), path, line),
    ),
    // The slim images of Python leave out the one library that their tkinter links with.
    ...(window !== undefined && site.family === 'python'
      ? seenAt(installNeed('tkinter', ['libtk8.6'], site), window.path, window.line)
      : []),
    ...(place === undefined
      ? []
      : seenAt(
          [
            unknown(
              place.path,
              'program-unknown',
              `${place.path} starts programs whose names are put together when it runs, and the slim image may lack them`,
              site,
            ),
          ],
          place.path,
          place.line,
        )),
  ];
}

/** What a command needs that cron, supervisord or the like starts; there a line may be no command after all. */
function scheduledNeeds(
  text: string,
  path: string,
  site: CommandSite,
  needsOf: (commands: readonly ShellCommand[]) => readonly Need[],
): readonly Need[] {
  const script = parseShellText(text, () => site.instruction.range);
  if (script.error !== undefined) return [];
  return needsOf(script.commands)
    .filter((need) => need.kind !== 'blocked')
    .map((need) => (need.kind === 'install' ? { ...need, what: `${need.what} of ${path}` } : need));
}
