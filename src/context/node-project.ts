import { resolveCommand } from '../dockerfile/commands.js';
import { parseShellText, type ShellCommand } from '../dockerfile/shell.js';
import type { BuildContext } from './build-context.js';
import {
  lockedPackages,
  NODE_LOCK_FILES,
  type LockedPackage,
  type NodeLockFile,
} from './node-lock.js';
import { requiredName } from './locked-package.js';
import { requiredNames } from './required-names.js';
import { readJson } from './structured-text.js';
import { list, mapping, scalar } from './usage-data.js';

/** What a folder with a `package.json` says of a Node program. */
export interface NodeProject {
  /** Folder relative to the context root; `''` for the root. */
  readonly folder: string;
  readonly name: string | undefined;
  readonly main: string | undefined;
  /** `module` or `commonjs`. */
  readonly type: string | undefined;
  readonly scripts: ReadonlyMap<string, string>;
  /** Version ranges by package name. */
  readonly dependencies: ReadonlyMap<string, string>;
  readonly devDependencies: ReadonlyMap<string, string>;
  readonly optionalDependencies: ReadonlyMap<string, string>;
  readonly peerDependencies: ReadonlyMap<string, string>;
  /** Patterns of workspace folders, those of `pnpm-workspace.yaml` not included. */
  readonly workspaces: readonly string[];
  /** The `packageManager` field: `pnpm@9.1.0`. */
  readonly packageManager: string | undefined;
  readonly engines: ReadonlyMap<string, string>;
  readonly lockFiles: readonly NodeLockFile[];
  /** All packages of the lock files; undefined where there is no lock file that can be read. */
  readonly lockedPackages: readonly LockedPackage[] | undefined;
  /** Direct dependencies that are fetched from version control, so that the install runs git. */
  readonly versionControlDependencies: readonly string[];
  /** Direct dependencies that are folders or archives of the context (`file:`, `link:`, `workspace:`). */
  readonly localDependencies: readonly string[];
}

/** Reads the `package.json` and the lock files of a folder; undefined where there is no readable `package.json`. */
export function readNodeProject(context: BuildContext, folder: string): NodeProject | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const text = context.read(`${prefix}package.json`);
  const manifest = text === undefined ? undefined : readJson(text);
  if (manifest === undefined) return undefined;
  const dependencies = textMap(manifest['dependencies']);
  const devDependencies = textMap(manifest['devDependencies']);
  const optionalDependencies = textMap(manifest['optionalDependencies']);
  const direct = [...dependencies, ...devDependencies, ...optionalDependencies];
  const workspaces = manifest['workspaces'];
  const lockFiles = NODE_LOCK_FILES.filter(
    (name) => context.entry(`${prefix}${name}`)?.kind === 'file',
  );
  return {
    folder,
    name: scalar(manifest['name']),
    main: scalar(manifest['main']),
    type: scalar(manifest['type']),
    scripts: textMap(manifest['scripts']),
    dependencies,
    devDependencies,
    optionalDependencies,
    peerDependencies: textMap(manifest['peerDependencies']),
    workspaces: [...list(workspaces), ...list(mapping(workspaces)['packages'])].flatMap(
      (pattern) => scalar(pattern) ?? [],
    ),
    packageManager: scalar(manifest['packageManager']),
    engines: textMap(manifest['engines']),
    lockFiles,
    lockedPackages: withDevelopment(
      readLocks(context, prefix, lockFiles),
      [...dependencies, ...optionalDependencies, ...textMap(manifest['peerDependencies'])],
      workspaces !== undefined || context.entry(`${prefix}pnpm-workspace.yaml`) !== undefined,
    ),
    versionControlDependencies: direct.flatMap(([name, range]) =>
      isVersionControl(range) ? [name] : [],
    ),
    localDependencies: direct.flatMap(([name, range]) =>
      /^(?:file|link|portal|workspace):/.test(range) || /^\.{0,2}\//.test(range) ? [name] : [],
    ),
  };
}

function readLocks(
  context: BuildContext,
  prefix: string,
  files: readonly NodeLockFile[],
): readonly LockedPackage[] | undefined {
  const read = files.map((name) => {
    const text = context.read(`${prefix}${name}`);
    return text === undefined ? undefined : lockedPackages(name, text);
  });
  const known = read.filter((packages) => packages !== undefined);
  return known.length === 0 || known.length < read.length ? undefined : known.flat();
}

/** Says which packages only development needs, where the lock file does not. In workspaces other manifests count as well. */
function withDevelopment(
  packages: readonly LockedPackage[] | undefined,
  production: Iterable<readonly [string, string]>,
  isWorkspace: boolean,
): readonly LockedPackage[] | undefined {
  if (isWorkspace || packages?.some(({ development }) => development === undefined) !== true) {
    return packages;
  }
  const roots = [...production].map(([name, range]) => requiredName(name, range));
  const needed = requiredNames(packages, roots);
  return needed === undefined
    ? packages
    : packages.map((one) => ({ ...one, development: one.development ?? !needed.has(one.name) }));
}

