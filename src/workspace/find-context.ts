import { statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { BuildContext, RepositoryUse, SharedDockerfile } from '../context/build-context.js';
import { expandSource } from '../context/copy-source.js';
import { createDiskContext } from './disk-context.js';
import { gitRoot, trackedFiles } from './git.js';
import { workspaceProblem, type WorkspaceProblem } from './problem.js';
import { readText } from './read.js';
import { openRepository, type Repository } from './repository.js';

/** What was found around a Dockerfile. */
export interface FoundContext {
  /** The build context, and its folder on disk; undefined when it is absent. */
  readonly found: { readonly root: string; readonly context: BuildContext } | undefined;
  /** Why the context is absent, as a sentence; or what of the repository could not be read. */
  readonly note: string | undefined;
  readonly use: RepositoryUse;
}

/** Finds build contexts. What one repository says is read once for all its Dockerfiles. */
export interface ContextFinder {
  /**
   * @param dockerfile where the Dockerfile is or would be, relative to the working directory or absolute
   * @param text its text
   * @param context the folder that a configuration names for it, absolute; `--context` wins
   */
  find(dockerfile: string, text: string, context?: string): Promise<FoundContext>;
}

/** What a finder needs to know. */
export interface ContextFinderOptions {
  readonly workingDirectory: string;
  /** The folder that `--context` names; undefined when it is not given. */
  readonly context: string | undefined;
  /** The local sources of COPY and ADD in a Dockerfile: paths and patterns, no stages, URLs or heredocs. */
  readonly localSources: (text: string) => readonly string[];
}

/** A Dockerfile that is built from some context. */
interface BuiltDockerfile {
  /** Absolute path. */
  readonly file: string;
  readonly dockerfile: SharedDockerfile;
}

/**
 * A finder of build contexts: the folder of `--context`; else what compose, bake, CI, make and shell files of the repository
 * say, where all that say something agree; else the folder of the Dockerfile, where every local source is there; else
 * absent. A `--context` that is no folder is a problem.
 */
export function createContextFinder(
  options: ContextFinderOptions,
): { readonly finder: ContextFinder } | { readonly problem: WorkspaceProblem } {
  const { workingDirectory, localSources } = options;
  const explicit =
    options.context === undefined ? undefined : resolve(workingDirectory, options.context);
  if (options.context !== undefined && explicit !== undefined && !isFolder(explicit)) {
    const message = 'is no folder, name the folder that is given to docker build as --context';
    return { problem: workspaceProblem(options.context, message) };
  }
  const repositories = new Map<string, Repository>();

  const repositoryOf = (dockerfile: string): Repository => {
    const folder = dirname(dockerfile);
    const isBelow = `${folder}${sep}`.startsWith(workingDirectory + sep);
    const root = gitRoot(folder) ?? (isBelow ? workingDirectory : folder);
    const repository = repositories.get(root) ?? openRepository(root);
    repositories.set(root, repository);
    return repository;
  };

  const missingSource = (folder: string, text: string): string | undefined => {
    if (!isFolder(folder)) return '.';
    const context = createDiskContext(folder, join(folder, 'Dockerfile'), () => []);
    return localSources(text).find(
      (source) => source.includes('$') || expandSource(context, source).length === 0,
    );
  };

  const tracked = new Map<string, readonly string[] | undefined>();
  const listTracked = (root: string): readonly string[] | undefined => {
    if (!tracked.has(root)) tracked.set(root, trackedFiles(root));
    return tracked.get(root);
  };

  const builtFrom = new Map<string, readonly BuiltDockerfile[]>();
  const shared = (
    repository: Repository,
    root: string,
    self: string,
  ): readonly SharedDockerfile[] => {
    const key = `${repository.root}\0${root}`;
    const all = builtFrom.get(key) ?? findBuiltFrom(repository, root);
    builtFrom.set(key, all);
    return all.filter(({ file }) => file !== self).map(({ dockerfile }) => dockerfile);
  };

  const findBuiltFrom = (repository: Repository, root: string): readonly BuiltDockerfile[] =>
    repository.dockerfiles(root).flatMap((path) => {
      const contexts = [...repository.useOf(path).contexts.keys()];
      const isNamed = contexts.some((context) => join(repository.root, context) === root);
      const isBelow = path.startsWith(root + sep);
      if (!isNamed && (contexts.length > 0 || !isBelow)) return [];
      const read = readText(path);
      if ('problem' in read) return [];
      // One that lacks sources in its own folder may well be built from this one.
      const folder = dirname(path);
      if (!isNamed && folder !== root && missingSource(folder, read.text) === undefined) return [];
      const inContext = relative(root, path).split(sep).join('/');
      return [{ file: path, dockerfile: { path: inContext, text: read.text } }];
    });

  return {
    finder: {
      async find(named, text, configured) {
        const dockerfile = resolve(workingDirectory, named);
        const repository = repositoryOf(dockerfile);
        await repository.load(dockerfile);
        const { contexts, use } = repository.useOf(dockerfile);
        const given = explicit ?? configured;
        const choice =
          given === undefined
            ? choose(dockerfile, text, contexts, repository.root)
            : { root: given, note: undefined };
        const { root } = choice;
        const context =
          root === undefined
            ? undefined
            : createDiskContext(
                root,
                dockerfile,
                () => shared(repository, root, dockerfile),
                listTracked,
              );
        const notes = [choice.note, ...unreadNotes(repository)].filter(
          (note) => note !== undefined,
        );
        return {
          found: root === undefined || context === undefined ? undefined : { root, context },
          note: notes.length === 0 ? undefined : notes.join(' '),
          use,
        };
      },
    },
  };

  function choose(
    dockerfile: string,
    text: string,
    contexts: ReadonlyMap<string, readonly string[]>,
    repositoryRoot: string,
  ): { readonly root: string | undefined; readonly note: string | undefined } {
    const [only, ...others] = contexts;
    if (only !== undefined && others.length > 0) {
      const said = [only, ...others].map(
        ([context, sources]) => `${sources.join(' and ')} builds from ${shownFolder(context)}`,
      );
      return {
        root: undefined,
        note: `The files of the repository disagree on the build context: ${said.join('; ')}. Name it with --context.`,
      };
    }
    if (only !== undefined) {
      const [context, sources] = only;
      const root = join(repositoryRoot, context);
      if (isFolder(root)) return { root, note: undefined };
      return {
        root: undefined,
        note: `${sources.join(' and ')} builds from ${shownFolder(context)}, which is no folder here. Name the build context with --context.`,
      };
    }
    const folder = dirname(dockerfile);
    const missing = missingSource(folder, text);
    if (missing === undefined) return { root: folder, note: undefined };
    return {
      root: undefined,
      note: `The build context is not known: "${missing}" is not in the folder of the Dockerfile, and no file of the repository says how it is built. Name it with --context.`,
    };
  }
}

function unreadNotes({ unread }: Repository): readonly string[] {
  return [...unread].map(
    ([path, reason]) =>
      `${path} could not be read (${reason}), so what it says about builds is not known.`,
  );
}

function shownFolder(context: string): string {
  return context === '' ? '"."' : `"${context}"`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
