import { pathInRepository, type BuildUse, type UsageFacts } from './usage.js';
import { joinFacts, readScript } from './usage-commands.js';
import { list, mapping, parseYaml, passedArgument, scalar, shellLine, ROOT } from './usage-data.js';

type Settings = Readonly<Record<string, unknown>>;
type Scope = ReadonlyMap<string, string>;

/** Most CI files build no image: reading them as YAML would be the whole cost. */
const MENTIONS_BUILDER = /docker|podman|buildah|nerdctl|kaniko/;

const NOTHING: UsageFacts = { builds: [], runs: [] };

/** A matrix of more combinations than this is read as its first ones. */
const COMBINATIONS_LIMIT = 256;

/**
 * What a GitHub workflow builds: steps of `docker/build-push-action`, and commands in `run`. Expressions over `env`,
 * `matrix` and the workspace are filled in where their values are literals.
 * @see https://github.com/docker/build-push-action#inputs
 */
export async function readWorkflow(path: string, text: string): Promise<UsageFacts> {
  if (!MENTIONS_BUILDER.test(text)) return NOTHING;
  const facts: UsageFacts[] = [];
  for (const document of await parseYaml(text)) {
    const workflow = mapping(document);
    for (const job of Object.values(mapping(workflow['jobs'])).map(mapping)) {
      for (const combination of combinations(mapping(mapping(job['strategy'])['matrix']))) {
        const scope = addEnvironment(
          addEnvironment(matrixScope(combination), workflow['env']),
          job['env'],
        );
        for (const step of list(job['steps']).map(mapping)) {
          facts.push(readStep(path, step, [workflow, job], addEnvironment(scope, step['env'])));
        }
      }
    }
  }
  return joinFacts(facts);
}

/** The combinations of a matrix: the product of its lists, each completed by `include`. */
function combinations(matrix: Settings): readonly Settings[] {
  let product: readonly Settings[] = [{}];
  for (const [name, value] of Object.entries(matrix)) {
    if (name === 'include' || name === 'exclude') continue;
    product = product
      .flatMap((chosen) => list(value).map((item) => ({ ...chosen, [name]: item })))
      .slice(0, COMBINATIONS_LIMIT);
  }
  const extra: Settings[] = [];
  let completed = product;
  for (const include of list(matrix['include']).map(mapping)) {
    const fits = (chosen: Settings): boolean =>
      Object.entries(include).every(([name, value]) => !(name in chosen) || chosen[name] === value);
    if (Object.keys(matrix).length === 1 || !product.some(fits)) extra.push(include);
    else
      completed = completed.map((chosen, index) =>
        fits(product[index] ?? {}) ? { ...chosen, ...include } : chosen,
      );
  }
  const onlyIncluded =
    product.every((chosen) => Object.keys(chosen).length === 0) && extra.length > 0;
  return [...(onlyIncluded ? [] : completed), ...extra];
}

/** The values of a combination by the names that expressions give them: `matrix.app.folder`. */
function matrixScope(combination: Settings): Scope {
  const scope = new Map<string, string>([
    ['github.workspace', ROOT],
    ['env.GITHUB_WORKSPACE', ROOT],
  ]);
  const collect = (name: string, value: unknown): void => {
    const text = scalar(value);
    if (text !== undefined) scope.set(name, text);
    for (const [key, item] of Object.entries(mapping(value))) collect(`${name}.${key}`, item);
  };
  collect('matrix', combination);
  return scope;
}

function addEnvironment(scope: Scope, environment: unknown): Scope {
  const added = new Map(scope);
  for (const [name, value] of Object.entries(mapping(environment))) {
    const text = fill(scalar(value) ?? '${{ }}', scope);
    if (text.includes('$')) added.delete(`env.${name}`);
    else added.set(`env.${name}`, text);
  }
  return added;
}

/** A text with its `${{ … }}` filled in; one that is not known stays, as a shell variable that has no value here. */
function fill(text: string, scope: Scope): string {
  return text.replaceAll(
    /\$\{\{\s*([^}]*?)\s*\}\}/g,
    (_, name: string) => scope.get(name) ?? '$UNKNOWN_EXPRESSION',
  );
}

function readStep(
  source: string,
  step: Settings,
  outer: readonly Settings[],
  scope: Scope,
): UsageFacts {
  const foreignBuilder = scope.get('env.DOCKER_BUILDKIT') === '0';
  const action = scalar(step['uses']) ?? '';
  if (/^docker\/build-push-action@/.test(action)) {
    return { builds: actionBuild(source, mapping(step['with']), scope), runs: [] };
  }
  const script = scalar(step['run']);
  if (script === undefined) return NOTHING;
  const named = [...outer.map((level) => mapping(mapping(level['defaults'])['run'])), step]
    .map((level) => scalar(level['working-directory']))
    .findLast((value) => value !== undefined);
  const folderName = fill(named ?? '.', scope).replace(ROOT, '.');
  const variables = new Map(
    [...scope].flatMap(([name, value]) =>
      name.startsWith('env.') ? [[name.slice(4), value] as const] : [],
    ),
  );
  return readScript(fill(script, scope), {
    source,
    folder: folderName.includes('$') ? undefined : pathInRepository('', folderName),
    variables,
    foreignBuilder,
  });
}

