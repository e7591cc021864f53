import { folderCopyRole } from '../common/copies.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { goOutputs, type GoOutput } from '../../../../src/context/go-builds.js';
import { readGoProject, type GoProject } from '../../../../src/context/go-project.js';
import { instructionCommands, resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { packagesInSlim } from '../../../../src/knowledge/base-images.js';
import { lookUpTag } from '../../../../src/knowledge/image-tags.js';
import { appFolder, isWithin } from '../../commands.js';
import { distributionBase, type FinalBase } from '../common/final-base.js';
import { ownerOfFolder } from '../../roles.js';
import { startsScriptOf, volumeAmong } from '../common/started.js';
import {
  placeOf,
  refuse,
  type Artefact,
  type BuildPlan,
  type CommandRole,
  type Doubt,
  type Ecosystem,
  type Refusal,
  type Site,
  type Split,
} from '../../site.js';

/** Tools that check or generate sources. */
const TOOLS: ReadonlySet<string> = new Set(
  'go gofmt golangci-lint goimports mockgen protoc revive sqlc staticcheck swag templ upx wire'.split(
    ' ',
  ),
);
const FOLDER_COMMANDS: ReadonlySet<string> = new Set([
  'cp',
  'install',
  'ln',
  'mv',
  'sed',
  'tee',
  'touch',
  'cat',
]);
/** Imports that look for configuration or data files by themselves. */
const FILE_READERS =
  /\/(?:viper|koanf(?:\/.*)?|godotenv(?:\/autoload)?|golang-migrate\/.*|goose(?:\/.*)?|packr(?:\/.*)?|pkger|envconfig)(?:\/v\d+)?$/;

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

function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  if (name === undefined) return undefined;
  if (TOOLS.has(name)) return 'build';
  if (name === 'git') return 'build';
  const folder = appFolder(site);
  const workdir = site.states[instruction.index]?.workdir;
  const inFolder = (resolved?.arguments ?? []).some(
    ({ value }) =>
      folder !== undefined && !value.startsWith('-') && isWithin(joinPath(workdir, value), folder),
  );
  if (inFolder && (name === 'chmod' || name === 'rm')) return 'build';
  if (inFolder && FOLDER_COMMANDS.has(name)) {
    return refuse(
      'run-unclassified',
      `${placeOf(instruction)} changes files with ${name}, so that it can't be told where the program ends up; let “go build -o” write it to its place.`,
      instruction,
    );
  }
  return undefined;
}

function findProject(site: Site, builds: readonly Instruction[]): GoProject | Refusal {
  const build = builds.find((instruction) =>
    /\bgo (?:build|install)\b(?![^;&|\n]*@)/.test(instruction.arguments.text),
  );
  const workdir = build === undefined ? undefined : site.states[build.index]?.workdir;
  if (workdir === undefined || appFolder(site) === undefined) {
    return refuse(
      'no-app-folder',
      'The program is built in a folder that the base image uses itself; set a WORKDIR of its own, such as /src.',
    );
  }
  const copies = localCopies(site.stage, site.states);
  const path = contextFileAt(site.context, copies, `${workdir}/go.mod`);
  const project =
    path === undefined
      ? undefined
      : readGoProject(site.context, path.split('/').slice(0, -1).join('/'));
  if (project?.module === undefined) {
    return refuse(
      'manifest-unknown',
      `There is no go.mod that could be read for ${workdir}, so that what the program needs is not known.`,
    );
  }
  return project;
}

