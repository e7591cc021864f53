import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { buildsJava, readJavaPackage } from '../../../../src/knowledge/java-packages.js';
import { refuse, type BuildPlan, type Ecosystem, type Refusal, type Site } from '../../site.js';
import { endState, aptPackages } from '../../stage-commands.js';
import { isDistribution, javaBase } from './base.js';
import { commandRole, copyRole, compiles } from './commands.js';
import { plan } from './plan.js';
import { isJava } from './starts.js';

/** Java: the program is built with the JDK and copied, with the files that it reads, beside a JRE of the same release. */
export const java: Ecosystem = {
  images: [
    'amazoncorretto',
    'debian',
    'eclipse-temurin',
    'gradle',
    'java',
    'maven',
    'openjdk',
    'ubuntu',
  ],
  builds: buildsHere,
  copiesFolder: () => false,
  buildTools: /^$/,
  isCompiler,
  commandRole,
  copyRole,
  worth,
  plan,
  resolve,
};

function isCompiler(name: string): boolean {
  return readJavaPackage(name) !== undefined || buildsJava(name);
}

/** Distributions serve for everything: there a JDK has to be installed, and used. */
function buildsHere(site: Site): boolean {
  if (!isDistribution(site.image)) return true;
  const { instructions } = site.stage;
  return (
    aptPackages(site, instructions).some(isCompiler) &&
    instructions.some((instruction) => compiles(instruction, site))
  );
}

function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  return builds.some((instruction) => compiles(instruction, site))
    ? undefined
    : refuse(
        'nothing-built',
        'The file compiles nothing, so that a builder stage would leave nothing behind; an image with a JRE is enough.',
      );
}

function resolve(command: ShellCommand, plan: BuildPlan): 'known' | 'unknown' {
  const { site, builds } = plan;
  const name = resolveCommand(command)?.name;
  if (isJava(command) || name === 'keytool') return 'known';
  const base = javaBase(site, builds, false);
  if ('kind' in base || name === undefined) return 'unknown';
  const path = joinPath(endState(site)?.workdir, resolveCommand(command)?.word.value ?? '');
  const own = contextFileAt(site.context, localCopies(site.stage, site.states), path ?? '');
  return own === undefined && base.hasCommand?.(name) === true ? 'known' : 'unknown';
}
