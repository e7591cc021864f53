import { placeOf } from '../../../../src/dockerfile/place.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { refuse, type CommandRole, type Refusal } from '../../site.js';

/** Sub-commands of composer that change nothing outside of the project's folder and composer's own. */
const COMPOSER_BUILDS: ReadonlySet<string> = new Set(
  (
    'about check-platform-reqs clear-cache clearcache config diagnose du dump-autoload dumpautoload i install info licenses self-update ' +
    'selfupdate show u update validate require remove'
  ).split(' '),
);
const EXTENSION_COMMANDS: ReadonlySet<string> = new Set(
  'docker-php-ext-configure docker-php-ext-enable docker-php-ext-install docker-php-source pecl pear phpize'.split(
    ' ',
  ),
);
const SCRIPT_MANAGERS: ReadonlySet<string> = new Set(['npm', 'npx', 'pnpm', 'yarn', 'yarnpkg']);
/** The files of composer's installer, and composer where people put it. */
const COMPOSER_FILE =
  /(?:^|\/)(?:composer-setup\.php|composer\.phar|installer)$|^\/usr\/(?:local\/)?bin\/composer$/;

/** The words of a composer command, however composer is started; undefined for other commands. */
export function composerWords(command: ShellCommand): readonly string[] | undefined {
  const resolved = resolveCommand(command);
  const words = resolved?.arguments.map(({ value }) => value) ?? [];
  if (resolved?.name === 'composer' || resolved?.name === 'composer.phar') return words;
  const script = words.findIndex((word) => !/^-d\w*|=/.test(word));
  return resolved?.name === 'php' && /(?:^|\/)composer(?:\.phar)?$/.test(words[script] ?? '')
    ? words.slice(script + 1)
    : undefined;
}

/** The sub-command of composer: `install`. */
export function composerVerb(command: ShellCommand): string | undefined {
  return composerWords(command)?.find((word) => !word.startsWith('-'));
}

/** Whether a command compiles or enables an extension of PHP. */
export function makesExtension(command: ShellCommand): boolean {
  return EXTENSION_COMMANDS.has(resolveCommand(command)?.name ?? '');
}

/** What a command of a RUN does; undefined where it is none of PHP's. */
export function phpRole(
  command: ShellCommand,
  instruction: Instruction,
): CommandRole | Refusal | undefined {
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined) return undefined;
  const { name } = resolved;
  const words = resolved.arguments.map(({ value }) => value);
  const verb = composerVerb(command);
  if (verb === 'global') {
    return refuse(
      'outside-folder',
      `${placeOf(instruction)} installs packages for all of a user's projects, in the home folder.`,
      instruction,
    );
  }
  if (verb !== undefined) return COMPOSER_BUILDS.has(verb) ? 'build' : undefined;
  if (composerWords(command) !== undefined) return 'neutral';
  if (makesExtension(command)) return 'build';
  if (SCRIPT_MANAGERS.has(name)) {
    return words.some((word) => word === '-g' || word === '--global') ? 'tool' : 'build';
  }
  const fetchesComposer =
    (name === 'curl' || name === 'wget') &&
    words.some((word) => /^https?:\/\/getcomposer\.org\//.test(word));
  const placesComposer =
    /^(?:chmod|mv|rm)$/.test(name) &&
    words
      .filter((word) => !/^(?:-|[0-7]{3,4}$|[augo]*[+=])/.test(word))
      .every((word) => COMPOSER_FILE.test(word));
  if (fetchesComposer || placesComposer) return 'build';
  if (name !== 'php') return undefined;
  const installs =
    words.some((word) => word.startsWith('--install-dir')) ||
    words.some((word) => /composer-setup\.php|getcomposer\.org/.test(word)) ||
    (command.placement.has('pipeline') && (words.length === 0 || words[0] === '--'));
  if (installs) return 'build';
  return /^-[imv]$/.test(words[0] ?? '') && words.length === 1 ? 'neutral' : undefined;
}
