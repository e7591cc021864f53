import {
  BINARY_SINCE,
  LINKED,
  NODE_WITH_LIBRARIES,
  PREBUILT_NODE,
  PURE_NODE,
  SOURCE_NODE,
} from './data/native-packages.js';
import { PREBUILT_NODE_TREES, PURE_NODE_TREES } from './data/node-trees.js';
import { isOlder } from './release-order.js';

export { extraPackages, likelyLibraries, pythonNeed } from './python-packages.js';

/** What installing and running a package of a language needs on a slim image (Linux, x86-64, glibc). */
export type NativeNeed =
  /** No native code. */
  | { readonly kind: 'pure' }
  /**
   * A wheel or prebuilt binary; these Debian packages hold what it still looks for (old names; apt finds t64 ones). What the full
   * image lacked too need not be added: see `lostPackages` of base-images.
   */
  | { readonly kind: 'prebuilt'; readonly packages: readonly string[]; readonly certain: boolean }
  /** Is, or may have to be, built from source. */
  | { readonly kind: 'compiler' }
  | { readonly kind: 'unknown' };

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').filter((word) => word !== ''));
}

const pureNode = setOf(`${PURE_NODE} ${PURE_NODE_TREES}`);
const prebuiltNode = setOf(`${PREBUILT_NODE} ${PREBUILT_NODE_TREES}`);
const sourceNode = setOf(SOURCE_NODE);

function binarySince(name: string): readonly [fetched?: string, byNpm?: string] {
  return (Object.hasOwn(BINARY_SINCE, name) ? BINARY_SINCE[name] : undefined) ?? [];
}

/** Whether a release of a Node package that may have to be compiled tries first to fetch a binary from outside of npm. */
export function fetchesBinary(name: string, release: string): boolean {
  const [fetched, byNpm] = binarySince(name);
  return (
    fetched !== undefined &&
    byNpm !== undefined &&
    !isOlder(release, fetched) &&
    isOlder(release, byNpm)
  );
}

/**
 * What a Node package needs, by its name in a manifest (`sharp`, `@prisma/client`).
 *
 * @param release the release that is installed, or the oldest of its range (`5`); undefined where the newest may be taken.
 */
export function nodeNeed(name: string, release?: string): NativeNeed {
  const [, byNpm] = binarySince(name);
  if (byNpm !== undefined && release !== undefined && isOlder(release, byNpm)) {
    return { kind: 'compiler' };
  }
  const libraries = Object.hasOwn(NODE_WITH_LIBRARIES, name)
    ? NODE_WITH_LIBRARIES[name]
    : undefined;
  if (libraries !== undefined) {
    return { kind: 'prebuilt', packages: libraries.split(' '), certain: true };
  }
  if (pureNode.has(name) || name.startsWith('@types/')) return { kind: 'pure' };
  if (sourceNode.has(name)) return { kind: 'compiler' };
  return prebuiltNode.has(name)
    ? { kind: 'prebuilt', packages: [], certain: true }
    : { kind: 'unknown' };
}

/**
 * The Debian packages of the libraries that a package links with when it is compiled; empty where these are the C and C++ libraries
 * alone, undefined where they are not known.
 */
export function linkedLibraries(name: string): readonly string[] | undefined {
  const libraries = Object.hasOwn(LINKED, name) ? LINKED[name] : undefined;
  return libraries === undefined ? undefined : [...setOf(libraries)];
}
