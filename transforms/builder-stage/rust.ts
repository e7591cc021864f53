import { contextFileAt, localCopies, readLocalCopy } from '../../src/context/copied-files.js';
import { readRustProject, type RustProject } from '../../src/context/rust-project.js';
import { readRustSources, type RustSources } from '../../src/context/rust-sources.js';
import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath } from '../../src/dockerfile/state.js';
import {
  packagesInFull,
  packagesInSlim,
  packagesWithCommand,
} from '../../src/knowledge/base-images.js';
import { packagesLinkedAs } from '../../src/knowledge/libraries.js';
import { buildSteps, optionOf, type BuildStep } from './build-steps.js';
import { copiedPaths } from './c-outputs.js';
import { isSystemFolder, isWithin } from './commands.js';
import { distributionBase } from './final-base.js';
import { BUILTINS } from './needs.js';
import { ownerOfFolder } from './roles.js';
import { crateNeeds } from './rust-crates.js';
import { programFolder, startCommands, startedInFolder, volumeAmong } from './started.js';
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
} from './site.js';

const CHANGES = /^(?:cat|chmod|cp|echo|install|ln|mkdir|mv|printf|rm|rmdir|sed|tee|touch)$/;
const VERBS =
  /^(?:b|build|bench|c|check|clean|clippy|fetch|fmt|generate-lockfile|install|metadata|rustc|t|test|tree|update|vendor)$/;
/** Where the image's cargo puts what it installs. */
const CARGO_BIN = '/usr/local/cargo/bin';

/** Rust: the program is built in the full image and copied into Debian slim; what it may read comes from the context again. */
export const rust: Ecosystem = {
  images: ['rust'],
  copiesFolder: false,
  buildTools:
    /^(?:git|lld(?:-\d+)?|libclang-\d+-dev|llvm-\d+(?:-dev)?|mold|protobuf-compiler|unzip)$/,
  commandRole,
  copyRole,
  worth: () => undefined,
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
  if (name === 'cargo') {
    const verb = resolved?.arguments.find(({ value }) => !/^[-+]/.test(value))?.value ?? '';
    return VERBS.test(verb) ? 'build' : undefined;
  }
  if (/^(?:rustc|rustup|rustfmt|strip)$/.test(name)) return 'build';
  if (name === 'nproc') return 'neutral';
  if (!CHANGES.test(name)) return undefined;
  const folder = programFolder(site);
  const step = buildSteps(site, [instruction]).find((one) => one.command === command);
  const places = [
    ...(step?.words ?? []).filter((word) => word?.startsWith('-') !== true),
    ...command.redirects.map(({ target }) => target?.value),
  ].flatMap((word) => (word === undefined ? [] : (joinPath(step?.folder, word) ?? [])));
  // What cargo reads and writes is left behind; all other changes the final stage makes itself.
  return folder !== undefined && places.some((path) => isOfBuild(path, folder))
    ? 'build'
    : undefined;
}

/** Sources, manifests and cargo's own folder. */
function isOfBuild(path: string, folder: string): boolean {
  return (
    isWithin(path, folder) &&
    /^(?:.+\/)?(?:src|target)(?:\/|$)|(?:^|\/)(?:Cargo\.(?:toml|lock)|build\.rs)$/.test(
      path.slice(folder.length + 1),
    )
  );
}

/** What the context brings into the program's folder comes to the final stage again where the program may read it. */
function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  const folder = programFolder(site);
  const { destination } = readLocalCopy(instruction, site.states[instruction.index]) ?? {};
  if (instruction.index > lastBuild.index) return 'final';
  if (folder === undefined || !isWithin(destination, folder)) return 'both';
  return readsFolder(site, folder) ? 'both' : 'build';
}

function readsFolder(site: Site, folder: string): boolean {
  const project = findProject(site, folder);
  const sources = project === undefined ? undefined : readRustSources(site.context, project.folder);
  const { instructions } = site.stage;
  return (
    sources === undefined ||
    sources.readsFiles ||
    sources.hasDependencies ||
    (project?.crates ?? []).length > 0 ||
    // RUNs of the final stage that change files of the folder, and what starts a script of it.
    instructions.some(
      ({ keyword, arguments: { text } }) =>
        (keyword === 'RUN' && /\b(?:chmod|chown|cp|mv|sed|ln)\b/.test(text)) ||
        (/^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword) &&
          wordsOf(text).some((word) => namesFile(site, folder, word))),
    ) ||
    site.input.use.commands.some((text) =>
      wordsOf(text).some((word) => namesFile(site, folder, word)),
    )
  );
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s"',[\]=]+/).filter((word) => word !== '');
}

