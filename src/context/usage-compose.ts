import { pathInRepository, type BuildUse, type RunUse, type UsageFacts } from './usage.js';
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
export async function readCompose(path: string, text: string): Promise<UsageFacts> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const builds: BuildUse[] = [];
  const runs: RunUse[] = [];
  for (const document of await parseYaml(text)) {
    for (const [name, value] of Object.entries(mapping(mapping(document)['services']))) {
      const settings = mapping(value);
      const service = serviceKey(folder, name);
      const image = defaultedScalar(settings['image']);
      const built = buildOf(path, folder, service, image, settings['build']);
      if (built !== undefined) builds.push(built);
      for (const command of commandsOf(settings)) {
        runs.push({ service, image: built === undefined ? image : undefined, command });
      }
    }
  }
  return { builds, runs };
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
