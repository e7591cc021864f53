import type { Instruction } from '../../../../src/dockerfile/model.js';
import { runtimeHasCommand, runtimeOf } from '../../../../src/knowledge/java-images.js';
import { runtimePackage } from '../../../../src/knowledge/java-packages.js';
import { refuse, type Doubt, type Refusal, type Site } from '../../site.js';
import { aptPackages } from '../../stage-commands.js';
import { slimTag, finalBase } from '../common/slim-twin.js';

/** What runs the program in the final stage. */
export interface JavaBase {
  /** As it is written in FROM. */
  readonly reference: string;
  /** Packages that bring Java there. */
  readonly packages: readonly string[];
  readonly doubts: readonly Doubt[];
  /** Whether the base surely has a command; undefined where the tables of Debian's packages tell. */
  readonly hasCommand: ((name: string) => boolean) | undefined;
}

/** Whether Java comes to the image by packages of the distribution. */
export function isDistribution(image: string): boolean {
  return image === 'debian' || image === 'ubuntu';
}

/** The base of the final stage: the JRE of the same Java on the same system. */
export function javaBase(
  site: Site,
  builds: readonly Instruction[],
  draws: boolean,
): JavaBase | Refusal {
  return isDistribution(site.image) ? distributionBase(site, builds, draws) : imageBase(site);
}

function distributionBase(
  site: Site,
  builds: readonly Instruction[],
  draws: boolean,
): JavaBase | Refusal {
  const runtime = runtimePackage(aptPackages(site, builds), draws);
  if (runtime === undefined) {
    return refuse(
      'runtime-unknown',
      'Which release of Java compiles the program can’t be told from the packages that are installed; name one JDK, such as default-jdk-headless.',
    );
  }
  if (site.suite === undefined) {
    return refuse(
      'suite-unknown',
      `Which release of the distribution ${site.written} is can’t be told, and the program needs the same Java to run; name it in the tag.`,
    );
  }
  const doubts: readonly Doubt[] =
    site.image === 'debian'
      ? []
      : [
          {
            reason: 'java-unproven',
            message: 'Splits of Java on Ubuntu were not proven by a build',
          },
        ];
  return {
    reference: finalBase(site, slimTag(site)),
    packages: [runtime],
    doubts,
    hasCommand: undefined,
  };
}

function imageBase(site: Site): JavaBase | Refusal {
  const { base } = site.stage;
  if (base.kind !== 'image' || base.hasVariables || base.reference.digest !== undefined) {
    return refuse(
      'runtime-unknown',
      `Which image has the JRE for ${site.written} can’t be told of a digest or a variable.`,
    );
  }
  const runtime = runtimeOf(site.image, site.tag);
  if (runtime.kind === 'none') {
    return refuse(
      'runtime-unknown',
      `Which image has the JRE for ${site.written} can’t be told: ${runtime.why}.`,
    );
  }
  const { image, tag, isSuccessor } = runtime;
  const prefix = site.written.slice(0, site.written.lastIndexOf(site.image));
  const reference = `${prefix}${image}:${tag}`;
  return {
    reference,
    packages: [],
    doubts: [
      isSuccessor
        ? {
            reason: 'dead-image',
            message: `${site.written} stands on an image that gets no updates any more; ${reference} is the same Java on another system`,
          }
        : {
            reason: 'java-unproven',
            message: `A split of ${site.image} was not proven by a build with the published images`,
          },
    ],
    hasCommand: (name) => runtimeHasCommand(image, tag, name),
  };
}
