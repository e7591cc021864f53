import { lineOf } from '../../src/context/dependency.js';
import { binariesOf, scriptsRunBy } from '../../src/context/node-project.js';
import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { findProject, folderOption, nodeInstall, type FoundProject } from './node-needs.js';
import { unknown, type CommandSite } from './site.js';
import { seenAt, type Need } from './need.js';

/** The scripts of package.json that an install runs for the project itself, in this order. */
const LIFECYCLE: readonly string[] = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
];

/**
 * What the scripts of package.json need that a command runs: `npm run build` and the like, and an install, which runs those of the
 * project itself.
 * @param needsOf what one command needs
 */
export function projectScriptNeeds(
  input: TransformInput,
  command: ShellCommand,
  site: CommandSite,
  needsOf: (command: ShellCommand) => readonly Need[],
): readonly Need[] {
  const resolved = resolveCommand(command);
  if (resolved === undefined || input.context === undefined) return [];
  const install = nodeInstall(resolved, false);
  if (install !== undefined) {
    if (install.packages.length > 0 || !install.withScripts) return [];
    const found = findProject(input, site, install.folder);
    return found === undefined ? [] : scriptNeeds(input, found, LIFECYCLE, site, needsOf);
  }
  if (!/^(?:npm|yarn|yarnpkg|pnpm|bun|node|run-s|run-p|npm-run-all)$/.test(resolved.name ?? '')) {
    return [];
  }
  const elsewhere = withoutFolderOption(command);
  const found = findProject(input, site, elsewhere.folder);
  if (found === undefined) return [];
  const names = scriptsRunBy(elsewhere.command, found.project) ?? [];
  return scriptNeeds(input, found, names, site, needsOf);
}

/** `npm --prefix web run build` is `npm run build` in that folder. */
function withoutFolderOption(command: ShellCommand): {
  readonly command: ShellCommand;
  readonly folder: string | undefined;
} {
  const folder = folderOption(command.arguments.map(({ value }) => value));
  if (folder === undefined) return { command, folder };
  const words = command.arguments.filter(
    ({ value }, index) =>
      !isFolderOption(value) &&
      !/^(?:--prefix|--cwd|--dir|-C)$/.test(command.arguments[index - 1]?.value ?? ''),
  );
  return { command: { ...command, arguments: words }, folder };
}

function isFolderOption(word: string): boolean {
  return /^(?:--prefix|--cwd|--dir|-C)(?:=|$)/.test(word);
}

function scriptNeeds(
  { context }: TransformInput,
  { project, manifest }: FoundProject,
  names: readonly string[],
  site: CommandSite,
  needsOf: (command: ShellCommand) => readonly Need[],
): readonly Need[] {
  const text = context?.read(manifest) ?? '';
  return names.flatMap((name) => {
    const run = binariesOf(project, name);
    if (run === undefined) return [];
    const doubt =
      run.opaque === undefined
        ? []
        : [unknown(`script ${name}`, 'script-unreadable', `${manifest}: ${run.opaque}`, site)];
    return seenAt(
      [...doubt, ...run.commands.flatMap(needsOf)],
      manifest,
      lineOf(text, `"${name}":`),
    );
  });
}
