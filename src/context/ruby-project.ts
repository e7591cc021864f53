import type { BuildContext } from './build-context.js';
import { originOf, REGISTRY, type DependencyOrigin, type LockedDependency } from './dependency.js';

/** A gem that a `Gemfile.lock` holds. */
export interface LockedGem extends LockedDependency {
  /**
   * The platforms that it is locked for: `ruby` is the gem that may have to be compiled, `x86_64-linux` one that is compiled
   * already.
   */
  readonly platforms: readonly string[];
}

/** What a `Gemfile.lock` says. It does not say which gems only a group of the Gemfile wants. */
export interface GemLock {
  readonly gems: readonly LockedGem[];
  /** The platforms that the lock file was made for. */
  readonly platforms: readonly string[];
  /** Names of the gems that the Gemfile itself names. */
  readonly direct: readonly string[];
  /** `3.2.2`; undefined where none is locked. */
  readonly rubyVersion: string | undefined;
}

/** What a folder with a `Gemfile` says. The Gemfile is code, so that without a lock file nothing is known. */
export interface RubyProject {
  /** Folder relative to the context root; `''` for the root. */
  readonly folder: string;
  /** Undefined where there is none that can be read. */
  readonly lock: GemLock | undefined;
}

/** Reads a folder with a Gemfile; undefined where it has none. */
export function readRubyProject(context: BuildContext, folder: string): RubyProject | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const [manifest, lock] of [
    ['Gemfile', 'Gemfile.lock'],
    ['gems.rb', 'gems.locked'],
  ]) {
    if (context.entry(`${prefix}${manifest ?? ''}`) === undefined) continue;
    const text = context.read(`${prefix}${lock ?? ''}`);
    return { folder, lock: text === undefined ? undefined : readGemLock(text) };
  }
  return undefined;
}

/**
 * Reads a `Gemfile.lock`: sections in capitals, `specs` with a gem at four spaces and what it requires at six. Undefined where the
 * text is none.
 * @see https://github.com/rubygems/rubygems/blob/master/bundler/lib/bundler/lockfile_parser.rb
 */
export function readGemLock(text: string): GemLock | undefined {
  const gems = new Map<string, LockedGem>();
  const platforms: string[] = [];
  const direct: string[] = [];
  let rubyVersion: string | undefined;
  let section = '';
  let remote = '';
  let last: string | undefined;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (/^(?:<<<<<<<|=======|>>>>>>>)/.test(line)) return undefined;
    if (/^[A-Z][A-Z ]*$/.test(line)) {
      section = line;
      remote = '';
      continue;
    }
    const value = line.trim();
    if (value === '') continue;
    if (section === 'PLATFORMS') platforms.push(value);
    else if (section === 'DEPENDENCIES') direct.push(/^[^\s!(]+/.exec(value)?.[0] ?? value);
    else if (section === 'RUBY VERSION') rubyVersion = /^ruby (\d[\d.]*)/.exec(value)?.[1];
    else if (section === 'GIT' || section === 'PATH' || section === 'GEM') {
      remote = /^ {2}remote: (.+)$/.exec(line)?.[1] ?? remote;
      const spec = /^ {4}(\S+) \(([^()]+)\)$/.exec(line);
      const required = /^ {6}(\S+)/.exec(line)?.[1];
      if (spec?.[1] !== undefined) {
        last = spec[1];
        gems.set(
          last,
          withSpec(gems.get(last), last, spec[2] ?? '', originOfSection(section, remote)),
        );
      } else if (required !== undefined && last !== undefined) {
        const gem = gems.get(last);
        if (gem !== undefined) {
          gems.set(last, { ...gem, requires: [...new Set([...(gem.requires ?? []), required])] });
        }
      }
    }
  }
  if (gems.size === 0 && direct.length === 0) return undefined;
  return { gems: [...gems.values()], platforms, direct, rubyVersion };
}

/** `1.16.4` or `1.16.4-x86_64-linux`: a version has no letters behind a dash, a platform has. */
function withSpec(
  known: LockedGem | undefined,
  name: string,
  spec: string,
  origin: DependencyOrigin,
): LockedGem {
  const dash = /^([^-]+)-(.+)$/.exec(spec);
  const platform = dash?.[2] ?? 'ruby';
  return {
    name,
    version: dash?.[1] ?? spec,
    origin,
    requires: known?.requires ?? [],
    development: undefined,
    optional: undefined,
    platforms: [...(known?.platforms ?? []), platform],
  };
}

function originOfSection(section: string, remote: string): DependencyOrigin {
  if (section === 'GIT') return { kind: 'version-control', system: 'git', address: remote };
  return section === 'PATH' ? originOf(remote) : REGISTRY;
}

/** Whether bundler takes a gem that is compiled already, on Linux, x86-64, with glibc; else it may compile it. */
export function isPrecompiled({ platforms }: LockedGem, lock: GemLock): boolean {
  const fits = (platform: string): boolean => /^x86_64-linux(?:-gnu)?$/.test(platform);
  // Without the platform in the lock file, it depends on bundler's release whether one is looked for.
  return platforms.some(fits) && lock.platforms.some(fits);
}
