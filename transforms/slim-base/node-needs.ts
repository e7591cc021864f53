import { placeOf } from '../../src/dockerfile/place.js';
import { lineOf } from '../../src/context/dependency.js';
import type { LockedPackage } from '../../src/context/node-lock.js';
import { readNodeProject, type NodeProject } from '../../src/context/node-project.js';
import type { ResolvedCommand } from '../../src/dockerfile/commands.js';
import {
  fetchesBinary,
  likelyNodeLibraries,
  nodeLibraries,
  nodeNeed,
} from '../../src/knowledge/native-packages.js';
import { oldestOf } from '../../src/knowledge/release-order.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { contextPathOf, folderOf, pathIn } from './manifests.js';
import { drivesInstalledBrowser, mayBeNative } from './native-marks.js';
import { seenAt, type Need } from './need.js';
import {
  builderNeeds,
  checkoutNeeds,
  contextAbsent,
  manifestUnknown,
  packageNeeds,
  type InstalledWhere,
  type Linking,
} from './package-need.js';
import { met, unknown, type CommandSite } from './site.js';

const LINKING: Linking = { linked: nodeLibraries, likely: likelyNodeLibraries };

/** An install by npm, yarn, pnpm or bun. */
export interface NodeInstall {
  /** Packages that are named; empty where the manifest says what is installed. */
  readonly packages: readonly string[];
  /** The folder whose manifest counts, as it is written; undefined for the working directory. */
  readonly folder: string | undefined;
  readonly withDevelopment: boolean;
  readonly withOptional: boolean;
  /** Packages' scripts and the project's own are run. */
  readonly withScripts: boolean;
}

const VERBS: Readonly<Record<string, RegExp>> = {
  npm: /^(?:ci|i|in|ins|inst|install|add|clean-install|install-clean|rebuild)$/,
  yarn: /^(?:install|add|global|workspaces)$/,
  pnpm: /^(?:i|install|add)$/,
  bun: /^(?:i|install|add)$/,
};

/**
 * Reads an install of Node's package managers; undefined for other commands.
 * @param production `NODE_ENV` is `production`, for which npm, yarn 1 and pnpm leave development packages out
 */
export function nodeInstall(
  resolved: ResolvedCommand,
  production: boolean,
): NodeInstall | undefined {
  const manager = resolved.name === 'yarnpkg' ? 'yarn' : (resolved.name ?? '');
  const verbs = Object.hasOwn(VERBS, manager) ? VERBS[manager] : undefined;
  if (verbs === undefined) return undefined;
  const words = resolved.arguments.map(({ value }) => value);
  const folder = folderOption(words);
  const operands = words.filter(
    (word, index) =>
      !word.startsWith('-') &&
      !/^(?:--prefix|-C|--cwd|--dir|--filter|-F|--omit|--only|--include|--registry|--cache|-w|--workspace|--network-timeout|--loglevel)$/.test(
        words[index - 1] ?? '',
      ),
  );
  const [verb, ...rest] = operands;
  if (verb === undefined ? manager !== 'yarn' : !verbs.test(verb)) return undefined;
  if (verb === 'workspaces' && rest[0] !== 'focus') return undefined;
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  const follows = (option: string, value: string): boolean =>
    words.some(
      (word, index) =>
        word === `${option}=${value}` || (word === option && words[index + 1] === value),
    );
  const omitted =
    has(/^(?:--production(?:=true)?|--prod|-P|--only=prod(?:uction)?|--no-dev)$/) ||
    follows('--omit', 'dev') ||
    follows('--only', 'production') ||
    follows('--only', 'prod');
  const included =
    has(/^(?:--production=false|--prod=false|--dev|-D)$/) || follows('--include', 'dev');
  return {
    packages: (verb === 'global' ? rest.slice(1) : verb === 'workspaces' ? [] : rest).filter(
      (word) => !/^[./~]/.test(word),
    ),
    folder,
    withDevelopment: included || !(omitted || production),
    withOptional: !has(/^--(?:no-optional|ignore-optional)$/) && !follows('--omit', 'optional'),
    withScripts: !has(/^--ignore-scripts(?:=true)?$/),
  };
}

