import { contextFileAt, localCopies, readLocalCopy } from '../../../../src/context/copied-files.js';
import {
  normalizePythonName,
  parseRequirement,
  readPyProject,
  readRequirements,
  type PythonRequirement,
} from '../../../../src/context/python-project.js';
import { localSources } from '../../../../src/context/local-sources.js';
import { startedPrograms } from '../../../../src/context/started-programs.js';
import { instructionCommands, resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { readAssignments } from '../../../../src/dockerfile/variables.js';
import { commandNeed, lostPackages } from '../../../../src/knowledge/base-images.js';
import {
  extraPackages,
  likelyLibraries,
  linkedLibraries,
  pythonNeed,
} from '../../../../src/knowledge/native-packages.js';
import { broughtLater } from '../common/copies.js';
import { finalBase, slimTag } from '../common/slim-twin.js';
import { COMPILERS } from '../../needs.js';
import { commandsOf, aptPackages } from '../../stage-commands.js';
import { commandNames } from '../common/started-names.js';
import { classifyPackages } from '../../packages.js';
import { lockCommandRole, lockedRequirements, unprovenInstaller } from './locks.js';
import {
  placeOf,
  refuse,
  type BuildPlan,
  type CommandRole,
  type Doubt,
  type Ecosystem,
  type Refusal,
  type Role,
  type Site,
  type Split,
} from '../../site.js';

const VENV = '/opt/venv';
/** Files that only an installer reads. */
const MANIFEST =
  /(?:^|\/)(?:(?:requirements|constraints)[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.txt|Pipfile(?:\.lock)?|poetry\.lock)$/;
const PIP_VALUED: ReadonlySet<string> = new Set(
  '-c --constraint -f --find-links -i --index-url --extra-index-url --trusted-host --platform --python-version --timeout --retries --progress-bar --config-settings --no-binary --only-binary --upgrade-strategy --cache-dir --proxy'.split(
    ' ',
  ),
);

/** Commands that packages bring under other names than their own, or as a dependency of others. */
const SCRIPTS: ReadonlySet<string> = new Set(
  'alembic celery django-admin fastapi flask gunicorn hypercorn uvicorn waitress-serve'.split(' '),
);

/** Packages that run a compiler of the system while a program runs, in some of their uses; from their documentation, from memory. */
const COMPILES_LATER: ReadonlySet<string> = new Set(
  'aesara cppyy cupy deepspeed pymc pymc3 pystan pytensor theano torch triton vllm'.split(' '),
);

/** Python: packages are installed into a virtual environment of the builder and copied at the same path. */
export const python: Ecosystem = {
  images: ['python'],
  copiesFolder: () => false,
  buildTools: /^$/,
  commandRole,
  copyRole,
  worth,
  plan,
  resolve,
};

/** The words after `pip`, `pip3`, `python -m pip`; undefined for other commands. */
function pipWords(command: ShellCommand): readonly string[] | undefined {
  const resolved = resolveCommand(command);
  const words = resolved?.arguments.map(({ value }) => value) ?? [];
  if (/^pip[\d.]*$/.test(resolved?.name ?? '')) return words;
  return /^python[\d.]*$/.test(resolved?.name ?? '') && words[0] === '-m' && words[1] === 'pip'
    ? words.slice(2)
    : undefined;
}

function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  const pip = pipWords(command);
  const name = resolveCommand(command)?.name;
  if (pip !== undefined) return pip[0] === 'cache' ? 'neutral' : 'build';
  const locked = lockCommandRole(command, instruction, site);
  if (locked !== undefined) return locked;
  // A program of the project runs in the final stage, where its packages are too.
  return name !== undefined &&
    /^(?:python[\d.]*|gunicorn|uvicorn|flask|django-admin|\.\/manage\.py|manage\.py)$/.test(name)
    ? 'set-up'
    : undefined;
}

function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  if (instruction.index > lastBuild.index) return 'final';
  const copy = readLocalCopy(instruction, site.states[instruction.index]);
  if (copy === undefined) return 'both';
  if (copy.sources.every((source) => MANIFEST.test(source))) return 'build';
  return broughtLater(copy, site, lastBuild) ? 'build' : 'both';
}

