import { lineOf } from '../../src/context/dependency.js';
import { binariesOf, scriptsRunBy } from '../../src/context/node-project.js';
import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { findProject, nodeInstall, type FoundProject } from './node-needs.js';
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
  const found = findProject(input, site, undefined);
  if (found === undefined) return [];
  return scriptNeeds(input, found, scriptsRunBy(command, found.project) ?? [], site, needsOf);
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
