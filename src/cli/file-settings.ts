import { statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { TRANSFORMS } from '../core.js';
import type { Configuration, Settings } from '../configuration/configuration.js';
import { parseDockerfile } from '../dockerfile/parse.js';
import { findStage } from '../dockerfile/stages.js';
import { visible } from '../report/file-report.js';
import type { TransformOptions } from '../transform/transform.js';
import {
  createConfigurationFinder,
  readConfigurationFile,
  type ConfigurationFile,
} from '../workspace/find-configuration.js';
import { formatProblem, workspaceProblem } from '../workspace/problem.js';
import type { PlanSettings } from './command.js';

/** What counts for one Dockerfile: what the command line says, else what its configuration says. */
export interface FileSettings {
  readonly unsafe: boolean;
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[] | undefined;
  /** Transforms that report and apply nothing. */
  readonly checkOnly: readonly string[];
  /** The folder of the build context, absolute; undefined where it is to be found. */
  readonly context: string | undefined;
  readonly target: string | undefined;
  readonly options: Partial<TransformOptions>;
}

/** The settings of a Dockerfile, or why it has none. */
export type FoundSettings =
  | { readonly kind: 'found'; readonly settings: FileSettings }
  /** A configuration leaves the file alone; `by` is its path for messages. */
  | { readonly kind: 'ignored'; readonly by: string }
  /** A configuration is wrong, in one line a problem. */
  | { readonly kind: 'wrong'; readonly lines: readonly string[] };

/**
 * Finds the settings of a Dockerfile.
 * @param place where it lies, relative to the working directory or absolute; undefined where it lies nowhere
 */
export type FileSettingsFinder = (place: string | undefined) => Promise<FoundSettings>;

/** A command line that says nothing. */
export const NO_SETTINGS: PlanSettings = {
  ...{ unsafe: undefined, only: undefined, skip: undefined, options: {} },
  ...{ context: undefined, target: undefined },
  configuration: { kind: 'search' },
};

/** Settings with which a text stays as it is. */
export const NOTHING_RUNS: FileSettings = {
  ...{ unsafe: false, only: [], skip: undefined, checkOnly: [], options: {} },
  ...{ context: undefined, target: undefined },
};

/** What the command line alone says. */
export function givenSettings(given: PlanSettings): FileSettings {
  return combine(given, undefined, '');
}

type Loaded =
  | {
      readonly kind: 'read';
      readonly configuration: Configuration;
      readonly file: ConfigurationFile;
    }
  | { readonly kind: 'wrong'; readonly lines: readonly string[] }
  | undefined;

/** A finder of settings. Each configuration is read once, and what reads it is loaded when one is found. */
export function createFileSettings(
  given: PlanSettings,
  workingDirectory: string,
): FileSettingsFinder {
  const loaded = new Map<string, Promise<Loaded>>();
  const { configuration: choice } = given;
  const find =
    choice.kind === 'none'
      ? () => ({ file: undefined })
      : choice.kind === 'file'
        ? () => readConfigurationFile(choice.path, workingDirectory)
        : createConfigurationFinder(workingDirectory);
  const load = (folder: string): Promise<Loaded> => {
    const found = find(folder);
    if ('problem' in found) {
      return Promise.resolve({ kind: 'wrong', lines: [visible(formatProblem(found.problem))] });
    }
    const { file } = found;
    if (file === undefined) return Promise.resolve(undefined);
    const known = loaded.get(file.shownPath) ?? parse(file);
    loaded.set(file.shownPath, known);
    return known;
  };
  return async (place) => {
    const path = place === undefined ? undefined : resolve(workingDirectory, place);
    const one = await load(path === undefined ? workingDirectory : dirname(path));
    if (one === undefined) return { kind: 'found', settings: givenSettings(given) };
    if (one.kind === 'wrong') return one;
    const { settingsFor } = await import('../configuration/configuration.js');
    const settings = settingsFor(one.configuration, pathBelow(one.file.folder, path));
    return settings === 'ignored'
      ? { kind: 'ignored', by: one.file.shownPath }
      : { kind: 'found', settings: combine(given, settings, one.file.folder) };
  };
}

/**
 * A source with the target that it has: one that a configuration names for many files need not be a stage of each.
 * @returns with a note where the target is left out
 */
export function settled<
  Source extends {
    readonly shownPath: string;
    readonly text: string;
    readonly settings: FileSettings;
  },
>(
  source: Source,
  given: PlanSettings,
): { readonly source: Source; readonly note: string | undefined } {
  const { target } = source.settings;
  if (target === undefined || given.target !== undefined) return { source, note: undefined };
  const parsed = parseDockerfile(source.text);
  if (parsed.kind === 'rejected' || findStage(parsed.dockerfile, target) !== undefined) {
    return { source, note: undefined };
  }
  return {
    source: { ...source, settings: { ...source.settings, target: undefined } },
    note: `${visible(source.shownPath)}: no stage ${visible(target)}, planned without the target of its configuration`,
  };
}

async function parse(file: ConfigurationFile): Promise<Loaded> {
  const { parseConfiguration } = await import('../configuration/parse-configuration.js');
  const parsed = await parseConfiguration(file.text, file.format, {
    transforms: TRANSFORMS.map(({ id }) => id),
    isFolder: (path) => isFolder(resolve(file.folder, path)),
  });
  if (parsed.kind === 'read') return { ...parsed, file };
  const lines = parsed.problems.map(({ position, message }) =>
    visible(formatProblem(workspaceProblem(file.shownPath, message, position))),
  );
  return { kind: 'wrong', lines };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A path relative to a folder; undefined where it lies elsewhere. */
function pathBelow(folder: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const below = relative(folder, path).split(sep).join('/');
  return below.startsWith('../') || isAbsolute(below) ? undefined : below;
}

function combine(
  given: PlanSettings,
  settings: Settings | undefined,
  folder: string,
): FileSettings {
  const modes = [...(settings?.modes ?? [])];
  const having = (wanted: string): readonly string[] =>
    modes.filter(([, mode]) => mode === wanted).map(([id]) => id);
  const context = given.context === undefined ? settings?.context : undefined;
  return {
    unsafe: given.unsafe ?? settings?.unsafe ?? false,
    only: given.only,
    // Who names a transform on the command line wants it to run.
    skip: given.only === undefined ? [...(given.skip ?? []), ...having('off')] : undefined,
    checkOnly: having('check'),
    context: context === undefined ? given.context : resolve(folder, context),
    target: given.target ?? settings?.target,
    options: { ...settings?.options, ...given.options },
  };
}
