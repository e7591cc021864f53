import { parse as parseToml } from 'smol-toml';
import type { BuildContext } from './build-context.js';
import {
  normalizePythonName,
  parseRequirement,
  readRequirements,
  type PythonRequirement,
  type Requirements,
} from './python-requirements.js';
import { list, mapping, scalar } from './usage-data.js';

export { normalizePythonName, parseRequirement, readRequirements };
export type { PythonRequirement, Requirements };

/** What a `pyproject.toml` says. */
export interface PyProject {
  readonly name: string | undefined;
  /** `project.dependencies`, and those of poetry's main group. */
  readonly dependencies: readonly PythonRequirement[];
  /** Extras (`project.optional-dependencies`), PEP 735 groups and poetry's groups, by normalised name. */
  readonly groups: ReadonlyMap<string, readonly PythonRequirement[]>;
  /** Names of `build-system.requires`, normalised. */
  readonly buildRequires: readonly string[];
  readonly usesPoetry: boolean;
  /** A `readme` file that a build of the package reads. */
  readonly readme: string | undefined;
}

/** What a folder says of a Python program. */
export interface PythonProject {
  /** Folder relative to the context root; `''` for the root. */
  readonly folder: string;
  /** Paths of `requirements*.txt` and `requirements/*.txt`, relative to the context root. */
  readonly requirementsFiles: readonly string[];
  /** Undefined where there is none, or none that is TOML. */
  readonly pyproject: PyProject | undefined;
  readonly hasSetup: boolean;
  readonly hasPipfile: boolean;
  /** `poetry.lock`, `Pipfile.lock`, `uv.lock`, `pdm.lock`. */
  readonly lockFiles: readonly string[];
  /** Names that the lock files hold, normalised; undefined without a lock file that can be read. */
  readonly lockedNames: ReadonlySet<string> | undefined;
}

const LOCK_FILES: readonly string[] = ['poetry.lock', 'Pipfile.lock', 'uv.lock', 'pdm.lock'];

/** Reads the manifests of a folder; undefined where it has none. */
export function readPythonProject(
  context: BuildContext,
  folder: string,
): PythonProject | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const requirementsFiles = [
    ...requirementsIn(context, folder, /^requirements[\w.-]*\.(?:txt|in)$|requirements\.txt$/),
    ...requirementsIn(context, `${prefix}requirements`, /\.txt$/),
  ];
  const toml = context.read(`${prefix}pyproject.toml`);
  const hasSetup =
    context.entry(`${prefix}setup.py`) !== undefined ||
    context.entry(`${prefix}setup.cfg`) !== undefined;
  const hasPipfile = context.entry(`${prefix}Pipfile`) !== undefined;
  if (requirementsFiles.length === 0 && toml === undefined && !hasSetup && !hasPipfile) {
    return undefined;
  }
  const lockFiles = LOCK_FILES.filter((name) => context.entry(`${prefix}${name}`) !== undefined);
  const locked = lockFiles.map((name) => lockedNames(name, context.read(`${prefix}${name}`)));
  const known = locked.filter((names) => names !== undefined);
  return {
    folder,
    requirementsFiles,
    pyproject: toml === undefined ? undefined : readPyProject(toml),
    hasSetup,
    hasPipfile,
    lockFiles,
    lockedNames:
      known.length === 0 || known.length < locked.length ? undefined : new Set(known.flat()),
  };
}

function requirementsIn(context: BuildContext, folder: string, name: RegExp): readonly string[] {
  return context
    .list(folder)
    .filter((entry) => entry.kind === 'file' && name.test(entry.name))
    .map((entry) => (folder === '' ? entry.name : `${folder}/${entry.name}`));
}

function parseTomlText(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return mapping(parseToml(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

/** Reads a `pyproject.toml`; undefined where it is no TOML. */
export function readPyProject(text: string): PyProject | undefined {
  const toml = parseTomlText(text);
  if (toml === undefined) return undefined;
  const project = mapping(toml['project']);
  const poetry = mapping(mapping(toml['tool'])['poetry']);
  const groups = new Map<string, readonly PythonRequirement[]>();
  for (const source of [project['optional-dependencies'], toml['dependency-groups']]) {
    for (const [name, items] of Object.entries(mapping(source))) {
      groups.set(normalizePythonName(name), requirementList(items));
    }
  }
  for (const [name, group] of Object.entries(mapping(poetry['group']))) {
    groups.set(normalizePythonName(name), poetryList(mapping(group)['dependencies']));
  }
  if (poetry['dev-dependencies'] !== undefined) {
    groups.set('dev', poetryList(poetry['dev-dependencies']));
  }
  const readme = project['readme'] ?? poetry['readme'];
  return {
    name: scalar(project['name']) ?? scalar(poetry['name']),
    dependencies: [
      ...requirementList(project['dependencies']),
      ...poetryList(poetry['dependencies']),
    ],
    groups,
    buildRequires: requirementList(mapping(toml['build-system'])['requires']).flatMap(
      ({ name }) => name ?? [],
    ),
    usesPoetry: toml['tool'] !== undefined && mapping(toml['tool'])['poetry'] !== undefined,
    readme: scalar(readme) ?? scalar(mapping(readme)['file']),
  };
}

function requirementList(value: unknown): readonly PythonRequirement[] {
  return list(value).flatMap((item) => parseRequirement(scalar(item) ?? '') ?? []);
}

/** Poetry's form: `name = "^1.0"`, or `name = {version = …, extras = […], git = …}`; `python` is the interpreter. */
function poetryList(value: unknown): readonly PythonRequirement[] {
  return Object.entries(mapping(value)).flatMap(([name, item]) => {
    if (name === 'python') return [];
    const entry = mapping(item);
    const git = scalar(entry['git']);
    return [
      {
        name: normalizePythonName(name),
        extras: list(entry['extras']).flatMap((extra) => {
          const text = scalar(extra);
          return text === undefined ? [] : [normalizePythonName(text)];
        }),
        specifier: scalar(item) ?? scalar(entry['version']) ?? '',
        marker: scalar(entry['markers']),
        url: git ?? scalar(entry['url']) ?? scalar(entry['path']),
        versionControl: git === undefined ? undefined : 'git',
        editable: entry['develop'] === true,
        hashes: [],
      },
    ];
  });
}

function lockedNames(file: string, text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (file === 'Pipfile.lock') {
    try {
      const lock = mapping(JSON.parse(text));
      return Object.keys(mapping(lock['default'])).map(normalizePythonName);
    } catch {
      return undefined;
    }
  }
  const toml = parseTomlText(text);
  return toml === undefined
    ? undefined
    : list(toml['package']).flatMap((item) => {
        const name = scalar(mapping(item)['name']);
        return name === undefined ? [] : [normalizePythonName(name)];
      });
}
