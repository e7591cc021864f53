import { readIndented, valueOf } from '../../../../src/context/indented.js';
import { binariesOf, type NodeProject } from '../../../../src/context/node-project.js';
import { instructionCommands } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import type { InstructionState } from '../../../../src/dockerfile/state.js';
import { NEUTRAL } from '../../command-role.js';
import { commandsOf } from '../../stage-commands.js';
import { isInstall, MANAGERS, startedWords, words } from './commands.js';
import { mountsPackages, preparesSecret, withMounts } from './install-mounts.js';
import { developmentNeeded } from './development.js';
import { scriptCommands, type FoundProject } from './project.js';
import type { NodeSources } from './sources.js';
import { refuse, type BuildPlan, type Refusal, type Site } from '../../site.js';

/** How development packages are left behind. */
export interface Pruning {
  /** The command; undefined where they stay. */
  readonly line: string | undefined;
  /** The RUN of the command; undefined where they stay. */
  readonly run: string | undefined;
  /** Why they stay; a clause. */
  readonly why: string;
}

/** An install of a RUN, where it stands. */
interface Install {
  readonly instruction: Instruction;
  readonly command: ShellCommand;
  readonly state: InstructionState;
}

/**
 * How the package manager that installed the packages removes those that only development needs, or why they stay. Each way was proven by
 * builds of `__tests__/e2e/splits`, with workspaces too.
 */
export function pruning(buildPlan: BuildPlan, found: FoundProject, sources: NodeSources): Pruning {
  const { site } = buildPlan;
  const installs = installsOf(buildPlan);
  const why = reasonToKeep(buildPlan, found, installs, sources);
  const [install] = installs;
  if (why !== undefined || install === undefined) return keep(why ?? 'no install was found');
  const manager = words(install.command).name ?? 'npm';
  // npm 7, which came with Node 15, renamed an option, and takes a variable of .npmrc that is not set.
  const isOldNpm = Number(/^\d+/.exec(site.tag ?? '')?.[0] ?? '99') < 15;
  const isNpm = !/^(?:pnpm|yarn)/.test(manager);
  const instructions = installs.map(({ instruction }) => instruction);
  if ((!isNpm || isOldNpm) && instructions.some((one) => preparesSecret(one, site))) {
    return keep(`the install prepares a secret that ${manager} would ask for again`);
  }
  // npm asks no registry for it, tried on 2026-11-30 with npm 11 and a registry that does not answer.
  if (isNpm) return prune(isOldNpm ? 'npm prune --production' : 'npm prune --omit=dev');
  const way =
    manager === 'pnpm'
      ? prunePnpm(site, found)
      : isBerry(site, found.project)
        ? pruneBerry(found)
        : pruneYarn(buildPlan, found);
  return way.line === undefined ? way : { ...way, run: withMounts(way.line, instructions, site) };
}

function keep(why: string): Pruning {
  return { line: undefined, run: undefined, why };
}

function prune(line: string): Pruning {
  return { line, run: `RUN ${line}`, why: '' };
}

function installsOf({ site, builds }: BuildPlan): readonly Install[] {
  return builds.flatMap((instruction) => {
    const state = site.states[instruction.index];
    return state === undefined
      ? []
      : instructionCommands(instruction, state).commands.flatMap((command) =>
          isInstall(command) ? [{ instruction, command, state }] : [],
        );
  });
}

