import { placeOf } from '../../../../src/dockerfile/place.js';
import { folderCopyRole } from '../common/copies.js';
import { aptInstall } from '../../../../src/dockerfile/apt.js';
import { instructionCommands } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { packagesInSlim } from '../../../../src/knowledge/base-images.js';
import { finalBase, slimTag } from '../common/slim-twin.js';
import { isWithin } from '../../folders.js';
import { buildCommands, commandRole, globalBuildCommands, LAUNCHERS, words } from './commands.js';
import { sourcesOfBuild } from './front-end.js';
import { mayCompile, nativeNeeds } from './natives.js';
import { compilerCaches, standalone } from './next.js';
import { findProject, packageOfCommand, scriptCommands, type FoundProject } from './project.js';
import { fetchedManager, mayBeStarted } from './programs.js';
import { plugAndPlay, pruning, type Pruning } from './pruning.js';
import { scanNodeSources } from './sources.js';
import { classifyPackages } from '../../packages.js';
import { ownerOfFolder } from '../../owners.js';
import {
  refuse,
  type BuildPlan,
  type CommandRole,
  type Doubt,
  type Ecosystem,
  type Refusal,
  type Site,
  type Split,
} from '../../site.js';
import { commandsOf, aptPackages } from '../../stage-commands.js';
import { volumeAmong } from '../common/started.js';

/** Packages that keep a browser or another download outside of the program's folder. */
const HOME_DOWNLOADS: ReadonlySet<string> = new Set(
  'cypress electron playwright puppeteer'.split(' '),
);

/** Node: the build runs in the full image; the folder is copied without what only development needs. */
export const node: Ecosystem = {
  images: ['node'],
  copiesFolder: () => true,
  buildTools: /^$/,
  commandRole: roleOf,
  copyRole: folderCopyRole,
  worth,
  plan,
  resolve,
};

/** Tools that only builds use stay in the builder. */
function roleOf(
  command: ShellCommand,
  _instruction: Instruction,
  site: Site,
): CommandRole | undefined {
  const commands = globalBuildCommands(command);
  return commands !== undefined && !mayBeStarted(site, commands) ? 'build' : commandRole(command);
}

function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  if (classifyPackages(aptPackages(site, builds)).build.length > 0) return undefined;
  if (buildCommands(site, builds).length > 0) return undefined;
  return refuse(
    'nothing-built',
    'The file installs packages and builds nothing, so that a builder stage would leave nothing behind.',
  );
}