/** Without `context` the action builds from the repository as git has it; `{{defaultContext}}:folder` is a folder of it. */
function actionBuild(source: string, inputs: Settings, scope: Scope): readonly BuildUse[] {
  const input = (name: string): string | undefined => {
    const text = scalar(inputs[name]);
    return text === undefined || text === '' ? undefined : fill(text, scope);
  };
  const inFolder = (text: string): string | undefined => {
    const relative = text.replace(/^\{\{defaultContext\}\}:?/, './').replace(ROOT, '.');
    return relative.includes('$') ? undefined : pathInRepository('', relative);
  };
  const lines = (name: string): readonly string[] =>
    (input(name) ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const contextName = input('context') ?? '.';
  const context = inFolder(contextName);
  const file = input('file');
  // From git, the file is looked for in the context; from a folder, in the working directory.
  const fromGit = contextName.startsWith('{{defaultContext}}');
  const base = file === undefined || fromGit ? context : '';
  const dockerfile =
    base === undefined || (file ?? '').includes('$')
      ? undefined
      : pathInRepository(base, (file ?? 'Dockerfile').replace(ROOT, '.'));
  const target = input('target');
  return [
    {
      source,
      context,
      dockerfile,
      service: undefined,
      partial: false,
      images: lines('tags').filter((tag) => !tag.includes('$')),
      target: target?.includes('$') === true ? undefined : target,
      buildArguments: lines('build-args').flatMap((line) => passedArgument(line) ?? []),
      namedContexts: lines('build-contexts').flatMap((line) => line.split('=')[0] ?? []),
      foreignBuilder: false,
    },
  ];
}

/** Top-level keys of a GitLab CI file that are no jobs. */
const GITLAB_SETTINGS: ReadonlySet<string> = new Set([
  'cache',
  'default',
  'image',
  'include',
  'services',
  'spec',
  'stages',
  'variables',
  'workflow',
]);

/**
 * What the scripts of a GitLab CI file do. Variables of the file and of the job are filled in where they are literals.
 * @see https://docs.gitlab.com/ci/yaml/
 */
export async function readGitlab(path: string, text: string): Promise<UsageFacts> {
  if (!MENTIONS_BUILDER.test(text)) return NOTHING;
  const facts: UsageFacts[] = [];
  for (const document of await parseYaml(text)) {
    const file = mapping(document);
    for (const [name, value] of Object.entries(file)) {
      if (GITLAB_SETTINGS.has(name)) continue;
      const job = mapping(value);
      const variables = new Map<string, string>([['CI_PROJECT_DIR', ROOT]]);
      for (const [key, item] of [
        ...Object.entries(mapping(file['variables'])),
        ...Object.entries(mapping(job['variables'])),
      ]) {
        const text = scalar(item) ?? scalar(mapping(item)['value']) ?? '$';
        if (!text.includes('$')) variables.set(key, text);
        else if (/^\$\{?CI_PROJECT_DIR\}?(\/[^$]*)?$/.test(text)) {
          variables.set(key, text.replace(/^\$\{?CI_PROJECT_DIR\}?/, ROOT));
        } else variables.delete(key);
      }
      const defaults = mapping(file['default']);
      const before = job['before_script'] ?? defaults['before_script'] ?? file['before_script'];
      facts.push(
        readScript([...scriptLines(before), ...scriptLines(job['script'])].join('\n'), {
          source: path,
          folder: '',
          variables,
          foreignBuilder: variables.get('DOCKER_BUILDKIT') === '0',
        }),
      );
    }
  }
  return joinFacts(facts);
}

function scriptLines(value: unknown): readonly string[] {
  if (Array.isArray(value)) return list(value).flatMap(scriptLines);
  return [scalar(value) ?? ''].filter((line) => line !== '');
}

/**
 * What the steps of a Google Cloud Build file build. Its docker is not BuildKit unless the environment says so.
 * @see https://cloud.google.com/build/docs/build-config-file-schema
 */
export async function readCloudBuild(path: string, text: string): Promise<UsageFacts> {
  if (!MENTIONS_BUILDER.test(text)) return NOTHING;
  const facts: UsageFacts[] = [];
  for (const document of await parseYaml(text)) {
    for (const step of list(mapping(document)['steps']).map(mapping)) {
      const image = scalar(step['name']) ?? '';
      const words = list(step['args']).flatMap((word) => scalar(word) ?? []);
      const entrypoint = scalar(step['entrypoint']);
      const isShell = /^(?:ba)?sh$/.test(entrypoint ?? '') && words[0]?.endsWith('c') === true;
      const program = /kaniko/.test(image)
        ? '/kaniko/executor'
        : (entrypoint ?? image.slice(image.lastIndexOf('/') + 1).replace(/:.*$/, ''));
      const script =
        scalar(step['script']) ?? (isShell ? (words[1] ?? '') : `${program} ${shellLine(words)}`);
      const folder = scalar(step['dir']) ?? '.';
      const buildKit = list(step['env']).some((item) => scalar(item) === 'DOCKER_BUILDKIT=1');
      facts.push(
        readScript(script, {
          source: path,
          folder: folder.includes('$') ? undefined : pathInRepository('', folder),
          variables: new Map(),
          foreignBuilder: !buildKit,
        }),
      );
    }
  }
  return joinFacts(facts);
}
