import type { PassedBuildArgument, RepositoryUse } from './build-context.js';
import { cleanPath } from './path-pattern.js';

/**
 * One place in a repository where an image is built. Folders and files are relative to the root of the repository and
 * `/`-separated; the root itself is `''`.
 */
export interface BuildUse {
  /** The file that says so. */
  readonly source: string;
  /** The folder that is the build context; undefined where it can't be told from the text. */
  readonly context: string | undefined;
  /** The Dockerfile; undefined where it can't be told from the text. */
  readonly dockerfile: string | undefined;
  /** The compose service that is built, unique in the repository. */
  readonly service: string | undefined;
  /** No context is named, which a compose file may leave to another one that it extends. */
  readonly partial: boolean;
  /** The names that the image gets. */
  readonly images: readonly string[];
  readonly target: string | undefined;
  readonly buildArguments: readonly PassedBuildArgument[];
  readonly namedContexts: readonly string[];
  readonly foreignBuilder: boolean;
}

/** A command that is run in a container of an image, or of a compose service; of an unknown one where both are undefined. */
export interface RunUse {
  readonly image: string | undefined;
  readonly service: string | undefined;
  /** A line for a shell. */
  readonly command: string;
}

/** What one file of a repository says about building and running images. */
export interface UsageFacts {
  readonly builds: readonly BuildUse[];
  readonly runs: readonly RunUse[];
}

/** What the files of a repository, taken together, say about one Dockerfile. */
export interface DockerfileUse {
  /** The build contexts that are named for it, each with the files that name it. */
  readonly contexts: ReadonlyMap<string, readonly string[]>;
  readonly use: RepositoryUse;
}

/** A file of a repository that tells how images are built, and how it is read. */
export type UsageFormat = 'bake' | 'compose' | 'gitlab' | 'make' | 'shell' | 'workflow';

/**
 * How a file, by its path in the repository, tells about builds; undefined when it does not. Make and shell files count at
 * the root alone: deeper ones are run from folders that can't be told.
 */
export function usageFormat(path: string): UsageFormat | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(docker-)?compose.*\.ya?ml$/i.test(name)) return 'compose';
  if (/^docker-bake(\..+)?\.(hcl|json)$/.test(name)) return 'bake';
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return 'workflow';
  if (path === '.gitlab-ci.yml') return 'gitlab';
  if (/^(GNUmakefile|[Mm]akefile)$/.test(path)) return 'make';
  return /^[^/]+\.sh$/.test(path) ? 'shell' : undefined;
}

/**
 * Reads a compose, bake, CI, make or shell file. The readers, and the YAML library, are loaded when first needed.
 * @param path the file's path in the repository
 * @throws Error with a message for people when the file is malformed
 */
export async function readUsage(
  format: UsageFormat,
  path: string,
  text: string,
): Promise<UsageFacts> {
  if (format === 'bake') return (await import('./usage-bake.js')).readBake(path, text);
  if (format === 'make' || format === 'shell') {
    const { readMakefile, readShellFile } = await import('./usage-commands.js');
    return format === 'make' ? readMakefile(path, text) : readShellFile(path, text);
  }
  if (format === 'compose') return (await import('./usage-compose.js')).readCompose(path, text);
  const ci = await import('./usage-ci.js');
  return format === 'workflow' ? ci.readWorkflow(path, text) : ci.readGitlab(path, text);
}

/** A path that a file names, seen from a folder of the repository; undefined outside of the repository or for a URL. */
export function pathInRepository(folder: string, path: string): string | undefined {
  if (/^[\w+.-]*:\/\/|^git@|^github\.com\/|^[\w-]+:/.test(path) || path.startsWith('/'))
    return undefined;
  const clean = cleanPath(`${folder === '' ? '.' : folder}/${path}`);
  if (clean === '..' || clean.startsWith('../')) return undefined;
  return clean === '.' ? '' : clean;
}

/** Joins the facts about one Dockerfile, given by its path in the repository. */
export function useOf(dockerfile: string, facts: readonly UsageFacts[]): DockerfileUse {
  const all = facts.flatMap((fact) => fact.builds);
  const builds = all
    .map((build) => extended(build, all))
    .filter((build) => build.dockerfile === dockerfile);
  const contexts = new Map<string, readonly string[]>();
  for (const { context, source } of builds) {
    if (context === undefined) continue;
    contexts.set(context, unique([...(contexts.get(context) ?? []), source]));
  }
  const images = new Set(builds.flatMap((build) => build.images));
  const services = new Set(builds.flatMap((build) => build.service ?? []));
  const runs = facts
    .flatMap((fact) => fact.runs)
    .filter(
      ({ image, service }) =>
        (image === undefined && service === undefined) ||
        (image !== undefined && images.has(image)) ||
        (service !== undefined && services.has(service)),
    );
  const passed = new Map(
    builds
      .flatMap((build) => build.buildArguments)
      .map((argument) => [JSON.stringify([argument.name, argument.value ?? null]), argument]),
  );
  return {
    contexts,
    use: {
      targets: unique(builds.flatMap((build) => build.target ?? [])),
      buildArguments: [...passed.values()],
      namedContexts: unique(builds.flatMap((build) => build.namedContexts)),
      // A line of options alone is given to the image's own entry point.
      commands: unique(runs.map((run) => run.command).filter((line) => !line.startsWith('-'))),
      foreignBuilder: builds.some((build) => build.foreignBuilder),
    },
  };
}

/** A build that names no context, with the context and Dockerfile of the compose file that it extends. */
function extended(build: BuildUse, all: readonly BuildUse[]): BuildUse {
  if (!build.partial || build.service === undefined) return build;
  const base = all.find(({ service, partial }) => service === build.service && !partial);
  return base === undefined
    ? build
    : { ...build, context: base.context, dockerfile: base.dockerfile };
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
