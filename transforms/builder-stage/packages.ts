import { configOf } from '../../src/knowledge/base-config.js';
import { packagesInSlim } from '../../src/knowledge/base-images.js';
import { runTimePackages } from '../../src/knowledge/libraries.js';
import type { Suite } from '../../src/knowledge/suites.js';

/** Packages that only serve to compile or to fetch sources. */
const BUILD_ONLY =
  /^(?:autoconf|automake|autotools-dev|bison|build-essential|ccache|clang(?:-\d+)?|cmake|cpp|dpkg-dev|flex|g\+\+(?:-\d+)?|gcc(?:-\d+)?|gfortran|libtool(?:-bin)?|linux-headers.*|llvm|make|meson|musl-dev|nasm|ninja-build|patch|pkg-config|pkgconf|python(?:3(?:\.\d+)?)?-(?:dev|distutils)|rustc|cargo|swig|yasm|[a-z0-9.+-]+-dev)$/;

/** Headers of libraries that every image of Debian and Ubuntu has. */
const OF_EVERY_IMAGE =
  /^(?:libc6-dev|libc-dev|libcrypt-dev|linux-libc-dev|libgcc-\d+-dev|libstdc\+\+-\d+-dev)$/;

/**
 * Packages of an apt install, by what they are for. Versions (`name=1.0`) and suites (`name/sid`) are cut off.
 * @param isCompiler packages that an ecosystem compiles with
 */
export function classifyPackages(
  packages: readonly string[],
  isCompiler: (name: string) => boolean = () => false,
): {
  readonly build: readonly string[];
  readonly runTime: readonly string[];
} {
  const names = new Set(packages);
  // node-gyp is a Python program: next to a compiler Python is there for it.
  const forGyp = (name: string): boolean =>
    /^python[23]?(?:-minimal)?$/.test(name) &&
    (names.has('make') || names.has('g++') || names.has('build-essential'));
  const isBuild = (name: string): boolean =>
    BUILD_ONLY.test(name.replace(/[=/:].*$/, '')) || forGyp(name) || isCompiler(name);
  return {
    build: packages.filter(isBuild),
    runTime: packages.filter((name) => !isBuild(name)),
  };
}

/**
 * The packages with the shared libraries of a package that serves to build, without what every Debian image has; undefined where they
 * are not known.
 */
export function runTimeLibraries(
  buildPackage: string,
  suite: Suite,
): readonly string[] | undefined {
  const name = buildPackage.replace(/[=/:].*$/, '');
  if (!name.endsWith('-dev') || name === 'dpkg-dev' || OF_EVERY_IMAGE.test(name)) return [];
  const inEveryImage = packagesInSlim('debian', suite);
  return runTimePackages(suite, name)?.filter((one) => inEveryImage?.has(one) !== true);
}

/** Whether the configuration of two tags of official images is the same but for values that each release sets. */
export function configuredAlike(image: string, tag: string | undefined, other: string): boolean {
  const first = configOf(image, tag);
  const second = configOf(image, other);
  return first !== undefined && JSON.stringify(first) === JSON.stringify(second);
}
