import { placeOf } from '../../src/dockerfile/place.js';
import {
  likelyLibraries,
  linkedLibraries,
  type NativeNeed,
} from '../../src/knowledge/native-packages.js';
import type { Suite } from '../../src/knowledge/suites.js';
import { installNeed, lostNeed } from './install-need.js';
import { type Need } from './need.js';
import { met, unknown, type CommandSite } from './site.js';

/** Where a package is installed: in the stage itself, or in another one, so that only what it needs when it runs counts. */
export type InstalledWhere = 'here' | 'copied';

/** What the packages of a language link with when they are compiled, by the Debian packages of the libraries. */
export interface Linking {
  /** All libraries; undefined where they are not known. */
  readonly linked: (name: string, suite: Suite) => readonly string[] | undefined;
  /** Those that it most likely links with, where all are not known. */
  readonly likely: (name: string, suite: Suite) => readonly string[];
}

const PYTHON: Linking = { linked: linkedLibraries, likely: likelyLibraries };

/** What a package that is installed needs of the base, by what is known of it. */
export function packageNeeds(
  name: string,
  need: NativeNeed,
  site: CommandSite,
  where: InstalledWhere,
  linking = PYTHON,
): readonly Need[] {
  const place = placeOf(site.instruction);
  switch (need.kind) {
    case 'pure':
      return [met(name, 'itself', site)];
    case 'unknown':
      return [
        unknown(
          name,
          'package-unknown',
          `whether ${name}, which ${place} installs, needs libraries of the full image is not known`,
          site,
        ),
      ];
    case 'compiler':
      return where === 'here'
        ? [
            compiledHere(name, `${name}, which ${place} installs, is compiled there`, site),
            ...builderNeeds(site),
          ]
        : copiedAfterCompiling(name, site, linking);
    case 'prebuilt':
      return need.certain || where === 'copied'
        ? lostNeed(name, need.packages, site)
        : [
            unknown(
              name,
              'package-unknown',
              `whether the release of ${name} that ${place} pins was published as a binary package is not known`,
              site,
            ),
          ];
  }
}

const COMPILERS: readonly string[] = ['build-essential', 'gcc', 'g++'];

function hasCompiler({ installed }: CommandSite): boolean {
  return COMPILERS.some((compiler) => installed.has(compiler));
}

/**
 * Something is compiled where it ships: refused, unless the stage brings its own compiler.
 * @param how what is done, for the message: `bcrypt, which the RUN of line 3 installs, is compiled there`
 */
export function compiledHere(name: string, how: string, site: CommandSite): Need {
  return hasCompiler(site)
    ? unknown(
        name,
        'builds-from-source',
        `${how}, and which headers of the full image it uses can't be seen`,
        site,
      )
    : {
        kind: 'blocked',
        what: name,
        reason: 'needs-compiler',
        message: `${how}, and a compiler does not belong into an image that ships`,
        instruction: site.instruction,
      };
}

/** What node-gyp runs besides the compiler that the stage brings: a Python, which the slim images of Node lack. */
export function builderNeeds(site: CommandSite): readonly Need[] {
  return site.family === 'node' && hasCompiler(site)
    ? installNeed('node-gyp', ['python3'], site)
    : [];
}

function copiedAfterCompiling(
  name: string,
  site: CommandSite,
  { linked, likely }: Linking,
): readonly Need[] {
  const libraries = linked(name, site.suite);
  return libraries === undefined
    ? [
        unknown(
          name,
          'package-unknown',
          `${name}, which ${placeOf(site.instruction)} installs, is compiled there, and which libraries of the full image it then needs is not known`,
          site,
        ),
        // What Debian's own build links with makes the unsafe swap most likely right.
        ...lostNeed(name, likely(name, site.suite), site),
      ]
    : lostNeed(name, libraries, site);
}

const CHECKOUT_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  git: ['ca-certificates', 'git'],
  hg: ['ca-certificates', 'mercurial'],
  svn: ['ca-certificates', 'subversion'],
};

/** What fetching a package from version control runs; an address with ssh needs that too (hazards B10). */
export function checkoutNeeds(system: string, address: string, site: CommandSite): readonly Need[] {
  const packages = Object.hasOwn(CHECKOUT_PACKAGES, system) ? CHECKOUT_PACKAGES[system] : undefined;
  if (packages === undefined) {
    return [
      unknown(
        system,
        'package-unknown',
        `${placeOf(site.instruction)} fetches ${address} with ${system}`,
        site,
      ),
    ];
  }
  const ssh = /\bssh:|^(?:\w+\+)?[\w.-]+@/.test(address) ? ['openssh-client'] : [];
  return installNeed(system, [...packages, ...ssh], site);
}

/** The context that would show what is installed is not known. */
export function contextAbsent(path: string, site: CommandSite): Need {
  return unknown(
    path,
    'context-absent',
    `${path}, which ${placeOf(site.instruction)} installs, can't be seen without the build context`,
    site,
  );
}

/** A manifest is not where it should be, or can't be read. */
export function manifestUnknown(what: string, why: string, site: CommandSite): Need {
  return unknown(what, 'manifest-unknown', why, site);
}
