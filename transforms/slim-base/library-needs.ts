import { localSources } from '../../src/context/local-sources.js';
import { readNodeProject, type NodeProject } from '../../src/context/node-project.js';
import {
  parseRequirement,
  readPythonProject,
  readRequirements,
  type PythonRequirement,
} from '../../src/context/python-project.js';
import { resolveCommand, type ResolvedCommand } from '../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { lostPackages } from '../../src/knowledge/base-images.js';
import {
  extraPackages,
  likelyLibraries,
  linkedLibraries,
  nodeNeed,
  pythonNeed,
  type NativeNeed,
} from '../../src/knowledge/native-packages.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { placeOf, type Need } from './need.js';
import { installNeed, unknown, type CommandSite } from './command-needs.js';

/**
 * What the packages that pip, npm and their like install need of the base (hazards B10 to B14).
 * @param where `here`: installed in the stage itself; `copied`: installed in another stage, so that only what they need
 * when they run counts
 */
export function libraryNeeds(
  input: TransformInput,
  command: ShellCommand,
  site: CommandSite,
  where: 'here' | 'copied',
): readonly Need[] {
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined) return [];
  const python = pythonInstall(resolved);
  if (python !== undefined) return pythonNeeds(input, python, site, where);
  return isNodeInstall(resolved)
    ? nodeNeeds(input, resolved, site, where)
    : otherNeeds(resolved, site);
}

/** The words behind `pip install`, `python -m pip install`, `uv pip install`; undefined for other commands. */
function pythonInstall(resolved: ResolvedCommand): readonly string[] | undefined {
  const words = resolved.arguments.map(({ value }) => value);
  const name = resolved.name ?? '';
  const rest = /^pip[\d.]*$/.test(name)
    ? words
    : /^python[\d.]*$/.test(name) && words[0] === '-m' && words[1] === 'pip'
      ? words.slice(2)
      : name === 'uv' && words[0] === 'pip'
        ? words.slice(1)
        : undefined;
  const start = rest?.findIndex((word) => !word.startsWith('-')) ?? -1;
  return rest?.[start] === 'install' ? rest.slice(start + 1) : undefined;
}

const PIP_VALUED =
  /^(?:-i|--index-url|--extra-index-url|-f|--find-links|-t|--target|--prefix|--root|--platform|--python-version|--trusted-host|--timeout|--retries|--no-binary|--only-binary|--progress-bar|--src|--cache-dir|--root-user-action|--upgrade-strategy)$/;

