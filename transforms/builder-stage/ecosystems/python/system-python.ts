import { placeOf } from '../../../../src/dockerfile/place.js';
import { copiedScripts } from '../../../../src/context/copied-scripts.js';
import { localSources } from '../../../../src/context/local-sources.js';
import { startedPrograms } from '../../../../src/context/started-programs.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { Suite } from '../../../../src/knowledge/suites.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { aptPackages } from '../../stage-commands.js';

/**
 * The release of Python that a suite has. Of Debian's as `apt-cache policy python3` shows them in their images on 2026-11-30, of Ubuntu's
 * from memory.
 */
const RELEASES: Partial<Readonly<Record<Suite, string>>> = {
  bullseye: '3.9',
  bookworm: '3.11',
  trixie: '3.13',
  focal: '3.8',
  jammy: '3.10',
  noble: '3.12',
};

/** Packages that serve to install others, or that a virtual environment has of its own. */
const OF_INSTALL =
  /^(?:python3?-(?:pip|venv|setuptools|wheel|virtualenv)|python3\.\d+-venv|virtualenv)$/;

/** Packages of the interpreter itself. */
const OF_INTERPRETER = /^python(?:3(?:\.\d+)?(?:-(?:minimal|full|dev|distutils))?|-is-python3)$/;

/** Whether Python is the distribution's own, which apt installs. */
export function hasSystemPython({ image }: Site): boolean {
  return image === 'debian' || image === 'ubuntu';
}

/** Whether a package of the distribution serves the install of others alone. */
export function servesInstall(name: string): boolean {
  return OF_INSTALL.test(name);
}

/** Release of the image's Python, as far as it is known: `3.12`, or `3.12.4` where a tag says so. */
export function releaseOf(site: Site): string | undefined {
  return hasSystemPython(site)
    ? site.suite && RELEASES[site.suite]
    : /^\d+\.\d+(?:\.\d+)?/.exec(site.tag ?? '')?.[0];
}

/**
 * The packages of the interpreter in the final stage, with what python3-pip brought beside pip: the certificates, and distutils, which
 * Python 3.12 has no more.
 */
export function interpreterPackages(site: Site, builds: readonly Instruction[]): readonly string[] {
  if (!hasSystemPython(site)) return [];
  const minor = Number(/^3\.(\d+)/.exec(releaseOf(site) ?? '')?.[1] ?? Infinity);
  return [
    'python3',
    ...(minor < 12 ? ['python3-distutils'] : []),
    ...(aptPackages(site, builds).includes('python3-pip') ? ['ca-certificates'] : []),
  ];
}

/** Why a virtual environment can't stand for the distribution's Python; undefined where it can, or Python is the image's own. */
export function systemPythonRefusal(site: Site): Refusal | undefined {
  if (!hasSystemPython(site)) return undefined;
  if (releaseOf(site) === undefined) {
    return refuse(
      'suite-unknown',
      `Which release of Python ${site.written} has is not known; name a supported release in the tag.`,
    );
  }
  const module = aptPackages(site, site.stage.instructions).find(
    (name) =>
      /^(?:python|ipython|jupyter)/.test(name) &&
      !OF_INSTALL.test(name) &&
      !OF_INTERPRETER.test(name),
  );
  if (module !== undefined) {
    return refuse(
      'fixed-path',
      `The package ${module} is installed for the system's Python, whose modules a virtual environment does not see.`,
    );
  }
  const other = aptPackages(site, site.stage.instructions).find((name) =>
    /^python(?:2|3\.\d+)/.test(name),
  );
  return other === undefined
    ? undefined
    : refuse(
        'fixed-path',
        `The package ${other} names a Python of its own, and which one the packages are installed for can't be told.`,
      );
}

/** Why something started in the image would run the system's Python, which has the packages no more. */
export function startsSystemPython(site: Site): Refusal | undefined {
  const script = (copiedScripts(site.stage, site.states, site.context) ?? []).find(
    ({ shebang, instruction }) =>
      instruction.keyword !== 'RUN' && /^\/usr\/(?:local\/)?bin\/python/.test(shebang?.[0] ?? ''),
  );
  if (script !== undefined) {
    return refuse(
      'fixed-path',
      `${script.contextPath}, which ${placeOf(script.instruction)} runs, names ${script.shebang?.[0]}, which would not find the packages; “#!/usr/bin/env python3” does.`,
      script.instruction,
    );
  }
  const { commands } = startedPrograms(
    site.context,
    localSources(site.dockerfile).map(({ path }) => path),
  );
  // cron has a search path of its own, in which the system's Python is.
  const started = commands.find(
    ({ text, path }) =>
      /\/usr\/(?:local\/)?bin\/python/.test(text) ||
      (hasSystemPython(site) && /cron/.test(path) && /\bpython/.test(text)),
  );
  return started === undefined
    ? undefined
    : refuse(
        'fixed-path',
        `“${started.text}” in ${started.path} starts a Python that would not find the packages.`,
      );
}
