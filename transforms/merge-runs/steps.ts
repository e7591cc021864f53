import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { ShellScript } from '../../src/dockerfile/shell.js';
import { joinPath, type InstructionState } from '../../src/dockerfile/state.js';
import {
  packageManagerOf,
  PACKAGE_MANAGERS,
  type PackageManager,
  type PackageManagerId,
} from '../../src/knowledge/package-managers.js';

/**
 * What a RUN is for, as far as neighbours of one kind belong together: `packages:apt` installs with one package manager,
 * `files` creates users and folders, edits small files, sets links, owners and modes, `other` is all else.
 */
export type StepKind = `packages:${PackageManagerId}` | 'files' | 'other';

/** A path that a RUN writes; `tree` for a folder whose content it fills. */
export interface WrittenPath {
  readonly path: string;
  readonly tree: boolean;
}

/** A path that a RUN changes or removes. */
export interface ChangedPath {
  readonly path: string;
  readonly verb: 'removes' | 'moves' | 'changes the owner of' | 'changes the mode of' | 'rewrites';
  /** All that is below the path is changed too. */
  readonly recursive: boolean;
}

/** What is known of the work of one RUN. */
export interface Step {
  readonly kind: StepKind;
  readonly installs: ReadonlySet<PackageManagerId>;
  readonly refreshes: ReadonlySet<PackageManagerId>;
  /** All it does is to fetch the package lists of this manager. */
  readonly refreshesOnly: PackageManagerId | undefined;
  /** Managers whose cache or lists it cleans, or whose unneeded packages it removes. */
  readonly cleans: ReadonlySet<PackageManagerId>;
  /** Managers of which it leaves no lists and no cache behind. */
  readonly leavesClean: ReadonlySet<PackageManagerId>;
  /** Names of packages that it installs, and that it removes. */
  readonly installed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly writes: readonly WrittenPath[];
  readonly changes: readonly ChangedPath[];
  /** A download, clone or install of several hundred megabytes is likely: its name (hazards M19). */
  readonly huge: string | undefined;
}

/** Commands that create users, folders and links, and edit small files (coreutils, shadow, helpers of Debian and httpd). */
const FILE_COMMANDS: ReadonlySet<string> = new Set(
  (
    'mkdir rmdir touch chmod chown chgrp ln rm mv cp install sed tee ' +
    'useradd groupadd adduser addgroup usermod groupmod passwd chpasswd userdel deluser ' +
    'update-alternatives alternatives locale-gen update-locale localedef ldconfig dpkg-reconfigure a2enmod a2dismod a2ensite ' +
    'a2dissite setcap update-ca-certificates'
  ).split(' '),
);

/** Commands that by themselves do nothing that lasts: shell builtins and programs that read. */
const PASSING_COMMANDS: ReadonlySet<string> = new Set(
  (
    'echo printf cat true false test [ [[ : set cd pwd ls export exit read umask shift unset sleep grep sort head tail cut ' +
    'tr wc find stat which command'
  ).split(' '),
);

/** Whether a program can neither need nor change package lists: it works on files, or only reads. */
export function isPlainCommand(name: string): boolean {
  return FILE_COMMANDS.has(name) || PASSING_COMMANDS.has(name);
}

/** Commands that only set up where packages come from, or hand answers to their installation. */
export const PACKAGE_HELPERS: ReadonlyMap<string, PackageManagerId> = new Map([
  ['add-apt-repository', 'apt'],
  ['apt-add-repository', 'apt'],
  ['apt-key', 'apt'],
  ['debconf-set-selections', 'apt'],
  ['apt-mark', 'apt'],
  ['dpkg', 'apt'],
  ['yum-config-manager', 'yum'],
  ['rpm', 'yum'],
]);

/** Managers of which installs in a row are of one kind; others compile for minutes, or install an application. */
const PLAIN_INSTALLERS: ReadonlySet<PackageManagerId> = new Set([
  'apt',
  'apk',
  'yum',
  'dnf',
  'microdnf',
  'zypper',
  'pip',
  'gem',
]);

/** Packages of several hundred megabytes and more, by the start of their name (hazards M19). */
const HUGE_PACKAGE =
  /^(?:torch|torchvision|torchaudio|pytorch|tensorflow|jax|jaxlib|vllm|xformers|flash-attn|deepspeed|mxnet|paddlepaddle|triton|pyspark|onnxruntime-gpu|nvidia-|cuda-|cuda$|cudnn|libcudnn|libnccl|rocm|texlive|libreoffice|azureml)/i;

/** Where a manager puts what a project asks for. */
const PROJECT_FOLDERS: ReadonlyMap<PackageManagerId, string> = new Map([
  ['npm', 'node_modules'],
  ['yarn', 'node_modules'],
  ['pnpm', 'node_modules'],
  ['composer', 'vendor'],
]);

