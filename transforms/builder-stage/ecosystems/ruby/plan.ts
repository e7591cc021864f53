import { placeOf } from '../../../../src/dockerfile/place.js';
import { copiedScripts } from '../../../../src/context/copied-scripts.js';
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
import { aptPackages } from '../../stage-commands.js';
import { finalBase, slimTag } from '../common/slim-twin.js';
import { commandNames } from '../common/started-names.js';
import { artefactsOf } from './artefacts.js';
import { makesFiles, rubyCommands } from './commands.js';
import { gemNeeds, installedGems } from './gems.js';
import { replayedSettings, isForced, runs } from './settings.js';

/** The folder of gems, or the program's with it, on the slim image. */
export function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds } = buildPlan;
  const installed = installedGems(site, builds);
  if ('kind' in installed) return installed;
  if (installed.bundles.length === 0 && installed.named.length === 0) {
    return refuse(
      'nothing-built',
      'No gems are installed, so that a builder stage would have nothing to hand over.',
    );
  }
  const { suite } = site;
  if (suite === undefined) {
    return refuse(
      'suite-unknown',
      `Which release of Debian ${site.written} is built on is not known, and so are the names of its libraries.`,
    );
  }
  const slim = slimTag(site);
  if (slim === undefined && !/slim|alpine/.test(site.tag ?? '')) {
    return refuse(
      'nothing-won',
      `The base ${site.written} has no slim twin that is known, and the compilers are in the base itself.`,
    );
  }
  const later = installsLater(site, builds);
  if (later !== undefined) return later;
  const artefacts = artefactsOf(buildPlan, installed);
  if ('kind' in artefacts) return artefacts;
  const replayed = replayedSettings(site, builds);
  if ('kind' in replayed) return replayed;
  const needs = gemNeeds(site, installed, suite, isForced(site), slim !== undefined);
  const build = classifyPackages(aptPackages(site, builds)).build;
  const base = finalBase(site, slim);
  const { programs, computed, commands } = startedPrograms(
    site.context,
    localSources(site.dockerfile).map(({ path }) => path),
  );
  const doubts: Doubt[] = [
    ...needs.doubts.slice(0, 1),
    ...(computed[0] !== undefined && slim !== undefined
      ? [
          {
            reason: 'program-unknown',
            message: `${computed[0].path} runs programs whose names are computed, and the slim image may lack them.`,
          },
        ]
      : []),
    ...(runs(site).some((run) => rubyCommands(run, site).some(makesFiles))
      ? [
          {
            reason: 'rails-unproven',
            message: 'A split of a program that compiles its assets was not proven by a build.',
          },
        ]
      : []),
  ];
  return {
    kind: 'split',
    finalBase: base,
    artefacts: artefacts.copied,
    linesBefore: new Map(),
    builderLines: [],
    finalLines: replayed.lines,
    packages: needs.packages,
    leftBehind: [],
    programs: [...programs.filter(({ isTest }) => !isTest), ...commandNames(commands)]
      .filter(
        ({ name }) =>
          COMPILERS.test(name) ||
          (slim !== undefined &&
            ['install', 'compiler'].includes(commandNeed('ruby', suite, name).kind)),
      )
      .map(({ name, path }) => ({ name, place: path })),
    doubts,
    notes: [
      `Gems are installed in a builder stage, and ${artefacts.copied.map(({ from }) => from).join(' and ')} ${artefacts.copied.length > 1 ? 'are' : 'is'} copied from there into ${base}${build.length > 0 ? `, which goes without ${build.join(', ')}` : ''}`,
    ],
  };
}

/** Why the image needs its compilers when it starts; undefined where it does not. */
function installsLater(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  const texts = [
    ...site.stage.instructions
      .filter((one) => /^(?:CMD|ENTRYPOINT)$/.test(one.keyword))
      .map((one) => ({
        text: (one.execForm ?? [one.arguments.text]).join(' '),
        place: placeOf(one),
      })),
    ...(copiedScripts(site.stage, site.states, site.context) ?? [])
      .filter(({ instruction }) => !builds.includes(instruction))
      .map(({ text, contextPath }) => ({ text, place: contextPath })),
    ...site.input.use.commands.map((text) => ({ text, place: `“${text}”` })),
  ];
  const found = texts.find(
    ({ text }) =>
      /\b(?:bundler? (?:install|update)|gem install)\b/.test(text) &&
      !/\bbundler? check\b/.test(text),
  );
  return found === undefined
    ? undefined
    : refuse(
        'runs-compiler',
        `${found.place} installs gems when the image starts, which may compile them.`,
      );
}