/** What the pip commands of the builder install. */
function installedBy(
  site: Site,
  builds: readonly Instruction[],
): { readonly requirements: readonly PythonRequirement[] } | Refusal {
  const requirements: PythonRequirement[] = [];
  const copies = localCopies(site.stage, site.states);
  for (const instruction of builds) {
    const state = site.states[instruction.index];
    if (state === undefined) continue;
    for (const command of instructionCommands(instruction, state).commands) {
      const locked = lockedRequirements(command, instruction, site);
      if (locked !== undefined && 'kind' in locked) return locked;
      requirements.push(...(locked ?? []));
      const words = pipWords(command);
      if (words?.[0] !== 'install') continue;
      if (state.user !== undefined && state.user !== 'root' && state.user !== '0') {
        return refuse(
          'pip-user',
          `${placeOf(instruction)} installs as ${state.user}, into the home folder of that user.`,
          instruction,
        );
      }
      for (let index = 1; index < words.length; index += 1) {
        const word = words[index] ?? '';
        if (/^(?:--user|-t|--target|--prefix|--root)(?:=|$)/.test(word)) {
          return refuse(
            'pip-layout',
            `${placeOf(instruction)} installs with ${word}, to a place of its own.`,
            instruction,
          );
        }
        const file =
          word === '-r' || word === '--requirement'
            ? words[(index += 1)]
            : /^(?:-r|--requirement=)(.+)$/.exec(word)?.[1];
        if (file !== undefined) {
          const path = joinPath(state.workdir, file);
          const source =
            path === undefined
              ? undefined
              : contextFileAt(
                  site.context,
                  copies.filter((copy) => copy.instruction.index < instruction.index),
                  path,
                );
          const read = source === undefined ? undefined : readRequirements(site.context, source);
          if (read === undefined || read.unread.length > 0) {
            return refuse(
              'manifest-unknown',
              `What ${file} in ${placeOf(instruction)} asks for can't be read${read === undefined ? '' : ` (${read.unread.join(', ')})`}.`,
              instruction,
            );
          }
          requirements.push(...read.requirements);
        } else if (word === '-e' || word === '--editable') {
          return refuse(
            'editable-install',
            `${placeOf(instruction)} installs with -e, which links to the source folder instead of copying it.`,
            instruction,
          );
        } else if (PIP_VALUED.has(word)) index += 1;
        else if (word === '.' || word === './') {
          const toml = contextFileAt(
            site.context,
            copies,
            joinPath(state.workdir, 'pyproject.toml') ?? '',
          );
          const project =
            toml === undefined ? undefined : readPyProject(site.context.read(toml) ?? '');
          if (project === undefined)
            return refuse(
              'manifest-unknown',
              `${placeOf(instruction)} installs the project, and there is no pyproject.toml that tells what it needs.`,
              instruction,
            );
          requirements.push(...project.dependencies);
        } else if (!word.startsWith('-')) {
          const one = parseRequirement(word);
          if (one === undefined)
            return refuse(
              'manifest-unknown',
              `What “${word}” in ${placeOf(instruction)} installs can't be told.`,
              instruction,
            );
          requirements.push(one);
        }
      }
    }
  }
  const editable = requirements.find((one) => one.editable);
  const extras = requirements.flatMap(({ name, extras: names }) =>
    extraPackages(name ?? '', names).flatMap((extra) => parseRequirement(extra) ?? []),
  );
  return editable === undefined
    ? { requirements: [...requirements, ...extras] }
    : refuse(
        'editable-install',
        `The requirements install ${editable.url ?? editable.name ?? 'a package'} with -e, which links to its source folder instead of copying it.`,
      );
}

function needOf(site: Site, { name, specifier }: PythonRequirement): ReturnType<typeof pythonNeed> {
  const interpreter = /^\d+\.\d+/.exec(site.tag ?? '')?.[0];
  return pythonNeed(name ?? '', /^===?([\w.]+)$/.exec(specifier)?.[1], interpreter);
}

