/**
 * Package managers: their commands, caches and clean-up. Written on the date below from a survey of the managers' documents and of
 * Dockerfiles in use; the subcommands and their aliases are from memory and were not compared with each manager's reference.
 */
export const PACKAGE_MANAGERS_DATE = '2026-11-23';

/** Identifies a package manager. */
export type PackageManagerId =
  | 'apt'
  | 'apk'
  | 'yum'
  | 'dnf'
  | 'microdnf'
  | 'zypper'
  | 'pip'
  | 'npm'
  | 'yarn'
  | 'pnpm'
  | 'gem'
  | 'composer'
  | 'conda';

/** A flag of an install that keeps the cache from being written. */
export interface NoCacheFlag {
  readonly flag: string;
  /** Where it goes: right after the subcommand, or after the command's own name. */
  readonly place: 'after-subcommand' | 'after-command';
  /** An environment variable that does the same; undefined where there is none. */
  readonly environment: string | undefined;
}

/** What is known of one package manager. */
export interface PackageManager {
  readonly id: PackageManagerId;
  /** Command words; `pip` has versioned ones too, see {@link packageManagerOf}. */
  readonly commands: readonly string[];
  /** Subcommands that install and so fill the cache. */
  readonly install: readonly string[];
  /** Subcommands that fetch the lists of what can be installed; empty where an install does that itself. */
  readonly refresh: readonly string[];
  /** Subcommands that remove packages. */
  readonly remove: readonly string[];
  /** Only root can run an install that changes the system, and clean up after it. */
  readonly needsRoot: boolean;
  /** Folders that hold nothing but what can be fetched again; `~` is the HOME of the user who ran the install. */
  readonly caches: readonly string[];
  /** Environment variables that move the cache elsewhere: where one is set, {@link caches} does not hold. */
  readonly cacheVariables: readonly string[];
  /** Commands, without `&&`, that clean up at the end of a RUN that installed. */
  readonly cleanUp: readonly string[];
  readonly noCacheFlag: NoCacheFlag | undefined;
  /** Subcommands that show that a file cleans up already, as the words that follow the command. */
  readonly cleanWords: readonly string[];
}

const RPM = {
  install: [
    'install',
    'localinstall',
    'groupinstall',
    'reinstall',
    'update',
    'upgrade',
    'builddep',
  ],
  remove: ['remove', 'erase', 'autoremove'],
  needsRoot: true,
  cacheVariables: [],
  noCacheFlag: undefined,
  cleanWords: ['clean all'],
} as const;

