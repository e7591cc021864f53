import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { runtimeHasCommand, SDK_IMAGES } from '../../../../src/knowledge/dotnet-images.js';
import { isWithin } from '../../folders.js';
import { refuse, type BuildPlan, type Ecosystem, type Refusal, type Site } from '../../site.js';
import { endState } from '../../stage-commands.js';
import { folderCopyRole } from '../common/copies.js';
import { commandRole } from './commands.js';
import { plan } from './plan.js';
import { publishes } from './publishes.js';

/** .NET: what `dotnet publish` writes is copied beside the runtime of the same release. */
export const dotnet: Ecosystem = {
  images: SDK_IMAGES,
  copiesFolder: () => false,
  buildTools: /^(?:ca-certificates|curl|git|unzip|wget)$/,
  commandRole,
  copyRole: folderCopyRole,
  worth,
  plan,
  resolve,
};

function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  return publishes(site, builds).length > 0
    ? undefined
    : refuse(
        'output-unknown',
        'No RUN publishes the program; let “dotnet publish -c Release -o /app/out” write it, and run what is there.',
      );
}

function resolve(command: ShellCommand, { site, builds }: BuildPlan): 'known' | 'unknown' {
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined) return 'unknown';
  const path = joinPath(endState(site)?.workdir, resolved.word.value) ?? '';
  if (publishes(site, builds).some(({ output }) => isWithin(path, output ?? '\0'))) return 'known';
  const own = contextFileAt(site.context, localCopies(site.stage, site.states), path);
  return own === undefined && runtimeHasCommand(resolved.name) ? 'known' : 'unknown';
}
