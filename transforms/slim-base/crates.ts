/**
 * Crates that compile C, or link with libraries, when a Rust program is built with the slim image of Rust, which has gcc and the C
 * library's headers and neither make, g++ nor pkg-config. Written by hand on 2026-11-25 from their build scripts and
 * documentation, from memory; a test build is in none of them.
 */

/** Need the C compiler alone: their sources are built in, whether or not a library of the system is found. */
const C_ALONE: ReadonlySet<string> = new Set(
  (
    'backtrace blake3 bzip2-sys curl-sys iana-time-zone-haiku libdeflate-sys libgit2-sys libmimalloc-sys libnghttp2-sys ' +
    'libssh2-sys libz-sys lmdb-rkv-sys lz4-sys lzma-sys md5-asm onig_sys psm ring secp256k1-sys sha1-asm sha2-asm stacker ' +
    'tree-sitter zstd-sys'
  ).split(' '),
);

/** Need these Debian packages beside the compiler. */
const WITH_PACKAGES: Readonly<Record<string, string>> = {
  'jemalloc-sys': 'make',
  'openssl-src': 'make perl',
  'openssl-sys': 'libssl-dev pkg-config',
  'pq-sys': 'libpq-dev pkg-config',
  'tikv-jemalloc-sys': 'make',
};

/** Crates that look for programs and libraries of the system, or compile: who uses one of them needs more than Rust. */
const BUILD_HELPERS: ReadonlySet<string> = new Set([
  'autotools',
  'bindgen',
  'cc',
  'cmake',
  'cxx-build',
  'link-cplusplus',
  'pkg-config',
  'system-deps',
  'vcpkg',
]);

/** What building a crate needs beside the slim image of Rust. */
export type CrateNeed =
  | { readonly kind: 'none' }
  | { readonly kind: 'packages'; readonly packages: readonly string[] }
  | { readonly kind: 'unknown' };

/**
 * @param requires the names of the crates that it depends on, those of its build script included
 * @param names all crates that are built
 */
export function crateNeed(
  name: string,
  requires: readonly string[],
  names: ReadonlySet<string>,
): CrateNeed {
  // With its own copy of OpenSSL it looks for none of the system.
  if (name === 'openssl-sys' && names.has('openssl-src')) return { kind: 'none' };
  // Only its copy of SQLite needs a compiler.
  if (name === 'libsqlite3-sys') {
    return requires.includes('cc')
      ? { kind: 'none' }
      : { kind: 'packages', packages: ['libsqlite3-dev', 'pkg-config'] };
  }
  if (name === 'pq-sys' && names.has('pq-src')) return { kind: 'unknown' };
  const packages = Object.hasOwn(WITH_PACKAGES, name) ? WITH_PACKAGES[name] : undefined;
  if (packages !== undefined) return { kind: 'packages', packages: packages.split(' ') };
  if (C_ALONE.has(name) || BUILD_HELPERS.has(name)) return { kind: 'none' };
  return requires.some((one) => BUILD_HELPERS.has(one)) ? { kind: 'unknown' } : { kind: 'none' };
}