/** Why development packages stay, whatever the manager; a clause. */
function reasonToKeep(
  buildPlan: BuildPlan,
  found: FoundProject,
  installs: readonly Install[],
  sources: NodeSources,
): string | undefined {
  const { site } = buildPlan;
  const { project, manifests } = found;
  if (manifests.every(({ devDependencies }) => devDependencies.size === 0)) {
    return 'package.json has no devDependencies';
  }
  if (installs.length === 0) return 'no install of packages was found';
  if (installs.some(({ instruction }) => mountsPackages(instruction, found.folder, site))) {
    return 'they are in a mount, and no part of the image';
  }
  if (installs.some(leavesDevelopment)) return 'the install leaves them out already';
  if (bringsUnnamed(buildPlan, found)) {
    return 'the build brings packages that package.json does not name';
  }
  const needed = developmentNeeded(buildPlan, found, sources);
  if (needed !== undefined) return needed;
  const development = manifests.flatMap(({ dependencies, devDependencies }) =>
    [...devDependencies.keys()].filter((name) => !dependencies.has(name)),
  );
  if (sources.namesPackages !== undefined) return `${sources.namesPackages} names node_modules`;
  const imported = development.find(
    (name) => sources.imports.has(name) && !project.dependencies.has(name),
  );
  if (imported !== undefined) return `the sources name ${imported}, which is one of them`;
  if (manifests.some((manifest) => hasFile(site, manifest, 'next.config.ts'))) {
    return 'next.config.ts is compiled when the program starts';
  }
  return sources.incomplete ? 'there are too many sources to see what they import' : undefined;
}

function leavesDevelopment({ command, state }: Install): boolean {
  const { words: rest } = words(command);
  return (
    (state.environment.get('NODE_ENV') === 'production' &&
      !rest.some((word) => /^--(?:include=dev|production=false|also=dev)$/.test(word))) ||
    rest.some((word) => /^--(?:omit=dev|production|prod|only=prod(?:uction)?)$/.test(word))
  );
}

/** Whether packages are installed without a word in package.json, or linked: what removes the others would remove them. */
function bringsUnnamed({ site, builds }: BuildPlan, found: FoundProject): boolean {
  return builds
    .flatMap((instruction) => commandsOf(instruction, site))
    .flatMap((command) => [command, ...(scriptCommands(command, found) ?? [])])
    .some((command) => {
      const { name = '', words: rest } = words(command);
      const operands = rest.filter((word) => !word.startsWith('-'));
      return (
        MANAGERS.has(name) &&
        (/^(?:link|ln)$/.test(operands[0] ?? '') ||
          (rest.some((word) => /^--(?:no-save|save=false)$/.test(word)) && operands.length > 1))
      );
    });
}

function hasFile({ context }: Site, { folder }: NodeProject, name: string): boolean {
  return context.entry(folder === '' ? name : `${folder}/${name}`) !== undefined;
}

/** Scripts of a package that an install runs again; `prepare` for pnpm alone. */
const LIFECYCLE = ['preinstall', 'install', 'postinstall'];

function lifecycleScript(
  manifests: readonly NodeProject[],
  names: readonly string[],
): string | undefined {
  return names.find((name) => manifests.some(({ scripts }) => scripts.has(name)));
}

/** pnpm 7 to 10, tried on 2026-11-25: `prune` runs the project's own scripts again, and pnpm 7 has no option against that. */
function prunePnpm(site: Site, { project, manifests }: FoundProject): Pruning {
  if (hasFile(site, project, 'pnpm-workspace.yaml') || manifests.length > 1) {
    return keep('“pnpm prune” does not know workspaces');
  }
  const script = lifecycleScript(manifests, [...LIFECYCLE, 'prepare']);
  if (script === undefined) return prune('pnpm prune --prod');
  const folder = project.folder === '' ? '' : `${project.folder}/`;
  const lock = readIndented(site.context.read(`${folder}pnpm-lock.yaml`) ?? '');
  return valueOf(lock ?? [], 'lockfileVersion')?.startsWith('5') !== false
    ? keep(`“pnpm prune” of this version runs the script ${script} again, which may need them`)
    : prune('pnpm prune --prod --ignore-scripts');
}

/** Commands of scripts of an install that leave the installed packages as they are: hooks of git, and those that only look. */
const TOUCHES_NO_PACKAGE: ReadonlySet<string> = new Set([
  ...NEUTRAL,
  'husky',
  'is-ci',
  'lefthook',
  'only-allow',
  'simple-git-hooks',
]);