function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds, lastBuild } = buildPlan;
  const compiler = runsCompiler(buildPlan);
  if (compiler !== undefined) return compiler;
  const project = findProject(site, builds);
  if ('kind' in project) return project;
  const outputs = outputsOf(site, builds, project);
  if ('kind' in outputs) return outputs;
  if (outputs.length === 0)
    return refuse(
      'output-unknown',
      'No RUN writes a program with “go build”, so that there is nothing to copy.',
    );
  const base = finalBaseOf(
    site,
    outputs.some(({ cgo }) => cgo),
  );
  if ('kind' in base) return base;
  const compiled = runsCompiler(buildPlan);
  if (compiled !== undefined) return compiled;

  const folder = appFolder(site) ?? '/';
  const last = site.states[lastBuild.index]?.workdir;
  const runsIn = site.states[site.stage.instructions.at(-1)?.index ?? -1]?.workdir;
  // Paths of the sources are relative to where the program starts, which is the project's own folder here alone.
  const data = startsScriptOf(buildPlan, folder)
    ? 'folder'
    : runsIn === folder && last === folder
      ? dataOf(project, site)
      : wholeUnlessNothing(dataOf(project, site));
  const wanted = [
    ...new Set([
      ...(data === 'folder' ? [folder] : data.map((name) => `${folder}/${name}`)),
      ...outputs
        .map(({ from }) => from)
        .filter((path) => data !== 'folder' || !isWithin(path, folder)),
    ]),
  ];
  const volume = volumeAmong(site, wanted);
  if (volume !== undefined) return volume;
  const owner = ownerOfFolder(buildPlan, folder);
  if (typeof owner === 'object') return owner;
  const artefacts = wanted.map((from): Artefact => ({
    from,
    to: from === last ? './' : from,
    owner,
  }));
  const finalSlim = base.suite === undefined ? undefined : packagesInSlim('debian', base.suite);
  if (project.checksCertificates || project.requirements.length > 0) {
    if (base.suite !== undefined && finalSlim?.has('ca-certificates') !== true) {
      artefacts.push({ from: '/etc/ssl/certs/ca-certificates.crt', to: '/etc/ssl/certs/' });
    }
  }
  const doubts: Doubt[] = [];
  if (!project.imports.has('time/tzdata') && finalSlim?.has('tzdata') !== true) {
    if (project.loadsTimeZones) {
      return refuse(
        'time-zones',
        'The program looks time zones up by name, and the final image has none; import time/tzdata, or split the file by hand.',
      );
    }
    if (project.requirements.length > 0) {
      doubts.push({
        reason: 'time-zones',
        message:
          "The final image has no time zones, and whether a module looks one up can't be seen",
      });
    }
  }
  if (project.programsRun.some((name) => name === undefined)) {
    doubts.push({
      reason: 'program-unknown',
      message:
        'The program runs others whose names are computed, and the final image may lack them',
    });
  }
  const pathsOfGo = outputs.some(({ path }) => path.startsWith('/go/bin/'));
  return {
    kind: 'split',
    finalBase: base.reference,
    builderTag: base.builderTag,
    artefacts,
    linesBefore: new Map(),
    builderLines: [],
    finalLines: pathsOfGo ? ['ENV PATH=/go/bin:$PATH'] : [],
    packages: [],
    leftBehind: [],
    programs: project.programsRun.flatMap((name) =>
      name === undefined
        ? []
        : [{ name: name.slice(name.lastIndexOf('/') + 1), place: 'the program' }],
    ),
    doubts,
    notes: [
      `The build stays in ${site.written}; of what is in it, the image that ships gets ${wanted.join(', ')} alone, on ${base.reference}`,
      ...(data === 'folder'
        ? [`${folder} is copied as a whole, because which files the program reads can't be told`]
        : []),
    ],
  };
}

function outputsOf(
  site: Site,
  builds: readonly Instruction[],
  project: GoProject,
): readonly GoOutput[] | Refusal {
  const read = goOutputs(builds, site.states, project);
  return read.kind === 'known'
    ? read.outputs
    : refuse(
        'output-unknown',
        `Where ${placeOf(read.instruction)} writes the program can't be told; give “go build -o” an absolute path.`,
        read.instruction,
      );
}

function finalBaseOf(site: Site, cgo: boolean): FinalBase | Refusal {
  if (site.stage.base.kind !== 'image') {
    return refuse('suite-unknown', 'The stage is FROM no image.');
  }
  const alpine = /(?:^|-)alpine(\d+\.\d+)$/.exec(site.tag ?? '')?.[1];
  const prefix = site.written.slice(0, site.written.indexOf('golang'));
  return alpine !== undefined && lookUpTag('alpine', alpine) !== undefined
    ? { reference: `${prefix}alpine:${alpine}`, builderTag: undefined, suite: undefined }
    : distributionBase(site, cgo);
}

function runsCompiler({ site, roles }: BuildPlan): Refusal | undefined {
  for (const instruction of site.stage.instructions) {
    const state = site.states[instruction.index];
    if (state === undefined || roles.get(instruction.index) === 'build') continue;
    const compiler = instructionCommands(instruction, state).commands.find(
      (command) => resolveCommand(command)?.name === 'go',
    );
    if (compiler !== undefined) {
      return refuse(
        'runs-compiler',
        `${placeOf(instruction)} runs go itself, so that the image needs the whole toolchain; build the program with “go build” and run that.`,
        instruction,
      );
    }
  }
  return undefined;
}

/** The names in the program's folder that it reads when it runs; `folder` where they can't be told. */
function dataOf(project: GoProject, site: Site): 'folder' | readonly string[] {
  if (project.incomplete || [...project.imports].some((path) => FILE_READERS.test(path)))
    return 'folder';
  const names = new Set<string>();
  const prefix = project.folder === '' ? '' : `${project.folder}/`;
  for (const { path } of project.fileReads) {
    if (path === undefined) return 'folder';
    if (path.startsWith('/') || path.startsWith('~')) continue;
    if (path.startsWith('..')) return 'folder';
    const first = path.replace(/^\.\//, '').split('/')[0] ?? '';
    if (first === '' || first === '.' || /[*?[]/.test(first)) return 'folder';
    if (site.context.entry(`${prefix}${first}`) !== undefined) names.add(first);
  }
  return [...names];
}

function wholeUnlessNothing(data: 'folder' | readonly string[]): 'folder' | readonly string[] {
  return data.length === 0 ? data : 'folder';
}

function resolve(command: ShellCommand, { site, builds }: BuildPlan): 'known' | 'unknown' {
  const project = findProject(site, builds);
  const outputs = 'kind' in project ? [] : outputsOf(site, builds, project);
  const resolved = resolveCommand(command);
  if (resolved === undefined || 'kind' in outputs) return 'unknown';
  const workdir = site.states[site.stage.instructions.at(-1)?.index ?? -1]?.workdir;
  const path = resolved.word.value;
  const known = outputs.some((output) =>
    path.includes('/')
      ? output.path === joinPath(workdir, path)
      : output.path.endsWith(`/${path}`) &&
        /^\/go\/bin\/|^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/.test(output.path),
  );
  return known ? 'known' : 'unknown';
}
