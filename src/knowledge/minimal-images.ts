import { debianBeyondSlim } from './package-sizes.js';
import type { Suite } from './suites.js';

/**
 * The distroless images for programs in machine code: what they hold and how they are named, by static/config.bzl, base/config.bzl,
 * cc/config.bzl, static/static.bzl, common/BUILD.bazel and README.md of GoogleContainerTools/distroless at cd080764 (2026-08-21). Those
 * of Debian 11 are published no more.
 */
export const DISTROLESS_DATE = '2026-08-21';

/** `static` has no C library; `base` has Debian's and OpenSSL; `cc` has the libraries of the compiler, too. */
export type DistrolessKind = 'static' | 'base' | 'cc';

/** The number of Debian that names end with, by its suite. */
const DEBIAN_NUMBERS: ReadonlyMap<Suite, string> = new Map([
  ['bookworm', '12'],
  ['trixie', '13'],
]);

/** The distroless image of a suite of Debian; undefined where none is published. */
export function distrolessImage(kind: DistrolessKind, suite: Suite): string | undefined {
  const number = DEBIAN_NUMBERS.get(suite);
  return number === undefined ? undefined : `gcr.io/distroless/${kind}-debian${number}`;
}

/** The suite whose image `static` a program gets that needs no C library, where its own suite has none: the newest. */
export const NEWEST_DISTROLESS: Suite = 'trixie';

/** The accounts that /etc/passwd and /etc/group have in all of them. Of root and nobody the numbers are Debian's and Alpine's. */
export const DISTROLESS_USERS: ReadonlySet<string> = new Set(['root', 'nobody', 'nonroot']);

/** What is in all of them beside packages: certificates, and time zones and /tmp, which the packages of `static` bring. */
const STATIC_PACKAGES = /^(?:base-files|ca-certificates|media-types|netbase|tzdata(?:-legacy)?)$/;
const BASE_PACKAGES = /^(?:libc6|libssl3(?:t64)?)$/;
const CC_PACKAGES = /^(?:libgomp1|libstdc\+\+6|libgcc-s1)$/;

/** Whether an image brings what an installation of a package of Debian or Alpine would. */
export function distrolessHas(kind: DistrolessKind, name: string): boolean {
  if (STATIC_PACKAGES.test(name)) return true;
  if (kind === 'static') return false;
  return BASE_PACKAGES.test(name) || (kind === 'cc' && CC_PACKAGES.test(name));
}

const KIB = 1024;

/**
 * Bytes of the images of Debian 12: the sum of Installed-Size of their packages in the package index of Debian 12.15 (base-files 341,
 * netbase 36, tzdata 2571, media-types 92; libc6 13001, libssl3 6042; libgomp1 312, libstdc++6 2686, libgcc-s1 140, gcc-12-base 100
 * KiB), which counts more than is there.
 */
const DISTROLESS_BYTES: Readonly<Record<DistrolessKind, number>> = {
  static: 3040 * KIB,
  base: 22_083 * KIB,
  cc: 25_321 * KIB,
};

/** Bytes of debian:SUITE-slim, as `docker image inspect` of an engine said on 2026-11-30. */
const SLIM_BYTES: ReadonlyMap<Suite, number> = new Map([['bookworm', 74_029_954]]);

/** Bytes of Debian's own image of a suite; undefined where not measured. */
export function debianBytes(suite: Suite, isSlim: boolean): number | undefined {
  const slim = SLIM_BYTES.get(suite);
  const beyond = isSlim ? 0 : debianBeyondSlim(suite);
  return slim === undefined || beyond === undefined ? undefined : slim + beyond;
}

/** Bytes of a distroless image, rather too many; undefined where the suite is not in the table. */
export function distrolessBytes(kind: DistrolessKind, suite: Suite): number | undefined {
  return suite === 'bookworm' ? DISTROLESS_BYTES[kind] : undefined;
}

/** Where these sizes come from, as words. */
export const MINIMAL_SIZES_SOURCE =
  'debian:bookworm-slim, measured on 2026-11-30, and Installed-Size of what distroless images hold';
