import { placeOf } from '../../../../src/dockerfile/place.js';
import type { GoProject } from '../../../../src/context/go-project.js';
import { packagesInSlim } from '../../../../src/knowledge/base-images.js';
import {
  refuse,
  type BuildPlan,
  type Doubt,
  type Refusal,
  type Site,
  type Split,
} from '../../site.js';
import { commandsOf, endState } from '../../stage-commands.js';
import { runsCompiler } from '../common/compilers.js';
import type { FinalBase } from '../common/final-base.js';
import { computedPrograms } from '../common/sentences.js';

/** The certificates of the system, where Debian and Alpine keep them. */
export const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** What a program asks of the system in which it runs. */
export interface SystemNeeds {
  /** The final base lacks the certificates that it checks. */
  readonly certificates: boolean;
  readonly doubts: readonly Doubt[];
}

/** Packages of Go and of its tools that read the sources of the standard library, or run go. */
const OF_TOOLCHAIN =
  /^(?:go\/(?:build|importer)|golang\.org\/x\/tools\/(?:go\/(?:buildutil|loader|packages)|cmd\/.*|imports))$/;

/** What a program asks of its final base, or why that can't be given. */
export function systemNeeds(
  site: Site,
  project: GoProject,
  { suite }: FinalBase,
): SystemNeeds | Refusal {
  const toolchain = [...project.imports].find((path) => OF_TOOLCHAIN.test(path));
  if (toolchain !== undefined) {
    return refuse(
      'runs-compiler',
      `The program imports ${toolchain}, which reads the sources of Go's own library or runs go, so that the image needs the toolchain.`,
    );
  }
  const finalSlim = suite === undefined ? undefined : packagesInSlim('debian', suite);
  const doubts: Doubt[] = [];
  if (!project.imports.has('time/tzdata') && finalSlim?.has('tzdata') !== true) {
    if (project.loadsTimeZones) {
      return refuse(
        'time-zones',
        'The program looks time zones up by name, and the final image has none; import time/tzdata, or split the file by hand.',
      );
    }
    if (endState(site)?.environment.has('TZ') === true && !installsTimeZones(site)) {
      return refuse(
        'time-zones',
        'ENV sets TZ, and the final image has no time zones; the one that it names would be UTC.',
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
  doubts.push(...computedPrograms(project.programsRun));
  const checks = project.checksCertificates || project.requirements.length > 0;
  return {
    // Alpine's own image has them: apk-tools depends on ca-certificates-bundle.
    certificates: checks && suite !== undefined && finalSlim?.has('ca-certificates') !== true,
    doubts,
  };
}

function installsTimeZones(site: Site): boolean {
  return site.stage.instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap((instruction) => commandsOf(instruction, site))
    .some((command) => command.arguments.some(({ value }) => value === 'tzdata'));
}

/** The programs that the sources run by their names. */
export function programsOf({ programsRun }: GoProject): Split['programs'] {
  return programsRun.flatMap((name) =>
    name === undefined
      ? []
      : [{ name: name.slice(name.lastIndexOf('/') + 1), place: 'the program' }],
  );
}

/** Why the image that runs needs the toolchain itself; undefined where it does not. */
export function runsGo(plan: BuildPlan): Refusal | undefined {
  return runsCompiler(
    plan,
    /^go$/,
    (one) =>
      `${placeOf(one)} runs go itself, so that the image needs the whole toolchain; build the program with “go build” and run that.`,
  );
}
