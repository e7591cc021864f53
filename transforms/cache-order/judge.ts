import { placeOf } from '../../src/dockerfile/place.js';
import { createMatcher, parseDockerignore } from '../../src/context/dockerignore.js';
import { cleanPath, hasWildcard } from '../../src/context/path-pattern.js';
import { visibleContext } from '../../src/context/visible-context.js';
import type { BuildContext } from '../../src/context/build-context.js';
import { joinPath } from '../../src/dockerfile/state.js';
import type { TransformInput } from '../../src/transform/transform.js';
import type { Candidate, FoundInstall } from './candidates.js';
import { addedSearchFolders } from './search-path.js';
import { below, refuse, type Closure, type Doubt, type Install, type Refusal } from './site.js';

/** What can be copied before the rest. Paths are relative to the folder that is copied. */
export interface Order {
  readonly kind: 'order';
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly doubts: readonly Doubt[];
}

/** Folders that packages, homes and programs of the system lie in: what is copied there may cover them. */
const SYSTEM_FOLDERS =
  /^\/(?:|bin|boot|dev|etc|go|home(?:\/[^/]+)?|lib\d*|opt|root|run|sbin|tmp|usr(?:\/(?:bin|lib|local(?:\/(?:bin|bundle|etc|include|lib|sbin|share)(?:\/.*)?)?|sbin|share|src))?|var(?:\/(?:cache|lib|log|run|tmp))?)$/;

/** Variables by which programs find certificates, or code that is loaded before theirs. */
const FILE_VARIABLES =
  /^(?:NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|GIT_SSL_CAINFO|PIP_CERT|PIP_CLIENT_CERT|npm_config_cafile|YARN_HTTPS_CA_FILE_PATH|COMPOSER_CAFILE|BUNDLE_SSL_CA_CERT|LD_PRELOAD|BASH_ENV)$/i;

