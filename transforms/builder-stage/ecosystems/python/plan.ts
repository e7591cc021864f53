import { placeOf } from '../../../../src/dockerfile/place.js';
import { localSources } from '../../../../src/context/local-sources.js';
import { startedPrograms } from '../../../../src/context/started-programs.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { commandNeed } from '../../../../src/knowledge/base-images.js';
import { slimTwin } from '../../../../src/knowledge/image-tags.js';
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
import { distributionBase } from '../common/final-base.js';
import { finalBase, slimTag } from '../common/slim-twin.js';
import { commandNames } from '../common/started-names.js';
import { fixedPaths } from './fixed-paths.js';
import { commandRole } from './commands.js';
import { environmentOf } from './shipped-environment.js';
import type { Install } from './environment.js';
import { installedBy, shippedInstalls } from './installed.js';
import { interpreterRefusal } from './interpreter.js';
import { nativeNeeds, needOf } from './natives.js';
import { runTimeRefusal } from './run-time-installers.js';
import {
  hasSystemPython,
  interpreterPackages,
  servesInstall,
  startsSystemPython,
  systemPythonRefusal,
} from './system-python.js';

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
  const environment = environmentOf(site, builds);
  if (environment.kind === 'refused') return environment;
  if (/^2(?:\.|-|$)/.test(site.tag ?? '')) {
    return refuse(
      'no-virtual-environments',
      `The base ${site.written} is Python 2, which has no virtual environments of its own.`,
    );
  }
  const fixed =
    systemPythonRefusal(site) ??
    (environment.first === undefined ? undefined : startsSystemPython(site)) ??
    fixedPaths(site, environment.first === undefined) ??
    interpreterRefusal(site) ??
    runTimeRefusal(site, builds, environment) ??
    programBetween(buildPlan);
  if (fixed !== undefined) return fixed;
  const base = baseOf(site);
  if ('kind' in base) return base;
  const { leavesFull } = base;
  const { suite } = site;
  if (suite === undefined)
    return refuse(
      'suite-unknown',
      `Which release of Debian ${site.written} is built on is not known, and so are the names of its libraries.`,
    );
  const { build } = classifyPackages(
    aptPackages(site, builds),
    hasSystemPython(site) ? servesInstall : undefined,
  );
  const natives = nativeNeeds(site, suite, installed.requirements, {
    leavesFull,
    headers: build,
  });
  const { programs, computed, commands, windows, compiling, basePython } = startedPrograms(
    site.context,
    localSources(site.dockerfile).map(({ path }) => path),
  );
  if (basePython[0] !== undefined && environment.first !== undefined) {
    return refuse(
      'fixed-path',
      `${basePython[0].path} names the Python of the base by its path, which would not have the packages of a new virtual environment; sys.executable names the one that runs.`,
    );
  }
  if (compiling[0] !== undefined) {
    return refuse(
      'runs-compiler',
      `${compiling[0].path} compiles modules when it imports them (pyximport), and the final stage would have no compiler.`,
    );
  }
  const doubts: Doubt[] = [
    ...unproven(shippedInstalls(site, builds), site),
    ...natives.doubts,
    ...(computed[0] !== undefined && leavesFull
      ? [
          {
            reason: 'program-unknown',
            message: `${computed[0].path} runs programs whose names are computed, and the slim image may lack them.`,
          },
        ]
      : []),
  ];
  const { path, first, owner, lines } = environment;
  const interpreter = interpreterPackages(site, builds);
  const left = build.filter((name) => !interpreter.includes(name));
  return {
    kind: 'split',
    finalBase: base.reference,
    builderTag: base.builderTag,
    artefacts: [{ from: path, to: path, ...(owner !== undefined && { owner }) }],
    linesBefore: first === undefined ? new Map() : new Map([[first.index, lines.builder]]),
    builderLines: [],
    leftBehind: [],
    finalLines: lines.final,
    packages: [
      ...natives.packages,
      ...interpreter,
      // The slim images leave out the one library that their tkinter links with.
      ...(windows.length > 0 && leavesFull ? ['libtk8.6'] : []),
    ],
    programs: [...programs, ...commandNames(commands)]
      .filter(
        ({ name }) =>
          COMPILERS.test(name) ||
          (leavesFull && ['install', 'compiler'].includes(commandNeed('python', suite, name).kind)),
      )
      .map(({ name, path }) => ({ name, place: path })),
    doubts: doubts.slice(0, 1),
    notes: [
      `${first === undefined ? 'The virtual environment' : 'Packages are installed into a virtual environment'} (${path})${first === undefined ? ' is filled' : ''} in a builder stage, and copied at the same path into ${base.reference}${left.length > 0 ? `, which goes without ${left.join(', ')}` : ''}`,
    ],
  };
}

