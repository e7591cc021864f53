import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import {
  refuse,
  type CommandRole,
  type Ecosystem,
  type Refusal,
  type Role,
  type Site,
} from '../../site.js';
import { folderCopyRole } from '../common/copies.js';
import { switchesApache, compilesBesides } from './apache.js';
import { phpRole } from './commands.js';
import { servesBuild, runsInImage } from './fetchers.js';
import { plan, buildPackages } from './plan.js';

/** PHP: composer and what compiles extensions stay in the builder; there is no slim image, and the base stays the same. */
export const php: Ecosystem = {
  images: ['php'],
  copiesFolder: () => true,
  buildTools: /^$/,
  servesBuild,
  commandRole,
  copyRole: folderCopyRole,
  imageCopyRole,
  worth,
  plan,
  resolve: () => 'unknown',
};

function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  if (switchesApache(command)) return compilesBesides(instruction, site) ? 'neutral' : 'set-up';
  return phpRole(command, instruction);
}

/** Composer out of its own image serves the build, unless the image runs it. */
function imageCopyRole(
  instruction: Instruction,
  site: Site,
  lastBuild: Instruction,
): Role | undefined {
  const from = instruction.flags.find(({ name }) => name === 'from')?.value ?? '';
  const sources = instruction.words.slice(0, -1).map(({ text }) => text);
  const isComposer =
    /^(?:docker\.io\/)?(?:library\/)?composer(?:\/composer)?(?::[\w.-]+)?$/.test(from) &&
    sources.every((source) => /^\/(?:usr\/(?:local\/)?bin\/)?composer$/.test(source));
  if (!isComposer) return undefined;
  if (instruction.index > lastBuild.index) return 'final';
  return runsInImage('composer', site) ? 'both' : 'build';
}

function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  return buildPackages(site, builds).length > 0
    ? undefined
    : refuse(
        'nothing-won',
        `The image of PHP has no slim twin, and no package is installed for the build alone, so that a split would leave no more behind than composer itself.`,
      );
}
