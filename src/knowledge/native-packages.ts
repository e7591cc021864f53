import {
  EXTRAS,
  FIRST_WHEEL,
  LINKED,
  NODE_WITH_LIBRARIES,
  PREBUILT_NODE,
  PURE_NODE,
  PURE_PYTHON,
  SEEN_WHEEL,
  SOURCE_NODE,
  SOURCE_PYTHON,
  WHEEL_PYTHON,
  WHEEL_PYTHON_WITH_LIBRARIES,
} from './data/native-packages.js';
import { PREBUILT_NODE_TREES, PURE_NODE_TREES } from './data/node-trees.js';

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
const purePython = setOf(PURE_PYTHON);
const wheelPython = setOf(WHEEL_PYTHON);
const sourcePython = setOf(SOURCE_PYTHON);

/** Compares release numbers part by part (`1.9.0` < `1.10`); what follows the numbers does not count. */
function isOlder(version: string, than: string): boolean {
  const numbers = (text: string) => (/^\d+(?:\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number);
  const [left, right] = [numbers(version), numbers(than)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The release that a table gives for a package and a CPython (`3.12`); undefined where it has none. */
function releaseFor(
  table: Readonly<Record<string, Readonly<Record<string, string>>>>,
  name: string,
  interpreter: string | undefined,
): string | undefined {
  const row = Object.hasOwn(table, name) ? table[name] : undefined;
  return row?.['any'] ?? (interpreter === undefined ? undefined : row?.[interpreter]);
}

/**
 * What a Python package needs. A pin older than the first wheel for the interpreter is built from source; `certain` is false
 * where a pin is given and no wheel is known for it.
 *
 * @param name as written in a requirement; PEP 503 says which names are the same.
 * @param pin the exact version that is asked for; undefined where the newest may be taken.
 * @param interpreter `3.12`; undefined where it is not known.
 */
export function pythonNeed(
  name: string,
  pin: string | undefined,
  interpreter: string | undefined,
): NativeNeed {
  const normalized = name.toLowerCase().replace(/[-_.]+/g, '-');
  if (purePython.has(normalized)) return { kind: 'pure' };
  if (sourcePython.has(normalized)) return { kind: 'compiler' };
  const libraries = Object.hasOwn(WHEEL_PYTHON_WITH_LIBRARIES, normalized)
    ? WHEEL_PYTHON_WITH_LIBRARIES[normalized]
    : undefined;
  if (libraries === undefined && !wheelPython.has(normalized)) return { kind: 'unknown' };
  const oldest = releaseFor(FIRST_WHEEL, normalized, interpreter);
  if (pin !== undefined && oldest !== undefined && isOlder(pin, oldest)) {
    return { kind: 'compiler' };
  }
  const seen = releaseFor(SEEN_WHEEL, normalized, interpreter);
  return {
    kind: 'prebuilt',
    packages: libraries?.split(' ') ?? [],
    certain:
      pin === undefined || oldest !== undefined || (seen !== undefined && !isOlder(pin, seen)),
  };
}

/** What a Node package needs, by its name in a manifest (`sharp`, `@prisma/client`). */
export function nodeNeed(name: string): NativeNeed {
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

/** The packages that extras of a Python package add beyond what its own row tells: `psycopg[c]` compiles. Names as in PEP 503. */
export function extraPackages(name: string, extras: readonly string[]): readonly string[] {
  return extras.flatMap((extra) => {
    const key = `${name.toLowerCase().replace(/[-_.]+/g, '-')}[${extra}]`;
    return Object.hasOwn(EXTRAS, key) ? (EXTRAS[key]?.split(' ') ?? []) : [];
  });
}

/**
 * The Debian packages of the libraries that a package links with when it is compiled; empty where these are the C and C++ libraries
 * alone, undefined where they are not known.
 */
export function linkedLibraries(name: string): readonly string[] | undefined {
  const libraries = Object.hasOwn(LINKED, name) ? LINKED[name] : undefined;
  return libraries === undefined ? undefined : [...setOf(libraries)];
}