function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds, roles } = buildPlan;
  const found = findProject(site);
  if ('kind' in found) return found;
  const { project, manifests, folder } = found;
  const plugged = plugAndPlay(site, project);
  if (plugged !== undefined) return plugged;
  for (const instruction of builds) {
    const workdir = site.states[instruction.index]?.workdir;
    const commands = commandsOf(instruction, site);
    const onlyApt = commands.every(
      (command) => aptInstall(command) !== undefined || commandRole(command) !== 'build',
    );
    if (!onlyApt && !isWithin(workdir, folder)) {
      return refuse(
        'outside-folder',
        `${placeOf(instruction)} builds outside of ${folder}, and what it leaves there would be lost.`,
        instruction,
      );
    }
  }
  const volume = volumeAmong(
    site,
    [folder],
    `a part of ${folder} as a volume, whose contents COPY would treat in another way`,
  );
  if (volume !== undefined) return volume;
  const outside = buildCommands(site, builds)
    .flatMap((command) => scriptCommands(command, found) ?? [command])
    .flatMap((command) => command.arguments)
    .find(
      ({ value }) =>
        /(?:^|=)\.\.\//.test(value) || (/(?:^|=)\//.test(value) && !value.includes(folder)),
    );
  if (outside !== undefined) {
    return refuse(
      'outside-folder',
      `The build uses ${outside.value}, outside of ${folder}, and what it may write there would be lost.`,
    );
  }
  const owner = ownerOfFolder(buildPlan, folder);
  if (typeof owner === 'object') return owner;

  const sources = scanNodeSources(site.context, project.folder, sourcesOfBuild(buildPlan, found));
  const slim = slimTag(site);
  const base = finalBase(site, slim);
  const prune = pruning(buildPlan, found, sources);
  const alone = standalone(buildPlan, found);
  const caches = alone === undefined ? compilerCaches(buildPlan, found) : [];
  const home = manifests
    .flatMap(({ dependencies }) => [...dependencies.keys()])
    .find((name) => HOME_DOWNLOADS.has(name));
  if (home !== undefined) {
    return refuse(
      'outside-folder',
      `${home} keeps what it downloads in the home folder, outside of ${folder}, where it would be lost.`,
    );
  }
  const left = classifyPackages(aptPackages(site, builds)).build;
  const staysWhole = alone === undefined && prune.line === undefined && caches.length === 0;
  if (slim === undefined && staysWhole && left.length === 0) {
    return refuse(
      'nothing-won',
      `${/slim|alpine/.test(site.tag ?? '') ? `${site.written} is a small base already` : `The base ${site.written} has no slim twin that is known`}, and ${prune.why}, so that the split would leave nothing behind.`,
    );
  }
  const slimBaseKnows =
    site.suite !== undefined && packagesInSlim('node', site.suite) !== undefined;
  if (slim !== undefined && slimBaseKnows && staysWhole && !mayCompile(buildPlan, found)) {
    return refuse(
      'nothing-won',
      `No package is compiled, and all of them stay in the image (${prune.why}), so that a split would win no more than the slim base does; slim-base makes this image smaller.`,
    );
  }
  const needs = slim === undefined ? { packages: [], doubts: [] } : nativeNeeds(site, found);
  const doubts: Doubt[] = [...needs.doubts];
  if (slim !== undefined && sources.programsUnknown.length > 0) {
    doubts.push({
      reason: 'program-unknown',
      message: `${sources.programsUnknown[0] ?? 'A source'} runs programs whose names are computed, and the slim image may lack them.`,
    });
  }
  const manager = fetchedManager(buildPlan);
  const last = site.states[buildPlan.lastBuild.index]?.workdir;
  const replaced = site.stage.instructions.find(({ index }) => roles.get(index) === 'replaced');
  const workdirAtCopy = replaced === undefined ? last : site.states[replaced.index]?.workdir;
  const isThere = workdirAtCopy === folder;
  const removed = caches.map((path) => (last === folder ? path : `${folder}/${path}`));
  const builderLines =
    alone === undefined
      ? [
          ...(prune.run === undefined ? [] : [prune.run]),
          ...(removed.length === 0 ? [] : [`RUN rm -rf ${removed.join(' ')}`]),
        ]
      : [];
  return {
    kind: 'split',
    finalBase: base,
    artefacts:
      alone === undefined
        ? [{ from: folder, to: isThere ? './' : folder, owner }]
        : alone.paths.map((path) => ({
            from: path,
            to: isThere ? path.replace(folder, '.') : path,
            owner,
          })),
    linesBefore: new Map(),
    builderLines,
    finalLines: manager === undefined ? [] : [`RUN ${manager} --version`],
    packages: needs.packages,
    // npm writes its lock file anew, and may write it in another way.
    leftBehind:
      alone === undefined
        ? [
            ...(prune.line === undefined
              ? []
              : [`${folder}/node_modules`, `${folder}/package-lock.json`]),
            ...caches.map((path) => `${folder}/${path}`),
          ]
        : [folder],
    programs: slim === undefined ? [] : sources.programs,
    doubts,
    notes: [
      `The build stays in ${site.written}; ${alone?.paths.join(' and ') ?? folder} ${alone?.paths.length === 2 ? 'are' : 'is'} copied from there into ${base}${left.length > 0 ? `, which goes without ${left.join(', ')}` : ''}`,
      ...(manager === undefined
        ? []
        : [`${manager} is started there once, so that corepack has it when the image starts`]),
      ...(alone === undefined
        ? [...notesOnPackages(prune, manifests), ...notesOnCaches(removed)]
        : ['The server of Next that the image starts has all that it reads in that folder']),
    ],
  };
}

function notesOnPackages(prune: Pruning, manifests: FoundProject['manifests']): readonly string[] {
  if (prune.line !== undefined) {
    return [`devDependencies are removed with “${prune.line}” before the copy`];
  }
  return manifests.every(({ devDependencies }) => devDependencies.size === 0)
    ? []
    : [`devDependencies are kept, because ${prune.why}`];
}

function notesOnCaches(removed: readonly string[]): readonly string[] {
  return removed.length === 0
    ? []
    : [`What Next keeps for its next build is removed (${removed.join(', ')})`];
}

function resolve(
  command: ShellCommand,
  buildPlan: BuildPlan,
): 'known' | 'unknown' | readonly ShellCommand[] {
  const found = findProject(buildPlan.site);
  const { name, words: rest } = words(command);
  if (name === undefined || 'kind' in found) return 'unknown';
  const scripts = scriptCommands(command, found);
  if (scripts !== undefined) return scripts;
  if (LAUNCHERS.has(name)) {
    const program = name === 'npx' ? rest.find((word) => !word.startsWith('-')) : undefined;
    return program === undefined || isPackage(program, found) ? 'known' : 'unknown';
  }
  if (isPackage(name, found) || isGlobal(name, buildPlan)) return 'known';
  return 'unknown';
}

function isPackage(name: string, { project, manifests }: FoundProject): boolean {
  const mapped = packageOfCommand(name);
  return (
    manifests.some(
      ({ dependencies, devDependencies }) =>
        dependencies.has(mapped) || devDependencies.has(mapped),
    ) || (project.lockedPackages ?? []).some(({ binaries }) => binaries?.includes(name) === true)
  );
}

/** Whether a package that the image installs globally has the command's name (`pm2-runtime` of pm2). */
function isGlobal(name: string, { site, roles }: BuildPlan): boolean {
  return site.stage.instructions.some((instruction) => {
    const state = site.states[instruction.index];
    if (
      instruction.keyword !== 'RUN' ||
      state === undefined ||
      roles.get(instruction.index) === 'build'
    )
      return false;
    return instructionCommands(instruction, state).commands.some((command) => {
      if (commandRole(command) !== 'tool') return false;
      return words(command).words.some((word) => {
        const installed = word.replace(/^(@?[^@]+)@.*$/, '$1').replace(/^@[^/]+\//, '');
        return name === installed || name.startsWith(`${installed}-`);
      });
    });
  });
}
