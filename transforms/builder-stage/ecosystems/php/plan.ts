import { placeOf } from '../../../../src/dockerfile/place.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { readPhpProject, type PhpProject } from '../../../../src/context/php-project.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { appFolder, isWithin } from '../../folders.js';
import { ownerOfFolder } from '../../owners.js';
import { classifyPackages } from '../../packages.js';
import {
  refuse,
  type Artefact,
  type BuildPlan,
  type Doubt,
  type Refusal,
  type Site,
  type Split,
} from '../../site.js';
import { commandsOf, aptPackages } from '../../stage-commands.js';
import { volumeAmong } from '../common/started.js';
import { switchedAgain } from './apache.js';
import { composerVerb, composerWords, makesExtension } from './commands.js';
import { servesBuild, FETCHERS } from './fetchers.js';

/** Where the official images keep extensions and their settings: docker-library/php at 445bf414 (2026-07-30). */
const EXTENSIONS = '/usr/local/lib/php/extensions';

const SETTINGS = '/usr/local/etc/php/conf.d';

/** The packages that only the builder installs. */
export function buildPackages(site: Site, builds: readonly Instruction[]): readonly string[] {
  const { build, runTime } = classifyPackages(aptPackages(site, builds));
  return [...build, ...runTime.filter((name) => servesBuild(name, site))];
}

/** The program's folder and the compiled extensions, on the same image. */
export function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds, lastBuild, roles } = buildPlan;
  const commands = builds.flatMap((instruction) => commandsOf(instruction, site));
  const composes = commands.some((command) => composerVerb(command) !== undefined);
  const compiles = commands.some(makesExtension);
  const fills = site.stage.instructions.some(
    ({ keyword, index }) =>
      (keyword === 'COPY' || keyword === 'ADD') && roles.get(index) === 'build',
  );
  if (!composes && !compiles) {
    return refuse(
      'nothing-built',
      'Nothing is installed with composer and no extension is compiled, so that a builder stage would have nothing to hand over.',
    );
  }
  const artefacts: Artefact[] = compiles
    ? [EXTENSIONS, SETTINGS].map((path) => ({ from: path, to: path }))
    : [];
  const early = compiles ? changedSettings(buildPlan) : undefined;
  if (early !== undefined) return early;
  const doubts: Doubt[] = compiles
    ? [
        {
          reason: 'extensions-unproven',
          message: 'A split that copies compiled extensions of PHP was not proven by a build.',
        },
      ]
    : [];
  if (composes || fills) {
    const folder = appFolder(site);
    if (folder === undefined) {
      return refuse(
        'no-app-folder',
        "The program lies in a folder that the base image uses itself, so that it can't be copied as a whole; set a WORKDIR of its own, such as /app.",
      );
    }
    const project = composes ? projectIn(folder, site) : undefined;
    if (composes && project === undefined) {
      return refuse(
        'manifest-unknown',
        `There is no composer.json that could be read for ${folder}, so that what composer installs is not known.`,
      );
    }
    const refusal = outsideOf(folder, buildPlan);
    if (refusal !== undefined) return refusal;
    const owner = ownerOfFolder(buildPlan, folder);
    if (typeof owner === 'object') return owner;
    const replaced = site.stage.instructions.find(({ index }) => roles.get(index) === 'replaced');
    const at = site.states[(replaced ?? lastBuild).index]?.workdir;
    artefacts.push({ from: folder, to: at === folder ? './' : folder, owner });
    if (project !== undefined) doubts.push(...packageDoubts(project, buildPackages(site, builds)));
  }
  const switched = switchedAgain(buildPlan);
  if ('kind' in switched) return switched;
  const left = buildPackages(site, builds);
  return {
    kind: 'split',
    finalBase: site.written,
    artefacts,
    linesBefore: new Map(),
    builderLines: [],
    finalLines: switched.lines,
    packages: [],
    programs: [],
    leftBehind: [],
    doubts,
    notes: [
      `The build stays in a builder stage, and ${artefacts.map(({ from }) => from).join(' and ')} ${artefacts.length > 1 ? 'are' : 'is'} copied from there into ${site.written}, which goes without ${left.join(', ')}`,
    ],
  };
}

function projectIn(folder: string, site: Site): PhpProject | undefined {
  const path = contextFileAt(
    site.context,
    localCopies(site.stage, site.states),
    `${folder}/composer.json`,
  );
  return path === undefined
    ? undefined
    : readPhpProject(site.context, path.split('/').slice(0, -1).join('/'));
}

/** Packages may run the programs that go: those that say so by their names. */
function packageDoubts(project: PhpProject, left: readonly string[]): readonly Doubt[] {
  const fetchers = left.filter((name) => Object.hasOwn(FETCHERS, name));
  if (fetchers.length === 0) return [];
  const names = project.packages?.filter(({ development }) => development !== true);
  const runs = names?.find(({ name }) => /(?:^composer\/composer$|git|svn|zip|deploy)/.test(name));
  if (names !== undefined && runs === undefined) return [];
  return [
    {
      reason: 'program-unknown',
      message:
        runs === undefined
          ? `There is no composer.lock that tells which packages are installed, and one may run ${fetchers.join(' or ')}.`
          : `${runs.name} may run ${fetchers.join(' or ')}, which the final stage goes without.`,
    },
  ];
}

/** Why the program's folder can't be copied whole: what is built lies elsewhere, or a part of it is a volume. */
function outsideOf(folder: string, { site, builds }: BuildPlan): Refusal | undefined {
  const elsewhere = builds.find((instruction) =>
    commandsOf(instruction, site).some((command) => {
      const words = composerWords(command);
      if (words === undefined) return false;
      const inner = words.find((word) => /^(?:-d|--working-dir)/.test(word));
      const changes = commandsOf(instruction, site).some(({ name }) => name?.value === 'cd');
      return (
        inner !== undefined || changes || !isWithin(site.states[instruction.index]?.workdir, folder)
      );
    }),
  );
  if (elsewhere !== undefined) {
    return refuse(
      'outside-folder',
      `${placeOf(elsewhere)} runs composer in another folder than ${folder}, and what it leaves there would be lost.`,
      elsewhere,
    );
  }
  return volumeAmong(
    site,
    [folder],
    `a part of ${folder} as a volume, whose contents COPY would treat in another way`,
  );
}

/** A RUN that takes settings away before the builder's come, with which they would come back. */
function changedSettings({ site, roles, lastBuild }: BuildPlan): Refusal | undefined {
  const found = site.stage.instructions.find(
    (one) =>
      one.keyword === 'RUN' &&
      one.index < lastBuild.index &&
      roles.get(one.index) !== 'build' &&
      /conf\.d|PHP_INI_DIR\W*\/conf|lib\/php\/extensions/.test(one.arguments.text),
  );
  return found === undefined
    ? undefined
    : refuse(
        'fixed-path',
        `${placeOf(found)} changes the folder of PHP's settings before the builder fills it.`,
        found,
      );
}
