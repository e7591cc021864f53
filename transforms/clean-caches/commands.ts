import { resolveCommand } from '../../src/dockerfile/commands.js';
import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Stage } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import type { PackageManagerId } from '../../src/knowledge/package-managers.js';
import type { Finding } from '../../src/transform/finding.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { fix, refusal } from './finding.js';
import { laterCommand } from './flags.js';
import { hasOption, isCleanUp, isInstall, sameUserPrefix, type Invocation } from './invocation.js';
import { insertCommand } from './layout.js';
import type { ReasonId } from './reasons.js';
import { lockedMessage, pointMessage, rootPrefix } from './refusals.js';
import { isCertain, isCleaningHelper, type RunFacts } from './run-facts.js';
import { partOf, pointAfter } from './script-shape.js';
import { storedFiles } from './stored.js';
import { yarnVersion } from './yarn.js';

/** All that decides about the clean-up of one package manager in one RUN. */
interface CleanUpCase {
  readonly input: TransformInput;
  readonly stage: Stage;
  readonly run: RunFacts;
  readonly last: Invocation;
  readonly installs: readonly Invocation[];
}

/** A refusal of a package manager's own, or the reason for which its clean-up is no more than `unsafe`. */
interface Doubt {
  readonly kind: 'refuse' | 'unsafe' | 'quiet';
  readonly reason: ReasonId;
  readonly message: string;
}

/** A package manager that is cleaned up after by a command. */
interface CommandCleanUp {
  readonly id: PackageManagerId;
  /** Package managers that share its cache. */
  readonly family: readonly PackageManagerId[];
  /** Further programs that fill the cache. */
  readonly programs: readonly string[];
  /** What is stored, for the message. */
  readonly what: string;
  /** Paths whose removal, or whose mount, shows that there is nothing to clean up. */
  readonly paths: RegExp;
  /** Options of an install that keep the cache from being written, or put it elsewhere. */
  readonly options: readonly string[];
  /** Environment variables that put the cache elsewhere. */
  readonly variables: readonly string[];
  /** A later text that works offline from the cache. */
  readonly offline: RegExp | undefined;
  /** The command; undefined where none is known to be right. */
  readonly command: (subject: CleanUpCase) => string | undefined;
  readonly doubt: ((subject: CleanUpCase) => Doubt | undefined) | undefined;
}

