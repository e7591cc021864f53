import { localSources } from '../../../../src/context/local-sources.js';
import { startedPrograms } from '../../../../src/context/started-programs.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { commandNeed } from '../../../../src/knowledge/base-images.js';
import { COMPILERS } from '../../needs.js';
import { classifyPackages } from '../../packages.js';
import {
  refuse,
  type BuildPlan,
  type Doubt,
  type Refusal,
  type Site,
  type Split,
} from '../../site.js';
import { aptPackages, commandsOf } from '../../stage-commands.js';
import { finalBase, slimTag } from '../common/slim-twin.js';
import { commandNames } from '../common/started-names.js';
import { fixedPaths } from './fixed-paths.js';
import { installedBy } from './installed.js';
import { unprovenInstaller } from './locks.js';
import { nativeNeeds, needOf } from './natives.js';
import { pipWords } from './pip.js';

const VENV = '/opt/venv';

/** Why a split wins nothing; undefined where something is compiled, or installed to compile. */
export function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  if (classifyPackages(aptPackages(site, builds)).build.length > 0) return undefined;
  const installed = installedBy(site, builds);
  if ('kind' in installed) return installed;
  // A slim base has no compiler: what needs one would not have been installed there.
  const canCompile = !/slim|alpine/.test(site.tag ?? '');
  return canCompile &&
    installed.requirements.some(
      (one) => needOf(site, one).kind === 'compiler' || one.versionControl !== undefined,
    )
    ? undefined
    : refuse(
        'nothing-built',
        'No package has to be compiled and no build tool is installed, so that a builder stage would leave nothing behind; slim-base makes this image smaller.',
      );
}

/** The split of a stage whose packages are installed into a virtual environment. */
export function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds } = buildPlan;
  const installed = installedBy(site, builds);
  if ('kind' in installed) return installed;
  const locks = lockInstalls(buildPlan);
  // What installs by a lock file is no part of the environment that ships.
  const first =
    locks[0]?.instruction ??
    builds.find((instruction) =>
      commandsOf(instruction, site).some((command) => pipWords(command)?.[0] === 'install'),
    );
  if (first === undefined)
    return refuse(
      'nothing-built',
      'Nothing is installed with pip, so that a builder stage would have nothing to hand over.',
    );
  if (/^2(?:\.|-|$)/.test(site.tag ?? '')) {
    return refuse(
      'no-virtual-environments',
      `The base ${site.written} is Python 2, which has no virtual environments of its own.`,
    );
  }
  const paths = fixedPaths(site);
  if (paths !== undefined) return paths;
  const slim = slimTag(site);
  const alreadySlim = /slim|alpine/.test(site.tag ?? '');
  if (slim === undefined && !alreadySlim) {
    return refuse(
      'nothing-won',
      `The base ${site.written} has no slim twin that is known, and the compilers are in the base itself.`,
    );
  }
  const { suite } = site;
  if (suite === undefined)
    return refuse(
      'suite-unknown',
      `Which release of Debian ${site.written} is built on is not known, and so are the names of its libraries.`,
    );
  const { build } = classifyPackages(aptPackages(site, builds));
  const natives = nativeNeeds(site, suite, installed.requirements, {
    leavesFull: slim !== undefined,
    headers: build,
  });
  const { programs, computed, commands, windows, compiling } = startedPrograms(
    site.context,
    localSources(site.dockerfile).map(({ path }) => path),
  );
  if (compiling[0] !== undefined) {
    return refuse(
      'runs-compiler',
      `${compiling[0].path} compiles modules when it imports them (pyximport), and the final stage would have no compiler.`,
    );
  }
  const doubts: Doubt[] = [
    ...locks.slice(0, 1).map(({ doubt }) => doubt),
    ...natives.doubts,
    ...(computed[0] !== undefined && slim !== undefined
      ? [
          {
            reason: 'program-unknown',
            message: `${computed[0].path} runs programs whose names are computed, and the slim image may lack them.`,
          },
        ]
      : []),
  ];
  const base = finalBase(site, slim);
  const environment = `ENV PATH=${VENV}/bin:$PATH`;
  // Poetry goes by the variable, all others by the search path.
  const inBuilder =
    locks.length > 0 ? `ENV VIRTUAL_ENV=${VENV} PATH=${VENV}/bin:$PATH` : environment;
  return {
    kind: 'split',
    finalBase: base,
    artefacts: [{ from: VENV, to: VENV }],
    linesBefore: new Map([[first.index, [`RUN python -m venv ${VENV}`, inBuilder]]]),
    builderLines: [],
    leftBehind: [],
    finalLines: [environment],
    packages: [
      ...natives.packages,
      // The slim images leave out the one library that their tkinter links with.
      ...(windows.length > 0 && slim !== undefined ? ['libtk8.6'] : []),
    ],
    programs: [...programs, ...commandNames(commands)]
      .filter(
        ({ name }) =>
          COMPILERS.test(name) ||
          (slim !== undefined &&
            ['install', 'compiler'].includes(commandNeed('python', suite, name).kind)),
      )
      .map(({ name, path }) => ({ name, place: path })),
    doubts: doubts.slice(0, 1),
    notes: [
      `Packages are installed into a virtual environment (${VENV}) in a builder stage, and copied at the same path into ${base}${build.length > 0 ? `, which goes without ${build.join(', ')}` : ''}`,
    ],
  };
}

/** The instructions that install by a lock file, with why that is not proven. */
function lockInstalls({
  site,
  builds,
}: BuildPlan): readonly { readonly instruction: Instruction; readonly doubt: Doubt }[] {
  return builds.flatMap((instruction) =>
    commandsOf(instruction, site).flatMap((command) => {
      const doubt = unprovenInstaller(command);
      return doubt === undefined ? [] : [{ instruction, doubt }];
    }),
  );
}
