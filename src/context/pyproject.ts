import {
  normalizePythonName,
  parseRequirement,
  type PythonRequirement,
} from './python-requirements.js';
import { readToml } from './structured-text.js';
import { list, mapping, scalar } from './usage-data.js';

/** What a `pyproject.toml` says. */
export interface PyProject {
  readonly name: string | undefined;
  /** `project.dependencies`, and those of poetry's main group that are not optional. */
  readonly dependencies: readonly PythonRequirement[];
  /** `project.optional-dependencies` and poetry's extras, by normalised name. */
  readonly extras: ReadonlyMap<string, readonly PythonRequirement[]>;
  /** PEP 735 groups, and poetry's, by normalised name. */
  readonly groups: ReadonlyMap<string, readonly PythonRequirement[]>;
  /** Names of `build-system.requires`, normalised. */
  readonly buildRequires: readonly string[];
  /** Poetry runs a script of the project to build it. */
  readonly hasBuildScript: boolean;
}

/**
 * Reads a `pyproject.toml`; undefined where it is no TOML.
 * @see https://packaging.python.org/en/latest/specifications/pyproject-toml/
 */
export function readPyProject(text: string): PyProject | undefined {
  const toml = readToml(text);
  if (toml === undefined) return undefined;
  const project = mapping(toml['project']);
  const poetry = mapping(mapping(toml['tool'])['poetry']);
  const main = Object.entries(mapping(poetry['dependencies']));
  const isOptional = (value: unknown): boolean => mapping(value)['optional'] === true;
  return {
    name: scalar(project['name']) ?? scalar(poetry['name']),
    dependencies: [
      ...requirementList(project['dependencies']),
      ...main.filter(([, value]) => !isOptional(value)).flatMap(tableRequirement),
    ],
    extras: new Map([
      ...namedLists(project['optional-dependencies'], requirementList),
      ...namedLists(poetry['extras'], (names) => {
        const wanted = new Set(requirementList(names).map(({ name }) => name));
        return main.flatMap(tableRequirement).filter(({ name }) => wanted.has(name));
      }),
    ]),
    groups: new Map([
      ...namedLists(toml['dependency-groups'], requirementList),
      ...namedLists(poetry['group'], (group) => tableRequirements(mapping(group)['dependencies'])),
      ...(poetry['dev-dependencies'] === undefined
        ? []
        : ([['dev', tableRequirements(poetry['dev-dependencies'])]] as const)),
    ]),
    buildRequires: requirementList(mapping(toml['build-system'])['requires']).flatMap(
      ({ name }) => name ?? [],
    ),
    hasBuildScript: poetry['build'] !== undefined,
  };
}

/** What a `Pipfile` says. */
export interface Pipfile {
  readonly packages: readonly PythonRequirement[];
  readonly devPackages: readonly PythonRequirement[];
}

/** Reads a `Pipfile`; undefined where it is no TOML. */
export function readPipfile(text: string): Pipfile | undefined {
  const toml = readToml(text);
  return toml === undefined
    ? undefined
    : {
        packages: tableRequirements(toml['packages']),
        devPackages: tableRequirements(toml['dev-packages']),
      };
}

function namedLists(
  value: unknown,
  read: (item: unknown) => readonly PythonRequirement[],
): readonly (readonly [string, readonly PythonRequirement[]])[] {
  return Object.entries(mapping(value)).map(([name, item]) => [
    normalizePythonName(name),
    read(item),
  ]);
}

/** PEP 508 texts; what is no text (`{include-group = …}`) is another group's. */
function requirementList(value: unknown): readonly PythonRequirement[] {
  return list(value).flatMap((item) => parseRequirement(scalar(item) ?? '') ?? []);
}

function tableRequirements(value: unknown): readonly PythonRequirement[] {
  return Object.entries(mapping(value)).flatMap(tableRequirement);
}

/**
 * The form of poetry and pipenv: `name = "^1.0"`, or `name = {version = …, extras = […], git = …}`, or a list of such tables for
 * several environments; `python` is the interpreter.
 */
function tableRequirement([name, value]: readonly [string, unknown]): readonly PythonRequirement[] {
  if (name === 'python') return [];
  return (Array.isArray(value) ? list(value) : [value]).map((item) => {
    const entry = mapping(item);
    const git = scalar(entry['git']);
    return {
      name: normalizePythonName(name),
      extras: list(entry['extras']).flatMap((extra) => {
        const text = scalar(extra);
        return text === undefined ? [] : [normalizePythonName(text)];
      }),
      specifier: (scalar(item) ?? scalar(entry['version']) ?? '').replace(/^\*$/, ''),
      marker: scalar(entry['markers']),
      url: git ?? scalar(entry['url']) ?? scalar(entry['path']) ?? scalar(entry['file']),
      versionControl: git === undefined ? undefined : 'git',
      editable: entry['develop'] === true || entry['editable'] === true,
      hashes: [],
    };
  });
}