const RPM_FAMILY: readonly PackageManagerId[] = ['yum', 'dnf', 'microdnf'];
const RPM = {
  family: RPM_FAMILY,
  programs: [],
  paths: /^\/var\/cache(?:\/\*|\/(?:yum|dnf|libdnf5).*)?\/?$|^\/var\/cache\/\{/,
  options: [],
  variables: [],
  offline: /\b(?:yum|t?dnf\d?|microdnf)\s[^;&|]*(?:\s-C\b|--cacheonly)/,
  doubt: undefined,
} as const;

const CLEAN_UPS: readonly CommandCleanUp[] = [
  {
    ...RPM,
    id: 'yum',
    what: "yum's metadata and packages",
    command: ({ last }) => `${last.program} clean all && ${rpmPrefix(last)}rm -rf /var/cache/yum`,
  },
  { ...RPM, id: 'dnf', what: "dnf's metadata and packages", command: dnfCommand },
  {
    ...RPM,
    id: 'microdnf',
    what: "microdnf's metadata and packages",
    command: ({ last }) => `${last.program} clean all`,
  },
  {
    id: 'zypper',
    family: ['zypper'],
    programs: [],
    what: "zypper's metadata and packages",
    paths: /^\/var\/cache(?:\/\*|\/zypp.*)?\/?$/,
    options: [],
    variables: [],
    offline: /\bzypper\s[^;&|]*--no-refresh/,
    command: ({ last }) => `${last.program} clean --all`,
    doubt: undefined,
  },
  {
    id: 'npm',
    family: ['npm'],
    programs: ['npx'],
    what: "npm's cache",
    paths: /(?:^|\/)\.npm(?:$|\/)|\bnpm[-_]cache\b|^\/root(?:\/\*|\/\.\*)?$/,
    options: ['--cache', '--offline'],
    variables: [],
    offline: /\bnpm\s[^;&|]*--(?:prefer-)?offline\b/,
    command: ({ last }) => `${last.program} cache clean --force`,
    doubt: undefined,
  },
  {
    id: 'yarn',
    family: ['yarn'],
    programs: [],
    what: "yarn's cache",
    paths: /\byarn\b|^\/usr\/local\/share\/\.cache/,
    options: ['--cache-folder', '--offline'],
    variables: [],
    offline: /\byarn\s[^;&|]*--(?:prefer-)?offline\b/,
    command: ({ last }) => `${last.program} cache clean`,
    doubt: ({ input, installs }) => yarnVersion(input, installs),
  },
  {
    id: 'pnpm',
    family: ['pnpm'],
    programs: [],
    what: 'what nothing links to any more in the pnpm store',
    paths: /\bpnpm\b/,
    options: ['--store-dir', '--offline'],
    variables: [],
    offline: /\bpnpm\s[^;&|]*--(?:prefer-)?offline\b/,
    command: ({ last }) => `${last.program} store prune`,
    doubt: ({ run }) =>
      removesModules(run)
        ? undefined
        : {
            kind: 'refuse',
            reason: 'pnpm-hard-links',
            message:
              'node_modules links to the very files of the pnpm store, so emptying the store here would free nothing; a cache mount at the store saves the download instead.',
          },
  },
  {
    id: 'gem',
    family: ['gem'],
    programs: [],
    what: 'the downloaded gem archives',
    paths: /\bcache\b|^\/usr\/local\/bundle/,
    options: [
      '--path',
      '--deployment',
      '--local',
      '--user-install',
      '--install-dir',
      '-i',
      '--standalone',
    ],
    variables: ['BUNDLE_PATH', 'BUNDLE_DEPLOYMENT', 'BUNDLE_CACHE_PATH'],
    offline: /\bbundler?\s+(?:[^;&|]*\s)?(?:--local|cache|package)\b/,
    command: gemCommand,
    doubt: ({ run, installs }) =>
      rootPrefix(run, installs) === undefined
        ? {
            kind: 'refuse',
            reason: 'not-root',
            message:
              'The gems are not installed as root, so the folder that holds their archives is not known.',
          }
        : undefined,
  },
  {
    id: 'composer',
    family: ['composer'],
    programs: [],
    what: "composer's cache",
    paths: /\bcomposer\b.*|\.cache\/?$/,
    options: ['--no-cache', '--dry-run'],
    variables: ['COMPOSER_CACHE_DIR'],
    offline: undefined,
    command: ({ last }) => `${last.program} clear-cache`,
    doubt: undefined,
  },
  {
    id: 'conda',
    family: ['conda'],
    programs: [],
    what: "conda's package archives and index",
    paths: /\/pkgs(?:\/|$)/,
    options: ['--dry-run', '--offline', '--clone'],
    variables: [],
    offline: /\b(?:conda|mamba)\s[^;&|]*--(?:offline|clone)\b/,
    command: condaCommand,
    doubt: undefined,
  },
];

function rpmPrefix(call: Invocation): string {
  return sameUserPrefix(call) ?? '';
}

/** dnf 5 (Fedora 41 and later) and tdnf keep their cache elsewhere; their `clean all` empties it. */
function dnfCommand({ last, input, stage }: CleanUpCase): string {
  const base = ancestry(input.dockerfile, stage).at(-1)?.base;
  const image = base?.kind === 'image' ? officialImage(base.reference) : undefined;
  const clean = `${last.program} clean all`;
  return image === 'fedora' || !last.program.endsWith('dnf') || last.program.endsWith('tdnf')
    ? clean
    : `${clean} && ${rpmPrefix(last)}rm -rf /var/cache/dnf`;
}

/** The official ruby images set GEM_HOME=/usr/local/bundle; elsewhere gem itself says where it installs. */
function gemCommand({ input, stage, last, run }: CleanUpCase): string | undefined {
  const base = ancestry(input.dockerfile, stage).at(-1)?.base;
  const image = base?.kind === 'image' ? officialImage(base.reference) : undefined;
  const configured = /\bbundler?\s+config\b|\bBUNDLE_(?:PATH|DEPLOYMENT)\b/.test(
    [...stage.instructions.map((instruction) => instruction.arguments.text)].join('\n'),
  );
  if (configured || sameUserPrefix(last) !== '') return undefined;
  if (image === 'ruby' && !run.state.environment.has('GEM_HOME'))
    return 'rm -rf /usr/local/bundle/cache/*.gem';
  return `rm -rf "$(gem env gemdir)"/cache/*.gem`;
}

/** With `-f` extracted packages go too; they stay where a later conda command can link to them instead of fetching them again. */
function condaCommand({ input, run, last }: CleanUpCase): string {
  if (last.program.endsWith('micromamba')) return `${last.program} clean --all --yes`;
  const again = laterCommand(input, run, (text) =>
    /\b(?:conda|mamba)\s(?:[^;&|]*\s)?(?:install|create|update)\b/.test(text),
  );
  return `${last.program} clean ${again === undefined ? '-afy' : '-tipy'}`;
}

function removesModules(run: RunFacts): boolean {
  return (
    run.invocations.some(
      ({ manager, subcommand }) =>
        manager.id === 'pnpm' && (subcommand === 'prune' || subcommand === 'deploy'),
    ) ||
    run.commands.some(
      ({ name, arguments: words }) =>
        name?.value === 'rm' && words.some(({ value }) => /node_modules/.test(value)),
    )
  );
}

/** The findings about package managers that are cleaned up after by a command. */
export function commandFindings(
  input: TransformInput,
  stage: Stage,
  run: RunFacts,
): readonly Finding[] {
  return CLEAN_UPS.flatMap((cleanUp) => findingOf(cleanUp, input, stage, run) ?? []);
}

function findingOf(
  cleanUp: CommandCleanUp,
  input: TransformInput,
  stage: Stage,
  run: RunFacts,
): Finding | undefined {
  const installs = run.invocations.filter(
    (call) =>
      call.manager.id === cleanUp.id && isInstall(call) && !hasOption(call, ...cleanUp.options),
  );
  const lastInstall = installs.at(-1);
  if (lastInstall === undefined || isClean(cleanUp, run, lastInstall)) return undefined;
  const { range } = run.instruction;
  const { shape } = run;
  if (shape === undefined) {
    const reason = run.locked ?? 'unreadable-script';
    return refusal(range, reason, lockedMessage(reason), true);
  }
  const subject: CleanUpCase = { input, stage, run, last: lastInstall, installs };
  const doubt = cleanUp.doubt?.(subject);
  if (doubt?.kind === 'quiet') return undefined;
  if (doubt?.kind === 'refuse') return refusal(range, doubt.reason, doubt.message);
  const { offline } = cleanUp;
  const later =
    offline === undefined ? undefined : laterCommand(input, run, (text) => offline.test(text));
  if (later !== undefined) {
    return refusal(
      range,
      'offline-later',
      `The ${later.keyword} of line ${String(later.shownLine)} works offline from what ${cleanUp.id} stores here, so it is kept.`,
    );
  }
  const prefix = sameUserPrefix(lastInstall);
  if (prefix === undefined) {
    return refusal(
      range,
      'other-user',
      `${cleanUp.id} is run as another user here, whose cache a further command would not reach; clean up in that user's command.`,
      true,
    );
  }
  if (lastInstall.manager.needsRoot && rootPrefix(run, installs) === undefined) {
    return refusal(
      range,
      'not-root',
      `This RUN is not run as root, so it can not remove ${cleanUp.what}.`,
      true,
    );
  }
  const use = lastUse(cleanUp, run, lastInstall);
  if (!isCertain(use)) {
    return refusal(
      range,
      'conditional-install',
      `${cleanUp.id} is called in a condition, a loop or a function, so the clean-up has to be added there by hand.`,
      true,
    );
  }
  const part = partOf(shape, use);
  const command = cleanUp.command(subject);
  if (part === undefined || command === undefined) return undefined;
  const after = pointAfter(shape, part);
  if (after.kind === 'none') return refusal(range, after.reason, pointMessage(after.reason), true);
  return fix(
    range,
    `Removes ${cleanUp.what} in the same RUN, so that nothing of it stays in the layer.`,
    [insertCommand(input.dockerfile, run.instruction, shape, after.point, `${prefix}${command}`)],
    storedFiles([cleanUp.id, ...cleanUp.family], run),
    { reason: doubt?.reason },
  );
}

/** The last command of the RUN that fills or reads the cache: behind it nothing needs the program any more. */
function lastUse(cleanUp: CommandCleanUp, run: RunFacts, lastInstall: Invocation): ShellCommand {
  const uses = run.commands.filter((command) => {
    const name = resolveCommand(command)?.name ?? '';
    const call = run.invocations.find((invocation) => invocation.command === command);
    return call?.manager.id === cleanUp.id || cleanUp.programs.includes(name);
  });
  return (
    uses.findLast(
      (command) =>
        isCertain(command) && command.cookedRange.start >= lastInstall.command.cookedRange.start,
    ) ?? lastInstall.command
  );
}

function isClean(cleanUp: CommandCleanUp, run: RunFacts, last: Invocation): boolean {
  // A clean-up would empty a cache mount for other builds; only those of system packages are surely another's.
  const mounted = run.mounts.some(
    ({ type, target }) =>
      cleanUp.paths.test(target) ||
      (type === 'cache' &&
        (cleanUp.family === RPM_FAMILY || !/^\/var\/(?:cache|lib)\/(?:apt|apk)\b/.test(target))),
  );
  if (mounted) return true;
  if (cleanUp.variables.some((name) => run.state.environment.has(name))) return true;
  const start = last.command.cookedRange.start;
  return run.commands.some((command) => {
    const call = run.invocations.find((invocation) => invocation.command === command);
    if (call !== undefined && cleanUp.family.includes(call.manager.id) && isCleanUp(call)) {
      return command.cookedRange.start > start;
    }
    if (command.cookedRange.start < start) return false;
    if (isCleaningHelper(command)) return true;
    const words = [command.name, ...command.arguments].map((word) => word?.value ?? '');
    return (
      (words.includes('rm') || words.includes('find')) &&
      words.some((word) => cleanUp.paths.test(word))
    );
  });
}