function pythonNeeds(
  input: TransformInput,
  words: readonly string[],
  site: CommandSite,
  where: 'here' | 'copied',
): readonly Need[] {
  const needs: Need[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const following = words[index + 1] ?? '';
    if (word === '-r' || word === '--requirement') {
      needs.push(...requirementsNeeds(input, following, site, where));
      index += 1;
    } else if (/^(?:-r|--requirement=)./.test(word)) {
      needs.push(
        ...requirementsNeeds(input, word.replace(/^(?:-r|--requirement=)/, ''), site, where),
      );
    } else if (word === '-c' || word === '--constraint' || PIP_VALUED.test(word)) {
      if (word === '--no-binary') needs.push(sourceInstall('pip install --no-binary', site));
      index += 1;
    } else if (word === '-e' || word === '--editable') {
      needs.push(...localProjectNeeds(input, following, site, where));
      index += 1;
    } else if (!word.startsWith('-')) {
      needs.push(
        ...(/^\.{0,2}(?:\/|$)|^\.\[/.test(word)
          ? localProjectNeeds(input, word, site, where)
          : requirementNeeds(parseRequirement(word), word, site, where)),
      );
    }
  }
  return needs;
}

function requirementsNeeds(
  input: TransformInput,
  path: string,
  site: CommandSite,
  where: 'here' | 'copied',
): readonly Need[] {
  const { context } = input;
  if (context === undefined) return [contextAbsent(path, site)];
  const file = findInContext(input, path);
  if (file === undefined) {
    return [
      unknown(
        path,
        'manifest-unknown',
        `${path}, which ${placeOf(site.instruction)} installs, is not in the build context`,
        site,
      ),
    ];
  }
  const read = readRequirements(context, file);
  if (read.unread.length > 0) {
    return [unknown(path, 'manifest-unknown', `${read.unread.join(', ')} can't be read`, site)];
  }
  if (read.noBinary.length > 0) return [sourceInstall(path, site)];
  return read.requirements.flatMap((requirement) =>
    requirementNeeds(requirement, requirement.name ?? path, site, where),
  );
}

/** The file of the context that a path in the image most likely comes from: by the copied folders, then by its name. */
function findInContext({ context, dockerfile }: TransformInput, path: string): string | undefined {
  if (context === undefined) return undefined;
  const name = path.replace(/^(?:\.\/|\/)+/, '');
  const base = name.slice(name.lastIndexOf('/') + 1);
  const folders = localSources(dockerfile).map((source) => source.path);
  const places = [
    name,
    ...folders.flatMap((folder) =>
      folder === '' ? [name, base] : [`${folder}/${name}`, `${folder}/${base}`, folder],
    ),
    base,
  ];
  return places.find((place) => context.entry(place)?.kind === 'file' && place.endsWith(base));
}

function requirementNeeds(
  requirement: PythonRequirement | undefined,
  text: string,
  site: CommandSite,
  where: 'here' | 'copied',
): readonly Need[] {
  if (requirement === undefined) {
    return [
      unknown(
        text,
        'package-unknown',
        `${text}, which ${placeOf(site.instruction)} installs, is no plain requirement`,
        site,
      ),
    ];
  }
  const needs: Need[] =
    requirement.versionControl !== undefined && where === 'here'
      ? [...checkoutNeeds(requirement.versionControl, requirement.url ?? text, site)]
      : [];
  const { name } = requirement;
  if (name === undefined) {
    return [
      ...needs,
      unknown(
        text,
        'package-unknown',
        `what ${text} is, which ${placeOf(site.instruction)} installs, is not known`,
        site,
      ),
    ];
  }
  const extras = extraPackages(name, requirement.extras);
  return [
    ...needs,
    ...packageNeeds(name, pythonNeed(name, pinOf(requirement), site.release), site, where),
    ...extras.flatMap((extra) =>
      packageNeeds(extra, pythonNeed(extra, undefined, site.release), site, where),
    ),
  ];
}

const CHECKOUT_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  git: ['ca-certificates', 'git'],
  hg: ['ca-certificates', 'mercurial'],
  svn: ['ca-certificates', 'subversion'],
};

/** What fetching a package from version control runs; an address with ssh needs that too (hazards B10). */
function checkoutNeeds(system: string, address: string, site: CommandSite): readonly Need[] {
  const packages = Object.hasOwn(CHECKOUT_PACKAGES, system) ? CHECKOUT_PACKAGES[system] : undefined;
  if (packages === undefined) {
    return [
      unknown(
        system,
        'package-unknown',
        `${placeOf(site.instruction)} fetches ${address} with ${system}`,
        site,
      ),
    ];
  }
  const ssh = /\bssh:|^(?:\w+\+)?[\w.-]+@/.test(address) ? ['openssh-client'] : [];
  return installNeed(system, [...packages, ...ssh], site);
}

