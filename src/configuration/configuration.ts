import ignore, { type Ignore } from 'ignore';
import type { TransformOptions } from '../transform/transform.js';

/** What happens to what a transform finds: it does not run; it is reported and never applied; it is applied. */
export const MODES = ['off', 'check', 'fix'] as const;
export type TransformMode = (typeof MODES)[number];

/** What a configuration says about a Dockerfile; what it says nothing of is left out. */
export interface Settings {
  /** Apply `unsafe` fixes too. */
  readonly unsafe?: boolean;
  /** By the id of the transform. */
  readonly modes: ReadonlyMap<string, TransformMode>;
  readonly options: Partial<TransformOptions>;
  /** The folder of the build context, relative to the folder of the configuration. */
  readonly context?: string;
  /** The stage that is built. */
  readonly target?: string;
}

/** Settings for the Dockerfiles that patterns name. */
export interface Override {
  readonly files: readonly string[];
  readonly settings: Settings;
}

/** A configuration, read and found to be right. Patterns are those of `.gitignore`, from the folder of the configuration. */
export interface Configuration {
  /** Names the Dockerfiles that are left alone. */
  readonly ignore: readonly string[];
  readonly settings: Settings;
  /** Where several name a file, each later one wins, key by key. */
  readonly overrides: readonly Override[];
}

/**
 * What a configuration says about one Dockerfile.
 * @param path relative to the folder of the configuration and `/`-separated; undefined for a Dockerfile that lies elsewhere,
 * which no pattern names
 */
export function settingsFor(
  configuration: Configuration,
  path: string | undefined,
): Settings | 'ignored' {
  if (matches(configuration.ignore, path)) return 'ignored';
  return configuration.overrides
    .filter(({ files }) => matches(files, path))
    .reduce((before, { settings }) => merged(before, settings), configuration.settings);
}

function merged(before: Settings, after: Settings): Settings {
  return {
    ...before,
    ...after,
    modes: new Map([...before.modes, ...after.modes]),
    options: { ...before.options, ...after.options },
  };
}

function matches(patterns: readonly string[], path: string | undefined): boolean {
  if (path === undefined || !ignore.isPathValid(path)) return false;
  const rules: Ignore = ignore({ ignorecase: false });
  // A person writes ./Dockerfile for the one that lies beside the configuration.
  rules.add(patterns.map((pattern) => pattern.replace(/^(!?)\.\//, '$1/')));
  return rules.ignores(path);
}
