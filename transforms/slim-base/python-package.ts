import { placeOf } from '../../src/dockerfile/place.js';
import type { LockedPythonPackage, PythonProject } from '../../src/context/python-project.js';
import { wheelKind } from '../../src/context/python-wheel.js';
import { pythonNeed, type NativeNeed } from '../../src/knowledge/native-packages.js';
import type { Suite } from '../../src/knowledge/suites.js';
import { type Need } from './need.js';
import { packageNeeds, type InstalledWhere } from './package-need.js';
import { met, unknown, type CommandSite } from './site.js';

/** The C library's release by suite: the versions of Debian's package libc6. */
const GLIBC: Partial<Record<Suite, string>> = {
  jessie: '2.19',
  stretch: '2.24',
  buster: '2.28',
  bullseye: '2.31',
  bookworm: '2.36',
  trixie: '2.41',
};

/**
 * What a locked Python package needs of the base. Where the lock file lists the published files, it says itself whether pip takes
 * a wheel; which libraries that looks for, the tables say.
 */
export function lockedPythonNeeds(
  { name, version, files }: LockedPythonPackage,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const known = pythonNeed(name, version, site.release);
  // The lock file's wheels are CPython's.
  const kind =
    files === undefined || site.family === 'pypy'
      ? 'unknown'
      : wheelKind(files, { release: site.release, glibc: GLIBC[site.suite] });
  const place = placeOf(site.instruction);
  switch (kind) {
    case 'unknown':
      return packageNeeds(name, known, site, where);
    case 'pure':
      return known.kind === 'prebuilt'
        ? packageNeeds(name, { ...known, certain: true }, site, where)
        : [met(name, 'itself', site)];
    case 'binary':
      if (known.kind === 'pure') return [met(name, 'itself', site)];
      return known.kind === 'prebuilt'
        ? packageNeeds(name, { ...known, certain: true }, site, where)
        : [
            unknown(
              name,
              'package-unknown',
              `${name}, which ${place} installs, has compiled code, and which libraries of the full image that looks for is not known`,
              site,
            ),
          ];
    case 'source':
      return sourceNeeds(name, known, site, where);
  }
}

function sourceNeeds(
  name: string,
  known: NativeNeed,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  switch (known.kind) {
    case 'pure':
      return [met(name, 'itself', site)];
    // No wheel of the pinned release fits, whatever the newest one has.
    case 'prebuilt':
    case 'compiler':
      return packageNeeds(name, { kind: 'compiler' }, site, where);
    case 'unknown':
      return [
        unknown(
          name,
          'package-unknown',
          `${name}, which ${placeOf(site.instruction)} installs, is built from its source, and whether that compiles is not known`,
          site,
        ),
      ];
  }
}

/** Build backends that compile nothing unless a `setup.py` says so. */
const PURE_BACKEND =
  /^(?:setuptools|wheel|hatchling|hatch-vcs|flit[-_]core|poetry-core|pdm-backend|uv-build|setuptools-scm)\b/i;

/** Whether building a project of the context surely compiles nothing. */
export function buildsPure(project: PythonProject | undefined): boolean {
  return (
    project?.pyproject !== undefined &&
    !project.hasSetup &&
    !project.pyproject.hasBuildScript &&
    project.pyproject.buildRequires.every((name) => PURE_BACKEND.test(name))
  );
}

/** What building a project of the context needs. */
export function ownBuildNeeds(
  project: PythonProject | undefined,
  site: CommandSite,
): readonly Need[] {
  return buildsPure(project)
    ? []
    : [
        unknown(
          'the project',
          'package-unknown',
          `${placeOf(site.instruction)} builds the project itself, and whether that compiles can't be seen`,
          site,
        ),
      ];
}
