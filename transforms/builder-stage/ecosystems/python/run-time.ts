import { copiedScripts } from '../../../../src/context/copied-scripts.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../../../../src/dockerfile/shell.js';
import type { Site } from '../../site.js';
import { commandsOf } from '../../stage-commands.js';

/** A command that the image runs, and the instruction that starts it. */
export interface StartedCommand {
  readonly command: ShellCommand;
  readonly instruction: Instruction;
}

/** The commands that the image runs: of CMD, ENTRYPOINT and HEALTHCHECK, of the scripts that these start, and of the repository. */
export function startedCommands(site: Site): readonly StartedCommand[] {
  const { stage, states, context } = site;
  const starts = stage.instructions.filter(({ keyword }) =>
    ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword),
  );
  const last = stage.instructions.at(-1) ?? stage.from;
  return [
    ...starts.flatMap((instruction) =>
      commandsOf(instruction, site).map((command) => ({ command, instruction })),
    ),
    ...(copiedScripts(stage, states, context) ?? [])
      .filter(({ instruction }) => starts.includes(instruction))
      .flatMap(({ commands, instruction }) =>
        commands.map((command) => ({ command, instruction })),
      ),
    ...site.input.use.commands.flatMap((text) =>
      parseShellText(text, () => stage.from.range).commands.map((command) => ({
        command,
        instruction: last,
      })),
    ),
  ];
}

/** Whether the image runs a program by its name. */
export function runsInImage(name: string, site: Site): boolean {
  return startedCommands(site).some(({ command }) => resolveCommand(command)?.name === name);
}

/** Options of `uv run`, `poetry run` and `pipenv run` that leave the command and its environment as they are. */
const PLAIN_OPTION =
  /^(?:--frozen|--locked|--no-sync|--no-dev|--no-default-groups|--all-extras|--all-groups|--offline|--quiet|-q|--no-cache|-n|--no-progress|--)$/;
const PLAIN_VALUED: ReadonlySet<string> = new Set(['--extra', '--group', '--env-file']);

/**
 * The command that an installer starts in its environment: `gunicorn app` of `uv run gunicorn app`. Undefined for other commands, and
 * where options change the environment.
 */
export function commandInEnvironment(command: ShellCommand): ShellCommand | undefined {
  const resolved = resolveCommand(command);
  const [verb, ...words] = resolved?.arguments ?? [];
  if (!/^(?:uv|poetry|pipenv)$/.test(resolved?.name ?? '') || verb?.value !== 'run') {
    return undefined;
  }
  let index = 0;
  for (; words[index]?.value.startsWith('-') === true; index += 1) {
    const option = words[index]?.value ?? '';
    if (PLAIN_VALUED.has(option)) index += 1;
    else if (!PLAIN_OPTION.test(option)) return undefined;
  }
  const [name, ...rest] = words.slice(index);
  return name === undefined ? undefined : { ...command, name, arguments: rest };
}
