import { placeOf } from '../../src/dockerfile/place.js';
import { lineOf } from '../../src/context/dependency.js';
import {
  isPrecompiled,
  readRubyProject,
  type GemLock,
  type LockedGem,
} from '../../src/context/ruby-project.js';
import type { ResolvedCommand } from '../../src/dockerfile/commands.js';
import {
  gemNeed,
  HELPER_GEMS,
  isPublishedCompiled,
  likelyGemLibraries,
} from '../../src/knowledge/ruby-gems.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { contextPathOf, folderOf, pathIn } from './manifests.js';
import { seenAt, type Need } from './need.js';
import {
  checkoutNeeds,
  compiledHere,
  contextAbsent,
  manifestUnknown,
  packageNeeds,
  type InstalledWhere,
  type Linking,
} from './package-need.js';
import { met, unknown, type CommandSite } from './site.js';

/** Debian's builds tell what is likely: upstream's may be built with what they bring themselves. */
const LINKING: Linking = { linked: () => undefined, likely: likelyGemLibraries };

/** Whether a command installs what a Gemfile names. */
export function isBundleInstall({ name, arguments: words }: ResolvedCommand): boolean {
  const first = words.find(({ value }) => !value.startsWith('-'))?.value;
  return name === 'bundle' && (first === undefined || first === 'install');
}

/**
 * What `bundle install` needs of the base. Gems with compiled code are compiled when they are installed, unless the lock file holds
 * them in a form for this platform. Which gems a group of the Gemfile alone wants, a lock file does not say: all of them count.
 */
export function bundleNeeds(
  input: TransformInput,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const { context } = input;
  if (context === undefined) return [contextAbsent('Gemfile.lock', site)];
  const manifest = contextPathOf(input, site, 'Gemfile') ?? contextPathOf(input, site, 'gems.rb');
  const folder = manifest === undefined ? '' : folderOf(manifest);
  const lock = manifest === undefined ? undefined : readRubyProject(context, folder)?.lock;
  if (manifest === undefined || lock === undefined) {
    const what = manifest === undefined ? 'Gemfile' : 'Gemfile.lock';
    return [
      manifestUnknown(
        what,
        `the ${what} of what ${placeOf(site.instruction)} installs is not in the build context`,
        site,
      ),
    ];
  }
  const path = pathIn(folder, manifest.endsWith('gems.rb') ? 'gems.locked' : 'Gemfile.lock');
  const text = context.read(path) ?? '';
  return lock.gems.flatMap((gem) =>
    seenAt(lockedGemNeeds(gem, lock, site, where), path, lineOf(text, ` ${gem.name} (`)),
  );
}

function lockedGemNeeds(
  gem: LockedGem,
  lock: GemLock,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const { name, origin, requires } = gem;
  if (isPrecompiled(gem, lock)) return [met(name, 'itself', site)];
  const need = gemNeed(name);
  const isBuilt = requires?.some((one) => HELPER_GEMS.has(one)) === true;
  const own =
    isBuilt && need.kind !== 'compiler'
      ? [doubt(name, 'may be compiled: it depends on what builds gems', site)]
      : gemPackageNeeds(name, lock, site, where);
  switch (origin.kind) {
    case 'registry':
      return own;
    case 'version-control':
      return [
        ...(where === 'here' ? checkoutNeeds(origin.system, origin.address, site) : []),
        ...own,
      ];
    case 'local':
    case 'archive':
      return [doubt(name, 'may be compiled: it is a part of the project', site)];
  }
}

function gemPackageNeeds(
  name: string,
  lock: GemLock,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const need = gemNeed(name);
  const isForLinux = lock.platforms.some((platform) => platform.startsWith('x86_64-linux'));
  return need.kind === 'compiler' && where === 'here' && isPublishedCompiled(name) && !isForLinux
    ? [
        compiledHere(
          name,
          `${name}, which ${placeOf(site.instruction)} installs, is compiled there (releases of it are published compiled, and “bundle lock --add-platform x86_64-linux” takes those)`,
          site,
        ),
      ]
    : packageNeeds(name, need, site, where, LINKING);
}

function doubt(name: string, why: string, site: CommandSite): Need {
  return unknown(
    name,
    'package-unknown',
    `${name}, which ${placeOf(site.instruction)} installs, ${why}`,
    site,
  );
}
