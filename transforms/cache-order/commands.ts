import { aptInstall, aptSubcommand } from '../../src/dockerfile/apt.js';
import { resolveCommand, type ResolvedCommand } from '../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { joinPath } from '../../src/dockerfile/state.js';
import { ECOSYSTEMS } from './ecosystems/index.js';
import { redirectsNoFile, type Ecosystem, type ManagerCommand } from './site.js';

/** What a command means for the order of layers. */
export type CommandRole =
  | { readonly kind: 'install'; readonly ecosystem: Ecosystem; readonly command: ManagerCommand }
  /** It reads nothing of what is copied, and writes nothing there. */
  | { readonly kind: 'apart' }
  /** `cd`: later commands of the RUN work elsewhere; undefined where that can't be told. */
  | { readonly kind: 'folder'; readonly path: string | undefined }
  /** It may read the sources. */
  | { readonly kind: 'reads' };

const READS: CommandRole = { kind: 'reads' };
const APART: CommandRole = { kind: 'apart' };

/** Commands that look at no file, or at the system's own. */
const APART_COMMANDS: ReadonlySet<string> = new Set(
  (
    ': [ addgroup adduser apt-mark arch date dpkg-architecture echo exit false getconf groupadd groupmod id nproc printf pwd set ' +
    'sleep test true uname umask useradd usermod which whoami'
  ).split(' '),
);
/** Operators of `test` that ask for files. */
const FILE_TESTS = /^-(?:[a-hkprsuwxGLNOS]|nt|ot|ef)$/;
/** Commands that work on the files that they name, and how many operands come before those. */
const FILE_COMMANDS: ReadonlyMap<string, number> = new Map([
  ['chgrp', 1],
  ['chmod', 1],
  ['chown', 1],
  ['cp', 0],
  ['ln', 0],
  ['mkdir', 0],
  ['mv', 0],
  ['sed', 1],
  ['touch', 0],
]);
/** What clean-ups remove outside of every project. */
const CACHE_FOLDERS =
  /^(?:\/var\/lib\/apt\/lists|\/var\/cache|\/var\/tmp|\/tmp|\/root\/\.(?:cache|npm|composer|bundle\/cache)|~\/\.(?:cache|npm|composer))(?:\/|$)/;

/**
 * Tells what a command means.
 * @param target the absolute folder that the sources are copied to
 */
export function roleOf(command: ShellCommand, target: string): CommandRole {
  const resolved = resolveCommand(command);
  if (!redirectsNoFile(command)) return READS;
  if (resolved === undefined) return APART;
  const { name, wrappers } = resolved;
  if (name === undefined || wrappers.some((one) => one === 'xargs' || one === 'env')) return READS;
  const words = resolved.arguments.map(({ value }) => value);
  const environments = madeEnvironments(name, words);
  if (environments !== undefined) {
    return environments.every((path) => path.startsWith('/') && !isWithin(path, target))
      ? APART
      : READS;
  }
  // A change of users writes no file of the project unless it names its folder.
  if (words.some((word) => isWithin(word.replace(/^-[^=]*=/, ''), target))) {
    return managerRole(command, resolved) ?? READS;
  }
  if (name === 'cd') {
    const [folder] = resolved.arguments;
    return { kind: 'folder', path: folder?.literal === true ? folder.value : undefined };
  }
  if (name === '[' || name === 'test') {
    return words.some((word) => FILE_TESTS.test(word)) ? READS : APART;
  }
  if (APART_COMMANDS.has(name)) return APART;
  const leading = FILE_COMMANDS.get(name);
  if (leading !== undefined) {
    const operands = resolved.arguments
      .filter(({ value }) => !value.startsWith('-'))
      .slice(leading);
    const isElsewhere = operands.every(
      ({ value, literal }) =>
        literal && value.startsWith('/') && !/[*?[]|\.\./.test(value) && !isWithin(target, value),
    );
    return operands.length > 0 && isElsewhere ? APART : READS;
  }
  if (name === 'rm') {
    return words.every((word) => word.startsWith('-') || CACHE_FOLDERS.test(word)) ? APART : READS;
  }
  if (aptSubcommand(command) !== undefined) {
    const packages = aptInstall(command)?.packages ?? [];
    return packages.some(({ value }) => /^\.{0,2}\//.test(value)) ? READS : APART;
  }
  if (name === 'apk') return words.some((word) => /\.apk$/.test(word)) ? READS : APART;
  return managerRole(command, resolved) ?? READS;
}

function managerRole(
  { assignments }: ShellCommand,
  { name, word, arguments: given }: ResolvedCommand,
): CommandRole | undefined {
  if (name === undefined) return undefined;
  const command: ManagerCommand = {
    name,
    program: word.value,
    arguments: given,
    variables: assignments.map((assignment) => assignment.name),
  };
  for (const ecosystem of ECOSYSTEMS) {
    const kind = ecosystem.kindOf(command);
    if (kind === 'install') return { kind, ecosystem, command };
    if (kind === 'apart') return APART;
  }
  return undefined;
}

/** The virtual environments of Python that a command makes; undefined for other commands. */
function madeEnvironments(name: string, words: readonly string[]): readonly string[] | undefined {
  const isVenv = /^python[23]?(?:\.\d+)?$/.test(name) && words[0] === '-m' && words[1] === 'venv';
  if (!isVenv && name !== 'virtualenv') return undefined;
  return words.slice(isVenv ? 2 : 0).filter((word) => !word.startsWith('-'));
}

/** Whether an absolute path is a folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  if (!path.startsWith('/')) return false;
  const clean = joinPath('/', path) ?? path;
  return folder === '/' || clean === folder || clean.startsWith(`${folder}/`);
}

/**
 * Why a command must stay in the layer of the install: it removes what that brought, or a layer of its own would store it again.
 * Undefined for all others.
 * @param target the absolute folder that the sources are copied to
 */
export function boundToLayer(command: ShellCommand, target: string): string | undefined {
  const resolved = resolveCommand(command);
  const words = (resolved?.arguments ?? []).map(({ value }) => value);
  const removes = [resolved?.name, ...words].some(
    (word) =>
      word !== undefined &&
      /^(?:rm|rmdir|unlink|find|prune|autoremove|purge|clean|cache|uninstall|remove|del|delete|focus)$/.test(
        word,
      ),
  );
  if (removes)
    return 'commands that remove something, which the layer of the install would then keep';
  if (roleOf(command, target).kind === 'install') {
    return 'another install, and the layer of the first would keep what that one removes';
  }
  const name = resolved?.name ?? '';
  const isRecursive = words.some((word) => /^(?:-\w*R\w*|--recursive)$/.test(word));
  if (/^(?:chown|chgrp|chmod)$/.test(name) && isRecursive) {
    return `${name} of whole folders, which would store what was installed a second time`;
  }
  return name === 'mv' && words.some((word) => /(?:^|\/)(?:node_modules|vendor)\/?$/.test(word))
    ? 'mv of what was installed, which would store it a second time'
    : undefined;
}
