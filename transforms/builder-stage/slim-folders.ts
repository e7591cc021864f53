import { aptInstall } from '../../src/dockerfile/apt.js';
import { runScript } from '../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import {
  isDocumentation,
  linksManualPages,
  MANUAL_PAGES,
} from '../../src/knowledge/slim-folders.js';
import { refuse, type BuildPlan, type Refusal, type Split } from './site.js';

/**
 * The folders that the final stage has to make before it installs anything, because its base is slim (hazards B17), or why
 * it can't do without the full one (hazards B18).
 * @param packages what the final stage installs beside the author's own RUNs
 */
export function slimFolders(
  { site, roles }: BuildPlan,
  { finalBase }: Split,
  packages: readonly string[],
): readonly string[] | Refusal {
  if (!finalBase.includes('slim')) return [];
  const kept = site.stage.instructions
    .filter(({ index }) => ['final', 'both'].includes(roles.get(index) ?? ''))
    .flatMap((instruction) => runScript(instruction)?.commands ?? []);
  const installed = [...packages, ...kept.flatMap(installs)];
  const documentation = installed.find(isDocumentation);
  if (documentation !== undefined && !site.written.includes('slim')) {
    return refuse(
      'command-unknown',
      `The package ${documentation} is installed, and slim images leave out documentation, manual pages and what formats them.`,
    );
  }
  return installed.some(linksManualPages) && !kept.some(makesFolder) ? [MANUAL_PAGES] : [];
}

function installs(command: ShellCommand): readonly string[] {
  return (aptInstall(command)?.packages ?? []).map(({ value }) => value);
}

function makesFolder({ name, arguments: words }: ShellCommand): boolean {
  return (
    name?.value === 'mkdir' && words.some(({ value }) => value.replace(/\/$/, '') === MANUAL_PAGES)
  );
}