function namesFile(site: Site, folder: string, word: string): boolean {
  const path = joinPath(folder, word);
  return (
    path !== undefined &&
    (path === folder ||
      (isWithin(path, folder) && site.context.entry(path.slice(folder.length + 1)) !== undefined))
  );
}

/** The project whose Cargo.toml is copied into the program's folder. */
function findProject(site: Site, folder: string): RustProject | undefined {
  const copies = localCopies(site.stage, site.states);
  const path = contextFileAt(site.context, copies, `${folder}/Cargo.toml`);
  return path === undefined
    ? undefined
    : readRustProject(site.context, path.split('/').slice(0, -1).join('/'));
}

interface RustBuild {
  readonly folder: string;
  readonly project: RustProject;
  readonly sources: RustSources;
  readonly steps: readonly BuildStep[];
  /** What the builds leave outside of the folder that cargo writes to. */
  readonly outputs: readonly string[];
}

function readBuild({ site, builds }: BuildPlan): RustBuild | Refusal {
  const folder = programFolder(site);
  if (folder === undefined) {
    return refuse(
      'no-app-folder',
      'The program is built in a folder that the base image uses itself; set a WORKDIR of its own, such as /app.',
    );
  }
  const steps = buildSteps(site, builds);
  if (!steps.some(isCargoBuild)) {
    return refuse(
      'nothing-built',
      'No RUN builds a program with cargo, so that a builder stage would leave nothing behind.',
    );
  }
  const project = findProject(site, folder);
  if (project === undefined) {
    return refuse(
      'manifest-unknown',
      `There is no Cargo.toml that could be read for ${folder}, so that what the program needs is not known.`,
    );
  }
  const sources = readRustSources(site.context, project.folder);
  if (project.crates === undefined && sources.hasDependencies) {
    return refuse(
      'manifest-unknown',
      `There is no Cargo.lock that could be read for ${folder}, so that the crates of the program are not known.`,
    );
  }
  const outputs = outputsOf(site, steps, project, folder);
  return 'kind' in outputs ? outputs : { folder, project, sources, steps, outputs: outputs.paths };
}

function isCargoBuild({ name, words }: BuildStep): boolean {
  const verb = words.find((word) => word !== undefined && !/^[-+]/.test(word)) ?? '';
  return (
    name === 'cargo' &&
    (/^(?:b|build|rustc)$/.test(verb) || (verb === 'install' && words.includes('--path')))
  );
}

/** What `cargo install --path` and copies leave outside of the program's folder, or in it outside of `target`. */
function outputsOf(
  site: Site,
  steps: readonly BuildStep[],
  project: RustProject,
  folder: string,
): { readonly paths: readonly string[] } | Refusal {
  const paths = new Set<string>();
  for (const step of steps) {
    const { name = '', words, instruction } = step;
    if (/^(?:cp|mv|install)$/.test(name)) {
      const copied = copiedPaths(step, '/\0');
      const taken = copied?.filter((path) => !isOfBuild(path, folder));
      if (taken === undefined || taken.some((path) => isSystemFolder(path))) {
        return unknownOutput(instruction);
      }
      for (const path of taken) paths.add(path);
    }
    if (name !== 'cargo' || words[0] !== 'install' || !words.includes('--path')) continue;
    const environment = site.states[instruction.index]?.environment;
    const root =
      optionOf(step, ['--root'])?.value ??
      step.assignments.get('CARGO_INSTALL_ROOT') ??
      environment?.get('CARGO_INSTALL_ROOT');
    const home = environment?.get('CARGO_HOME');
    const bin =
      root === undefined
        ? home === undefined
          ? CARGO_BIN
          : `${home}/bin`
        : joinPath(step.folder, `${root}/bin`);
    const path = optionOf(step, ['--path'])?.value;
    const at = path === undefined ? undefined : joinPath(step.folder, path);
    if (bin === undefined || at === undefined || !isWithin(at, folder)) {
      return unknownOutput(instruction);
    }
    const inner = [project.folder, at.slice(folder.length + 1)]
      .filter((part) => part !== '')
      .join('/');
    const named = words.flatMap((word, index) =>
      words[index - 1] === '--bin' ? (word ?? []) : [],
    );
    const programs = named.length > 0 ? named : readRustSources(site.context, inner).programs;
    if (programs.length === 0) return unknownOutput(instruction);
    for (const program of programs) paths.add(`${bin}/${program}`);
  }
  return { paths: [...paths] };
}

