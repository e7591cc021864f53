import { readPhpProject } from '../../../src/context/php-project.js';
import { readJson } from '../../../src/context/structured-text.js';
import { list, mapping, scalar } from '../../../src/context/usage-data.js';
import { below, present, refuse, type Ecosystem, type Install, type Refusal } from '../site.js';

/** Events of an install, and of the autoloader that it writes. */
const EVENTS = [
  'command',
  'init',
  'pre-install-cmd',
  'post-install-cmd',
  'pre-autoload-dump',
  'post-autoload-dump',
  'post-root-package-install',
  'pre-operations-exec',
  'pre-package-install',
  'post-package-install',
] as const;

/** Options of `composer install` that change nothing of what it reads of the project. */
const PLAIN_OPTIONS =
  /^(?:--no-dev|--dev|--no-interaction|-n|--quiet|-q|-v{1,3}|--verbose|--no-progress|--no-ansi|--ansi|--prefer-dist|--prefer-install=dist|--ignore-platform-reqs?(?:=.*)?|--no-scripts|--no-plugins|--no-autoloader|--no-cache|--no-suggest|--profile)$/;

/** `composer install`. */
export const COMPOSER: Ecosystem = {
  name: 'composer',
  kindOf({ name, arguments: given }) {
    if (name !== 'composer' && name !== 'composer.phar') return undefined;
    const words = given.map(({ value }) => value);
    const [command] = words.filter((word) => !word.startsWith('-'));
    if (command === 'install' || command === 'i') return 'install';
    if (command === undefined || command === 'clear-cache' || command === 'self-update')
      return 'apart';
    return words.includes('global') || (command === 'config' && words.includes('--global'))
      ? 'apart'
      : undefined;
  },
  otherFolder(words) {
    const at = words.findIndex((word) => word === '-d' || word === '--working-dir');
    return at === -1
      ? words.find((word) => word.startsWith('--working-dir='))?.slice('--working-dir='.length)
      : words[at + 1];
  },
  closure(install) {
    const { context, folder, words, environment } = install;
    const project = readPhpProject(context, folder);
    const manifest = readJson(context.read(below(folder, 'composer.json')) ?? '');
    if (project === undefined || manifest === undefined) {
      return refuse('manifest-missing', 'there is no composer.json in the folder that is copied');
    }
    const problem =
      settings(words, environment) ??
      scripts(project.scripts, words) ??
      autoloader(manifest, words) ??
      config(mapping(manifest['config']), words);
    if (problem !== undefined) return problem;
    if (project.packages === undefined) {
      return refuse(
        'lock-would-change',
        'there is no composer.lock, so that the install makes one; commit it',
      );
    }
    const local = project.packages.find(({ origin }) => origin.kind === 'local');
    const repositories = [
      ...list(manifest['repositories']),
      ...Object.values(mapping(manifest['repositories'])),
    ].map(mapping);
    if (
      local !== undefined ||
      repositories.some((one) => /^(?:path|artifact)$/.test(scalar(one['type']) ?? ''))
    ) {
      return refuse(
        'local-dependency',
        'composer.json takes packages from a folder of the project',
      );
    }
    const plugin = project.packages.find(({ type }) => /plugin|installer/.test(type));
    if (plugin !== undefined && !words.includes('--no-plugins')) {
      return refuse(
        'package-script',
        `${plugin.name} is a plugin of composer, which takes part in the install`,
      );
    }
    // Composer writes the commit of the root package into vendor/composer/installed.php.
    if (
      scalar(manifest['version']) === undefined &&
      context.entry(below(folder, '.git')) !== undefined
    ) {
      return refuse(
        'version-control-read',
        'composer notes the commit of the project in vendor, and .git is part of the build context',
      );
    }
    return {
      kind: 'known',
      files: present(install, ['composer.json', 'composer.lock', 'auth.json']),
      folders: [],
      made: ['vendor'],
      doubts: [],
    };
  },
};

function settings(
  words: readonly string[],
  environment: Install['environment'],
): Refusal | undefined {
  const variable = ['COMPOSER', 'COMPOSER_VENDOR_DIR', 'COMPOSER_BIN_DIR'].find((name) =>
    environment.has(name),
  );
  if (variable !== undefined) {
    return refuse('settings-elsewhere', `${variable} moves what composer reads or writes`);
  }
  const scanning = words.find((word) =>
    /^(?:-o|-a|--optimize-autoloader|--classmap-authoritative)$/.test(word),
  );
  if (scanning !== undefined && !words.includes('--no-autoloader')) {
    return refuse('sources-scanned', `${scanning} looks through the sources for classes`);
  }
  const strange = words.find(
    (word, index) =>
      word.startsWith('-') &&
      word !== scanning &&
      !PLAIN_OPTIONS.test(word) &&
      !/^(?:-d|--working-dir(?:=.*)?)$/.test(word) &&
      words[index - 1] !== '-d',
  );
  return strange === undefined
    ? undefined
    : refuse('settings-elsewhere', `it is not known what composer reads with ${strange}`);
}

function scripts(
  given: ReadonlyMap<string, readonly string[]>,
  words: readonly string[],
): Refusal | undefined {
  if (words.includes('--no-scripts')) return undefined;
  const event = EVENTS.find((name) => given.has(name));
  return event === undefined
    ? undefined
    : refuse('project-script', `composer.json runs the project's own script ${event}`);
}

/** Folders of PSR-4 and PSR-0 are only named in the autoloader; a class map is made by looking into every file. */
function autoloader(
  manifest: Readonly<Record<string, unknown>>,
  words: readonly string[],
): Refusal | undefined {
  if (words.includes('--no-autoloader')) return undefined;
  const kinds = ['autoload', 'autoload-dev'].flatMap((key) => Object.keys(mapping(manifest[key])));
  const scanned = kinds.find((kind) => kind !== 'psr-4' && kind !== 'psr-0');
  return scanned === undefined
    ? undefined
    : refuse(
        'sources-scanned',
        `the autoloader of composer.json has “${scanned}”, for which the sources are looked at`,
      );
}

function config(
  given: Readonly<Record<string, unknown>>,
  words: readonly string[],
): Refusal | undefined {
  const moved = ['vendor-dir', 'bin-dir', 'cache-dir', 'data-dir'].find(
    (key) => given[key] !== undefined,
  );
  if (moved !== undefined) {
    return refuse('settings-elsewhere', `composer.json sets ${moved}`);
  }
  const scans = ['optimize-autoloader', 'classmap-authoritative'].find(
    (key) => given[key] === true,
  );
  return scans === undefined || words.includes('--no-autoloader')
    ? undefined
    : refuse('sources-scanned', `with ${scans} composer looks through the sources for classes`);
}