interface Base {
  readonly reference: string;
  readonly builderTag?: string | undefined;
  /** It is the slim twin of a full image, whose own libraries and programs are lost. */
  readonly leavesFull: boolean;
}

function baseOf(site: Site): Base | Refusal {
  if (hasSystemPython(site)) return distributionOf(site);
  const slim = slimTag(site);
  return slim === undefined && !/slim|alpine/.test(site.tag ?? '')
    ? refuse(
        'nothing-won',
        `The base ${site.written} has no slim twin that is known, and the compilers are in the base itself.`,
      )
    : { reference: finalBase(site, slim), leavesFull: slim !== undefined };
}

/** The slim twin of Debian has the same packages; of a tag that moves on, both stages get the suite. */
function distributionOf(site: Site): Base | Refusal {
  const { image, tag } = site;
  const isHeld = tag !== undefined && tag !== 'latest';
  const twin = image === 'debian' && isHeld ? slimTwin('debian', tag) : undefined;
  if (isHeld && (image === 'ubuntu' || tag.includes('slim') || twin?.kind === 'twin')) {
    const slim = twin?.kind === 'twin' && !tag.includes('slim') ? twin.tag : undefined;
    return { reference: finalBase(site, slim), leavesFull: false };
  }
  const base = distributionBase(site, true);
  return 'kind' in base ? base : { ...base, leavesFull: false };
}

/** A program that runs before the last install has its packages there no more: the environment comes behind it. */
function programBetween({ site, builds, lastBuild, roles }: BuildPlan): Refusal | undefined {
  const [first] = shippedInstalls(site, builds);
  const between = site.stage.instructions.find(
    (instruction) =>
      instruction.keyword === 'RUN' &&
      roles.get(instruction.index) === 'both' &&
      instruction.index > (first?.instruction.index ?? 0) &&
      instruction.index < lastBuild.index &&
      commandsOf(instruction, site).some(
        (command) => commandRole(command, instruction, site) === 'set-up',
      ),
  );
  return between === undefined
    ? undefined
    : refuse(
        'run-unclassified',
        `${placeOf(between)} runs a program of Python before ${placeOf(lastBuild)} installs more; move it behind that.`,
        between,
      );
}

/** Installers and systems of which no build is on record. */
function unproven(installs: readonly Install[], site: Site): readonly Doubt[] {
  if (hasSystemPython(site) && site.suite !== 'bookworm') {
    return [
      {
        reason: 'installer-unproven',
        message: `That a virtual environment stands for the Python of ${site.written} was not proven by a build.`,
      },
    ];
  }
  const name = installs.some(({ verb }) => verb === 'uv-pip' || verb === 'uv-sync')
    ? 'uv'
    : (['poetry', 'pipenv'] as const).find((one) =>
        // Pipenv was built with --system.
        installs.some(
          ({ verb, environment }) =>
            verb === one && (one === 'poetry' || environment !== undefined),
        ),
      );
  return name === undefined
    ? []
    : [
        {
          reason: 'installer-unproven',
          message: `That ${name} installs into the virtual environment was not proven by a build.`,
        },
      ];
}