/** `--prefix x` (npm), `-C x` and `--dir x` (pnpm), `--cwd x` (yarn, bun). */
export function folderOption(words: readonly string[]): string | undefined {
  return words.flatMap((word, index) => {
    const joined = /^(?:--prefix|--cwd|--dir|-C)=(.+)$/.exec(word)?.[1];
    if (joined !== undefined) return [joined];
    return /^(?:--prefix|--cwd|--dir|-C)$/.test(word) ? (words[index + 1] ?? []) : [];
  })[0];
}

/** A project of the context, and where it lies. */
export interface FoundProject {
  readonly project: NodeProject;
  readonly folder: string;
  /** Path of its manifest in the context. */
  readonly manifest: string;
}

/** The project whose manifest a command reads; undefined where none is there. */
export function findProject(
  input: TransformInput,
  site: CommandSite,
  folder: string | undefined,
): FoundProject | undefined {
  const manifest = contextPathOf(
    input,
    site,
    folder === undefined ? 'package.json' : `${folder}/package.json`,
  );
  if (manifest === undefined || input.context === undefined) return undefined;
  const place = folderOf(manifest);
  const project = readNodeProject(input.context, place);
  return project === undefined ? undefined : { project, folder: place, manifest };
}

/** What an install by npm and its like needs of the base (hazards B10, B13, B14). */
export function nodeNeeds(
  input: TransformInput,
  install: NodeInstall,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  if (install.packages.length > 0) {
    return install.packages.flatMap((spec) => namedNeeds(spec, site, where));
  }
  const { context } = input;
  if (context === undefined) return [contextAbsent('package.json', site)];
  const found = findProject(input, site, install.folder);
  if (found === undefined) {
    return [
      manifestUnknown(
        'package.json',
        `the package.json that ${placeOf(site.instruction)} installs is not in the build context`,
        site,
      ),
    ];
  }
  const { project, folder, manifest } = found;
  const own = context.entry(pathIn(folder, 'binding.gyp'));
  const installed = {
    ...install,
    withDevelopment: install.withDevelopment || isBerry(input, found),
  };
  return [
    ...(own === undefined || !install.withScripts
      ? []
      : packageNeeds('binding.gyp', { kind: 'compiler' }, site, where)),
    ...(where === 'here' ? seenAt(fetchNeeds(project, site), manifest, undefined) : []),
    ...(project.lockedPackages === undefined
      ? declaredNeeds(project, installed, site, where)
      : lockedNeeds(input, found, project.lockedPackages, installed, site, where)),
  ];
}

/** Yarn from 2 on installs all, whatever NODE_ENV and options say. */
function isBerry({ context }: TransformInput, { project, folder }: FoundProject): boolean {
  return (
    /^yarn@(?:[2-9]|\d\d)/.test(project.packageManager ?? '') ||
    context?.entry(pathIn(folder, '.yarnrc.yml')) !== undefined
  );
}

