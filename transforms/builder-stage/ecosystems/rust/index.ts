import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import type { BuildPlan, Ecosystem } from '../../site.js';
import { readBuild } from './build.js';
import { commandRole, copyRole } from './commands.js';
import { plan } from './plan.js';

/** Rust: the program is built in the full image and copied into Debian slim; what it may read comes from the context again. */
export const rust: Ecosystem = {
  images: ['rust'],
  copiesFolder: () => false,
  buildTools:
    /^(?:git|lld(?:-\d+)?|libclang-\d+-dev|llvm-\d+(?:-dev)?|mold|protobuf-compiler|unzip)$/,
  commandRole,
  copyRole,
  worth: () => undefined,
  plan,
  resolve,
};

function resolve(command: ShellCommand, buildPlan: BuildPlan): 'known' | 'unknown' {
  const build = readBuild(buildPlan);
  const path = resolveCommand(command)?.word.value;
  if ('kind' in build || path === undefined || path.includes('/')) return 'unknown';
  return build.outputs.some((one) => one.endsWith(`/bin/${path}`) || one.endsWith(`/sbin/${path}`))
    ? 'known'
    : 'unknown';
}
