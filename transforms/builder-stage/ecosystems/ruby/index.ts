import { copiedScripts } from '../../../../src/context/copied-scripts.js';
import { readLocalCopy } from '../../../../src/context/copied-files.js';
import { localSources } from '../../../../src/context/local-sources.js';
import { startedPrograms } from '../../../../src/context/started-programs.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { commandNeed } from '../../../../src/knowledge/base-images.js';
import { appFolder, isWithin } from '../../folders.js';
import { broughtLater } from '../common/copies.js';
import { finalBase, slimTag } from '../common/slim-twin.js';
import { COMPILERS } from '../../needs.js';
import { classifyPackages } from '../../packages.js';
import { aptPackages } from '../../stage-commands.js';
import { commandNames } from '../common/started-names.js';
import { ownerOfFolder, ownerOfUsers } from '../../owners.js';
import {
  bundleSettings,
  installsBundle,
  installsGems,
  makesFiles,
  rubyCommand,
  rubyCommands,
  rubyRole,
  servesInstallAlone,
  type BundleSetting,
} from './commands.js';
import { gemNeeds, installedGems, type InstalledGems } from './gems.js';
import {
  placeOf,
  refuse,
  type Artefact,
  type BuildPlan,
  type Doubt,
  type Ecosystem,
  type Refusal,
  type Role,
  type Site,
  type Split,
} from '../../site.js';
import { volumeAmong } from '../common/started.js';

/** GEM_HOME and BUNDLE_APP_CONFIG of the official images: docker-library/ruby at d55e25ae7 (2026-04-21), Dockerfile.template. */
const GEM_HOME = '/usr/local/bundle';

/** Files that bundler and the managers of scripts read, and that nothing else of a build does. */
const MANIFEST =
  /(?:^|\/)(?:Gemfile(?:\.lock|\*)?|gems\.(?:rb|locked)|\.ruby-version|\.tool-versions|[\w.-]+\.gemspec|package(?:-lock)?\.json|yarn\.lock)$/;

/** Commands whose names are not those of their gems. */
const GEM_OF: Readonly<Record<string, readonly string[]>> = {
  pumactl: ['puma'],
  rackup: ['rackup', 'rack'],
  rails: ['railties'],
  rspec: ['rspec-core'],
  thrust: ['thruster'],
  unicorn_rails: ['unicorn'],
};

/** Ruby: gems are installed in the full image, and the folder of gems is copied at the same path. */
export const ruby: Ecosystem = {
  images: ['ruby'],
  copiesFolder,
  buildTools: /^$/,
  commandRole: rubyRole,
  copyRole,
  worth,
  plan,
  resolve,
};

function runs(site: Site): readonly Instruction[] {
  return site.stage.instructions.filter(({ keyword }) => keyword === 'RUN');
}

/** The settings of bundler that a file makes, by its commands. */
function settingsOf(
  site: Site,
): readonly (BundleSetting & { readonly instruction: Instruction })[] {
  return runs(site).flatMap((instruction) =>
    rubyCommands(instruction, site)
      .flatMap(bundleSettings)
      .map((setting) => ({ ...setting, instruction })),
  );
}

/** Assets, scripts or the gems themselves are made in the program's folder. */
function copiesFolder(site: Site): boolean {
  if (runs(site).some((run) => rubyCommands(run, site).some(makesFiles))) return true;
  const settings = settingsOf(site);
  const path =
    settings.findLast(({ name }) => name === 'path')?.value ??
    environmentOf(site).get('BUNDLE_PATH');
  if (path !== undefined) return !path.startsWith('/') || isInFolder(path, site);
  return (
    settings.some(({ name, value }) => name === 'deployment' && value !== 'false') ||
    environmentOf(site).has('BUNDLE_DEPLOYMENT')
  );
}

function isInFolder(path: string, site: Site): boolean {
  const folder = appFolder(site);
  return folder !== undefined && isWithin(path, folder);
}

/** The environment at the last install. */
function environmentOf(site: Site): ReadonlyMap<string, string | undefined> {
  const last = runs(site).findLast((run) =>
    rubyCommands(run, site).some((command) => installsBundle(command) || installsGems(command)),
  );
  return (last === undefined ? undefined : site.states[last.index]?.environment) ?? new Map();
}

