import { configOf } from '../../src/knowledge/base-config.js';
import type { Suite } from '../../src/knowledge/suites.js';

/** Packages that only serve to compile or to fetch sources. */
const BUILD_ONLY =
  /^(?:autoconf|automake|autotools-dev|bison|build-essential|ccache|clang(?:-\d+)?|cmake|cpp|dpkg-dev|flex|g\+\+(?:-\d+)?|gcc(?:-\d+)?|gfortran|libtool(?:-bin)?|linux-headers.*|llvm|make|meson|musl-dev|nasm|ninja-build|patch|pkg-config|pkgconf|python(?:3(?:\.\d+)?)?-(?:dev|distutils)|rustc|cargo|swig|yasm|[a-z0-9.+-]+-dev)$/;

/**
 * The packages that hold the shared libraries of a development package, by suite; `*` for every suite. Trixie's names
 * with `t64` are understood under their old names by apt. Source: bookworm by `apt-cache depends` on Debian 12, on
 * 2026-11-23; the names of bullseye and trixie where they differ are from memory.
 */
const LIBRARIES: Readonly<
  Record<string, Readonly<Partial<Record<Suite | '*', readonly string[]>>>>
> = {
  'default-libmysqlclient-dev': { '*': ['libmariadb3'] },
  'libmariadb-dev': { '*': ['libmariadb3'] },
  'libmariadbclient-dev': { '*': ['libmariadb3'] },
  'libpq-dev': { '*': ['libpq5'] },
  'libffi-dev': { bullseye: ['libffi7'], bookworm: ['libffi8'], trixie: ['libffi8'] },
  'libssl-dev': { bullseye: ['libssl1.1'], bookworm: ['libssl3'], trixie: ['libssl3t64'] },
  'libxml2-dev': { '*': ['libxml2'] },
  'libxslt-dev': { '*': ['libxslt1.1'] },
  'libxslt1-dev': { '*': ['libxslt1.1'] },
  'libjpeg-dev': { '*': ['libjpeg62-turbo'] },
  'libjpeg62-turbo-dev': { '*': ['libjpeg62-turbo'] },
  'zlib1g-dev': { '*': ['zlib1g'] },
  'libyaml-dev': { '*': ['libyaml-0-2'] },
  'libsqlite3-dev': { '*': ['libsqlite3-0'] },
  'libbz2-dev': { '*': ['libbz2-1.0'] },
  'liblzma-dev': { '*': ['liblzma5'] },
  'libcurl4-openssl-dev': {
    bullseye: ['libcurl4'],
    bookworm: ['libcurl4'],
    trixie: ['libcurl4t64'],
  },
  'libc6-dev': { '*': [] },
  'musl-dev': { '*': [] },
  'python3-dev': { '*': [] },
  'python-dev': { '*': [] },
};

/** Packages of an apt install, by what they are for. Versions (`name=1.0`) and suites (`name/sid`) are cut off. */
export function classifyPackages(packages: readonly string[]): {
  readonly build: readonly string[];
  readonly runTime: readonly string[];
} {
  const names = new Set(packages);
  // node-gyp is a Python program: next to a compiler Python is there for it.
  const forGyp = (name: string): boolean =>
    /^python[23]?(?:-minimal)?$/.test(name) &&
    (names.has('make') || names.has('g++') || names.has('build-essential'));
  const isBuild = (name: string): boolean =>
    BUILD_ONLY.test(name.replace(/[=/:].*$/, '')) || forGyp(name);
  return {
    build: packages.filter(isBuild),
    runTime: packages.filter((name) => !isBuild(name)),
  };
}

/** The packages with the shared libraries of a development package; undefined where they are not known. */
export function runTimeLibraries(
  developmentPackage: string,
  suite: Suite,
): readonly string[] | undefined {
  const name = developmentPackage.replace(/[=/:].*$/, '');
  if (!name.endsWith('-dev')) return [];
  const entry = Object.hasOwn(LIBRARIES, name) ? LIBRARIES[name] : undefined;
  return entry?.[suite] ?? entry?.['*'];
}

/** Whether the configuration of two tags of official images is the same but for values that each release sets. */
export function configuredAlike(image: string, tag: string | undefined, other: string): boolean {
  const first = configOf(image, tag);
  const second = configOf(image, other);
  return first !== undefined && JSON.stringify(first) === JSON.stringify(second);
}