/** Commands that may name the folder of the packages and change none: programs of packages are started by their paths. */
const KEEPS_CONTENTS: ReadonlySet<string> = new Set([
  'chmod',
  'chown',
  'du',
  'ls',
  'mkdir',
  'node',
]);

/**
 * Yarn 1.22, tried on 2026-11-30: it leaves the production packages and what their own scripts made, byte for byte (fs-ext and bcrypt
 * compiled, esbuild, sharp, protobufjs, @swc/core, bufferutil). What others changed in a package it puts back.
 */
function pruneYarn({ site, builds }: BuildPlan, found: FoundProject): Pruning {
  const script = [...LIFECYCLE, 'prepare', 'prepublish'].find((name) =>
    found.manifests.some((manifest) => {
      const run = binariesOf(manifest, name);
      return (
        run !== undefined &&
        (run.opaque !== undefined ||
          run.commands.some((command) => {
            const { name: program } = startedWords(command);
            return program === undefined || !TOUCHES_NO_PACKAGE.has(program);
          }))
      );
    }),
  );
  if (script !== undefined) {
    return keep(
      `yarn puts back what others changed in the packages, which the script ${script} may do`,
    );
  }
  const changing = builds
    .flatMap((instruction) => commandsOf(instruction, site))
    .flatMap((command) => [command, ...(scriptCommands(command, found) ?? [])])
    .flatMap((command) => changerOf(command) ?? [])[0];
  return changing === undefined
    ? prune('yarn install --production --ignore-scripts --prefer-offline')
    : keep(`yarn puts back what others changed in the packages, as ${changing} does`);
}

/** The program of a command that may change installed packages, started by yarn or npx as well; undefined where none does. */
function changerOf(command: ShellCommand): string | undefined {
  const { name, words: rest } = startedWords(command);
  const known = [name, ...rest].find((word) => word === 'patch-package' || word === 'prisma');
  const isNamed = rest.some((word) => /(?:^|\/)node_modules(?:\/(?!\.)|$)/.test(word));
  return known ?? (isNamed && !KEEPS_CONTENTS.has(name ?? '') ? name : undefined);
}

/** Yarn 2 and later, whose lock file says so. */
function isBerry(site: Site, project: NodeProject): boolean {
  const folder = project.folder === '' ? '' : `${project.folder}/`;
  return (
    /^yarn@[2-9]/.test(project.packageManager ?? '') ||
    hasFile(site, project, '.yarnrc.yml') ||
    /^__metadata:/m.test(site.context.read(`${folder}yarn.lock`) ?? '')
  );
}

/** Yarn 4, tried on 2026-11-25: it has the command without a plugin, and runs the scripts of the workspaces again. */
function pruneBerry({ project, manifests }: FoundProject): Pruning {
  if (!/^yarn@(?:[4-9]|\d\d)/.test(project.packageManager ?? '')) {
    return keep(
      'yarn has a command that removes them since yarn 4, which packageManager does not name',
    );
  }
  const script = lifecycleScript(manifests, LIFECYCLE);
  return script === undefined
    ? prune(`yarn workspaces focus ${manifests.length > 1 ? '--all ' : ''}--production`)
    : keep(`yarn would run the script ${script} again, which may need them`);
}

/** Why a project whose packages yarn keeps as archives in a cache, outside of the folder (Plug'n'Play), is not split. */
export function plugAndPlay(site: Site, project: NodeProject): Refusal | undefined {
  if (!isBerry(site, project)) return undefined;
  const folder = project.folder === '' ? '' : `${project.folder}/`;
  const settings = readIndented(site.context.read(`${folder}.yarnrc.yml`) ?? '');
  return valueOf(settings ?? [], 'nodeLinker') === 'node-modules'
    ? undefined
    : refuse(
        'outside-folder',
        'Yarn keeps the packages in a cache in the home folder, where they would be lost; nodeLinker: node-modules in .yarnrc.yml puts them into the folder of the program.',
      );
}