/** What is known of the work of a RUN. */
export function readStep(script: ShellScript, state: InstructionState): Step {
  const installs = new Set<PackageManagerId>();
  const refreshes = new Set<PackageManagerId>();
  const cleans = new Set<PackageManagerId>();
  const leavesClean = new Set<PackageManagerId>();
  const installed = new Set<string>();
  const removed = new Set<string>();
  const writes: WrittenPath[] = [];
  const changes: ChangedPath[] = [];
  const kinds = new Set<StepKind | 'download'>();
  let huge: string | undefined;
  let refreshingOnly = true;
  let changesFolder = false;
  const resolve = (path: string): string | undefined => resolvePath(path, state, changesFolder);

  for (const command of script.commands) {
    changesFolder ||= command.name?.value === 'cd' || command.name?.value === 'pushd';
    for (const { operator, target } of command.redirects) {
      const path = target === undefined ? undefined : resolve(target.value);
      if (
        /^(?:>|>>|>\||&>|&>>)$/.test(operator) &&
        path !== undefined &&
        !path.startsWith('/dev/')
      ) {
        writes.push({ path, tree: false });
      }
    }
    const resolved = resolveCommand(command);
    if (resolved === undefined) continue;
    const name = resolved.name ?? '';
    const words = resolved.arguments.map(({ value }) => value);
    const used = readManager(name, words);
    if (used !== undefined) {
      const { manager, action, operands } = used;
      kinds.add(kindOfInstall(manager, words, action));
      if (action === 'refresh') refreshes.add(manager.id);
      else if (action === 'clean') {
        cleans.add(manager.id);
        // `apt-get clean` leaves the package lists.
        if (manager.id !== 'apt' || words.some((word) => /^dist-?clean$/.test(word)))
          leavesClean.add(manager.id);
      } else refreshingOnly = false;
      if (action === 'remove') {
        if (operands.length === 0) cleans.add(manager.id);
        for (const operand of operands) removed.add(operand);
      }
      if (action === 'install') {
        installs.add(manager.id);
        for (const operand of operands) installed.add(operand);
        huge ??=
          manager.id === 'conda' ? 'conda' : operands.find((operand) => HUGE_PACKAGE.test(operand));
        if (!words.includes('--no-cache') && !words.includes('--no-cache-dir')) {
          for (const folder of manager.caches) writes.push({ path: tidy(folder), tree: true });
        }
        const folder = PROJECT_FOLDERS.get(manager.id);
        const path = folder === undefined ? undefined : resolve(folder);
        if (path !== undefined && !words.includes('-g')) writes.push({ path, tree: true });
      }
      if (action === 'refresh') {
        for (const folder of manager.caches) writes.push({ path: tidy(folder), tree: true });
      }
      continue;
    }
    const own = readChanges(name, words, resolve);
    const cleansCache = own.some(
      ({ path, verb }) => verb === 'removes' && cachesUnder(path).length > 0,
    );
    if (!cleansCache) refreshingOnly = false;
    changes.push(...own);
    for (const { path, verb } of own) {
      if (verb === 'removes') {
        for (const id of cachesUnder(path)) {
          cleans.add(id);
          leavesClean.add(id);
        }
      }
    }
    for (const { path, verb, recursive } of own) {
      if (recursive && verb.startsWith('changes')) writes.push({ path, tree: true });
    }
    writes.push(...readWrites(name, words, resolve));
    const helped = PACKAGE_HELPERS.get(name);
    if (helped !== undefined) kinds.add(`packages:${helped}`);
    else if (FILE_COMMANDS.has(name)) kinds.add('files');
    else if (PASSING_COMMANDS.has(name)) continue;
    else if (['curl', 'wget', 'gpg'].includes(name)) kinds.add('download');
    else kinds.add('other');
  }

  const [refreshed] = refreshes;
  const onlyRefreshes = refreshingOnly && refreshes.size === 1 && installs.size === 0;
  return {
    kind: readKind(kinds, writes),
    installs,
    refreshes,
    refreshesOnly: onlyRefreshes ? refreshed : undefined,
    cleans,
    leavesClean,
    installed,
    removed,
    // What a RUN makes and removes itself is in no layer.
    writes: writes.filter(
      (written) => !changes.some((change) => change.verb === 'removes' && meets(change, written)),
    ),
    changes,
    huge,
  };
}

