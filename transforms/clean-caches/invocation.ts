import { APT_VALUED_OPTIONS } from '../../src/dockerfile/apt.js';
import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { ShellCommand, ShellWord } from '../../src/dockerfile/shell.js';
import { packageManagerOf, type PackageManager } from '../../src/knowledge/package-managers.js';

/** A call of a package manager. */
export interface Invocation {
  readonly manager: PackageManager;
  readonly command: ShellCommand;
  /** As it was called, for a further call of the same program: `/opt/conda/bin/conda`, `python3 -m pip`, `php composer.phar`. */
  readonly program: string;
  /** `sudo`, `env`, `timeout` … in front of it, outermost first. */
  readonly wrappers: readonly string[];
  /** `install`; the two words `global add` where the first alone says too little; empty for none. */
  readonly subcommand: string;
  /** The words of the subcommand; empty for none. */
  readonly subcommandWords: readonly ShellWord[];
  readonly options: readonly ShellWord[];
  /** What follows the subcommand and is no option (values of options that stand apart may be among it). */
  readonly operands: readonly ShellWord[];
}

/** Options whose value is the next word, in front of the subcommand or behind it, by package manager. */
const VALUED_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  apt: APT_VALUED_OPTIONS,
  apk: [
    '-p',
    '--root',
    '-X',
    '--repository',
    '-t',
    '--virtual',
    '--arch',
    '--keys-dir',
    '--repositories-file',
    '--cache-dir',
    '--cache-max-age',
    '--wait',
  ],
  npm: [
    '--prefix',
    '-C',
    '--registry',
    '--loglevel',
    '-w',
    '--workspace',
    '--cache',
    '--userconfig',
  ],
  yarn: ['--cwd', '--modules-folder', '--cache-folder', '--registry', '--network-timeout'],
  pnpm: ['-C', '--dir', '--filter', '-F', '--store-dir'],
  composer: ['-d', '--working-dir'],
  conda: [
    '-n',
    '--name',
    '-p',
    '--prefix',
    '-c',
    '--channel',
    '-f',
    '--file',
    '-r',
    '--root-prefix',
  ],
  yum: [
    '-c',
    '--config',
    '--installroot',
    '--setopt',
    '--enablerepo',
    '--disablerepo',
    '-x',
    '--exclude',
    '--releasever',
  ],
  zypper: ['-D', '--reposd-dir', '-c', '--config', '-R', '--root', '-p', '--plus-repo'],
  pip: ['--proxy', '--timeout', '--retries', '--python', '--log', '--cert', '--trusted-host'],
};
const NO_OPTIONS: readonly string[] = [];

/** First words that only a second makes a subcommand. */
const PREFIX_WORDS: Readonly<Record<string, readonly string[]>> = {
  yarn: ['global', 'cache'],
  npm: ['cache'],
  pnpm: ['store'],
  conda: ['env'],
  composer: ['global'],
  apk: ['cache'],
  yum: ['clean'],
  dnf: ['clean'],
  microdnf: ['clean'],
  pip: ['cache'],
};

/** The package manager that a command calls; undefined where it calls none. */
export function readInvocation(command: ShellCommand): Invocation | undefined {
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined) return undefined;
  const { name, word, wrappers } = resolved;
  let words = resolved.arguments;
  let program = word.text;
  let managerName = name;
  const [first, second] = words;
  if (/^python(?:\d(?:\.\d+)?)?$/.test(name) && first?.value === '-m' && second?.value === 'pip') {
    managerName = 'pip';
    program = `${word.text} -m pip`;
    words = words.slice(2);
  } else if (
    name === 'php' &&
    first !== undefined &&
    /(?:^|\/)composer(?:\.phar)?$/.test(first.value)
  ) {
    managerName = 'composer';
    program = `${word.text} ${first.text}`;
    words = words.slice(1);
  }
  const manager = packageManagerOf(managerName);
  if (manager === undefined) return undefined;
  const valued =
    VALUED_OPTIONS[manager.needsRoot && manager.id.includes('dnf') ? 'yum' : manager.id] ??
    NO_OPTIONS;
  const options: ShellWord[] = [];
  const plain: ShellWord[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const argument = words[index];
    if (argument === undefined) break;
    if (!argument.value.startsWith('-')) {
      plain.push(argument);
      continue;
    }
    options.push(argument);
    if (valued.includes(argument.value)) index += 1;
  }
  const prefixes = PREFIX_WORDS[manager.id] ?? NO_OPTIONS;
  const count = prefixes.includes(plain[0]?.value ?? '') ? 2 : 1;
  const subcommandWords = plain.slice(0, count);
  return {
    manager,
    command,
    program,
    wrappers,
    subcommand: subcommandWords.map(({ value }) => value).join(' '),
    subcommandWords,
    options,
    operands: plain.slice(count),
  };
}

/** Whether a call installs, and so fills the cache. */
export function isInstall({ manager, subcommand, options }: Invocation): boolean {
  if (
    options.some(
      ({ value }) => value === '--help' || value === '--version' || value === '--dry-run',
    )
  )
    return false;
  if (manager.id === 'pip' && subcommand === 'wheel') return false;
  if (manager.id === 'apt' && ['reinstall', 'safe-upgrade'].includes(subcommand)) return true;
  return manager.install.includes(subcommand);
}

/** Whether a call cleans up by itself. */
export function isCleanUp({ manager, subcommand }: Invocation): boolean {
  return manager.cleanWords.includes(subcommand);
}

/** Whether an option is given, in the form `--name` or `--name=value`. */
export function hasOption({ options }: Invocation, ...names: readonly string[]): boolean {
  return options.some(
    ({ value }) => names.includes(value) || names.includes(value.replace(/=.*$/, '')),
  );
}

/**
 * What must stand in front of a further call so that the same user makes it, with the same HOME (`sudo -H `); empty for nothing.
 * Undefined where it is another user (`sudo -u`, `gosu`).
 */
export function sameUserPrefix({ wrappers, command }: Invocation): string | undefined {
  if (wrappers.includes('gosu') || wrappers.includes('su-exec')) return undefined;
  if (!wrappers.includes('sudo')) return '';
  if (command.name?.value !== 'sudo') return 'sudo ';
  const options: string[] = [];
  for (const { text, value } of command.arguments) {
    if (!value.startsWith('-')) break;
    options.push(`${text} `);
  }
  const other = options.some((option) => !/^(?:-[EHn]+|--preserve-env|--set-home) $/.test(option));
  return other ? undefined : `sudo ${options.join('')}`;
}
