import { COMPILED, LOADED, PRECOMPILED, PURE } from './data/ruby-gems.js';
import { LINKED_GEMS, READ_PURE } from './data/ruby-links.js';
import { runTimePackages } from './libraries.js';
import type { NativeNeed } from './native-packages.js';
import type { Suite } from './suites.js';

interface Tables {
  readonly pure: ReadonlySet<string>;
  /** The development packages that Debian builds a gem with compiled code with. */
  readonly compiled: ReadonlyMap<string, readonly string[]>;
  readonly precompiled: ReadonlySet<string>;
  readonly loaded: ReadonlyMap<string, readonly string[]>;
}

let known: Tables | undefined;

function tables(): Tables {
  known ??= {
    pure: new Set(PURE.split(' ')),
    compiled: rows(COMPILED),
    precompiled: new Set(PRECOMPILED.split('\n').map((line) => line.slice(0, line.indexOf(' ')))),
    loaded: rows(LOADED),
  };
  return known;
}

/** Lines of `gem: packages`. */
function rows(coded: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    coded.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [
        line.slice(0, colon),
        line
          .slice(colon + 1)
          .split(' ')
          .slice(1),
      ];
    }),
  );
}

/** What a gem needs that is installed in its form for all platforms, its dependencies left out of account. */
export function gemNeed(name: string): NativeNeed {
  const { pure, compiled, loaded } = tables();
  if (pure.has(name)) return { kind: 'pure' };
  if (compiled.has(name)) return { kind: 'compiler' };
  const packages = loaded.get(name);
  return packages === undefined
    ? { kind: 'unknown' }
    : { kind: 'prebuilt', packages, certain: true };
}

/** Gems that what is compiled depends on: they build it, fetch its sources or wrap another language. */
export const HELPER_GEMS: ReadonlySet<string> = new Set([
  'ffi-compiler',
  'mini_portile2',
  'native-package-installer',
  'pkg-config',
  'rake-compiler',
  'rb_sys',
]);

/** What the compiled code of a gem is linked with, or what a gem loads. */
export interface GemLibraries {
  readonly compiled: boolean;
  /** Development packages of the libraries that it may be linked with; those of the C and C++ libraries are left out. */
  readonly packages: readonly string[];
}

/** What the sources of a gem say that it links with; undefined where they were not read. */
export function gemLibraries(name: string): GemLibraries | undefined {
  if (READ_PURE.has(name)) return { compiled: false, packages: [] };
  const row = Object.hasOwn(LINKED_GEMS, name) ? LINKED_GEMS[name] : undefined;
  return row === undefined ? undefined : { compiled: true, packages: row[0] };
}

/** Whether releases of a gem with compiled code are published in a form that is compiled already for Linux on x86-64. */
export function isPublishedCompiled(name: string): boolean {
  return tables().precompiled.has(name);
}

/** The packages with the libraries that Debian's own build of a gem is linked with; empty where Debian does not build it. */
export function likelyGemLibraries(name: string, suite: Suite): readonly string[] {
  const development = tables().compiled.get(name) ?? [];
  return [...new Set(development.flatMap((one) => runTimePackages(suite, one) ?? []))];
}
