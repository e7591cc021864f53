import {
  BINARY_SINCE,
  LINKED_NODE,
  NODE_WITH_LIBRARIES,
  PREBUILT_NODE,
  PURE_NODE,
  SOURCE_NODE,
} from './data/native-packages.js';
import { NATIVE_NODE } from './data/node-packages.js';
import { PREBUILT_NODE_TREES, PURE_NODE_TREES } from './data/node-trees.js';
import { runTimePackages } from './libraries.js';
import type { NativeNeed } from './native-packages.js';
import { isOlder } from './release-order.js';
import type { Suite } from './suites.js';

/**
 * How an install comes to a package's binary: by packages of npm for a platform each, in the package itself, fetched from elsewhere (and
 * compiled where that fails), as a script of its own says, compiled; `none` where it has none, or its manifest does not say.
 */
type Way = 'platforms' | 'packed' | 'fetched' | 'script' | 'compiled' | 'none';

/** A row of the table of Node packages with native code. */
interface NativeNode {
  /** The ways, each since a release, the oldest first; the first one counts for all before the second. */
  readonly ways: readonly { readonly way: Way; readonly since: string }[];
  /** Whether a lock file says that it runs no script when it is installed. */
  readonly isWithoutScript: boolean;
  /** The development packages that it is compiled with; `undefined` where only its build can tell. */
  readonly development: readonly string[] | undefined;
  /** Those that are known in any case. */
  readonly known: readonly string[];
}

interface Tables {
  readonly pure: ReadonlySet<string>;
  readonly prebuilt: ReadonlySet<string>;
  readonly source: ReadonlySet<string>;
  readonly rows: ReadonlyMap<string, string>;
}

let tables: Tables | undefined;

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').filter((word) => word !== ''));
}

function known(): Tables {
  tables ??= {
    pure: setOf(`${PURE_NODE} ${PURE_NODE_TREES}`),
    prebuilt: setOf(`${PREBUILT_NODE} ${PREBUILT_NODE_TREES}`),
    source: setOf(SOURCE_NODE),
    rows: new Map(
      NATIVE_NODE.split('\n').map((line) => [
        line.slice(0, line.indexOf(' ')),
        line.slice(line.indexOf(': ') + 2),
      ]),
    ),
  };
  return tables;
}

function rowOf(name: string): NativeNode | undefined {
  const [ways = '', binary = '', development = ''] = known().rows.get(name)?.split(/ \/ ?/) ?? [];
  if (ways === '') return undefined;
  const packages = [...setOf(development)];
  return {
    ways: ways.split(' ').map((word) => {
      const [way = '', since = '0'] = word.split('@');
      return { way: isWay(way) ? way : 'none', since };
    }),
    isWithoutScript: setOf(binary).has('no-script'),
    development: packages.includes('?') ? undefined : packages,
    known: packages.filter((word) => word !== '?'),
  };
}

function isWay(word: string): word is Way {
  return /^(?:platforms|packed|fetched|script|compiled|none)$/.test(word);
}

/** How a release comes to its binary; undefined where no row tells. */
function wayOf(name: string, release: string | undefined): Way | undefined {
  const older = Object.hasOwn(BINARY_SINCE, name) ? BINARY_SINCE[name] : undefined;
  if (older !== undefined && release !== undefined && isOlder(release, older[1])) {
    return isOlder(release, older[0]) ? 'compiled' : 'fetched';
  }
  const ways = rowOf(name)?.ways ?? [];
  return release === undefined
    ? ways.at(-1)?.way
    : (ways.findLast(({ since }) => !isOlder(release, since)) ?? ways[0])?.way;
}

function mayCompile(way: Way | undefined): boolean {
  return way === 'compiled' || way === 'fetched' || way === 'script';
}

/** Whether a release of a Node package that may have to be compiled tries first to fetch a binary from outside of npm. */
export function fetchesBinary(name: string, release: string): boolean {
  return wayOf(name, release) === 'fetched';
}

/**
 * What a Node package needs, by its name in a manifest (`sharp`, `@prisma/client`).
 *
 * @param release the release that is installed, or the oldest of its range (`5`); undefined where the newest may be taken.
 */
export function nodeNeed(name: string, release?: string): NativeNeed {
  const { pure, prebuilt, source } = known();
  const libraries = Object.hasOwn(NODE_WITH_LIBRARIES, name)
    ? NODE_WITH_LIBRARIES[name]
    : undefined;
  if (libraries !== undefined) {
    return { kind: 'prebuilt', packages: libraries.split(' '), certain: true };
  }
  if (pure.has(name) || name.startsWith('@types/')) return { kind: 'pure' };
  const way = wayOf(name, release);
  if (prebuilt.has(name)) {
    // The newest was looked at in the registry; a row tells of those before.
    const wasOther = !mayCompile(wayOf(name, undefined)) && mayCompile(way);
    return wasOther ? { kind: 'compiler' } : { kind: 'prebuilt', packages: [], certain: true };
  }
  if (mayCompile(way)) return { kind: 'compiler' };
  if (way === 'platforms' || way === 'packed') {
    const certain = way === 'platforms' && rowOf(name)?.isWithoutScript === true;
    return { kind: 'prebuilt', packages: [], certain };
  }
  return source.has(name) ? { kind: 'compiler' } : { kind: 'unknown' };
}

/**
 * The Debian packages of the libraries that a Node package links with when it is compiled; empty where these are the C and C++
 * libraries alone, undefined where they are not known.
 * @param suite undefined where it is not known
 */
export function nodeLibraries(
  name: string,
  suite: Suite | undefined,
): readonly string[] | undefined {
  const libraries = Object.hasOwn(LINKED_NODE, name) ? LINKED_NODE[name] : undefined;
  if (libraries !== undefined) return [...setOf(libraries)];
  const development = rowOf(name)?.development;
  if (development === undefined || development.length === 0) return development;
  const found = suite === undefined ? [] : development.map((one) => runTimePackages(suite, one));
  return suite === undefined || found.includes(undefined)
    ? undefined
    : [...new Set(found.flatMap((packages) => packages ?? []))];
}

/** The same as far as they are known, where only the build itself can tell all. */
export function likelyNodeLibraries(name: string, suite: Suite): readonly string[] {
  return [
    ...new Set((rowOf(name)?.known ?? []).flatMap((one) => runTimePackages(suite, one) ?? [])),
  ];
}