function unknownOutput(instruction: Instruction): Refusal {
  return refuse(
    'output-unknown',
    `Where ${placeOf(instruction)} puts the program can't be told; start it from the folder “target”, or copy it to an absolute path.`,
    instruction,
  );
}

function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, lastBuild } = buildPlan;
  const compiler = runsCargo(buildPlan);
  if (compiler !== undefined) return compiler;
  const build = readBuild(buildPlan);
  if ('kind' in build) return build;
  const { folder, project, sources, steps, outputs } = build;
  const refusal = refusalOf(sources);
  if (refusal !== undefined) return refusal;
  const base = distributionBase(site, true);
  if ('kind' in base) return base;
  const commands = startCommands(buildPlan);
  if (commands === undefined || base.suite === undefined) {
    return refuse('command-unknown', 'What the image starts is a script that can not be read.');
  }
  const inTarget = startedInFolder(buildPlan, folder, commands).filter((path) =>
    isOfBuild(path, folder),
  );
  const targets = steps.flatMap((step) => targetFolder(site, step) ?? []);
  const elsewhere = startedElsewhere(commands, targets);
  const wanted = [...new Set([...outputs, ...inTarget, ...elsewhere])];
  if (wanted.length === 0) {
    return refuse(
      'output-unknown',
      'Which program the image starts can not be told; name it in CMD by its path: target/release/NAME.',
    );
  }
  const tool = installedTool(build, commands, base.suite);
  if (tool !== undefined) return tool;
  const volume = volumeAmong(site, wanted);
  if (volume !== undefined) return volume;
  const owner = ownerOfFolder(buildPlan, folder);
  if (typeof owner === 'object') return owner;
  const user = site.states[lastBuild.index]?.user;
  if (
    !(user === undefined || user === 'root' || user === '0') &&
    wanted.some((path) => !isWithin(path, folder))
  ) {
    return refuse(
      'mixed-owners',
      `${placeOf(lastBuild)} runs as ${user}, and whose files it leaves outside of ${folder} can't be told.`,
      lastBuild,
    );
  }
  const needs = crateNeeds(project.crates ?? [], base.suite);
  const linked = linkedPackages(site, sources);
  if ('kind' in linked) return linked;
  const artefacts = wanted.map((from): Artefact => ({
    from,
    to: from,
    owner: isWithin(from, folder) ? owner : undefined,
  }));
  const again = buildPlan.roles;
  const readsFiles = site.stage.instructions.some(
    (one) =>
      (one.keyword === 'COPY' || one.keyword === 'ADD') &&
      again.get(one.index) === 'both' &&
      isWithin(readLocalCopy(one, site.states[one.index])?.destination, folder),
  );
  return {
    kind: 'split',
    finalBase: base.reference,
    builderTag: base.builderTag,
    artefacts,
    linesBefore: new Map(),
    builderLines: [],
    finalLines: wanted.some((path) => path.startsWith(`${CARGO_BIN}/`))
      ? [`ENV PATH=${CARGO_BIN}:$PATH`]
      : [],
    packages: [...needs.packages, ...linked.packages],
    leftBehind: [],
    programs: sources.programsRun.flatMap((name) =>
      name === undefined ? [] : [{ name, place: 'the program' }],
    ),
    doubts: doubtsOf(steps, sources, needs.unknown),
    notes: [
      `The build stays in ${site.written}; of what is in it, the image that ships gets ${wanted.join(', ')} alone, on ${base.reference}`,
      ...(readsFiles
        ? [
            `What the context brings into ${folder} is copied there again, because which files the program reads can't be told`,
          ]
        : []),
    ],
  };
}

function refusalOf(sources: RustSources): Refusal | undefined {
  if (sources.incomplete) {
    return refuse(
      'sources-unknown',
      'Some of the sources can not be read, so that what the program needs is not known.',
    );
  }
  if (sources.loadsLibraries !== undefined) {
    return refuse(
      'loads-libraries',
      `${sources.loadsLibraries} loads libraries by their names when it runs, and which these are can't be told.`,
    );
  }
  return sources.readsBuildOutput === undefined
    ? undefined
    : refuse(
        'outside-folder',
        `${sources.readsBuildOutput} reads files when it runs that a build script leaves in OUT_DIR, which the final stage would not have.`,
      );
}

