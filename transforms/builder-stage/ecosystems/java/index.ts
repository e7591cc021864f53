import { contextFileAt, localCopies, readLocalCopy } from '../../../../src/context/copied-files.js';
import { instructionCommands, resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath, type InstructionState } from '../../../../src/dockerfile/state.js';
import { needsJdk } from '../../../../src/knowledge/java-images.js';
import { buildsJava, readJavaPackage } from '../../../../src/knowledge/java-packages.js';
import { buildSteps } from '../common/build-steps.js';
import { appFolder, isWithin } from '../../commands.js';
import { isDistribution, javaBase, type JavaBase } from './base.js';
import { programFiles } from './files.js';
import { isJava } from './starts.js';
import { readJavaSources, type JavaSources } from '../../../../src/context/java-sources.js';
import { copiedPaths } from '../common/context-paths.js';
import { runTimeCommands } from '../../needs.js';
import { ownerOfFolder } from '../../roles.js';
import { withScripts } from '../common/scripts.js';
import { endState, aptPackages } from '../../stage-commands.js';
import { givesFolderRights, strayPath } from '../common/stray-paths.js';
import {
  placeOf,
  refuse,
  type Artefact,
  type BuildPlan,
  type CommandRole,
  type Doubt,
  type Ecosystem,
  type Refusal,
  type Role,
  type Site,
  type Split,
} from '../../site.js';

/** Commands that make a program of sources. */
const BUILDS = /^(?:ant|gradlew?|javac|kotlinc|mvn[wd]?)$/;
/** Commands that look at files, pack them, or fetch sources. */
const HELPS = /^(?:find|git|jar|jarsigner|java|javap|jdeps)$/;
const FILE_COMMANDS = /^(?:cat|chmod|cp|echo|install|ln|mkdir|mv|printf|rm|sed|tee|touch)$/;

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
    instructions.some((instruction) => compiles(instruction, site.states[instruction.index]))
  );
}

function compiles(instruction: Instruction, state: InstructionState | undefined): boolean {
  return (
    instruction.keyword === 'RUN' &&
    state !== undefined &&
    instructionCommands(instruction, state).commands.some((command) =>
      BUILDS.test(resolveCommand(command)?.name ?? ''),
    )
  );
}

function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  if (resolved === undefined || name === undefined) return undefined;
  if (name === 'jlink' || name === 'jpackage' || name === 'native-image') {
    return refuse(
      'runtime-unknown',
      `${placeOf(instruction)} makes a runtime of its own with ${name}, which no JRE takes the place of.`,
      instruction,
    );
  }
  if (BUILDS.test(name) || HELPS.test(name)) return 'build';
  if (!FILE_COMMANDS.test(name)) return undefined;
  const folder = appFolder(site);
  const workdir = site.states[instruction.index]?.workdir;
  if (
    name === 'chmod' &&
    givesFolderRights(
      resolved.arguments.map(({ value }) => value),
      folder,
    )
  ) {
    return 'set-up';
  }
  const written = command.redirects.flatMap(({ operator, target }) =>
    operator.includes('>') && target !== undefined ? [target.value] : [],
  );
  const operands = /^(?:cat|echo|printf)$/.test(name)
    ? written
    : [...resolved.arguments.map(({ value }) => value), ...written];
  const inFolder = operands.some(
    (value) =>
      folder !== undefined && !value.startsWith('-') && isWithin(joinPath(workdir, value), folder),
  );
  return inFolder ? 'build' : undefined;
}

/** Settings of the build tools, which have no use beside a JRE. */
const TOOL_FOLDERS = /^(?:\/root|\/home\/gradle)\/\.(?:gradle|m2)(?:\/|$)|^\/usr\/share\/maven\//;

function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  const folder = appFolder(site);
  const { destination } = readLocalCopy(instruction, site.states[instruction.index]) ?? {};
  if (instruction.index > lastBuild.index) return 'final';
  return (folder !== undefined && isWithin(destination, folder)) ||
    TOOL_FOLDERS.test(destination ?? '')
    ? 'build'
    : 'both';
}

function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  return builds.some((instruction) => compiles(instruction, site.states[instruction.index]))
    ? undefined
    : refuse(
        'nothing-built',
        'The file compiles nothing, so that a builder stage would leave nothing behind; an image with a JRE is enough.',
      );
}

