import { copiedScripts } from '../../../../src/context/copied-scripts.js';
import { instructionCommands } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../../../../src/dockerfile/shell.js';
import { words } from './commands.js';
import { findProject, scriptCommands, type FoundProject } from './project.js';
import { scanNodeSources } from './sources.js';
import type { BuildPlan, Site } from '../../site.js';
import { commandsOf } from '../../stage-commands.js';

/**
 * What instructions run, with the scripts that were copied, the scripts of package.json that these run, and the commands by which the
 * repository starts the image.
 */
export function startedCommands(
  site: Site,
  found: FoundProject,
  instructions: readonly Instruction[],
): readonly ShellCommand[] {
  const own = instructions.flatMap((instruction) => commandsOf(instruction, site));
  const scripts = (copiedScripts(site.stage, site.states, site.context) ?? []).filter(
    ({ instruction }) => instructions.includes(instruction),
  );
  const used = site.input.use.commands.flatMap(
    (text) => parseShellText(text, () => site.stage.from.range).commands,
  );
  return [...own, ...used, ...scripts.flatMap(({ commands }) => commands)].flatMap((command) => [
    command,
    ...(scriptCommands(command, found) ?? []),
  ]);
}

/** The program of a command, and all that its words may name: `npx ts-node`, `node -r ts-node/register`, `node --import=tsx`. */
export function namesIn(command: ShellCommand): readonly string[] {
  const { name, words: rest } = words(command);
  return [
    name,
    ...rest.map((word) => /^(?:--\w+=)?((?:@[\w.-]+\/)?[\w.-]+)/.exec(word)?.[1]),
  ].filter((one) => one !== undefined);
}

/** Whether one of some programs may run when the image does: by what starts it, or by the sources. */
export function mayBeStarted(site: Site, names: readonly string[]): boolean {
  const found = findProject(site);
  if ('kind' in found) return true;
  const starting = site.stage.instructions.filter(({ keyword }) =>
    ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword),
  );
  const isNamed = startedCommands(site, found, starting).some((command) =>
    namesIn(command).some((name) => names.includes(name.replace(/^.*\//, ''))),
  );
  if (isNamed) return true;
  const { programs, programsUnknown, incomplete } = scanNodeSources(
    site.context,
    found.project.folder,
  );
  return (
    incomplete || programsUnknown.length > 0 || programs.some(({ name }) => names.includes(name))
  );
}

/**
 * The package manager that corepack fetched in the builder, into the home folder, and that the image starts: the final stage has to fetch
 * it as well, or each start of the image would (hazards S19).
 */
export function fetchedManager({ site, builds }: BuildPlan): string | undefined {
  const commands = site.stage.instructions.flatMap((instruction) => {
    const state = site.states[instruction.index];
    return instruction.keyword === 'RUN' && state !== undefined
      ? instructionCommands(instruction, state).commands
      : [];
  });
  if (!commands.some((command) => words(command).name === 'corepack')) return undefined;
  return builds
    .flatMap((instruction) => commandsOf(instruction, site))
    .flatMap((command) => words(command).name ?? [])
    .find((name) => /^(?:yarn|pnpm)$/.test(name) && mayBeStarted(site, [name]));
}
