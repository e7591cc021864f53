import { endState } from '../../stage-commands.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import type { BuildPlan, Ecosystem } from '../../site.js';
import { folderCopyRole } from '../common/copies.js';
import { commandRole } from './commands.js';
import { outputsOf } from './outputs.js';
import { plan } from './plan.js';
import { findProject } from './project.js';

/** Go: the program is built in the full image and copied alone, with the files that it reads, into Debian slim. */
export const go: Ecosystem = {
  images: ['golang'],
  copiesFolder: () => false,
  buildTools:
    /^(?:ca-certificates|curl|git|git-lfs|gnupg|jq|openssh-client|protobuf-compiler|unzip|wget)$/,
  commandRole,
  copyRole: folderCopyRole,
  worth: () => undefined,
  plan,
  resolve,
};

function resolve(command: ShellCommand, { site, builds }: BuildPlan): 'known' | 'unknown' {
  const project = findProject(site, builds);
  const outputs = 'kind' in project ? [] : outputsOf(site, builds, project);
  const resolved = resolveCommand(command);
  if (resolved === undefined || 'kind' in outputs) return 'unknown';
  const workdir = endState(site)?.workdir;
  const path = resolved.word.value;
  const known = outputs.some((output) =>
    path.includes('/')
      ? output.path === joinPath(workdir, path)
      : output.path.endsWith(`/${path}`) &&
        /^\/go\/bin\/|^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/.test(output.path),
  );
  return known ? 'known' : 'unknown';
}
