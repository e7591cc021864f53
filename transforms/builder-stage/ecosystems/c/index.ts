import { localCopies, readLocalCopy } from '../../../../src/context/copied-files.js';
import { expandSource } from '../../../../src/context/copy-source.js';
import { readCProject, type CProject } from '../../../../src/context/c-project.js';
import { instructionCommands, resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { commandNeedOnDebian } from '../../../../src/knowledge/base-images.js';
import { slimTwin } from '../../../../src/knowledge/image-tags.js';
import { buildSteps } from '../common/build-steps.js';
import { bringsLibraries, checksCertificates, libraryPackages } from './libraries.js';
import { isInstall } from './install.js';
import { outputsOf, type CBuild } from './outputs.js';
import { dataOf, readsUnknown } from './reads.js';
import { isWithin } from '../../commands.js';
import { distributionBase, type FinalBase } from '../common/final-base.js';
import { programFolder, startCommands, startedInFolder, volumeAmong } from '../common/started.js';
import { ownerOfFolder } from '../../roles.js';
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

/** Programs that compile, link, or make what does so. */
const COMPILES =
  /^(?:(?:g|b)?make|cmake|ninja|samu|meson|gcc|g\+\+|cc|c\+\+|clang(?:\+\+)?|configure)(?:-\d+(?:\.\d+)?)?$/;
/** Programs that serve those. */
const SERVES =
  /^(?:aclocal|ar|as|autoconf|autogen\.sh|autoheader|automake|autoreconf|bison|bootstrap(?:\.sh)?|buildconf(?:\.sh)?|cpp|ctest|flex|ld|ldconfig|libtoolize|lex|objcopy|patch|pkg-config|pkgconf|ranlib|strip|yacc)(?:-\d+(?:\.\d+)?)?$/;
const FETCHES = /^(?:git|svn|hg|wget|curl|conan|vcpkg)$/;
const UNPACKS = /^(?:tar|unzip|bunzip2|gunzip|unxz|7z)$/;
/** Programs that change files, and where they do so decides what they are for. */
const CHANGES = /^(?:cat|chmod|cp|install|ln|mkdir|mv|rm|rmdir|sed|tee|touch)$/;

/** C and C++: compilers come with the image, or by an install of the file; what they make is copied, with what it reads. */
export const c: Ecosystem = {
  images: ['gcc', 'debian', 'ubuntu', 'buildpack-deps'],
  builds: (site) =>
    site.stage.instructions.some((instruction) => {
      const state = site.states[instruction.index];
      return (
        instruction.keyword === 'RUN' &&
        state !== undefined &&
        instructionCommands(instruction, state).commands.some((command) =>
          COMPILES.test(resolveCommand(command)?.name ?? ''),
        )
      );
    }),
  copiesFolder: () => false,
  buildTools: /^(?:binutils|file|gdb|git|gperf|lld(?:-\d+)?|m4|patch|texinfo|unzip)$/,
  commandRole,
  copyRole,
  worth,
  plan,
  resolve,
};

function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  if (name === undefined) return undefined;
  if (COMPILES.test(name) || SERVES.test(name)) return 'build';
  if (/^(?:nproc|getconf|uname|dirname|basename)$/.test(name)) return 'neutral';
  if (FETCHES.test(name) || UNPACKS.test(name)) {
    return refuse(
      'sources-unknown',
      `${placeOf(instruction)} runs ${name}, and what that brings can't be seen; sources have to be in the build context for a split.`,
      instruction,
    );
  }
  if (!CHANGES.test(name)) return undefined;
  const folder = programFolder(site);
  const step = buildSteps(site, [instruction]).find((one) => one.command === command);
  const places = (step?.words ?? []).flatMap((word) =>
    word === undefined || word.startsWith('-') ? [] : (joinPath(step?.folder, word) ?? []),
  );
  const inFolder = folder !== undefined && places.some((path) => isWithin(path, folder));
  // A link needs nothing that it points to, so that the final stage can make it itself.
  if (name === 'ln' && !(places.length > 0 && isWithin(places.at(-1), folder ?? '/'))) {
    return undefined;
  }
  return inFolder ? 'build' : undefined;
}

