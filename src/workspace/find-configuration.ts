import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ascend from 'escalade/sync';
import type { ConfigurationFormat } from '../configuration/parse-configuration.js';
import { errorCode } from '../error-code.js';
import { explainError, workspaceProblem, type WorkspaceProblem } from './problem.js';
import { readText } from './read.js';

/** A file that configures dockopt, as a text. */
export interface ConfigurationFile {
  /** Absolute. */
  readonly folder: string;
  /** As messages show it. */
  readonly shownPath: string;
  readonly text: string;
  readonly format: ConfigurationFormat;
}

/** A configuration file, none, or why it can't be read. */
export type FoundConfiguration =
  { readonly file: ConfigurationFile | undefined } | { readonly problem: WorkspaceProblem };

/** The names of configuration files, in the order in which they win within one folder. All of them are data. */
export const CONFIGURATION_NAMES = [
  'dockopt.config.json',
  'dockopt.config.yaml',
  'dockopt.config.yml',
  '.dockoptrc',
  'package.json',
] as const;

/**
 * A finder of configuration files. It looks into the given folder and then upwards, up to the first file: through the root
 * of the git work tree, or the home folder, or else the root of the file system. Each folder is looked into once.
 * @returns finds for a folder, which need not exist
 */
export function createConfigurationFinder(
  workingDirectory: string,
  home = homedir(),
): (folder: string) => FoundConfiguration {
  const known = new Map<string, FoundConfiguration>();
  return (named) => {
    let start = resolve(workingDirectory, named);
    while (!existsSync(start) && dirname(start) !== start) start = dirname(start);
    const visited: string[] = [];
    let found: FoundConfiguration = { file: undefined };
    try {
      ascend(start, (folder, names) => {
        const before = known.get(folder);
        if (before !== undefined) {
          found = before;
          return folder;
        }
        visited.push(folder);
        found = look(folder, names, workingDirectory);
        const isFound = 'problem' in found || found.file !== undefined;
        return isFound || names.includes('.git') || folder === home ? folder : undefined;
      });
    } catch (error) {
      // What lies above a folder that may not be listed can't be asked.
      if (errorCode(error) === undefined) throw error;
    }
    for (const folder of visited) known.set(folder, found);
    return found;
  };
}

/** The configuration file that a person names, whatever its name. */
export function readConfigurationFile(named: string, workingDirectory: string): FoundConfiguration {
  return readNamed(resolve(workingDirectory, named), named);
}

/** The configuration file of a folder itself, whatever lies above. */
export function configurationIn(folder: string, workingDirectory: string): FoundConfiguration {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    const shown = relative(workingDirectory, folder).split(sep).join('/') || '.';
    return { problem: workspaceProblem(shown, explainError(error)) };
  }
  return look(folder, names, workingDirectory);
}

function look(
  folder: string,
  names: readonly string[],
  workingDirectory: string,
): FoundConfiguration {
  for (const name of CONFIGURATION_NAMES) {
    if (!names.includes(name)) continue;
    const path = join(folder, name);
    const found = readNamed(path, relative(workingDirectory, path).split(sep).join('/'));
    if (name !== 'package.json' || ('file' in found && isMeant(found.file))) return found;
  }
  return { file: undefined };
}

function readNamed(path: string, shownPath: string): FoundConfiguration {
  const read = readText(path, shownPath);
  if ('problem' in read) return read;
  const format = path.endsWith(`${sep}package.json`)
    ? 'package'
    : /\.json$/i.test(path)
      ? 'json'
      : 'yaml';
  return { file: { folder: dirname(path), shownPath, text: read.text, format } };
}

/** Whether a package.json has something to say to dockopt; one that names it and is no JSON is not passed over. */
function isMeant(file: ConfigurationFile | undefined): boolean {
  if (file?.text.includes('"dockopt"') !== true) return false;
  try {
    const data: unknown = JSON.parse(file.text.replace(/^\uFEFF/, ''));
    return typeof data === 'object' && data !== null && Object.hasOwn(data, 'dockopt');
  } catch {
    return true;
  }
}
