import { placeOf } from '../../../../src/dockerfile/place.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { commandNeedOnDebian } from '../../../../src/knowledge/base-images.js';
import { refuse, type BuildPlan, type Ecosystem, type Refusal, type Site } from '../../site.js';
import { runsOneOf } from '../common/compilers.js';
import { readBuild } from './build.js';
import { COMPILES, commandRole, copyRole } from './commands.js';
import { isInstall } from './install.js';
import { bringsLibraries } from './libraries.js';
import { outputsOf } from './outputs.js';
import { plan } from './plan.js';

/** C and C++: compilers come with the image, or by an install of the file; what they make is copied, with what it reads. */
export const c: Ecosystem = {
  images: ['gcc', 'debian', 'ubuntu', 'buildpack-deps'],
  builds: (site) => site.stage.instructions.some((one) => runsOneOf(COMPILES, one, site)),
  copiesFolder: () => false,
  buildTools: /^(?:binutils|file|gdb|git|gperf|lld(?:-\d+)?|m4|patch|texinfo|unzip)$/,
  commandRole,
  copyRole,
  worth,
  plan,
  resolve,
};

/** Where the RUN that installs the compiler removes it again, nothing is left to win. */
function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  const removes = builds.find(({ arguments: { text } }) =>
    /\bapt(?:-get)?\b[^&|;\n]*\b(?:purge|remove|autoremove|auto-remove)\b/.test(text),
  );
  return removes === undefined || bringsLibraries(site.image)
    ? undefined
    : refuse(
        'nothing-won',
        `${placeOf(removes)} removes the tools of the build again, so that a builder stage would leave little behind.`,
        removes,
      );
}

function resolve(command: ShellCommand, buildPlan: BuildPlan): 'known' | 'unknown' {
  const { site } = buildPlan;
  const build = readBuild(buildPlan);
  if ('kind' in build) return 'unknown';
  const made = outputsOf(build, site.image === 'gcc');
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined || 'kind' in made) return 'unknown';
  const path = resolved.word.value;
  if (path.includes('/')) return 'unknown';
  if (made.paths.some((one) => one.endsWith(`/bin/${path}`) || one.endsWith(`/sbin/${path}`))) {
    return 'known';
  }
  // What the image lacked itself comes from what was installed, as long as PATH leads there.
  const installs = build.steps.some(isInstall);
  const { suite, image } = site;
  return installs &&
    bringsLibraries(image) &&
    suite !== undefined &&
    commandNeedOnDebian(image, suite, path).kind === 'not-in-full'
    ? 'known'
    : 'unknown';
}
