import type { ShellWord } from '../../../src/dockerfile/shell.js';
import type { CommandKind, ManagerCommand } from '../site.js';

/** The package managers of Node. */
export type NodeManager = 'npm' | 'yarn' | 'pnpm';

/** Options of an install that change nothing of what it reads of the project, and take no value. */
const PLAIN =
  /^(?:-[Pfqsd]|--(?:prod|production|dev|force|silent|quiet|verbose|ignore-scripts|ignore-engines|ignore-optional|ignore-platform|ci|immutable|immutable-cache|inline-builds|check-cache|frozen-lockfile|pure-lockfile|non-interactive|no-interactive|prefer-offline|legacy-peer-deps|strict-peer-deps|shamefully-hoist|unsafe-perm|build-from-source|no-(?:audit|fund|optional|progress|bin-links|update-notifier|lockfile-check|strict-peer-dependencies|frozen-lockfile|color)|update-notifier|strict-peer-dependencies))$/;
const WITH_VALUE =
  /^--(?:omit|only|include|also|audit|fund|progress|production|prod|loglevel|registry|unsafe-perm|legacy-peer-deps|strict-peer-dependencies|frozen-lockfile|optional|cache|maxsockets|fetch-timeout|fetch-retries|fetch-retry-mintimeout|fetch-retry-maxtimeout|network-timeout|network-concurrency|cache-folder|reporter|store-dir|child-concurrency|mode|install-strategy|node-linker)$/;
const FOLDER = /^(?:--prefix|--cwd|--dir|-C)$/;

/** Options that make the install fail instead of writing the lock file. */
const FROZEN = /^--(?:frozen-lockfile|immutable)(?:=true)?$/;

/** What the words behind `npm install` say. */
export interface InstallWords {
  /** An option of which it is not known what it does, or a package. */
  readonly strange: string | undefined;
  /** The folder to work in, where one is named. */
  readonly folder: string | undefined;
  readonly ignoresScripts: boolean;
  /** The lock file is never written. */
  readonly frozen: boolean;
}

/** Reads the words of an install, the sub-command among them. */
export function readInstallWords(words: readonly string[]): InstallWords {
  let folder: string | undefined;
  let strange: string | undefined;
  let isCommandSeen = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [name = '', value] = word.split(/=(.*)/s);
    if (FOLDER.test(name)) {
      folder = value ?? words[index + 1];
      if (value === undefined) index += 1;
    } else if (WITH_VALUE.test(name) && value !== undefined) continue;
    else if (PLAIN.test(word)) continue;
    else if (WITH_VALUE.test(name)) index += 1;
    else if (!word.startsWith('-') && !isCommandSeen) isCommandSeen = true;
    else strange ??= word;
  }
  return {
    strange,
    folder,
    ignoresScripts: words.includes('--ignore-scripts'),
    frozen:
      words.includes('ci') ||
      words.includes('clean-install') ||
      words.some((word) => FROZEN.test(word)),
  };
}

/** What a command of a package manager does with the files of a project. */
export function nodeCommandKind(manager: NodeManager, command: ManagerCommand): CommandKind {
  const names: Readonly<Record<NodeManager, RegExp>> = {
    npm: /^npm$/,
    yarn: /^yarn(?:pkg)?$/,
    pnpm: /^pnpm$/,
  };
  if (!names[manager].test(command.name)) return undefined;
  const words = command.arguments.map(({ value }) => value);
  const operands = operandsOf(command.arguments);
  const [first, second] = operands;
  if (
    words.some((word) => /^(?:-g|--global|--location=global)$/.test(word)) ||
    (manager === 'yarn' && first === 'global')
  ) {
    return operands.every((word) => !/^\.{0,2}\/|^\.{1,2}$|\.tgz$/.test(word))
      ? 'apart'
      : undefined;
  }
  if (first === undefined) {
    if (words.some((word) => /^(?:-v|--version)$/.test(word))) return 'apart';
    return manager === 'yarn' ? 'install' : undefined;
  }
  if (first === 'cache' || (manager === 'pnpm' && first === 'store')) return 'apart';
  // What is set goes to the home folder; Yarn 2 and later write the project's own file.
  if (manager === 'npm' && (first === 'config' || first === 'set')) {
    return words.some((word) => /^--location/.test(word)) ? undefined : 'apart';
  }
  const isInstall =
    manager === 'yarn'
      ? first === 'install'
      : manager === 'pnpm'
        ? /^(?:install|i)$/.test(first)
        : /^(?:install|i|in|ins|ci|clean-install|ic|isntall)$/.test(first);
  return isInstall && second === undefined ? 'install' : undefined;
}

/** The words that are no options and no values of options. */
function operandsOf(words: readonly ShellWord[]): readonly string[] {
  return words
    .map(({ value }) => value)
    .filter((word, index, all) => {
      const before = all[index - 1] ?? '';
      return !word.startsWith('-') && !FOLDER.test(before) && !WITH_VALUE.test(before);
    });
}
