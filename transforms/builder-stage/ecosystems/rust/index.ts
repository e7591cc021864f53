import { readLocalCopy } from '../../../../src/context/copied-files.js';
import { readRustSources } from '../../../../src/context/rust-sources.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { buildSteps, optionOf, type BuildStep } from '../common/build-steps.js';
import { isWithin } from '../../commands.js';
import { distributionBase } from '../common/final-base.js';
import { ownerOfFolder } from '../../roles.js';
import { CARGO_BIN, findProject, isOfBuild, readBuild } from './build.js';
import { crateNeeds } from './crates.js';
import { doubtsOf, installedTool, linkedPackages, refusalOf } from './needs.js';
import { programFolder, startCommands, startedInFolder, volumeAmong } from '../common/started.js';
import {
  placeOf,
  refuse,
  type Artefact,
  type BuildPlan,
  type CommandRole,
  type Ecosystem,
  type Refusal,
  type Role,
  type Site,
  type Split,
} from '../../site.js';

const CHANGES = /^(?:cat|chmod|cp|echo|install|ln|mkdir|mv|printf|rm|rmdir|sed|tee|touch)$/;
const VERBS =
  /^(?:b|build|bench|c|check|clean|clippy|fetch|fmt|generate-lockfile|install|metadata|rustc|t|test|tree|update|vendor)$/;

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

/** What the context brings into the program's folder comes to the final stage again where the program may read it. */
function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  const folder = programFolder(site);
  const { destination } = readLocalCopy(instruction, site.states[instruction.index]) ?? {};
  if (instruction.index > lastBuild.index) return 'final';
  if (folder === undefined || !isWithin(destination, folder)) return 'both';
  return readsFolder(site, folder) ? 'both' : 'build';
}

/** Whether the program may read files of the folder that the context brings there. */
export function readsFolder(site: Site, folder: string): boolean {
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

/** Why the image needs the toolchain itself. */
export function runsCargo({ site, roles }: BuildPlan): Refusal | undefined {
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