/** `pip install .`: the project's own dependencies, and its own build. */
function localProjectNeeds(
  input: TransformInput,
  path: string,
  site: CommandSite,
  where: 'here' | 'copied',
): readonly Need[] {
  const { context } = input;
  if (context === undefined) return [contextAbsent(path, site)];
  const folder = path
    .replace(/\[.*$/, '')
    .replace(/^\.\/?/, '')
    .replace(/\/$/, '');
  const project = readPythonProject(
    context,
    context.entry(folder)?.kind === 'directory' ? folder : '',
    site,
  );
  const pyproject = project?.pyproject;
  const isPure =
    pyproject !== undefined &&
    !project?.hasSetup &&
    pyproject.buildRequires.every((name) =>
      /^(?:setuptools|wheel|hatchling|hatch-vcs|flit[-_]core|poetry-core|pdm-backend|uv-build|setuptools-scm)\b/i.test(
        name,
      ),
    );
  if (!isPure) {
    return [
      unknown(
        path,
        'package-unknown',
        `${placeOf(site.instruction)} builds the project itself, and whether that compiles can't be seen`,
        site,
      ),
    ];
  }
  return pyproject.dependencies.flatMap((requirement) =>
    requirementNeeds(requirement, requirement.name ?? path, site, where),
  );
}

function isNodeInstall(resolved: ResolvedCommand): boolean {
  const name = resolved.name ?? '';
  const [first] = resolved.arguments
    .map(({ value }) => value)
    .filter((word) => !word.startsWith('-'));
  switch (name) {
    case 'npm':
      return /^(?:ci|i|install|add|clean-install|rebuild)$/.test(first ?? '');
    case 'yarn':
    case 'yarnpkg':
      return first === undefined || /^(?:install|add|global)$/.test(first);
    case 'pnpm':
    case 'bun':
      return /^(?:i|install|add)$/.test(first ?? '');
    default:
      return false;
  }
}

function nodeNeeds(
  input: TransformInput,
  resolved: ResolvedCommand,
  site: CommandSite,
  where: 'here' | 'copied',
): readonly Need[] {
  const words = resolved.arguments
    .map(({ value }) => value)
    .filter((word) => !word.startsWith('-'));
  const packages = words
    .slice(words[0] === 'global' ? 2 : 1)
    .filter((word) => !/^[./~]/.test(word));
  if (packages.length > 0) {
    return packages.flatMap((spec) => {
      const name = spec.replace(/(?<=.)@[^@]*$/, '');
      return packageNeeds(name, nodeNeed(name), site, where);
    });
  }
  const { context } = input;
  if (context === undefined) return [contextAbsent('package.json', site)];
  const file = findInContext(input, 'package.json');
  const folder = file === undefined ? undefined : file.slice(0, Math.max(file.lastIndexOf('/'), 0));
  const project = folder === undefined ? undefined : readNodeProject(context, folder);
  if (project === undefined) {
    return [
      unknown(
        'package.json',
        'manifest-unknown',
        `the package.json that ${placeOf(site.instruction)} installs is not in the build context`,
        site,
      ),
    ];
  }
  const ownAddon = context.entry(folder === '' ? 'binding.gyp' : `${folder ?? ''}/binding.gyp`);
  return [
    ...(ownAddon === undefined
      ? []
      : packageNeeds('binding.gyp', { kind: 'compiler' }, site, where)),
    ...projectNeeds(project, site, where),
  ];
}

function projectNeeds(
  project: NodeProject,
  site: CommandSite,
  where: 'here' | 'copied',
): readonly Need[] {
  const place = placeOf(site.instruction);
  const needs: Need[] = [];
  if (where === 'here') {
    const declared = new Map([
      ...project.dependencies,
      ...project.devDependencies,
      ...project.optionalDependencies,
    ]);
    for (const name of project.versionControlDependencies) {
      needs.push(...checkoutNeeds('git', declared.get(name) ?? '', site));
    }
  }
  const locked = project.lockedPackages;
  // A lock file tells which packages run a script when they are installed: all others are plain JavaScript.
  const names =
    locked?.every(({ hasInstallScript }) => hasInstallScript !== undefined) === true
      ? locked.filter(({ hasInstallScript }) => hasInstallScript === true).map(({ name }) => name)
      : (locked?.map(({ name }) => name) ?? [
          ...project.dependencies.keys(),
          ...project.devDependencies.keys(),
          ...project.optionalDependencies.keys(),
        ]);
  const runtime = locked?.map(({ name }) => name) ?? [];
  for (const name of new Set([...names, ...runtime])) {
    const need = nodeNeed(name);
    if (need.kind === 'unknown' && !names.includes(name)) continue;
    needs.push(...packageNeeds(name, need, site, where));
  }
  if (project.workspaces.length > 0 && locked === undefined) {
    needs.push(
      unknown(
        'workspaces',
        'package-unknown',
        `${place} installs workspaces without a lock file that names their packages`,
        site,
      ),
    );
  }
  return needs;
}

function packageNeeds(
  name: string,
  need: NativeNeed,
  site: CommandSite,
  where: 'here' | 'copied',
): readonly Need[] {
  const place = placeOf(site.instruction);
  if (need.kind === 'unknown') {
    return [
      unknown(
        name,
        'package-unknown',
        `whether ${name}, which ${place} installs, needs libraries of the full image is not known`,
        site,
      ),
    ];
  }
  if (need.kind === 'compiler' && where === 'here') {
    const compilers = ['build-essential', 'gcc', 'g++'];
    return compilers.some((compiler) => site.installed.has(compiler))
      ? [
          unknown(
            name,
            'builds-from-source',
            `${name}, which ${place} installs, is compiled there, and which headers of the full image it uses can't be seen`,
            site,
          ),
        ]
      : [
          {
            kind: 'blocked',
            what: name,
            reason: 'needs-compiler',
            message: `${name}, which ${place} installs, is compiled there, and a compiler does not belong into an image that ships`,
            instruction: site.instruction,
          },
        ];
  }
  if (need.kind === 'compiler') {
    const libraries = linkedLibraries(name);
    return libraries === undefined
      ? [
          unknown(
            name,
            'package-unknown',
            `${name}, which ${place} installs, is compiled there, and which libraries of the full image it then needs is not known`,
            site,
          ),
          // What Debian's own build links with makes the unsafe swap most likely right.
          ...lostNeed(name, likelyLibraries(name, site.suite), site),
        ]
      : lostNeed(name, libraries, site);
  }
  if (need.kind !== 'prebuilt') return [];
  if (!need.certain && where === 'here') {
    return [
      unknown(
        name,
        'package-unknown',
        `whether the release of ${name} that ${place} pins was published as a binary package is not known`,
        site,
      ),
    ];
  }
  return lostNeed(name, need.packages, site);
}

/** What the full image alone has of these libraries. */
function lostNeed(what: string, libraries: readonly string[], site: CommandSite): readonly Need[] {
  return installNeed(
    what,
    lostPackages(site.family, site.suite, libraries, site.release) ?? [],
    site,
  );
}

/**
 * The newest release that a requirement can mean, as far as the specifier bounds it: a release before the first binary
 * package would be compiled. `~=1.4` means the newest `1.*`, of which nothing is known but that it is not older than `1.4`.
 */
function pinOf({ specifier }: PythonRequirement): string | undefined {
  const bounds = specifier
    .split(',')
    .map((bound) => /^(?:===?|~=|<=?)\s*(\d[\d.]*)/.exec(bound.trim())?.[1]);
  return bounds.find((bound) => bound !== undefined);
}

/** Installers whose packages are not looked into. */
const OTHER_INSTALLERS: Readonly<Record<string, RegExp>> = {
  bundle: /^(?:install|update|$)/,
  gem: /^install$/,
  cargo: /^(?:build|install|run|test)$/,
  cpanm: /./,
  cpan: /./,
  composer: /^(?:install|update|require)$/,
  poetry: /^(?:install|add|update)$/,
  pipenv: /^(?:install|sync|update)$/,
  pdm: /^(?:install|sync|add)$/,
  uv: /^(?:sync|add|run|tool)$/,
  pipx: /^install$/,
  conda: /^(?:install|create|env)$/,
  mix: /^(?:deps\.get|deps\.compile|compile|release|local\.hex)$/,
  rebar3: /./,
  easy_install: /./,
  R: /./,
  Rscript: /./,
};

function otherNeeds(resolved: ResolvedCommand, site: CommandSite): readonly Need[] {
  const name = resolved.name ?? '';
  const first = resolved.arguments.find(({ value }) => !value.startsWith('-'))?.value ?? '';
  const isSetup = /^python[\d.]*$/.test(name) && first.endsWith('setup.py');
  const pattern = Object.hasOwn(OTHER_INSTALLERS, name) ? OTHER_INSTALLERS[name] : undefined;
  if (!isSetup && pattern?.test(first) !== true) return [];
  return [
    unknown(
      name,
      'package-unknown',
      `what ${name} installs in ${placeOf(site.instruction)}, and which libraries of the full image that needs, is not known`,
      site,
    ),
  ];
}

function sourceInstall(what: string, site: CommandSite): Need {
  return {
    kind: 'blocked',
    what,
    reason: 'needs-compiler',
    message: `${placeOf(site.instruction)} has packages built from source`,
    instruction: site.instruction,
  };
}

function contextAbsent(path: string, site: CommandSite): Need {
  return unknown(
    path,
    'context-absent',
    `${path}, which ${placeOf(site.instruction)} installs, can't be seen without the build context`,
    site,
  );
}
