import { LINKED_AS_FOUND, LINKED_PYTHON } from './data/native-packages.js';

export { fetchesBinary, likelyNodeLibraries, nodeLibraries, nodeNeed } from './node-packages.js';
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

/**
 * The Debian packages of the libraries that a Python package links with when it is compiled; empty where these are the C and C++ libraries
 * alone, undefined where they are not known.
 */
export function linkedLibraries(name: string): readonly string[] | undefined {
  const libraries = Object.hasOwn(LINKED_PYTHON, name) ? LINKED_PYTHON[name] : undefined;
  return libraries === undefined ? undefined : libraries.split(' ').filter((word) => word !== '');
}

/** The libraries that a Python package links with because packages for compiling brought their headers, though nobody asked for them. */
export function foundLibraries(name: string, forCompiling: readonly string[]): readonly string[] {
  const found = Object.hasOwn(LINKED_AS_FOUND, name) ? LINKED_AS_FOUND[name] : undefined;
  return found === undefined
    ? []
    : forCompiling.flatMap((one) => (Object.hasOwn(found, one) ? (found[one] ?? []) : []));
}