function worth(site: Site, builds: readonly Instruction[]): Refusal | undefined {
  if (classifyPackages(aptPackages(site, builds)).build.length > 0) return undefined;
  const installed = installedBy(site, builds);
  if ('kind' in installed) return installed;
  // A slim base has no compiler: what needs one would not have been installed there.
  const canCompile = !/slim|alpine/.test(site.tag ?? '');
  return canCompile &&
    installed.requirements.some(
      (one) => needOf(site, one).kind === 'compiler' || one.versionControl !== undefined,
    )
    ? undefined
    : refuse(
        'nothing-built',
        'No package has to be compiled and no build tool is installed, so that a builder stage would leave nothing behind; slim-base makes this image smaller.',
      );
}

function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds } = buildPlan;
  const installed = installedBy(site, builds);
  if ('kind' in installed) return installed;
  const locks = builds.flatMap((instruction) =>
    commandsOf(instruction, site).flatMap((command) => {
      const doubt = unprovenInstaller(command);
      return doubt === undefined ? [] : [{ instruction, doubt }];
    }),
  );
  // What installs by a lock file is no part of the environment that ships.
  const first =
    locks[0]?.instruction ??
    builds.find((instruction) =>
      commandsOf(instruction, site).some((command) => pipWords(command)?.[0] === 'install'),
    );
  if (first === undefined)
    return refuse(
      'nothing-built',
      'Nothing is installed with pip, so that a builder stage would have nothing to hand over.',
    );
  if (/^2(?:\.|-|$)/.test(site.tag ?? '')) {
    return refuse(
      'no-virtual-environments',
      `The base ${site.written} is Python 2, which has no virtual environments of its own.`,
    );
  }
  const paths = fixedPaths(site);
  if (paths !== undefined) return paths;
  const slim = slimTag(site);
  const alreadySlim = /slim|alpine/.test(site.tag ?? '');
  if (slim === undefined && !alreadySlim) {
    return refuse(
      'nothing-won',
      `The base ${site.written} has no slim twin that is known, and the compilers are in the base itself.`,
    );
  }
  const { suite } = site;
  const build = classifyPackages(aptPackages(site, builds));
  const packages = new Set<string>();
  if (suite === undefined)
    return refuse(
      'suite-unknown',
      `Which release of Debian ${site.written} is built on is not known, and so are the names of its libraries.`,
    );
  const doubts: Doubt[] = locks.slice(0, 1).map(({ doubt }) => doubt);
  const compilesLater = installed.requirements.find(({ name }) => COMPILES_LATER.has(name ?? ''));
  if (compilesLater?.name !== undefined) {
    doubts.push({
      reason: 'program-unknown',
      message: `${compilesLater.name} may compile when the program runs, and the final stage has no compiler.`,
    });
  }
  for (const requirement of installed.requirements) {
    const need = needOf(site, requirement);
    const name = requirement.name ?? requirement.url ?? 'a package';
    if (need.kind === 'prebuilt') {
      for (const one of (slim === undefined ? [] : lostPackages('python', suite, need.packages)) ??
        [])
        packages.add(one);
      if (!need.certain && slim !== undefined) {
        doubts.push({
          reason: 'native-package',
          message: `It is not known whether the release of ${name} that is asked for was published as a binary package, or is compiled with libraries of the full image.`,
        });
      }
    } else if (need.kind === 'compiler') {
      const linked = linkedLibraries(name);
      const likely =
        slim === undefined ? [] : lostPackages('python', suite, likelyLibraries(name, suite));
      // The full image has headers of its own, beside those that the file installs by name.
      if (
        linked === undefined &&
        (slim !== undefined ||
          build.build.every(
            (one) => !one.endsWith('-dev') || /^(?:python3?|libc6|musl)-dev$/.test(one),
          ))
      ) {
        doubts.push({
          reason: 'native-package',
          message: `${name} is compiled, and which shared libraries it then needs is not known.`,
        });
      }
      // What Debian's own build links with makes the unsafe split most likely right.
      for (const one of linked ?? likely ?? []) packages.add(one);
    } else if (need.kind === 'unknown' && slim !== undefined) {
      doubts.push({
        reason: 'native-package',
        message: `It is not known whether ${name} links with libraries of the full image.`,
      });
    }
  }
  const { programs, computed, commands, windows, compiling } = startedPrograms(
    site.context,
    localSources(site.dockerfile).map(({ path }) => path),
  );
  if (compiling[0] !== undefined) {
    return refuse(
      'runs-compiler',
      `${compiling[0].path} compiles modules when it imports them (pyximport), and the final stage would have no compiler.`,
    );
  }
  if (computed[0] !== undefined && slim !== undefined) {
    doubts.push({
      reason: 'program-unknown',
      message: `${computed[0].path} runs programs whose names are computed, and the slim image may lack them.`,
    });
  }
  const base = finalBase(site, slim);
  const environment = `ENV PATH=${VENV}/bin:$PATH`;
  // Poetry goes by the variable, all others by the search path.
  const inBuilder =
    locks.length > 0 ? `ENV VIRTUAL_ENV=${VENV} PATH=${VENV}/bin:$PATH` : environment;
  return {
    kind: 'split',
    finalBase: base,
    artefacts: [{ from: VENV, to: VENV }],
    linesBefore: new Map([[first.index, [`RUN python -m venv ${VENV}`, inBuilder]]]),
    builderLines: [],
    leftBehind: [],
    finalLines: [environment],
    packages: [
      ...packages,
      // The slim images leave out the one library that their tkinter links with.
      ...(windows.length > 0 && slim !== undefined ? ['libtk8.6'] : []),
    ],
    programs: [...programs, ...commandNames(commands)]
      .filter(
        ({ name }) =>
          COMPILERS.test(name) ||
          (slim !== undefined &&
            ['install', 'compiler'].includes(commandNeed('python', suite, name).kind)),
      )
      .map(({ name, path }) => ({ name, place: path })),
    doubts: doubts.slice(0, 1),
    notes: [
      `Packages are installed into a virtual environment (${VENV}) in a builder stage, and copied at the same path into ${base}${build.build.length > 0 ? `, which goes without ${build.build.join(', ')}` : ''}`,
    ],
  };
}