function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  if (instruction.index > lastBuild.index) return 'final';
  const copy = readLocalCopy(instruction, site.states[instruction.index]);
  if (copy === undefined) return 'both';
  if (copiesFolder(site)) {
    const folder = appFolder(site);
    return folder !== undefined && isWithin(copy.destination, folder) ? 'build' : 'both';
  }
  return copy.sources.every((source) => MANIFEST.test(source)) &&
    broughtLater(copy, site, lastBuild)
    ? 'build'
    : 'both';
}

/** Whether bundler was told to take no gems that are compiled already. */
function isForced(site: Site): boolean {
  return (
    environmentOf(site).has('BUNDLE_FORCE_RUBY_PLATFORM') ||
    settingsOf(site).some(({ name }) => /^force[_-]ruby[_-]platform$/.test(name))
  );
}

function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  if (classifyPackages(aptPackages(site, builds)).build.length > 0) return undefined;
  const installed = installedGems(site, builds);
  if ('kind' in installed) return installed;
  const canCompile = !/slim|alpine/.test(site.tag ?? '');
  const compiled =
    !canCompile || site.suite === undefined
      ? []
      : gemNeeds(site, installed, site.suite, isForced(site), true).compiled;
  return compiled.length > 0
    ? undefined
    : refuse(
        'nothing-built',
        'No gem has to be compiled and no build tool is installed, so that a builder stage would leave nothing behind; slim-base makes this image smaller.',
      );
}

