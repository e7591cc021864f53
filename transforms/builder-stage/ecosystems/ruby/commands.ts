import { placeOf } from '../../../../src/dockerfile/place.js';
import { instructionCommands, resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { refuse, type CommandRole, type Refusal, type Site } from '../../site.js';

/** A command with `bundle exec` and the interpreter taken off. */
export interface RubyCommand {
  /** `bundle`, `gem`, `rails`; undefined where it is no literal. */
  readonly name: string | undefined;
  readonly words: readonly string[];
  /** It is started by `bundle exec`. */
  readonly bundled: boolean;
  /** What is started, as a command of its own. */
  readonly command: ShellCommand;
}

/** Tasks of Rails and Rake that make files in the program's folder, and nothing elsewhere. */
const FOLDER_TASKS =
  /^(?:assets:(?:precompile|clean|clobber)|css:build|javascript:build|log:clear|(?:shaka|web)packer:compile|tailwindcss:build|tmp:(?:cache:)?c(?:lear|reate)|vite:build|yarn:install)(?:\[|$)/;
const SCRIPT_MANAGERS: ReadonlySet<string> = new Set(['npm', 'npx', 'pnpm', 'yarn', 'yarnpkg']);
const BUNDLE_BUILDS: ReadonlySet<string> = new Set(
  'binstubs cache check clean config env i info install list lock outdated pack package platform pristine show update version'.split(
    ' ',
  ),
);
/** Settings of bundler that only an install reads. */
const INSTALL_SETTING =
  /^(?:build\.|mirror\.|git\.|https?:\/\/|(?:[\w-]+\.)+[a-z]{2,}$|(?:auto_install|cache_all|cache_all_platforms|clean|default_install_uses_path|disable_multisource|ignore_messages|jobs|no_prune|redirect|retry|silence_deprecations|silence_root_warning|ssl_[a-z_]+|timeout|trust-policy|user_agent)$)/i;

/** Reads a command of Ruby; undefined for bare assignments. */
export function rubyCommand(command: ShellCommand): RubyCommand | undefined {
  const resolved = resolveCommand(command);
  if (resolved === undefined) return undefined;
  const { name, word, arguments: rest } = resolved;
  const [first, second] = rest;
  if (
    (name === 'bundle' || name === 'bundler') &&
    first?.value === 'exec' &&
    second !== undefined
  ) {
    const inner = rubyCommand({ ...command, name: second, arguments: rest.slice(2) });
    return inner === undefined ? undefined : { ...inner, bundled: true };
  }
  if (name === 'ruby' && first !== undefined && /(?:^|\/)bin\/(?:rails|rake)$/.test(first.value)) {
    return rubyCommand({ ...command, name: first, arguments: rest.slice(1) });
  }
  return {
    name: name === 'bundler' ? 'bundle' : name,
    words: rest.map(({ value }) => value),
    bundled: false,
    command: { ...command, name: word, arguments: rest },
  };
}

/** The commands of an instruction, read. */
export function rubyCommands(instruction: Instruction, site: Site): readonly RubyCommand[] {
  const state = site.states[instruction.index];
  return state === undefined
    ? []
    : instructionCommands(instruction, state).commands.flatMap(
        (command) => rubyCommand(command) ?? [],
      );
}

/** The sub-command of bundler: `install` where none is named. */
export function bundleVerb({ name, words }: RubyCommand): string | undefined {
  return name === 'bundle' ? (words.find((word) => !word.startsWith('-')) ?? 'install') : undefined;
}

/** Whether a command installs what a Gemfile names. */
export function installsBundle(command: RubyCommand): boolean {
  return /^(?:i|install|update)$/.test(bundleVerb(command) ?? '');
}

/** Whether a command installs gems by their names. */
export function installsGems({ name, words }: RubyCommand): boolean {
  return name === 'gem' && /^(?:i|install)$/.test(words[0] ?? '');
}

/** What a command of a RUN does; undefined where it is none of Ruby's. */
export function rubyRole(
  command: ShellCommand,
  instruction: Instruction,
): CommandRole | Refusal | undefined {
  const read = rubyCommand(command);
  if (read?.name === undefined) return undefined;
  const { name, words } = read;
  const verb = bundleVerb(read);
  if (verb !== undefined) {
    if (verb === 'config' && /^(?:get|list)?$/.test(words[1] ?? '')) return 'neutral';
    if (words.includes('--standalone')) return ownLayout(instruction, '--standalone');
    return BUNDLE_BUILDS.has(verb) ? 'build' : undefined;
  }
  if (name === 'gem') {
    const own = words.find((word) =>
      /^(?:--user-install|-i|--install-dir|-n|--bindir|--build-root)(?:=|$)/.test(word),
    );
    if (own !== undefined) return ownLayout(instruction, own);
    if (words[0] === 'update') return words.includes('--system') ? 'tool' : undefined;
    if (/^(?:cleanup|i|install|sources|uninstall)$/.test(words[0] ?? '')) return 'build';
    return /^(?:env|list|-v|--version)$/.test(words[0] ?? '') ? 'neutral' : undefined;
  }
  if (name === 'corepack') return 'tool';
  if (SCRIPT_MANAGERS.has(name)) {
    const global = words.some((word) => word === '-g' || word === '--global' || word === 'global');
    return words[0] === 'cache' ? 'neutral' : global ? 'tool' : 'build';
  }
  return makesFiles(read) ? 'build' : undefined;
}

function ownLayout(instruction: Instruction, option: string): Refusal {
  return refuse(
    'fixed-path',
    `${placeOf(instruction)} installs gems with ${option}, to a place of their own.`,
    instruction,
  );
}

/** Whether a command leaves files in the program's folder. */
export function makesFiles(command: RubyCommand): boolean {
  const { name = '', words } = command;
  if (name === 'rails' || name === 'rake') {
    const tasks = words.filter((word) => !word.startsWith('-') && !/^\w+=/.test(word));
    return tasks.length > 0 && tasks.every((task) => FOLDER_TASKS.test(task));
  }
  if (name === 'bootsnap') return words[0] === 'precompile';
  return SCRIPT_MANAGERS.has(name) || bundleVerb(command) === 'binstubs';
}

/** A setting that a command leaves to bundler: of `bundle config`, and the options that an install keeps. */
export interface BundleSetting {
  /** `path`, `without`, `build.nokogiri`. */
  readonly name: string;
  readonly value: string;
  /**
   * It is kept in the home folder or in the project's, which depends on the release of bundler; undefined where it is surely kept in
   * BUNDLE_APP_CONFIG, which the official images set to the folder of gems.
   */
  readonly elsewhere: ShellCommand | undefined;
}

/** The settings that a command leaves to bundler. */
export function bundleSettings(command: RubyCommand): readonly BundleSetting[] {
  const verb = bundleVerb(command);
  const operands = command.words.filter((word) => !word.startsWith('-'));
  if (verb === 'config') {
    const [, first, ...others] = operands;
    const [name, ...values] = first === 'set' ? others : [first, ...others];
    if (name === undefined || values.length === 0 || first === 'unset' || first === 'get')
      return [];
    return [
      {
        name: name.toLowerCase(),
        value: values.join(' '),
        elsewhere: command.words.includes('--local') ? undefined : command.command,
      },
    ];
  }
  if (!installsBundle(command)) return [];
  return command.words.flatMap((word, index) => {
    const [, name, inline] =
      /^--(path|deployment|without|with|gemfile|force-ruby-platform)(?:=(.*))?$/.exec(word) ?? [];
    return name === undefined
      ? []
      : [{ name, value: inline ?? command.words[index + 1] ?? '', elsewhere: undefined }];
  });
}

/** Whether a setting says nothing to a program that runs: credentials, mirrors, how to fetch and to compile. */
export function servesInstallAlone({ name }: BundleSetting): boolean {
  return INSTALL_SETTING.test(name);
}