function textMap(value: unknown): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(mapping(value)).flatMap(([name, item]): [string, string][] => {
      const text = scalar(item);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** Whether npm fetches a dependency with git: a git URL, or `owner/repository` with or without a host. */
function isVersionControl(range: string): boolean {
  return (
    /^(?:git(?:\+\w+)?|ssh):/.test(range) ||
    /^(?:github|gitlab|bitbucket|gist):/.test(range) ||
    /^https?:\/\/[^#]+\.git(?:#|$)/.test(range) ||
    /^[\w-][\w.-]*\/[\w.-]+(?:#.+)?$/.test(range)
  );
}

/** The commands that a script of `package.json` comes to. */
export interface ScriptCommands {
  /** In order; those that only run further scripts (`npm run x`) are replaced by what these run. */
  readonly commands: readonly ShellCommand[];
  /** Why not all of what runs is known; undefined when it is. */
  readonly opaque: string | undefined;
}

const SCRIPT_DEPTH = 12;

/**
 * The commands that `npm run <script>` runs, `pre` and `post` scripts included, scripts of scripts followed.
 * Undefined where `package.json` has no such script. Ranges of the commands mean nothing.
 */
export function binariesOf(project: NodeProject, script: string): ScriptCommands | undefined {
  return followScript(project, script, SCRIPT_DEPTH);
}

function followScript(
  project: NodeProject,
  script: string,
  depth: number,
): ScriptCommands | undefined {
  const text = project.scripts.get(script);
  if (text === undefined) return undefined;
  if (depth === 0) return { commands: [], opaque: `the script ${script} calls itself` };
  const bodies = [project.scripts.get(`pre${script}`), text, project.scripts.get(`post${script}`)];
  const parts = bodies.flatMap((body) =>
    body === undefined ? [] : [followText(project, body, depth)],
  );
  return join(parts);
}

function followText(project: NodeProject, text: string, depth: number): ScriptCommands {
  const parsed = parseShellText(text, () => ({ start: 0, end: 0 }));
  if (parsed.error !== undefined) {
    return { commands: [], opaque: `the script “${text}” can't be read: ${parsed.error}` };
  }
  return join(
    parsed.commands.map((command) => {
      const names = scriptsRunBy(command, project);
      if (names === undefined) return { commands: [command], opaque: undefined };
      return join(
        names.map(
          (name) =>
            followScript(project, name, depth - 1) ?? {
              commands: [],
              opaque: `package.json has no script ${name}`,
            },
        ),
      );
    }),
  );
}

function join(parts: readonly ScriptCommands[]): ScriptCommands {
  return {
    commands: parts.flatMap(({ commands }) => commands),
    opaque: parts.find(({ opaque }) => opaque !== undefined)?.opaque,
  };
}

/** Sub-commands of yarn and pnpm that are no scripts (`yarn --help`, `pnpm --help`, read 2026-11-23). */
const MANAGER_COMMANDS: ReadonlySet<string> = new Set(
  (
    'add audit autoclean bin cache check config create dedupe deploy dlx exec explain fetch generate-lock-entry global ' +
    'help import info init install licenses link list login logout node npm outdated owner pack patch patch-commit plugin ' +
    'policies prune publish rebuild remove root set setup store tag team unlink unplug up update upgrade ' +
    'upgrade-interactive version versions why workspace workspaces i ls un rb'
  ).split(' '),
);

/** Scripts that npm, yarn and pnpm run by their bare names. */
const NAMED_SCRIPTS: ReadonlySet<string> = new Set(['start', 'stop', 'test', 'restart']);

/**
 * The `package.json` scripts that a command runs (`npm run build`, `npm start`, `yarn build`, `npm-run-all a b`,
 * `run-s`); undefined for every other command. `npm start` without a script runs `node server.js`, which is no script.
 */
export function scriptsRunBy(
  command: ShellCommand,
  project: NodeProject,
): readonly string[] | undefined {
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined) return undefined;
  const words = resolved.arguments.map(({ value }) => value);
  if (resolved.name === 'run-s' || resolved.name === 'run-p' || resolved.name === 'npm-run-all') {
    const patterns = words.filter((word) => !word.startsWith('-'));
    const names = patterns.flatMap((pattern) => matchingScripts(project, pattern));
    return names.length === 0 ? undefined : names;
  }
  if (resolved.name === 'node' && words[0] === '--run')
    return words[1] === undefined ? undefined : [words[1]];
  if (!['npm', 'yarn', 'yarnpkg', 'pnpm', 'bun'].includes(resolved.name)) return undefined;
  // `--prefix x` and `-C x` run the script of another folder.
  if (
    words.some((word) =>
      /^(?:--prefix|-C|--cwd|--dir|--filter|-F|--workspaces?|-w|-r)(?:=|$)/.test(word),
    )
  ) {
    return undefined;
  }
  const [first, second] = words.filter((word) => !word.startsWith('-'));
  if (first === undefined) return undefined;
  if (first === 'run' || first === 'run-script' || first === 'rum') {
    return second === undefined ? undefined : [second];
  }
  const bare = first === 't' || first === 'tst' ? 'test' : first;
  const isScript =
    resolved.name === 'npm'
      ? NAMED_SCRIPTS.has(bare)
      : NAMED_SCRIPTS.has(bare) || !MANAGER_COMMANDS.has(bare);
  return isScript && project.scripts.has(bare) ? [bare] : undefined;
}

function matchingScripts(project: NodeProject, pattern: string): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  const expression = new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^:]*')}$`,
  );
  return [...project.scripts.keys()].filter((name) => expression.test(name));
}