function plan(buildPlan: BuildPlan): Split | Refusal {
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

/** What the final stage takes: the folders of gems, the lock file where bundler may have changed it, or the program's folder. */
function artefactsOf(
  buildPlan: BuildPlan,
  { bundles }: InstalledGems,
): { readonly copied: readonly Artefact[] } | Refusal {
  const { site, builds, lastBuild, roles } = buildPlan;
  const folders = gemFolders(site);
  if ('kind' in folders) return folders;
  const whole = copiesFolder(site);
  const folder = appFolder(site);
  if (whole && folder === undefined) {
    return refuse(
      'no-app-folder',
      "Files are made in a folder that the base image uses itself, so that it can't be copied as a whole; set a WORKDIR of its own, such as /app.",
    );
  }
  const copiedFolders = [...folders.paths, ...(whole && folder !== undefined ? [folder] : [])];
  const volume = volumeAmong(
    site,
    copiedFolders,
    'a part of what would be copied as a volume, whose contents COPY would treat in another way',
  );
  if (volume !== undefined) return volume;
  const installers = builds.filter((run) =>
    rubyCommands(run, site).some((command) => installsBundle(command) || installsGems(command)),
  );
  const owner = ownerOfUsers(
    installers.map(({ index }) => site.states[index]?.user ?? 'root'),
    folders.paths.join(' and '),
    site,
  );
  if (typeof owner === 'object') return owner;
  const touched = site.stage.instructions.find(
    (one) =>
      one.keyword === 'RUN' &&
      one.index < lastBuild.index &&
      roles.get(one.index) !== 'build' &&
      folders.paths.some((path) => one.arguments.text.includes(path)),
  );
  if (touched !== undefined) {
    return refuse(
      'fixed-path',
      `${placeOf(touched)} changes the folder of gems before the builder fills it.`,
      touched,
    );
  }
  const copied: Artefact[] = folders.paths.map((path) => ({ from: path, to: path, owner }));
  if (whole && folder !== undefined) {
    const ownerOfAll = ownerOfFolder(buildPlan, folder);
    if (typeof ownerOfAll === 'object') return ownerOfAll;
    const workdir = site.states[lastBuild.index]?.workdir;
    const replaced = site.stage.instructions.find(({ index }) => roles.get(index) === 'replaced');
    const workdirAtCopy = replaced === undefined ? workdir : site.states[replaced.index]?.workdir;
    copied.push({ from: folder, to: workdirAtCopy === folder ? './' : folder, owner: ownerOfAll });
    return { copied };
  }
  for (const { lock, lockPath, instruction } of bundles) {
    // Bundler adds the platform that it runs on to the lock file, and would do so again where the program starts.
    const isComplete = lock.platforms.some((one) => /^(?:ruby|x86_64-linux(?:-gnu)?)$/.test(one));
    const isReplaced = site.stage.instructions.some((one) => {
      const copy = readLocalCopy(one, site.states[one.index]);
      return (
        one.index > instruction.index &&
        copy?.destination !== undefined &&
        isWithin(lockPath, copy.destination)
      );
    });
    if (!isComplete && !isReplaced) copied.push({ from: lockPath, to: lockPath, owner });
  }
  return { copied };
}

/** The folders outside of the program's own in which gems are, without those inside of others. */
function gemFolders(site: Site): { readonly paths: readonly string[] } | Refusal {
  const environment = environmentOf(site);
  const settings = settingsOf(site);
  const last = runs(site).at(-1);
  const workdir = last === undefined ? undefined : site.states[last.index]?.workdir;
  const paths = new Set([GEM_HOME]);
  const given = [
    ...['GEM_HOME', 'BUNDLE_PATH', 'BUNDLE_BIN', 'BUNDLE_APP_CONFIG'].flatMap((name) =>
      environment.has(name) ? [{ name, path: environment.get(name) }] : [],
    ),
    ...settings.flatMap(({ name, value }) =>
      /^(?:path|bin)$/.test(name) ? [{ name, path: value }] : [],
    ),
  ];
  for (const { name, path } of given) {
    const place = path === undefined ? undefined : joinPath(workdir, path);
    if (
      place === undefined ||
      /\$/.test(place) ||
      /^\/(?:|bin|etc|home|lib|opt|root|srv|tmp|usr(?:\/(?:bin|lib|local|share)(?:\/(?:bin|lib|share))?)?|var(?:\/\w+)?)$/.test(
        place,
      )
    ) {
      return refuse(
        'fixed-path',
        `Gems are installed in a place that can't be copied alone (${name} is ${path ?? 'not known'}).`,
      );
    }
    if (copiesFolder(site) && isInFolder(place, site)) continue;
    paths.add(place);
    // A folder of settings or of programs alone may not be there at all.
    const filled = [...paths].some((other) => other !== place && isWithin(place, other));
    if (/BIN|bin|CONFIG/.test(name) && !filled) {
      return refuse(
        'fixed-path',
        `${name} names ${place}, which is none of the folders of gems, and which the build may not make.`,
      );
    }
  }
  return {
    paths: [...paths].filter((path) =>
      [...paths].every((other) => other === path || !isWithin(path, other)),
    ),
  };
}

/**
 * Commands of `bundle config` that the final stage has to repeat: where they do not say `--local`, it depends on the release of bundler
 * whether the setting is kept in the home folder.
 */
function replayedSettings(
  site: Site,
  builds: readonly Instruction[],
): { readonly lines: readonly string[] } | Refusal {
  const lines: string[] = [];
  const last = builds.at(-1);
  for (const setting of settingsOf(site)) {
    const { elsewhere, instruction } = setting;
    if (elsewhere === undefined || servesInstallAlone(setting) || !builds.includes(instruction))
      continue;
    const { start, end } = elsewhere.range;
    const text = site.dockerfile.text.slice(start, end);
    const user = site.states[instruction.index]?.user;
    if (/[$\n]/.test(text) || (last !== undefined && site.states[last.index]?.user !== user)) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} keeps settings of bundler that the final stage can't be given; use “bundle config set --local”.`,
        instruction,
      );
    }
    lines.push(`RUN ${text}`);
  }
  return { lines: [...new Set(lines)] };
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

function resolve(
  command: ShellCommand,
  { site, builds }: BuildPlan,
): 'known' | 'unknown' | readonly ShellCommand[] {
  const read = rubyCommand(command);
  if (read?.name === undefined) return 'unknown';
  const { name } = read;
  if (/^(?:bundle|gem|ruby|irb|rake)$/.test(name)) return 'known';
  const installed = installedGems(site, builds);
  if (!('kind' in installed)) {
    const gems = new Set([
      ...installed.named,
      ...installed.bundles.flatMap(({ lock }) => lock.gems.map((gem) => gem.name)),
    ]);
    const named = Object.hasOwn(GEM_OF, name) ? (GEM_OF[name] ?? []) : [name];
    if (named.some((gem) => gems.has(gem))) return 'known';
  }
  return read.bundled ? [read.command] : 'unknown';
}
