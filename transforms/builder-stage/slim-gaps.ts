import { aptInstall } from '../../src/dockerfile/apt.js';
import { runScript } from '../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { failsWithoutManualPages, isDocumentation } from '../../src/knowledge/slim-gaps.js';
import { archiveUsable } from '../../src/knowledge/suites.js';
import { refuse, type BuildPlan, type Refusal, type Site, type Split } from './site.js';

/**
 * Why the final stage can't do without the folders of manual pages (hazards B17) or the documentation (hazards B18) that slim
 * images leave out; undefined where it can.
 * @param packages what the final stage installs beside the author's own RUNs
 */
export function slimGap(
  { site, roles }: BuildPlan,
  { finalBase, linksManualPages }: Split,
  packages: readonly string[],
): Refusal | undefined {
  if (!finalBase.includes('slim')) return undefined;
  const { instructions } = site.stage;
  const kept = instructions
    .filter(({ index }) => ['final', 'both'].includes(roles.get(index) ?? ''))
    .flatMap(commandsOf);
  const installed = [...packages, ...kept.flatMap(installs)];
  const wasSlim = site.written.includes('slim');
  const documentation = installed.find(isDocumentation);
  if (documentation !== undefined && !wasSlim) {
    return refuse(
      'command-unknown',
      `The package ${documentation} is installed, and slim images leave out documentation, manual pages and what formats them.`,
    );
  }
  const linking = [...(linksManualPages === true ? [] : packages), ...kept.flatMap(installs)].find(
    (name) => failsWithoutManualPages(name, site.suite),
  );
  // What an author installs on the slim image works there, as long as no folder was made for it.
  if (linking === undefined || (wasSlim && !instructions.flatMap(commandsOf).some(makesFolder))) {
    return undefined;
  }
  return refuse(
    'command-unknown',
    `The package ${linking} is installed, which fails on old slim images without the folders of the manual pages.`,
  );
}

function commandsOf(instruction: Parameters<typeof runScript>[0]): readonly ShellCommand[] {
  return runScript(instruction)?.commands ?? [];
}

function installs(command: ShellCommand): readonly string[] {
  return (aptInstall(command)?.packages ?? []).map(({ value }) => value);
}

function makesFolder({ name, arguments: words }: ShellCommand): boolean {
  return name?.value === 'mkdir' && words.some(({ value }) => value.startsWith('/usr/share/man/'));
}

/** Why the packages that the final stage needs can't be installed there; undefined where they can. */
export function archiveEnded(
  { suite, input }: Site,
  packages: readonly string[],
): Refusal | undefined {
  return packages.length === 0 || (suite !== undefined && archiveUsable(suite, input.today))
    ? undefined
    : refuse(
        'archive-ended',
        `The final stage needs ${packages.join(', ')}, and the package archive of its suite is not known, or has ended or moved.`,
      );
}
