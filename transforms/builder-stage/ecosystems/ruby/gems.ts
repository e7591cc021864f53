import { placeOf } from '../../../../src/dockerfile/place.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import {
  isPrecompiled,
  readRubyProject,
  type GemLock,
  type LockedGem,
} from '../../../../src/context/ruby-project.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { lostPackages } from '../../../../src/knowledge/base-images.js';
import { runTimePackages } from '../../../../src/knowledge/libraries.js';
import {
  gemLibraries,
  gemNeed,
  HELPER_GEMS,
  likelyGemLibraries,
} from '../../../../src/knowledge/ruby-gems.js';
import type { Suite } from '../../../../src/knowledge/suites.js';
import { refuse, type Doubt, type Refusal, type Site } from '../../site.js';
import {
  bundleSettings,
  bundleVerb,
  installsBundle,
  installsGems,
  rubyCommands,
} from './commands.js';

/** A Gemfile.lock that an instruction installs, with where it lies. */
export interface InstalledBundle {
  readonly instruction: Instruction;
  readonly lock: GemLock;
  /** Folder of the Gemfile in the context. */
  readonly folder: string;
  /** Absolute path of the lock file in the image. */
  readonly lockPath: string;
}

/** What the builds install. */
export interface InstalledGems {
  readonly bundles: readonly InstalledBundle[];
  /** Names of the gems that are installed by themselves, whose dependencies no lock file tells. */
  readonly named: readonly string[];
}

const GEM_VALUED: ReadonlySet<string> = new Set(
  '-v --version -s --source -p --http-proxy -P --trust-policy --platform -B --build-root --prerelease-version'.split(
    ' ',
  ),
);
/** Gems that need no other one. */
const ALONE: ReadonlySet<string> = new Set(['bundler', 'rake', 'rubygems-update']);

/** What the builds install with bundler and RubyGems. */
export function installedGems(site: Site, builds: readonly Instruction[]): InstalledGems | Refusal {
  const bundles: InstalledBundle[] = [];
  const named: string[] = [];
  for (const instruction of builds) {
    for (const command of rubyCommands(instruction, site)) {
      if (installsGems(command)) {
        const { words } = command;
        for (let index = 1; index < words.length; index += 1) {
          const word = words[index] ?? '';
          if (word === '--') break;
          if (GEM_VALUED.has(word)) index += 1;
          else if (/\.gem$|\/|\$/.test(word)) {
            return refuse(
              'manifest-unknown',
              `What “${word}” in ${placeOf(instruction)} installs can't be told.`,
              instruction,
            );
          } else if (!word.startsWith('-')) named.push(word.replace(/:.*$/, ''));
        }
      } else if (installsBundle(command)) {
        if (bundleVerb(command) === 'update') {
          return refuse(
            'manifest-unknown',
            `${placeOf(instruction)} installs other gems than the lock file holds.`,
            instruction,
          );
        }
        const found = bundleOf(instruction, bundleSettings(command), site);
        if ('kind' in found) return found;
        bundles.push(found);
      }
    }
  }
  return { bundles, named: [...new Set(named)] };
}

function bundleOf(
  instruction: Instruction,
  settings: ReturnType<typeof bundleSettings>,
  site: Site,
): InstalledBundle | Refusal {
  const state = site.states[instruction.index];
  const given =
    settings.find(({ name }) => name === 'gemfile')?.value ??
    state?.environment.get('BUNDLE_GEMFILE');
  const copies = localCopies(site.stage, site.states).filter(
    (copy) => copy.instruction.index < instruction.index,
  );
  for (const name of given === undefined ? ['Gemfile', 'gems.rb'] : [given]) {
    const path = joinPath(state?.workdir, name);
    const source = path === undefined ? undefined : contextFileAt(site.context, copies, path);
    if (path === undefined || source === undefined || !/(?:^|\/)(?:Gemfile|gems\.rb)$/.test(source))
      continue;
    const folder = source.split('/').slice(0, -1).join('/');
    const lockPath = path.replace(/gems\.rb$/, 'gems.locked').replace(/Gemfile$/, 'Gemfile.lock');
    const lock = readRubyProject(site.context, folder)?.lock;
    if (lock === undefined || contextFileAt(site.context, copies, lockPath) === undefined) break;
    return { instruction, lock, folder, lockPath };
  }
  return refuse(
    'manifest-unknown',
    `There is no Gemfile with a Gemfile.lock that could be read for ${placeOf(instruction)}, so that what it installs is not known.`,
    instruction,
  );
}

/** What installed gems need of the final stage. */
export interface GemNeeds {
  readonly packages: readonly string[];
  readonly doubts: readonly Doubt[];
  /** The names of gems that are compiled, or may be. */
  readonly compiled: readonly string[];
}

/**
 * What gems need of a base that has no more than the slim image.
 * @param forced bundler was told to take no compiled gems
 * @param headers the builder has headers of libraries that the final base lacks
 */
export function gemNeeds(
  site: Site,
  { bundles, named }: InstalledGems,
  suite: Suite,
  forced: boolean,
  headers: boolean,
): GemNeeds {
  const packages = new Set<string>();
  const doubts: Doubt[] = [];
  const compiled: string[] = [];
  const add = (names: readonly string[]): void => {
    const lost = lostPackages('ruby', suite, names);
    if (lost === undefined && names.length > 0 && headers) {
      doubts.push(doubt(`${names.join(', ')} may be lost with the full image.`));
    }
    for (const name of headers ? (lost ?? []) : []) packages.add(name);
  };
  const visit = (name: string, gem: LockedGem | undefined, lock: GemLock | undefined): void => {
    if (gem !== undefined && lock !== undefined && !forced && isPrecompiled(gem, lock)) return;
    const linked = gemLibraries(name);
    const need = gemNeed(name);
    if (linked !== undefined) {
      if (linked.compiled) compiled.push(name);
      add(linked.packages.flatMap((one) => runTimePackages(suite, one) ?? [one]));
      return;
    }
    const builds = gem?.requires?.some((one) => HELPER_GEMS.has(one)) === true;
    if (need.kind === 'pure' && !builds) return;
    if (need.kind === 'prebuilt' && !builds) {
      add(need.packages);
      return;
    }
    compiled.push(name);
    if (!headers) return;
    doubts.push(
      doubt(
        need.kind === 'compiler'
          ? `${name} is compiled, and which shared libraries it then needs is not known.`
          : `It is not known whether ${name} is compiled, and which libraries of the full image it then needs.`,
      ),
    );
    // What Debian's own build links with makes the unsafe split most likely right.
    add(likelyGemLibraries(name, suite));
  };
  for (const { lock, folder } of bundles) {
    for (const gem of lock.gems) {
      if (gem.origin.kind === 'local') {
        const path = joinPath(`/${folder}`, gem.origin.path)?.slice(1) ?? '';
        if (site.context.entry(path === '' ? 'ext' : `${path}/ext`) === undefined) continue;
        compiled.push(gem.name);
        doubts.push(doubt(`${gem.name} is a part of the project, and is compiled.`));
      } else visit(gem.name, gem, lock);
    }
  }
  for (const name of named) {
    visit(name, undefined, undefined);
    if (!ALONE.has(name) && headers) {
      doubts.push(doubt(`No lock file tells which gems ${name} needs.`));
    }
  }
  return { packages: [...packages], doubts, compiled };
}

function doubt(message: string): Doubt {
  return { reason: 'native-package', message };
}