/** `npm install pm2@5`, `npm i -g github:owner/repository`. */
function namedNeeds(spec: string, site: CommandSite, where: InstalledWhere): readonly Need[] {
  if (/^(?:git[+:@]|ssh:|github:|gitlab:|bitbucket:|https?:|[\w-]+\/)/.test(spec)) {
    const fetched = /^https?:/.test(spec) && !/\.git(?:#|$)/.test(spec);
    return [
      ...(fetched || where === 'copied' ? [] : checkoutNeeds('git', spec, site)),
      unknown(
        spec,
        'package-unknown',
        `what ${spec} is, which ${placeOf(site.instruction)} installs, is not known`,
        site,
      ),
    ];
  }
  const name = spec.replace(/(?<=.)@[^@]*$/, '');
  return nodePackageNeeds(name, oldestOf(spec.slice(name.length + 1)), site, where);
}

function nodePackageNeeds(
  name: string,
  release: string | undefined,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  if (drivesInstalledBrowser(name, site.installed)) return [met(name, 'stage', site)];
  const need = nodeNeed(name, release);
  return need.kind === 'compiler' &&
    where === 'here' &&
    release !== undefined &&
    fetchesBinary(name, release)
    ? [
        unknown(
          name,
          'binary-fetched',
          `this release of ${name}, which ${placeOf(site.instruction)} installs, fetches its binary from outside of npm, and the full image compiles it where that fails`,
          site,
        ),
        ...builderNeeds(site),
      ]
    : packageNeeds(name, need, site, where, LINKING);
}

function fetchNeeds(project: NodeProject, site: CommandSite): readonly Need[] {
  const declared = new Map([
    ...project.dependencies,
    ...project.devDependencies,
    ...project.optionalDependencies,
  ]);
  const locked = (project.lockedPackages ?? []).flatMap(({ origin }) =>
    origin.kind === 'version-control' ? [origin.address] : [],
  );
  const addresses = [
    ...project.versionControlDependencies.map((name) => declared.get(name) ?? name),
    ...locked,
  ];
  return addresses.flatMap((address) => checkoutNeeds('git', address, site));
}

/** Without a lock file the manifest's own packages count; what these stand on, the tables say. */
function declaredNeeds(
  project: NodeProject,
  install: NodeInstall,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const declared = [
    ...project.dependencies,
    ...(install.withDevelopment ? project.devDependencies : []),
    ...(install.withOptional ? project.optionalDependencies : []),
  ];
  const needs = declared
    .filter(([name]) => !project.localDependencies.includes(name))
    .flatMap(([name, range]) => nodePackageNeeds(name, oldestOf(range), site, where));
  return project.workspaces.length === 0
    ? needs
    : [
        ...needs,
        unknown(
          'workspaces',
          'package-unknown',
          `${placeOf(site.instruction)} installs workspaces without a lock file that names their packages`,
          site,
        ),
      ];
}

function lockedNeeds(
  input: TransformInput,
  { project, folder }: FoundProject,
  packages: readonly LockedPackage[],
  install: NodeInstall,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const [file] = project.lockFiles;
  const path = file === undefined ? undefined : pathIn(folder, file);
  const text = path === undefined ? '' : (input.context?.read(path) ?? '');
  const installed = packages.filter(
    ({ development, optional }) =>
      (development !== true || install.withDevelopment) &&
      (optional !== true || install.withOptional),
  );
  const seen = new Set<string>();
  return installed.flatMap((one) => {
    if (seen.has(one.name)) return [];
    seen.add(one.name);
    const needs = lockedPackageNeeds(one, install, site, where);
    return path === undefined ? needs : seenAt(needs, path, lineOfPackage(text, one.name));
  });
}

function lockedPackageNeeds(
  locked: LockedPackage,
  install: NodeInstall,
  site: CommandSite,
  where: InstalledWhere,
): readonly Need[] {
  const { name, version, optional, hasInstallScript } = locked;
  const need = nodeNeed(name, version);
  switch (need.kind) {
    case 'unknown':
      return mayBeNative(locked)
        ? nodePackageNeeds(name, version, site, where)
        : [met(name, 'itself', site)];
    case 'compiler':
      // Without its script nothing is compiled: this release has its binaries in packages of their own, or none at all.
      if (hasInstallScript === false || !install.withScripts) return [met(name, 'itself', site)];
      return optional === true && where === 'here'
        ? [
            unknown(
              name,
              'package-unknown',
              `${name}, which ${placeOf(site.instruction)} installs, is optional: the full image may compile it, and the slim one goes without`,
              site,
            ),
          ]
        : nodePackageNeeds(name, version, site, where);
    case 'pure':
      return packageNeeds(name, need, site, where);
    case 'prebuilt':
      // Without a script nothing can be compiled, so that this release has its binary by npm.
      return packageNeeds(
        name,
        hasInstallScript === false ? { ...need, certain: true } : need,
        site,
        where,
      );
  }
}

/** Where a lock file of any kind names a package first, as a package of its own. */
function lineOfPackage(text: string, name: string): number | undefined {
  for (const form of [
    `"node_modules/${name}"`,
    `\n    "${name}": {`,
    `"${name}@`,
    `\n${name}@`,
    `'${name}@`,
    `/${name}@`,
    `/${name}/`,
    `\n  ${name}@`,
  ]) {
    const line = lineOf(text, form);
    if (line !== undefined) return form.startsWith('\n') ? line + 1 : line;
  }
  return undefined;
}