function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role | Refusal {
  const { destination, sources = [] } =
    readLocalCopy(instruction, site.states[instruction.index]) ?? {};
  if (instruction.index > lastBuild.index) return 'final';
  const archive =
    instruction.keyword === 'ADD'
      ? sources.find((one) => /\.(?:tar|tgz|tbz2?|txz|tar\.\w+)$/.test(one))
      : undefined;
  if (archive !== undefined) {
    return refuse(
      'sources-unknown',
      `${placeOf(instruction)} unpacks ${archive}, and what is in it can't be seen.`,
      instruction,
    );
  }
  const folder = programFolder(site);
  return folder !== undefined && isWithin(destination, folder) ? 'build' : 'both';
}

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

/** Reads the builds of a stage, or says why it can't. */
export function readBuild(buildPlan: BuildPlan): CBuild | Refusal {
  const { site, builds } = buildPlan;
  const folder = programFolder(site);
  if (folder === undefined) {
    return refuse(
      'no-app-folder',
      'The program is built in a folder that the base image uses itself; set a WORKDIR of its own, such as /src.',
    );
  }
  const steps = buildSteps(site, builds);
  if (!steps.some(({ name }) => COMPILES.test(name ?? ''))) {
    return refuse(
      'nothing-built',
      'No RUN compiles anything, so that a builder stage would leave nothing behind.',
    );
  }
  const copied = localCopies(site.stage, site.states)
    .filter(({ instruction }) => instruction.index < buildPlan.lastBuild.index)
    .flatMap(({ sources }) => sources.map((source) => source.replace(/^(?:\.?\/)+|^\.$/g, '')));
  const project = readCProject(site.context, copied);
  const missing = missingSources(site, project, copied);
  if (missing !== undefined) return missing;
  return { site, folder, steps, project };
}

/** Why the sources do not say all that there is to know. */
function missingSources(
  site: Site,
  project: CProject,
  copied: readonly string[],
): Refusal | undefined {
  if (project.languages.size === 0 || project.incomplete) {
    return refuse(
      'sources-unknown',
      project.languages.size === 0
        ? 'No C or C++ source is among the copied files of the build context, so that what the program needs is not known.'
        : 'Some of the sources can not be read, so that what the program needs is not known.',
    );
  }
  const fetching = project.buildFiles.find(
    ({ kind, path, text }) =>
      path.endsWith('.wrap') ||
      (kind === 'cmake' &&
        /\b(?:FetchContent_\w+|ExternalProject_Add|CPMAddPackage|conan_\w+)\s*\(|\bfile\s*\(\s*DOWNLOAD\b/i.test(
          text,
        )) ||
      (kind === 'make' && /^\t.*\b(?:git\s+clone|curl|wget|svn\s+co)\b/m.test(text)),
  );
  if (fetching !== undefined) {
    return refuse(
      'sources-unknown',
      `${fetching.path} fetches sources while it builds, and what is in them can't be seen.`,
    );
  }
  const archive = copied
    .flatMap((source) => (source === '' ? [] : expandSource(site.context, source)))
    .find((path) => /\.(?:a|o)$/.test(path));
  return archive === undefined
    ? undefined
    : refuse(
        'sources-unknown',
        `${archive} was compiled elsewhere, and what it needs can't be seen.`,
      );
}

function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, lastBuild } = buildPlan;
  const build = readBuild(buildPlan);
  if ('kind' in build) return build;
  const { folder, project, steps } = build;
  const compiler = runsCompiler(buildPlan);
  if (compiler !== undefined) return compiler;
  if (project.loadsLibraries !== undefined) {
    return refuse(
      'loads-libraries',
      `${project.loadsLibraries} loads libraries by their names when it runs, and which these are can't be told.`,
    );
  }
  const made = outputsOf(build, site.image === 'gcc');
  if ('kind' in made) return made;
  const base = finalBaseOf(site);
  if ('kind' in base) return base;
  const libraries = libraryPackages(site, project, steps);
  if ('kind' in libraries) return libraries;

  const commands = startCommands(buildPlan);
  const started = startedInFolder(buildPlan, folder, commands ?? []);
  const whole =
    !made.removesFolder && (made.changesFolder || readsUnknown(build, commands, started));
  const data = made.removesFolder ? [] : whole ? [folder] : [...started, ...dataOf(build)];
  const wanted = [...new Set([...made.paths, ...data])].filter(
    (path, _, all) => !all.some((other) => other !== path && isWithin(path, other)),
  );
  if (wanted.length === 0) {
    return refuse(
      'output-unknown',
      'Where the program that runs is built can not be told; name it in CMD by its path, or give the install a prefix of its own.',
    );
  }
  const volume = volumeAmong(site, wanted);
  if (volume !== undefined) return volume;
  const owner = ownerOfFolder(buildPlan, folder);
  if (typeof owner === 'object') return owner;
  const user = site.states[lastBuild.index]?.user;
  const byRoot = user === undefined || user === 'root' || user === '0';
  if (!byRoot && made.paths.some((path) => !isWithin(path, folder))) {
    return refuse(
      'mixed-owners',
      `${placeOf(lastBuild)} runs as ${user}, and whose files it leaves outside of ${folder} can't be told.`,
      lastBuild,
    );
  }
  const last = site.states[lastBuild.index]?.workdir;
  const artefacts = wanted.map((from): Artefact => ({
    from,
    to: from === last ? './' : from,
    owner: isWithin(from, folder) ? owner : undefined,
  }));
  const doubts: Doubt[] = project.programsRun.includes(undefined)
    ? [
        {
          reason: 'program-unknown',
          message:
            'The program runs others whose names are computed, and the final image may lack them',
        },
      ]
    : [];
  return {
    kind: 'split',
    finalBase: base.reference,
    builderTag: base.builderTag,
    artefacts,
    linesBefore: new Map(),
    builderLines: [],
    finalLines: made.registersLibraries && byRoot ? ['RUN ldconfig'] : [],
    packages: [...libraries, ...certificates(buildPlan)],
    leftBehind: [],
    programs: programsOf(project),
    doubts,
    notes: [
      `The build stays in ${site.written}; of what is in it, the image that ships gets ${wanted.join(', ')} alone, on ${base.reference}`,
      ...(whole
        ? [`${folder} is copied as a whole, because which files the program reads can't be told`]
        : []),
    ],
  };
}