/** `files` goes with packages (`echo deb … > /etc/apt/…`), and so does a download of a key or list for them. */
function readKind(
  kinds: ReadonlySet<StepKind | 'download'>,
  writes: readonly WrittenPath[],
): StepKind {
  if (kinds.has('other')) return 'other';
  const managers = [...kinds].filter((kind): kind is `packages:${PackageManagerId}` =>
    kind.startsWith('packages:'),
  );
  const [manager, ...others] = managers;
  const forSources = writes.some(({ path }) => SOURCES_FOLDER.test(path));
  if (manager !== undefined && others.length === 0) return manager;
  if (managers.length > 1) return 'other';
  if (kinds.has('download')) return forSources ? 'packages:apt' : 'other';
  if (!kinds.has('files') && writes.length === 0) return 'other';
  return forSources ? 'packages:apt' : 'files';
}

/** Where apt reads what its package lists are fetched from. */
export const SOURCES_FOLDER = /^\/(?:etc\/apt|usr\/share\/keyrings)\//;

type Action = 'install' | 'refresh' | 'remove' | 'clean' | 'other';

interface ManagerUse {
  readonly manager: PackageManager;
  readonly action: Action;
  /** The operands that are no options. */
  readonly operands: readonly string[];
}

/** What a command does with a package manager (`python3 -m pip` too); undefined for other commands. */
function readManager(name: string, words: readonly string[]): ManagerUse | undefined {
  const isModule = /^python[\d.]*$/.test(name) && words[0] === '-m' && words[1] === 'pip';
  const manager = packageManagerOf(isModule ? 'pip' : name);
  if (manager === undefined) return undefined;
  const operands = (isModule ? words.slice(2) : words).filter((word) => !word.startsWith('-'));
  const [subcommand = ''] = operands;
  const text = operands.join(' ');
  const isOne = (list: readonly string[]): boolean =>
    list.some((entry) =>
      entry === '' ? text === '' : text === entry || text.startsWith(`${entry} `),
    );
  const action: Action = isOne(manager.install)
    ? 'install'
    : isOne(manager.refresh)
      ? 'refresh'
      : isOne(manager.remove)
        ? 'remove'
        : isOne(manager.cleanWords) || /^(?:clean|autoclean|clean-all)$/.test(subcommand)
          ? 'clean'
          : 'other';
  return { manager, action, operands: operands.slice(1) };
}

