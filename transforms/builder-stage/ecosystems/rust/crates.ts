import type { LockedDependency } from '../../../../src/context/dependency.js';
import { packagesInSlim } from '../../../../src/knowledge/base-images.js';
import { runTimePackages } from '../../../../src/knowledge/libraries.js';
import type { Suite } from '../../../../src/knowledge/suites.js';

/**
 * Crates that link with shared libraries of the system, by the development packages whose libraries they then need. Written by hand on
 * 2026-11-25 from their build scripts and documentation, from memory.
 */
const LINKED: Readonly<Record<string, string>> = {
  'alsa-sys': 'libasound2-dev',
  'bzip2-sys': 'libbz2-dev',
  'curl-sys': 'libcurl4-openssl-dev',
  'expat-sys': 'libexpat1-dev',
  'freetype-sys': 'libfreetype-dev',
  'libdbus-sys': 'libdbus-1-dev',
  'libsqlite3-sys': 'libsqlite3-dev',
  'libudev-sys': 'libudev-dev',
  'libz-sys': 'zlib1g-dev',
  'lzma-sys': 'liblzma-dev',
  'mysqlclient-sys': 'libmariadb-dev',
  'openssl-sys': 'libssl-dev',
  'pq-sys': 'libpq-dev',
  'yeslogic-fontconfig-sys': 'libfontconfig-dev',
};

/** Have their own sources built in, or link with nothing: `-sys` is a name for bindings of any kind, those of other systems too. */
const STATIC =
  /^(?:aws-lc-(?:fips-)?sys|backtrace|blake3|core-foundation-sys|core-graphics-types|dirs-sys(?:-next)?|fsevent-sys|iana-time-zone-haiku|inotify-sys|ittapi-sys|jemalloc-sys|js-sys|kqueue-sys|libdeflate-sys|libgit2-sys|libmimalloc-sys|libnghttp2-sys|libssh2-sys|linux-raw-sys|lmdb-rkv-sys|lz4-sys|mach2|md5-asm|onig_sys|openssl-src|psm|redox_syscall|ring|schannel|secp256k1-sys|security-framework-sys|sha\d-asm|snmalloc-sys|stacker|sysinfo|tikv-jemalloc-sys|tree-sitter|wasm-bindgen.*|web-sys|winapi.*|windows.*|zstd-sys|zstd-safe)$/;
/** Build scripts with one of these compile, or look for libraries of the system. */
const HELPERS =
  /^(?:autotools|bindgen|cc|cmake|cxx-build|link-cplusplus|pkg-config|system-deps|vcpkg)$/;
/** Check certificates against those of the system. */
const CERTIFICATES =
  /^(?:curl|isahc|native-tls|openssl|openssl-probe|rustls-native-certs|rustls-platform-verifier)$/;

/** What the crates of a lock file need when the program runs. */
export interface CrateNeeds {
  /** Debian packages that the slim image lacks. */
  readonly packages: readonly string[];
  /** Crates with native code of which nothing is known. */
  readonly unknown: readonly string[];
}

/** What crates need when the program runs; libraries that have their own sources built in need nothing. */
export function crateNeeds(crates: readonly LockedDependency[], suite: Suite): CrateNeeds {
  const slim = packagesInSlim('debian', suite);
  const names = new Set(crates.map(({ name }) => name));
  const packages = new Set<string>();
  const unknown = new Set<string>();
  for (const { name, requires = [] } of crates) {
    if (CERTIFICATES.test(name)) packages.add('ca-certificates');
    if (isBuiltIn(name, requires, names)) continue;
    const linked = Object.hasOwn(LINKED, name) ? LINKED[name] : undefined;
    if (linked !== undefined) {
      const libraries = runTimePackages(suite, linked);
      if (libraries === undefined) unknown.add(name);
      for (const one of libraries ?? []) packages.add(one);
    } else if (
      !STATIC.test(name) &&
      !HELPERS.test(name) &&
      (name.endsWith('-sys') || name === 'libloading' || requires.some((one) => HELPERS.test(one)))
    ) {
      unknown.add(name);
    }
  }
  return {
    packages: [...packages].filter((name) => slim?.has(name) !== true),
    unknown: [...unknown],
  };
}

/** Cargo.lock says of these whether they have their own copy of the library built in. */
function isBuiltIn(name: string, requires: readonly string[], names: ReadonlySet<string>): boolean {
  if (name === 'openssl-sys') return names.has('openssl-src');
  if (name === 'pq-sys') return names.has('pq-src');
  return name === 'libsqlite3-sys' && requires.includes('cc');
}