function doubtsOf(
  steps: readonly BuildStep[],
  sources: RustSources,
  unknown: readonly string[],
): readonly Doubt[] {
  const target = steps
    .map((step) => optionOf(step, ['--target'])?.value)
    .find((name) => name?.includes('musl') === true);
  return [
    ...(unknown.length === 0
      ? []
      : [
          {
            reason: 'native-package',
            message: `${unknown.slice(0, 4).join(', ')} may need libraries of the system, and which is not known`,
          },
        ]),
    ...(sources.compiles === undefined
      ? []
      : [
          {
            reason: 'native-package',
            message: `${sources.compiles} compiles or looks for libraries, and which of them the program needs is not known`,
          },
        ]),
    ...(target === undefined
      ? []
      : [
          {
            reason: 'target-unproven',
            message: `That programs for ${target} run on the final base was not proven by a build`,
          },
        ]),
    ...(sources.programsRun.includes(undefined)
      ? [
          {
            reason: 'program-unknown',
            message:
              'The program runs others whose names are computed, and the final image may lack them',
          },
        ]
      : []),
  ];
}

/** A folder other than `target` that cargo was told to write to. */
function targetFolder(site: Site, step: BuildStep): string | undefined {
  if (step.name !== 'cargo') return undefined;
  const given =
    optionOf(step, ['--target-dir'])?.value ??
    step.assignments.get('CARGO_TARGET_DIR') ??
    site.states[step.instruction.index]?.environment.get('CARGO_TARGET_DIR');
  return given === undefined ? undefined : joinPath(step.folder, given);
}

function startedElsewhere(
  commands: readonly ShellCommand[],
  targets: readonly string[],
): readonly string[] {
  return commands.flatMap((command) => {
    const word = resolveCommand(command)?.word;
    return word?.literal === true && targets.some((folder) => isWithin(word.value, folder))
      ? [word.value]
      : [];
  });
}

/** The image starts something that another `cargo install` brought. */
function installedTool(
  { outputs, steps }: RustBuild,
  commands: readonly ShellCommand[],
  suite: NonNullable<Site['suite']>,
): Refusal | undefined {
  const installs = steps.some(
    ({ name, words }) => name === 'cargo' && words[0] === 'install' && !words.includes('--path'),
  );
  const other = commands
    .flatMap((command) => {
      const resolved = resolveCommand(command);
      // What is named by its path is no program of cargo's own folder.
      return resolved?.name === undefined || resolved.word.value.includes('/') ? [] : resolved.name;
    })
    .find(
      (name) =>
        !outputs.some((path) => path.endsWith(`/${name}`)) &&
        packagesWithCommand(suite, name).length === 0,
    );
  return installs && other !== undefined && !BUILTINS.has(other)
    ? refuse(
        'command-unknown',
        `The image starts ${other}, which cargo may have installed for the build alone.`,
      )
    : undefined;
}

/** The packages of the libraries that sources of the project name themselves. */
function linkedPackages(
  site: Site,
  sources: RustSources,
): { readonly packages: readonly string[] } | Refusal {
  const { suite } = site;
  const packages = new Set<string>();
  for (const name of sources.linked) {
    const found =
      suite === undefined
        ? []
        : packagesLinkedAs(suite, name).filter(
            (one) => packagesInFull('rust', suite)?.has(one) === true,
          );
    if (found.length === 0) {
      return refuse(
        'library-unknown',
        `The sources link with the library ${name}, and which package has it is not known.`,
      );
    }
    const slim = suite === undefined ? undefined : packagesInSlim('debian', suite);
    for (const one of found) if (slim?.has(one) !== true) packages.add(one);
  }
  return { packages: [...packages] };
}

function runsCargo({ site, roles }: BuildPlan): Refusal | undefined {
  const instruction = site.stage.instructions.find(
    ({ keyword, index, arguments: { text } }) =>
      ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword) &&
      roles.get(index) !== 'build' &&
      /(?:^|[\s"'/])(?:cargo|rustc)(?=[\s"'])/.test(text),
  );
  return instruction === undefined
    ? undefined
    : refuse(
        'runs-compiler',
        `${placeOf(instruction)} runs cargo itself, so that the image needs the whole toolchain; build the program with “cargo build --release” and run target/release/NAME.`,
        instruction,
      );
}

function resolve(command: ShellCommand, buildPlan: BuildPlan): 'known' | 'unknown' {
  const build = readBuild(buildPlan);
  const path = resolveCommand(command)?.word.value;
  if ('kind' in build || path === undefined || path.includes('/')) return 'unknown';
  return build.outputs.some((one) => one.endsWith(`/bin/${path}`) || one.endsWith(`/sbin/${path}`))
    ? 'known'
    : 'unknown';
}