function kindOfInstall(
  manager: PackageManager,
  words: readonly string[],
  action: Action,
): StepKind {
  const isGlobal = words.includes('-g') || words.includes('--global') || words.includes('global');
  if (manager.id === 'npm' && isGlobal) return 'packages:npm';
  if (action === 'other' || !PLAIN_INSTALLERS.has(manager.id)) return 'other';
  // What a project itself asks for changes with the project.
  const isProject = words.some((word) =>
    /^(?:-r|--requirement|-e|--editable|\.|\.\[.*|.*\.(?:txt|whl))$/.test(word),
  );
  return isProject ? 'other' : `packages:${manager.id}`;
}

/** A path as the file system has it, variables kept as they are written; undefined where it can't be told. */
function resolvePath(
  path: string,
  state: InstructionState,
  changesFolder: boolean,
): string | undefined {
  const tidied = tidy(path);
  if (tidied.startsWith('/') || tidied.startsWith('~') || tidied.startsWith('$')) {
    return tidied.length > 1 ? tidied.replace(/\/+$/, '') : tidied;
  }
  if (changesFolder) return undefined;
  return joinPath(state.workdir ?? '/(workdir)', tidied);
}

/** One spelling for the home folder of root. */
function tidy(path: string): string {
  return path.replace(/^(?:\$HOME|\$\{HOME\}|\/root)(?=\/|$)/, '~');
}

function cachesUnder(path: string): readonly PackageManagerId[] {
  const folder = globFolder(path);
  return PACKAGE_MANAGERS.filter(({ caches }) =>
    caches.some((cache) => tidy(cache) === folder || tidy(cache).startsWith(`${folder}/`)),
  ).map(({ id }) => id);
}

/** The folder in which a glob pattern looks; the path itself where it is no pattern. */
function globFolder(path: string): string {
  const glob = path.search(/[*?[{]/);
  return glob === -1 ? path : path.slice(0, Math.max(0, path.lastIndexOf('/', glob)));
}

function readChanges(
  name: string,
  words: readonly string[],
  resolve: (path: string) => string | undefined,
): readonly ChangedPath[] {
  const operands = words.filter((word) => !word.startsWith('-'));
  const options = words.filter((word) => word.startsWith('-'));
  const isRecursive = options.some((option) => /^-[a-zA-Z]*[rR]|^--recursive/.test(option));
  const toChanges = (
    paths: readonly string[],
    verb: ChangedPath['verb'],
    recursive: boolean,
  ): readonly ChangedPath[] =>
    paths.flatMap((path) => {
      const resolved = resolve(path);
      return resolved === undefined ? [] : [{ path: resolved, verb, recursive }];
    });
  switch (name) {
    case 'rm':
    case 'rmdir':
    case 'unlink':
      return toChanges(operands, 'removes', isRecursive);
    case 'find':
      return words.includes('-delete') || words.includes('rm')
        ? toChanges(operands.slice(0, 1), 'removes', true)
        : [];
    case 'mv':
      return toChanges(operands.slice(0, -1), 'moves', true);
    case 'chown':
    case 'chgrp':
      return toChanges(operands.slice(1), 'changes the owner of', isRecursive);
    case 'chmod':
      return toChanges(operands.slice(1), 'changes the mode of', isRecursive);
    case 'strip':
      return toChanges(operands, 'rewrites', false);
    default:
      return [];
  }
}

function readWrites(
  name: string,
  words: readonly string[],
  resolve: (path: string) => string | undefined,
): readonly WrittenPath[] {
  const operands = words.filter((word) => !word.startsWith('-'));
  const written = (path: string | undefined, tree: boolean): readonly WrittenPath[] => {
    const resolved = path === undefined ? undefined : resolve(path);
    return resolved === undefined ? [] : [{ path: resolved, tree }];
  };
  const url = operands.find((word) => /^(?:https?|ftp):\/\//.test(word)) ?? operands.at(-1);
  const urlName = url?.replace(/[?#].*$/, '').replace(/^.*\//, '');
  switch (name) {
    case 'wget':
    case 'curl': {
      const named =
        name === 'wget'
          ? /^-[a-zA-Z]*O(.*)$|^--output-document(?:=(.*))?$/
          : /^-[a-zA-Z]*o(.*)$|^--output(?:=(.*))?$/;
      const index = words.findIndex((word) => named.test(word));
      if (index !== -1) {
        const match = named.exec(words[index] ?? '');
        const attached = match?.[1] ?? match?.[2] ?? '';
        const path = attached === '' ? words[index + 1] : attached;
        return path === '-' ? [] : written(path, false);
      }
      const prefix = words.findIndex((word) => word === '-P');
      if (name === 'wget') {
        return written(
          prefix === -1 ? urlName : `${words[prefix + 1] ?? '.'}/${urlName ?? ''}`,
          false,
        );
      }
      return words.some((word) => /^-[a-zA-Z]*O|^--remote-name/.test(word))
        ? written(urlName, false)
        : [];
    }
    case 'git': {
      if (!words.includes('clone')) return [];
      const [, repository, folder] = operands.filter(
        (word, index) => index === 0 || !/^\d+$/.test(word),
      );
      return written(
        folder ??
          repository
            ?.replace(/\/+$/, '')
            .replace(/^.*[/:]/, '')
            .replace(/\.git$/, ''),
        true,
      );
    }
    case 'tar': {
      if (
        !/^-?[a-zA-Z]*x/.test(words[0] ?? '') &&
        !words.some((word) => /^-[a-zA-Z]*x|^--extract/.test(word))
      )
        return [];
      const index = words.findIndex((word) => word === '-C' || word === '--directory');
      return index === -1 ? [] : written(words[index + 1], true);
    }
    case 'unzip': {
      const index = words.indexOf('-d');
      return index === -1 ? [] : written(words[index + 1], true);
    }
    case 'dd':
      return written(words.find((word) => word.startsWith('of='))?.slice('of='.length), false);
    case 'cp':
    case 'mv':
    case 'install':
      return operands.length > 1 ? written(operands.at(-1), true) : [];
    default:
      return [];
  }
}

/** Whether a change meets what was written: it is the same path, or one lies below the other. */
export function meets({ path, verb, recursive }: ChangedPath, written: WrittenPath): boolean {
  const isGlob = /[*?[{]/.test(path);
  const target = isGlob ? globFolder(path) : path;
  // `rm -rf /` and the like say nothing about what was meant.
  if (target === '' || target === '/' || written.path === '/') return false;
  if (!isGlob && target === written.path) return verb === 'removes' || recursive || !written.tree;
  if (written.path.startsWith(`${target}/`)) {
    if (!isGlob) return recursive;
    return matchesGlob(path, written.path, recursive);
  }
  return (
    written.tree && (target.startsWith(`${written.path}/`) || (isGlob && target === written.path))
  );
}

function matchesGlob(pattern: string, path: string, recursive: boolean): boolean {
  const source = pattern
    .replace(/[.+^${}()|\\\]]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  if (source.includes('[') && /(?<!\[\^\/)\]/.test(pattern)) return false;
  return new RegExp(`^${source}${recursive ? '(?:/|$)' : '$'}`).test(path);
}