/** Whether the installs of a candidate read nothing but what can be copied before the rest, and what that is. */
export function judge(
  candidate: Candidate,
  context: BuildContext,
  { dockerfile, dockerignore, states }: TransformInput,
): Order | Refusal {
  const visible = visibleContext(context, dockerignore);
  const root = sourceFolder(candidate);
  const files: string[] = [];
  const folders: string[] = [];
  const doubts: Doubt[] = [];
  for (const found of candidate.installs) {
    const stage = dockerfile.stages[found.instruction.stageIndex ?? -1];
    const install = {
      ...installOf(found, candidate, visible, states[found.instruction.index]?.environment),
      searchFolders:
        stage === undefined ? [] : addedSearchFolders(dockerfile, stage, found.instruction),
    };
    if (!install.command.arguments.every(({ literal }) => literal)) {
      return refuse('settings-elsewhere', 'it installs what variables of the shell name');
    }
    const program = programOfProject(install, candidate.target);
    if (program !== undefined) {
      return refuse('project-script', `it is done by ${program}, which comes with the sources`);
    }
    const variable = variableOfFile(install, candidate.target);
    if (variable !== undefined) {
      return refuse('settings-elsewhere', `${variable} may name a file of the sources`);
    }
    const closure = found.ecosystem.closure(install);
    if (closure.kind === 'refused') return closure;
    const covered = coveredPath(closure, install, dockerignore);
    if (covered !== undefined) {
      return refuse(
        'packages-not-ignored',
        `.dockerignore does not list ${covered}, so that the copy would cover what was installed wherever the build context has one`,
      );
    }
    const relative = (path: string): string => fromRoot(below(install.folder, path), root);
    files.push(...closure.files.map(relative));
    folders.push(...closure.folders.map(relative));
    doubts.push(...closure.doubts);
  }
  const odd =
    [...files, ...folders].find((path) => hasWildcard(path) || /[\s"'$`]/.test(path)) ??
    linked(visible, root, files);
  if (odd !== undefined) return refuse('copy-unclear', `${odd} can't be named in a COPY as it is`);
  return { kind: 'order', files: [...new Set(files)], folders: [...new Set(folders)], doubts };
}

/** What keeps a copy before the installs whatever the context holds; undefined where nothing does. */
export function shapeProblem({ copy, target, obstacle, last }: Candidate): Refusal | undefined {
  const { instruction } = copy;
  if (obstacle !== undefined) {
    return refuse(
      'sources-read-between',
      obstacle === last
        ? 'it does other things before the install, which may read the sources'
        : obstacle.keyword === 'RUN'
          ? `${placeOf(obstacle)} comes before it, and may read the sources`
          : `${placeOf(obstacle)} stands between the two`,
    );
  }
  const flag = instruction.flags.find(({ name, value }) => name !== 'chown' || value === undefined);
  const words = instruction.words.map(({ text }) => text);
  if (flag !== undefined) {
    return refuse('copy-unclear', `${placeOf(instruction)} has the option --${flag.name}`);
  }
  if (
    instruction.execForm !== undefined ||
    instruction.heredocs.length > 0 ||
    [...words, ...instruction.flags.map(({ value = '' }) => value)].some((word) =>
      /[$"'`\\]/.test(word),
    ) ||
    hasWildcard(copy.sources[0] ?? '')
  ) {
    return refuse('copy-unclear', `the words of ${placeOf(instruction)} are no plain paths`);
  }
  return SYSTEM_FOLDERS.test(target)
    ? refuse(
        'copy-unclear',
        `${placeOf(instruction)} copies to ${target}, where the install may have its own files`,
      )
    : undefined;
}

/** The folder of the context that is copied; `''` is the root. */
export function sourceFolder({ copy }: Candidate): string {
  return cleanPath(`/${copy.sources[0] ?? ''}`).slice(1);
}

function fromRoot(path: string, root: string): string {
  return root === '' ? path : path.slice(root.length + 1);
}

function installOf(
  { command, place }: FoundInstall,
  candidate: Candidate,
  context: BuildContext,
  environment: Install['environment'] = new Map(),
): Omit<Install, 'searchFolders'> {
  const root = sourceFolder(candidate);
  const inner = place.slice(candidate.target.length + 1);
  return {
    command,
    words: command.arguments.map(({ value }) => value),
    context,
    folder: inner === '' ? root : below(root, inner),
    place,
    root,
    environment: new Map([
      ...environment,
      ...command.variables.map((name) => [name, undefined] as const),
    ]),
  };
}

/** The file of the project that is run in the place of a package manager: `bin/bundle`, `composer.phar`. */
function programOfProject(
  { command: { program }, context, place, root, searchFolders = [] }: Install,
  target: string,
): string | undefined {
  const paths = program.includes('/')
    ? [joinPath(place, program), joinPath(target, program)]
    : searchFolders.map((folder) => joinPath(folder, program));
  return paths
    .flatMap((path) =>
      path?.startsWith(`${target}/`) === true ? [below(root, path.slice(target.length + 1))] : [],
    )
    .find((path) => context.entry(path) !== undefined);
}

/** A variable that has each program of an install read a file, which comes with the sources or can't be told. */
function variableOfFile({ environment }: Install, target: string): string | undefined {
  return [...environment.keys()].find((name) => {
    if (!FILE_VARIABLES.test(name)) return false;
    const value = environment.get(name);
    return (
      value === undefined ||
      value
        .split(name === 'NODE_OPTIONS' ? /[\s=]+/ : /[\s:]+/)
        .some(
          (word) =>
            `${word}/`.startsWith(`${target}/`) ||
            (name === 'NODE_OPTIONS' ? word.startsWith('.') : /^[^/]/.test(word)),
        )
    );
  });
}

/** What the install makes, and the build context may have as well. */
function coveredPath(
  { made }: Closure,
  { folder }: Install,
  dockerignore: string,
): string | undefined {
  const { patterns } = parseDockerignore(dockerignore);
  const matcher = createMatcher(patterns);
  return made.find((name) => {
    const path = below(folder, name);
    // A pattern of all that lies in a folder does as well as one of the folder.
    const isLeftOut = ['a', '.a', '@a/b', 'a/b.js'].every((inner) =>
      matcher.leavesOut(`${path}/${inner}`),
    );
    return (
      !isLeftOut ||
      patterns.some(({ negated, cleaned }) => negated && cleaned.startsWith(`${path}/`))
    );
  });
}

/** A file that is a link: what a COPY of it alone brings is not what the copy of its folder brings. */
function linked(context: BuildContext, root: string, files: readonly string[]): string | undefined {
  return files.find((file) => {
    const path = below(root, file);
    const slash = path.lastIndexOf('/');
    const entries = context.list(slash === -1 ? '' : path.slice(0, slash));
    return entries.some((entry) => entry.name === path.slice(slash + 1) && entry.isLink === true);
  });
}
