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

/** A compose service that another one extends, or that an including file has as its own. */
export interface ServiceLink {
  readonly service: string;
  readonly base: string;
}

/** A compose file that another one names, by its path in the repository. */
export interface FurtherFile {
  readonly path: string;
  /** The folder that its paths are relative to. */
  readonly folder: string;
  /** The folder of the file that includes its services as its own; undefined where only single ones are extended. */
  readonly includedBy: string | undefined;
}

/** What one file of a repository says about building and running images. */
export interface UsageFacts {
  readonly builds: readonly BuildUse[];
  readonly runs: readonly RunUse[];
  /** Services that are built and run like others, as far as they say nothing else. */
  readonly links?: readonly ServiceLink[];
  /** Files that belong to it, and have to be read as compose files whatever their names. */
  readonly further?: readonly FurtherFile[];
}

/** What the files of a repository, taken together, say about one Dockerfile. */
export interface DockerfileUse {
  /** The build contexts that are named for it, each with the files that name it. */
  readonly contexts: ReadonlyMap<string, readonly string[]>;
  readonly use: RepositoryUse;
}

/** A file of a repository that tells how images are built, and how it is read. */
export type UsageFormat =
  | 'bake'
  | 'cloudbuild'
  | 'compose'
  | 'gitlab'
  | 'kubernetes'
  | 'make'
  | 'shell'
  | 'skaffold'
  | 'workflow';

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
  if (/^skaffold(\..+)?\.ya?ml$/.test(name)) return 'skaffold';
  if (/^cloudbuild(\..+)?\.ya?ml$/.test(name)) return 'cloudbuild';
  if (
    /(^|\/)(k8s|kube|kubernetes|manifests|deploy|deployments?)\/(.+\/)?[^/]+\.ya?ml$/.test(path)
  ) {
    return 'kubernetes';
  }
  if (/^(GNUmakefile|[Mm]akefile)$/.test(path)) return 'make';
  return /^[^/]+\.sh$/.test(path) ? 'shell' : undefined;
}

/**
 * Reads a compose, bake, CI, make or shell file. The readers, and the YAML library, are loaded when first needed.
 * @param path the file's path in the repository
 * @param folder the folder that the paths of a compose file are relative to; its own where another one does not say otherwise
 * @throws Error with a message for people when the file is malformed
 */
export async function readUsage(
  format: UsageFormat,
  path: string,
  text: string,
  folder?: string,
): Promise<UsageFacts> {
  if (format === 'bake') return (await import('./usage-bake.js')).readBake(path, text);
  if (format === 'make' || format === 'shell') {
    const { readMakefile, readShellFile } = await import('./usage-commands.js');
    return format === 'make' ? readMakefile(path, text) : readShellFile(path, text);
  }
  if (format === 'compose') {
    return (await import('./usage-compose.js')).readCompose(path, text, folder);
  }
  if (format === 'skaffold') return (await import('./usage-skaffold.js')).readSkaffold(path, text);
  if (format === 'kubernetes') {
    return (await import('./usage-kubernetes.js')).readKubernetes(text);
  }
  const ci = await import('./usage-ci.js');
  if (format === 'cloudbuild') return ci.readCloudBuild(path, text);
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
  const links = facts.flatMap((fact) => fact.links ?? []);
  const builds = all
    .map((build) => extended(build, all, links))
    .filter((build) => build.dockerfile === dockerfile);
  const contexts = new Map<string, readonly string[]>();
  for (const { context, source } of builds) {
    if (context === undefined) continue;
    contexts.set(context, unique([...(contexts.get(context) ?? []), source]));
  }
  const images = new Set(builds.flatMap((build) => build.images.map(imageName)));
  const services = withLinked(new Set(builds.flatMap((build) => build.service ?? [])), all, links);
  const included = facts.flatMap((fact) => fact.further ?? []);
  const runs = facts
    .flatMap((fact) => fact.runs)
    .filter(
      ({ image, service }) =>
        (image === undefined && service === undefined) ||
        (image !== undefined && images.has(imageName(image))) ||
        (service !== undefined &&
          servicesNamed(service, included).some((name) => services.has(name))),
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

/** A build that names no context, with the context and Dockerfile of the service that it extends. */
function extended(
  build: BuildUse,
  all: readonly BuildUse[],
  links: readonly ServiceLink[],
): BuildUse {
  if (!build.partial || build.service === undefined) return build;
  const names = basesOf(build.service, links);
  const base = all.find(
    ({ service, partial }) => service !== undefined && names.has(service) && !partial,
  );
  return base === undefined
    ? build
    : { ...build, context: base.context, dockerfile: base.dockerfile };
}

/** A service, and those that it extends, directly or through others. */
function basesOf(service: string, links: readonly ServiceLink[]): ReadonlySet<string> {
  const names = new Set([service]);
  for (const name of names) {
    for (const link of links) if (link.service === name) names.add(link.base);
  }
  return names;
}

/** Services, and those that extend one of them and build nothing of their own. */
function withLinked(
  services: ReadonlySet<string>,
  all: readonly BuildUse[],
  links: readonly ServiceLink[],
): ReadonlySet<string> {
  const building = new Set(all.flatMap(({ service, partial }) => (partial ? [] : (service ?? []))));
  const linked = links
    .map(({ service }) => service)
    .filter((service) => !building.has(service) || services.has(service))
    .filter((service) => [...basesOf(service, links)].some((name) => services.has(name)));
  return new Set([...services, ...linked]);
}

/** A service by its own name, and by those that it has in the files that its own includes. */
function servicesNamed(service: string, files: readonly FurtherFile[]): readonly string[] {
  const colon = service.lastIndexOf(':');
  const folder = service.slice(0, colon);
  return [
    service,
    ...files.flatMap((file) =>
      file.includedBy === folder ? [`${file.folder}${service.slice(colon)}`] : [],
    ),
  ];
}

/** An image without its tag: whatever is deployed was built once. */
function imageName(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