function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds, lastBuild } = buildPlan;
  const folder = appFolder(site);
  if (folder === undefined) {
    return refuse(
      'no-app-folder',
      'The program is built in a folder that the base image uses itself; set a WORKDIR of its own, such as /app.',
    );
  }
  const seen = runTimeCommands(buildPlan, false);
  if ('kind' in seen) return seen;
  for (const { command, place } of seen.commands) {
    const name = resolveCommand(command)?.name ?? '';
    if (needsJdk(name)) {
      return refuse(
        'runs-compiler',
        `${place} runs ${name}, which a JRE can’t, so that the image needs the JDK; build the program in a RUN and run what that makes.`,
      );
    }
  }
  const sources = readJavaSources(site.context, copiedPaths(site));
  const steps = buildSteps(site, builds);
  const fetched = steps.find(
    ({ name, words }) => name === 'git' && /^(?:clone|pull|submodule)$/.test(words[0] ?? ''),
  );
  if (fetched !== undefined || sources.isEmpty) {
    return refuse(
      'sources-unknown',
      `${fetched === undefined ? 'No source of the program is in the build context' : `${placeOf(fetched.instruction)} fetches sources`}, so that what it needs and reads can’t be seen.`,
      fetched?.instruction,
    );
  }
  if (sources.usesJdk !== undefined) {
    return refuse(
      'runs-compiler',
      `${sources.usesJdk} uses the compiler or other tools of the JDK while the program runs.`,
    );
  }
  const base = javaBase(site, builds, sources.draws !== undefined);
  if ('kind' in base) return base;
  const fixed = oldPlaces(buildPlan, base);
  if (fixed !== undefined) return fixed;
  const files = programFiles(buildPlan, seen.commands, sources, folder, steps);
  if ('kind' in files) return files;
  const stray = strayPath(buildPlan, folder, files.paths);
  if (stray !== undefined) return stray;
  const owner = ownerInFinalStage(buildPlan, folder);
  if (typeof owner === 'object') return owner;
  const last = site.states[lastBuild.index]?.workdir;
  const artefacts = files.paths.map((from): Artefact => ({
    from,
    to: from === last ? './' : from.includes('*') ? from.replace(/[^/]*$/, '') : from,
    owner,
  }));
  return withScripts(buildPlan, {
    kind: 'split',
    finalBase: base.reference,
    artefacts,
    linesBefore: new Map(),
    builderLines: [],
    finalLines: [],
    packages: base.packages,
    linksManualPages: base.reference.includes('slim'),
    leftBehind: [],
    programs: sources.programs
      .filter(({ name }) => base.hasCommand?.(name) !== true && name !== 'java')
      .map(({ name, path }) => ({ name, place: path })),
    doubts: [
      ...base.doubts,
      ...doubtsOf({ ...sources, library: sources.library ?? files.library }),
    ],
    notes: [
      `The build stays in ${site.written}; of what is in it, the image that ships gets ${files.paths.join(', ')} alone, on ${base.reference}`,
      ...(files.whole
        ? [`${folder} is copied as a whole, because which files the program reads can’t be told`]
        : []),
    ],
  });
}

/** What could not be told of a program. */
export function doubtsOf(sources: JavaSources): readonly Doubt[] {
  const { library, loadsLibrary, draws, computedProgram } = sources;
  return [
    ...(loadsLibrary === undefined
      ? []
      : [
          {
            reason: 'native-package',
            message: `${loadsLibrary} loads a library of machine code, and what that needs is not known`,
          },
        ]),
    ...(library === undefined
      ? []
      : [
          {
            reason: 'java-library',
            message: `${library} uses classes of others, and what those ask of the image or of a JDK is in class files`,
          },
        ]),
    ...(draws === undefined
      ? []
      : [
          {
            reason: 'native-package',
            message: `${draws} draws, and which fonts and libraries that takes is not known`,
          },
        ]),
    ...(computedProgram === undefined
      ? []
      : [
          {
            reason: 'program-unknown',
            message: `${computedProgram} runs programs whose names are computed, and the final image may lack them`,
          },
        ]),
  ];
}

/** Places of the image with the JDK that the one with the JRE has elsewhere. */
export function oldPlaces({ site, roles }: BuildPlan, base: JavaBase): Refusal | undefined {
  if (base.hasCommand === undefined) return undefined;
  const named = site.stage.instructions.find(
    ({ index, arguments: { text } }) =>
      ['both', 'final'].includes(roles.get(index) ?? '') &&
      /\/usr\/(?:local\/openjdk|java\/|lib\/jvm|share\/maven)|\/docker-java-home|\/jre\/lib\/|\/opt\/gradle/.test(
        text,
      ),
  );
  return named === undefined
    ? undefined
    : refuse(
        'fixed-path',
        `${placeOf(named)} names a folder of ${site.written} that ${base.reference} does not have.`,
        named,
      );
}

/** The user that the images of gradle make, and no other has. */
function ownerInFinalStage(plan: BuildPlan, folder: string): string | undefined | Refusal {
  const { site, roles } = plan;
  if (site.image !== 'gradle') return ownerOfFolder(plan, folder);
  const user = site.stage.instructions.find(
    ({ index, keyword, arguments: { text }, flags }) =>
      ['both', 'final'].includes(roles.get(index) ?? '') &&
      ((keyword === 'USER' && /^gradle\b/.test(text)) ||
        flags.some(({ name, value }) => name === 'chown' && value?.startsWith('gradle') === true)),
  );
  if (user !== undefined) {
    return refuse(
      'user-of-builder',
      `${placeOf(user)} names the user gradle, which the image with the JRE does not have.`,
      user,
    );
  }
  // What runs as root does not ask who a file belongs to; for others a file of gradle is as good as one of root.
  if (/^(?:root|0)?$/.test(endState(site)?.user ?? '')) return undefined;
  const owner = ownerOfFolder(plan, folder);
  return typeof owner === 'string' && owner.startsWith('gradle') ? undefined : owner;
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