/** All package managers that are known. */
export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  {
    id: 'apt',
    commands: ['apt-get', 'apt', 'aptitude'],
    install: ['install', 'upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep', 'satisfy'],
    refresh: ['update'],
    remove: ['remove', 'purge', 'autoremove', 'autopurge'],
    needsRoot: true,
    caches: ['/var/lib/apt/lists', '/var/cache/apt'],
    cacheVariables: [],
    // `apt-get clean` is not needed: the official images run it after every install (hazards C8); `apt-get dist-clean` is not
    // there before Debian 13 (C34).
    cleanUp: ['rm -rf /var/lib/apt/lists/*'],
    noCacheFlag: undefined,
    cleanWords: ['dist-clean', 'distclean'],
  },
  {
    id: 'apk',
    commands: ['apk'],
    install: ['add', 'upgrade', 'fix'],
    refresh: ['update'],
    remove: ['del'],
    needsRoot: true,
    caches: ['/var/cache/apk'],
    cacheVariables: [],
    cleanUp: ['rm -rf /var/cache/apk/*'],
    noCacheFlag: { flag: '--no-cache', place: 'after-subcommand', environment: undefined },
    cleanWords: ['cache clean'],
  },
  {
    ...RPM,
    id: 'yum',
    commands: ['yum'],
    refresh: ['makecache', 'check-update'],
    caches: ['/var/cache/yum', '/var/cache/dnf'],
    cleanUp: ['yum clean all', 'rm -rf /var/cache/yum'],
  },
  {
    ...RPM,
    id: 'dnf',
    commands: ['dnf', 'dnf5', 'dnf-3', 'tdnf'],
    refresh: ['makecache', 'check-update'],
    caches: ['/var/cache/dnf', '/var/cache/libdnf5'],
    cleanUp: ['dnf clean all'],
  },
  {
    ...RPM,
    id: 'microdnf',
    commands: ['microdnf'],
    refresh: ['makecache'],
    caches: ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5'],
    cleanUp: ['microdnf clean all'],
  },
  {
    id: 'zypper',
    commands: ['zypper'],
    install: ['install', 'in', 'update', 'up', 'dist-upgrade', 'dup', 'patch', 'source-install'],
    refresh: ['refresh', 'ref'],
    remove: ['remove', 'rm'],
    needsRoot: true,
    caches: ['/var/cache/zypp', '/var/cache/zypper'],
    cacheVariables: [],
    cleanUp: ['zypper clean --all'],
    noCacheFlag: undefined,
    cleanWords: ['clean', 'cc'],
  },
  {
    id: 'pip',
    commands: ['pip', 'pip2', 'pip3'],
    install: ['install', 'wheel'],
    refresh: [],
    remove: ['uninstall'],
    needsRoot: false,
    caches: ['~/.cache/pip'],
    cacheVariables: ['PIP_CACHE_DIR', 'XDG_CACHE_HOME'],
    cleanUp: ['pip cache purge'],
    noCacheFlag: {
      flag: '--no-cache-dir',
      place: 'after-subcommand',
      environment: 'PIP_NO_CACHE_DIR',
    },
    cleanWords: ['cache purge'],
  },
  {
    id: 'npm',
    commands: ['npm'],
    install: [
      'install',
      'i',
      'in',
      'ins',
      'add',
      'ci',
      'clean-install',
      'ic',
      'update',
      'up',
      'upgrade',
      'install-test',
      'it',
    ],
    refresh: [],
    remove: ['uninstall', 'remove', 'rm', 'un', 'r'],
    needsRoot: false,
    caches: ['~/.npm'],
    cacheVariables: ['npm_config_cache', 'NPM_CONFIG_CACHE'],
    cleanUp: ['npm cache clean --force'],
    noCacheFlag: undefined,
    cleanWords: ['cache clean', 'cache rm'],
  },
  {
    // Yarn 1 alone: the cache of later versions can be the dependency store itself (hazards C19).
    id: 'yarn',
    commands: ['yarn', 'yarnpkg'],
    install: ['', 'install', 'add', 'global add', 'upgrade'],
    refresh: [],
    remove: ['remove', 'global remove'],
    needsRoot: false,
    caches: ['/usr/local/share/.cache/yarn', '~/.cache/yarn'],
    cacheVariables: ['YARN_CACHE_FOLDER', 'XDG_CACHE_HOME'],
    cleanUp: ['yarn cache clean'],
    noCacheFlag: undefined,
    cleanWords: ['cache clean'],
  },
  {
    // The store holds the very files that node_modules links to: what a prune frees is what nothing links to (hazards C20).
    id: 'pnpm',
    commands: ['pnpm', 'pnpx'],
    install: ['install', 'i', 'add', 'update', 'up', 'fetch'],
    refresh: [],
    remove: ['remove', 'rm', 'uninstall', 'un'],
    needsRoot: false,
    caches: ['~/.cache/pnpm'],
    cacheVariables: ['PNPM_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME'],
    cleanUp: ['pnpm store prune'],
    noCacheFlag: undefined,
    cleanWords: ['store prune'],
  },
  {
    id: 'gem',
    commands: ['gem', 'bundle', 'bundler'],
    install: ['install', 'update'],
    refresh: [],
    remove: ['uninstall'],
    needsRoot: false,
    caches: ['$GEM_HOME/cache', '~/.bundle/cache', '~/.local/share/gem/specs', '~/.gem/specs'],
    cacheVariables: ['BUNDLE_PATH', 'GEM_SPEC_CACHE', 'BUNDLE_USER_CACHE'],
    cleanUp: ['rm -rf "$(gem env gemdir)"/cache'],
    noCacheFlag: undefined,
    cleanWords: [],
  },
  {
    id: 'composer',
    commands: ['composer', 'composer.phar'],
    install: [
      'install',
      'i',
      'update',
      'u',
      'upgrade',
      'require',
      'r',
      'create-project',
      'global require',
      'global install',
    ],
    refresh: [],
    remove: ['remove', 'rm', 'uninstall'],
    needsRoot: false,
    caches: ['~/.composer/cache', '~/.cache/composer', '~/.config/composer/cache'],
    cacheVariables: ['COMPOSER_CACHE_DIR', 'COMPOSER_HOME', 'XDG_CACHE_HOME'],
    cleanUp: ['composer clear-cache'],
    noCacheFlag: undefined,
    cleanWords: ['clear-cache', 'clearcache', 'cc'],
  },
  {
    id: 'conda',
    commands: ['conda', 'mamba', 'micromamba'],
    install: ['install', 'create', 'update', 'upgrade', 'env create', 'env update'],
    refresh: [],
    remove: ['remove', 'uninstall'],
    needsRoot: false,
    caches: ['/opt/conda/pkgs', '/opt/miniconda/pkgs', '/opt/miniconda3/pkgs', '~/.conda/pkgs'],
    cacheVariables: ['CONDA_PKGS_DIRS', 'MAMBA_ROOT_PREFIX'],
    // Without `-f`, which would break environments that link into the package folder (hazards C23).
    cleanUp: ['conda clean -tipy'],
    noCacheFlag: undefined,
    cleanWords: ['clean'],
  },
];

/** The package manager that a command word runs (`apt-get`, `pip3.12`); undefined for any other word. */
export function packageManagerOf(word: string): PackageManager | undefined {
  const name = /^pip\d(?:\.\d+)?$/.test(word) ? 'pip' : word;
  return PACKAGE_MANAGERS.find((manager) => manager.commands.includes(name));
}

/** The package manager of an identifier. */
export function packageManager(id: PackageManagerId): PackageManager {
  const found = PACKAGE_MANAGERS.find((manager) => manager.id === id);
  if (found === undefined) throw new Error(`The table of package managers lacks ${id}.`);
  return found;
}

/** The cache folders of a package manager for a user whose HOME is known (no trailing slash). */
export function cachePaths(manager: PackageManager, home: string): readonly string[] {
  return manager.caches.map((folder) => folder.replace(/^~/, () => home));
}
