import {
  pathInRepository,
  type BuildUse,
  type FurtherFile,
  type RunUse,
  type ServiceLink,
  type UsageFacts,
} from './usage.js';
import {
  defaultedScalar,
  list,
  mapping,
  parseYaml,
  passedArguments,
  scalar,
  shellLine,
} from './usage-data.js';

/** The name of a compose service that is unique in a repository: compose files of one folder extend each other. */
export function serviceKey(folder: string, service: string): string {
  return `${folder}:${service}`;
}

/**
 * What a compose file builds and runs. A `build` without `context` takes the folder of the file, unless it
 * only extends that of another file.
 * @see https://docs.docker.com/reference/compose-file/build/
 */
export async function readCompose(
  path: string,
  text: string,
  folder = folderOf(path),
): Promise<UsageFacts> {
  const builds: BuildUse[] = [];
  const runs: RunUse[] = [];
  const links: ServiceLink[] = [];
  const further: FurtherFile[] = [];
  for (const document of await parseYaml(text)) {
    for (const included of list(mapping(document)['include'])) {
      further.push(...includedFiles(folder, included));
    }
    for (const [name, value] of Object.entries(mapping(mapping(document)['services']))) {
      const settings = mapping(value);
      const service = serviceKey(folder, name);
      const image = defaultedScalar(settings['image']);
      const base = baseOf(folder, settings['extends']);
      if (base !== undefined) {
        links.push({ service, base: base.service });
        if (base.file !== undefined) {
          further.push({
            path: base.file,
            folder: folderOf(base.file),
            includedBy: undefined,
          });
        }
      }
      const built = buildOf(path, folder, service, image, settings['build']);
      if (built !== undefined) builds.push(built);
      for (const command of commandsOf(settings)) {
        runs.push({ service, image: built === undefined ? image : undefined, command });
      }
    }
  }
  return { builds, runs, links, further };
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** `extends: base`, or `extends: {file: common.yml, service: base}`. */
function baseOf(
  folder: string,
  value: unknown,
): { readonly service: string; readonly file: string | undefined } | undefined {
  const settings = mapping(value);
  const name = scalar(value) ?? scalar(settings['service']);
  if (name === undefined) return undefined;
  const fileName = settings['file'] === undefined ? undefined : defaultedScalar(settings['file']);
  if (settings['file'] === undefined) return { service: serviceKey(folder, name), file: undefined };
  const file = fileName === undefined ? undefined : pathInRepository(folder, fileName);
  return file === undefined ? undefined : { service: serviceKey(folderOf(file), name), file };
}

/**
 * `include: [other/compose.yml, {path: [a.yml, b.yml], project_directory: ..}]`.
 * @see https://docs.docker.com/reference/compose-file/include/
 */
function includedFiles(folder: string, value: unknown): readonly FurtherFile[] {
  const settings = mapping(value);
  const named = scalar(value) ?? settings['path'];
  const names = Array.isArray(named) ? list(named) : [named];
  const directory = defaultedScalar(settings['project_directory']);
  return names.flatMap((name) => {
    const text = defaultedScalar(name);
    const path = text === undefined ? undefined : pathInRepository(folder, text);
    if (path === undefined) return [];
    const from = directory === undefined ? folderOf(path) : pathInRepository(folder, directory);
    return from === undefined ? [] : [{ path, folder: from, includedBy: folder }];
  });
}

function buildOf(
  source: string,
  folder: string,
  service: string,
  image: string | undefined,
  value: unknown,
): BuildUse | undefined {
  if (value === undefined || value === null) return undefined;
  const settings: Readonly<Record<string, unknown>> =
    typeof value === 'string' ? { context: value } : mapping(value);
  if (settings['dockerfile_inline'] !== undefined) return undefined;
  const folderName = settings['context'] === undefined ? '.' : defaultedScalar(settings['context']);
  const fileName =
    settings['dockerfile'] === undefined ? 'Dockerfile' : defaultedScalar(settings['dockerfile']);
  const context = folderName === undefined ? undefined : pathInRepository(folder, folderName);
  return {
    source,
    context,
    dockerfile:
      context === undefined || fileName === undefined
        ? undefined
        : pathInRepository(context, fileName),
    service,
    partial: !('context' in settings),
    images: image === undefined ? [] : [image],
    target: defaultedScalar(settings['target']),
    buildArguments: passedArguments(settings['args']),
    namedContexts: [
      ...Object.keys(mapping(settings['additional_contexts'])),
      ...list(settings['additional_contexts']).flatMap((item) => scalar(item)?.split('=')[0] ?? []),
    ],
    foreignBuilder: false,
  };
}

/** The lines that a service runs in its container; `$$` is compose's way to write a `$`. */
function commandsOf(settings: Readonly<Record<string, unknown>>): readonly string[] {
  const entrypoint = line(settings['entrypoint']);
  const command = line(settings['command']);
  const main = [entrypoint, command].filter((part) => part !== undefined && part !== '').join(' ');
  const hooks = [...list(settings['post_start']), ...list(settings['pre_stop'])].map((hook) =>
    line(mapping(hook)['command']),
  );
  const healthcheck = healthcheckLine(mapping(settings['healthcheck'])['test']);
  return [main, ...hooks, healthcheck].flatMap((text) =>
    text === undefined || text === '' ? [] : text.replaceAll('$$', '$'),
  );
}

function line(value: unknown): string | undefined {
  return Array.isArray(value)
    ? shellLine(list(value).flatMap((word) => scalar(word) ?? []))
    : scalar(value);
}

function healthcheckLine(value: unknown): string | undefined {
  const [kind, ...words] = list(value).flatMap((word) => scalar(word) ?? []);
  if (kind === undefined) return scalar(value);
  if (kind === 'CMD') return shellLine(words);
  return kind === 'CMD-SHELL' ? words.join(' ') : undefined;
}