/** Why the image needs the tools of the build itself. */
export function runsCompiler({ site, roles }: BuildPlan): Refusal | undefined {
  for (const instruction of site.stage.instructions) {
    const state = site.states[instruction.index];
    if (state === undefined || roles.get(instruction.index) === 'build') continue;
    const compiler = instructionCommands(instruction, state)
      .commands.map((command) => resolveCommand(command)?.name ?? '')
      .find((name) => COMPILES.test(name));
    if (compiler !== undefined) {
      return refuse(
        'runs-compiler',
        `${placeOf(instruction)} runs ${compiler} itself, so that the image needs the tools of the build; build the program in a RUN, and run that.`,
        instruction,
      );
    }
  }
  return undefined;
}

/** Libraries that check certificates come without the system's, which installs with recommended packages bring along. */
export function certificates({ site, builds }: BuildPlan): readonly string[] {
  const text = builds.map(({ arguments: words }) => words.text).join('\n');
  const names = [
    ...text.matchAll(/\blib(?:curl4?|ssl|gnutls\w*|nss3|mbedtls|wolfssl)\b[\w-]*-dev\b/g),
  ].map(([name]) => name.replace(/-dev$/, ''));
  const brought =
    bringsLibraries(site.image) ||
    /\bca-certificates\b/.test(text) ||
    !text.includes('--no-install-recommends');
  return brought && checksCertificates(names) ? ['ca-certificates'] : [];
}

/** The base of a final stage that has the C library of the builder's image. */
export function finalBaseOf(site: Site): FinalBase | Refusal {
  const { image, tag, written, suite } = site;
  if (image === 'ubuntu' || (image === 'debian' && tag?.includes('slim') === true)) {
    return { reference: written, builderTag: undefined, suite };
  }
  if (image !== 'debian') return distributionBase(site, true);
  if (tag === undefined || tag === 'latest') return distributionBase(site, true);
  const twin = suite === undefined ? undefined : slimTwin('debian', tag);
  return twin?.kind === 'twin'
    ? {
        reference: `${written.slice(0, written.length - tag.length)}${twin.tag}`,
        builderTag: undefined,
        suite,
      }
    : refuse(
        'suite-unknown',
        `Which slim image goes with ${written} is not known; name a release in its tag.`,
      );
}

/** The programs that the sources start. */
export function programsOf(project: CProject): Split['programs'] {
  return project.programsRun.flatMap((line) => {
    if (line === undefined) return [];
    return parseShellText(line, () => ({ start: 0, end: 0 })).commands.flatMap((command) => {
      const name = resolveCommand(command)?.name;
      return name === undefined ? [] : [{ name, place: 'the program' }];
    });
  });
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