/** Places that are right without a virtual environment only. */
function fixedPaths(site: Site): Refusal | undefined {
  for (const instruction of site.stage.instructions) {
    const text = instruction.arguments.text;
    if (
      /site-packages|\/usr\/local\/lib\/python|\/usr\/local\/bin\/(?!docker|[\w.-]+\.sh)|(?:^|\W)(?:virtualenv|venv)\b|VIRTUAL_ENV|PYTHONHOME|PYTHONUSERBASE|PIP_(?:PREFIX|TARGET|USER)/.test(
        text,
      )
    ) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} names a place of the installed packages, or an environment of its own, which a new virtual environment would not be.`,
        instruction,
      );
    }
    if (instruction.keyword !== 'ENV') continue;
    const path = readAssignments(instruction, site.dockerfile.escape).find(
      ({ name }) => name === 'PATH',
    );
    if (path !== undefined && !/\$\{?PATH\b/.test(path.rawValue ?? '')) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} sets PATH anew, which would hide the virtual environment.`,
        instruction,
      );
    }
  }
  return undefined;
}

function resolve(command: ShellCommand, { site, builds }: BuildPlan): 'known' | 'unknown' {
  const name = resolveCommand(command)?.name ?? '';
  if (/^(?:python[\d.]*|pip[\d.]*)$/.test(name) || SCRIPTS.has(name)) return 'known';
  const installed = installedBy(site, builds);
  const named =
    !('kind' in installed) &&
    installed.requirements.some((one) => one.name === normalizePythonName(name));
  return named || name === 'manage.py' ? 'known' : 'unknown';
}
