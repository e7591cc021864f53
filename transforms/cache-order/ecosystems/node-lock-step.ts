import {
  entriesOf,
  readIndented,
  valueOf,
  type IndentedEntry,
} from '../../../src/context/indented.js';
import type { NodeProject } from '../../../src/context/node-project.js';
import { readJson } from '../../../src/context/structured-text.js';
import { mapping, scalar } from '../../../src/context/usage-data.js';
import type { NodeManager } from './node-commands.js';

/**
 * Whether a lock file has all that the manifests ask for, so that an install leaves it as it is. A lock file of an older form is
 * rewritten by newer releases, and is none.
 * @param projects the project and its members, each with its folder relative to that of the lock file
 */
export function isLockInStep(
  manager: NodeManager,
  text: string,
  projects: readonly { readonly project: NodeProject; readonly folder: string }[],
): boolean {
  switch (manager) {
    case 'npm':
      return isNpmInStep(text, projects);
    case 'yarn':
      return isYarnInStep(text, projects);
    case 'pnpm':
      return isPnpmInStep(text, projects);
  }
}

type Projects = readonly { readonly project: NodeProject; readonly folder: string }[];

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

function isNpmInStep(text: string, projects: Projects): boolean {
  const lock = readJson(text);
  if (lock?.['packages'] === undefined) return false;
  const packages = mapping(lock['packages']);
  return projects.every(({ project, folder }) => {
    const entry = mapping(packages[folder]);
    return (
      packages[folder] !== undefined &&
      [...KINDS, 'peerDependencies' as const].every((kind) => {
        const locked = mapping(entry[kind]);
        // npm moves a package that is named twice to the optional ones.
        const asked = [...project[kind]].filter(
          ([name]) => kind !== 'dependencies' || !project.optionalDependencies.has(name),
        );
        return (
          asked.length === Object.keys(locked).length &&
          asked.every(([name, range]) => scalar(locked[name]) === range)
        );
      })
    );
  });
}

function isYarnInStep(text: string, projects: Projects): boolean {
  const isBerry = /^__metadata:/m.test(text);
  const entries = readIndented(text, isBerry ? 'yaml' : 'spaced');
  if (entries === undefined) return false;
  const keys = new Set(
    entries.flatMap(({ key }) => key.split(/,\s*/).map((one) => one.replace(/^"|"$/g, ''))),
  );
  return projects.every(({ project }) =>
    KINDS.every((kind) =>
      [...project[kind]].every(
        ([name, range]) =>
          keys.has(`${name}@${range}`) ||
          keys.has(`${name}@npm:${range}`) ||
          projects.some((other) => other.project.name === name),
      ),
    ),
  );
}

function isPnpmInStep(text: string, projects: Projects): boolean {
  const entries = readIndented(text);
  if (entries === undefined) return false;
  const importers = entriesOf(entries, 'importers');
  return projects.every(({ project, folder }) => {
    const own =
      importers.length === 0 && folder === ''
        ? entries
        : importers.find(({ key }) => key === (folder === '' ? '.' : folder))?.entries;
    return (
      own !== undefined &&
      KINDS.every((kind) => {
        const locked = entriesOf(own, kind);
        return (
          project[kind].size === locked.length &&
          [...project[kind]].every(([name, range]) => specifierOf(own, kind, name) === range)
        );
      })
    );
  });
}

/** Since version 6 the specifier stands with the package, before that in a mapping of its own. */
function specifierOf(
  importer: readonly IndentedEntry[],
  kind: string,
  name: string,
): string | undefined {
  const entry = entriesOf(importer, kind).find(({ key }) => key === name);
  return (
    valueOf(entry?.entries ?? [], 'specifier') ?? valueOf(entriesOf(importer, 'specifiers'), name)
  );
}
