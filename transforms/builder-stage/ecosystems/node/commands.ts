import { instructionCommands, resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import type { CommandRole, Site } from '../../site.js';

/** Node's package managers. */
export const MANAGERS: ReadonlySet<string> = new Set(['npm', 'yarn', 'yarnpkg', 'pnpm']);
/** Commands that come with Node, and the package managers. */
export const LAUNCHERS: ReadonlySet<string> = new Set(['node', 'npx', 'corepack', ...MANAGERS]);
const INSTALLS: ReadonlySet<string> = new Set([
  'ci',
  'i',
  'install',
  'add',
  'clean-install',
  'install-clean',
]);

/** The name and the words of a command, without what wraps it. */
export function words(command: ShellCommand): {
  readonly name: string | undefined;
  readonly words: readonly string[];
} {
  const resolved = resolveCommand(command);
  return { name: resolved?.name, words: resolved?.arguments.map(({ value }) => value) ?? [] };
}

/** What a command comes to without what only sets variables or looks a program up: `cross-env NODE_ENV=production node server.js`. */
export function startedWords(command: ShellCommand): ReturnType<typeof words> {
  const { name, words: rest } = words(command);
  if (name !== 'cross-env' && name !== 'npx') return { name, words: rest };
  const first = rest.findIndex((word) => !/^\w+=|^(?:-y|--yes)$/.test(word));
  return { name: rest[first], words: rest.slice(first + 1) };
}

/** What a command of a RUN does: installs of packages and scripts build, global ones bring tools. */
export function commandRole(command: ShellCommand): CommandRole | undefined {
  const { name, words: rest } = words(command);
  const word = resolveCommand(command)?.word.value ?? '';
  if (name === undefined) return undefined;
  if (name === 'corepack') return 'tool';
  if (MANAGERS.has(name)) {
    if (rest[0] === 'cache') return 'neutral';
    return isGlobal(rest) ? 'tool' : 'build';
  }
  if (name === 'npx' || name === 'node' || name === 'tsc') return 'build';
  return /(?:^|\/)node_modules\/\.bin\//.test(word) ? 'build' : undefined;
}

/** The commands of the builds that do more than install packages. */
export function buildCommands(site: Site, builds: readonly Instruction[]): readonly ShellCommand[] {
  return builds.flatMap((instruction) => {
    const state = site.states[instruction.index];
    if (state === undefined) return [];
    return instructionCommands(instruction, state).commands.filter((command) => {
      const { name, words: rest } = words(command);
      if (name === 'npx' || name === 'node' || name === 'tsc') return true;
      if (name === undefined || !MANAGERS.has(name)) return false;
      if (commandRole(command) !== 'build') return false;
      return !(
        isInstall(command) ||
        ['config', 'set', 'prune', 'audit', 'rebuild', 'version'].includes(rest[0] ?? '')
      );
    });
  });
}

function isGlobal(rest: readonly string[]): boolean {
  return (
    rest[0] === 'global' ||
    rest.some((one) => one === '-g' || one === '--global' || one === '--location=global')
  );
}

/** Commands of the packages that people install globally for builds, from their manifests (npm registry, 2026-11-25). */
const GLOBAL_COMMANDS: Readonly<Record<string, string>> = {
  '@angular/cli': 'ng',
  '@nestjs/cli': 'nest',
  '@vue/cli': 'vue',
  '@yarnpkg/cli-dist': 'yarn yarnpkg',
  'gulp-cli': 'gulp',
  lerna: 'lerna',
  'node-gyp': 'node-gyp',
  nx: 'nx',
  pnpm: 'pnpm pnpx',
  rimraf: 'rimraf',
  turbo: 'turbo',
  typescript: 'tsc tsserver',
  vite: 'vite',
  webpack: 'webpack',
  'webpack-cli': 'webpack webpack-cli',
  yarn: 'yarn yarnpkg',
};

/**
 * The commands that a global install or corepack brings, where all of them serve builds; undefined for every other command, and where a
 * package is none of the well-known ones.
 */
export function globalBuildCommands(command: ShellCommand): readonly string[] | undefined {
  const { name, words: rest } = words(command);
  if (name === 'corepack') return ['pnpm', 'pnpx', 'yarn', 'yarnpkg'];
  if (name === undefined || !MANAGERS.has(name) || !isGlobal(rest)) return undefined;
  const packages = rest.filter(
    (word) => !word.startsWith('-') && !INSTALLS.has(word) && word !== 'global',
  );
  const found = packages.map((word) => {
    const plain = word.replace(/(?<=.)@.*$/, '');
    return Object.hasOwn(GLOBAL_COMMANDS, plain) ? GLOBAL_COMMANDS[plain] : undefined;
  });
  return packages.length === 0 || found.includes(undefined)
    ? undefined
    : found.flatMap((commands) => commands?.split(' ') ?? []);
}

/** Whether a command installs the packages of the manifest, or further ones into the folder. */
export function isInstall(command: ShellCommand): boolean {
  const { name, words: rest } = words(command);
  if (name === undefined || !MANAGERS.has(name) || isGlobal(rest)) return false;
  const verb = rest.find((one) => !one.startsWith('-'));
  return verb === undefined ? name.startsWith('yarn') : INSTALLS.has(verb);
}
