import { pathInRepository, type BuildUse, type UsageFacts } from './usage.js';
import { list, literalScalar, mapping, parseYaml, scalar } from './usage-data.js';

type Settings = Readonly<Record<string, unknown>>;

/**
 * What a skaffold file builds: the artifacts of docker and of kaniko, those of profiles included. Values with templates
 * (`{{.TAG}}`) are not known.
 * @see https://skaffold.dev/docs/references/yaml/
 */
export async function readSkaffold(path: string, text: string): Promise<UsageFacts> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const builds: BuildUse[] = [];
  for (const document of (await parseYaml(text)).map(mapping)) {
    const profiles = list(document['profiles']).map(mapping);
    for (const build of [document, ...profiles].map(({ build: value }) => mapping(value))) {
      const isForeign =
        build['cluster'] !== undefined || mapping(build['local'])['useBuildkit'] === false;
      for (const artifact of list(build['artifacts']).map(mapping)) {
        builds.push(...buildOf(path, folder, artifact, isForeign));
      }
    }
  }
  return { builds, runs: [] };
}

const OTHER_BUILDERS: readonly string[] = ['bazel', 'buildpacks', 'custom', 'jib', 'ko'];

function buildOf(
  source: string,
  folder: string,
  artifact: Settings,
  isForeign: boolean,
): readonly BuildUse[] {
  if (OTHER_BUILDERS.some((name) => artifact[name] !== undefined)) return [];
  const settings = mapping(artifact['docker'] ?? artifact['kaniko']);
  const folderName = artifact['context'] === undefined ? '.' : plain(artifact['context']);
  const fileName =
    settings['dockerfile'] === undefined ? 'Dockerfile' : plain(settings['dockerfile']);
  const context = folderName === undefined ? undefined : pathInRepository(folder, folderName);
  const image = plain(artifact['image']);
  return [
    {
      source,
      context,
      dockerfile:
        context === undefined || fileName === undefined
          ? undefined
          : pathInRepository(context, fileName),
      service: undefined,
      partial: false,
      images: image === undefined ? [] : [image],
      target: plain(settings['target']),
      buildArguments: Object.entries(mapping(settings['buildArgs'])).map(([name, value]) => ({
        name,
        value: plain(value),
      })),
      namedContexts: [],
      foreignBuilder: isForeign || artifact['kaniko'] !== undefined,
    },
  ];
}

function plain(value: unknown): string | undefined {
  return scalar(value)?.includes('{{') === true ? undefined : literalScalar(value);
}
