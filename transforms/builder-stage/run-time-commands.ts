import { placeOf } from '../../src/dockerfile/place.js';
import { copiedScripts } from '../../src/context/copied-scripts.js';
import { instructionCommands } from '../../src/dockerfile/commands.js';
import { parseShellText, type ShellCommand } from '../../src/dockerfile/shell.js';
import { configOf } from '../../src/knowledge/base-config.js';
import { refuse, type BuildPlan, type Refusal } from './site.js';

/** A command that runs in the final stage, and where it was seen. */
export interface RunTimeCommand {
  readonly command: ShellCommand;
  readonly place: string;
}

/** What php's images of servers start where the file names no command. */
const SERVERS = /^(?:apache2-foreground|php-fpm)$/;

/** The commands that run in the final stage: of its own instructions, the scripts that these run, and compose files. */
export function runTimeCommands(
  plan: BuildPlan,
  sameBase: boolean,
): { readonly commands: readonly RunTimeCommand[] } | Refusal {
  const { site } = plan;
  const commands: RunTimeCommand[] = [];
  const scripts = copiedScripts(site.stage, site.states, site.context) ?? [];
  // With the same base, what it starts by itself is started as before.
  let starts = sameBase && SERVERS.test(configOf(site.image, site.tag)?.command?.[0] ?? '');
  for (const instruction of site.stage.instructions) {
    const state = site.states[instruction.index];
    const role = plan.roles.get(instruction.index);
    if (state === undefined || role === 'build' || role === 'replaced') continue;
    if (instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT') starts = true;
    const read = instructionCommands(instruction, state);
    const place = placeOf(instruction);
    if (read.opaque !== undefined) {
      return refuse(
        'command-unknown',
        `What ${place} runs can't be read: ${read.opaque}.`,
        instruction,
      );
    }
    // What CMD says with an ENTRYPOINT may be arguments alone; a first word that is an option is no command.
    commands.push(
      ...read.commands
        .filter(({ name }) => name?.value.startsWith('-') !== true)
        .map((command) => ({ command, place })),
    );
    for (const script of scripts.filter((one) => one.instruction === instruction)) {
      if (
        script.opaque !== undefined &&
        /^(?:sh|bash|dash|ash|ksh|zsh)$/.test(script.interpreter)
      ) {
        return refuse(
          'command-unknown',
          `What ${script.contextPath} runs can't be read: ${script.opaque}.`,
          instruction,
        );
      }
      const interpreter = parseShellText(script.interpreter, () => instruction.range).commands;
      commands.push(
        ...[...interpreter, ...script.commands].map((command) => ({
          command,
          place: script.contextPath,
        })),
      );
    }
  }
  if (!starts) {
    return refuse(
      'no-command',
      'The file has neither CMD nor ENTRYPOINT, so that it is not known what its image is for.',
    );
  }
  for (const text of site.input.use.commands) {
    const parsed = parseShellText(text, () => site.stage.from.range);
    if (parsed.error !== undefined || text.includes('\uE000')) continue;
    commands.push(
      ...parsed.commands.map((command) => ({
        command,
        place: `“${text}”, which the repository runs in this image,`,
      })),
    );
  }
  return { commands: argumentsOfEntrypoint(plan, commands) };
}

/** With an exec-form ENTRYPOINT that is no launcher of a command, CMD is arguments, and no command at all. */
function argumentsOfEntrypoint(
  plan: BuildPlan,
  commands: readonly RunTimeCommand[],
): readonly RunTimeCommand[] {
  const entrypoint = plan.site.stage.instructions.findLast(
    ({ keyword }) => keyword === 'ENTRYPOINT',
  );
  const command = plan.site.stage.instructions.findLast(({ keyword }) => keyword === 'CMD');
  const words = entrypoint?.execForm;
  if (words === undefined || command === undefined) return commands;
  const scripts = copiedScripts(plan.site.stage, plan.site.states, plan.site.context) ?? [];
  const launches =
    /(?:^|\/)(?:tini|dumb-init|sh|bash|docker-entrypoint\.sh|catatonit)$/.test(words[0] ?? '') ||
    scripts.some(({ instruction, text }) => instruction === entrypoint && text.includes('$@'));
  return launches ? commands : commands.filter(({ place }) => place !== placeOf(command));
}
