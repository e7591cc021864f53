import type { Configuration, Override, Settings, TransformMode } from './configuration.js';
import { MODES } from './configuration.js';
import { BASES, MERGES, type TransformOptions } from '../transform/transform.js';
import { createReaders, type ConfigurationProblem, type Path, type Readers } from './readers.js';

/** A configuration, or all that is wrong with it. */
export type ConfigurationResult =
  | { readonly kind: 'read'; readonly configuration: Configuration }
  | { readonly kind: 'wrong'; readonly problems: readonly ConfigurationProblem[] };

/** The keys of settings, which stand at the top and in overrides. */
const SETTINGS = ['unsafe', 'transforms', 'base', 'context', 'target'];
const TOP = [...SETTINGS, 'ignore', 'overrides', '$schema'];
const OVERRIDE = ['files', ...SETTINGS];

/** The options of the transforms that have any. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'slim-base': ['base', 'packages'],
  'merge-runs': ['merge'],
};

/** What Debian calls its packages (Debian Policy Manual, 5.6.7); no such name means anything else to a shell. */
const PACKAGE = { pattern: /^[a-z0-9][a-z0-9+.-]+$/, give: 'give the name of a Debian package' };

/** A pattern of `.gitignore` that names something in the folder: no comment, nothing above, and `/` between folders. */
const FILES = {
  pattern: /^!?(?!\.\.(?:\/|$))[^!#\s\\][^\\]*$/,
  give: 'give a pattern such as apps/*/Dockerfile, with / and from the folder of this file',
};

const SOMETHING = { pattern: /[^]/, give: 'give it a value' };

/** What a configuration has to fit. */
export interface ConfigurationRules {
  /** The ids of all transforms. */
  readonly transforms: readonly string[];
  /** Whether a path from the folder of the configuration leads to a folder; not asked where it is not given. */
  readonly isFolder?: (path: string) => boolean;
}

/**
 * Reads a configuration from plain data, as a reader of JSON or YAML gives it. It touches nothing and runs in a browser.
 * @param data a mapping; null, which an empty text is, says nothing
 */
export function readConfiguration(data: unknown, rules: ConfigurationRules): ConfigurationResult {
  const problems: ConfigurationProblem[] = [];
  const readers = createReaders((problem) => {
    problems.push(problem);
  });
  const configuration = readTop(data, rules, readers);
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'read', configuration };
}

function readTop(data: unknown, rules: ConfigurationRules, readers: Readers): Configuration {
  const top = readers.mapping(data ?? {}, [], TOP);
  if (top.has('$schema')) readers.string(top.get('$schema'), ['$schema'], SOMETHING);
  return {
    ignore: readers.strings(top.get('ignore'), ['ignore'], FILES) ?? [],
    settings: readSettings(top, [], rules, readers),
    overrides: readers
      .list(top.get('overrides'), ['overrides'])
      .map((value, index) => readOverride(value, ['overrides', index], rules, readers)),
  };
}

function readOverride(
  value: unknown,
  path: Path,
  rules: ConfigurationRules,
  readers: Readers,
): Override {
  const override = readers.mapping(value, path, OVERRIDE);
  const files = readers.strings(override.get('files'), [...path, 'files'], FILES) ?? [];
  if (files.length === 0 && !readers.hasComplained(path)) {
    readers.complain(path, 'an override needs files, give patterns such as apps/*/Dockerfile');
  }
  return { files, settings: readSettings(override, path, rules, readers) };
}

function readSettings(
  keys: ReadonlyMap<string, unknown>,
  path: Path,
  rules: ConfigurationRules,
  readers: Readers,
): Settings {
  const at = (key: string): Path => [...path, key];
  const unsafe = readers.boolean(keys.get('unsafe'), at('unsafe'));
  const base = readers.choice(keys.get('base'), at('base'), BASES);
  const context = readers.string(keys.get('context'), at('context'), SOMETHING);
  if (context !== undefined && rules.isFolder?.(context) === false) {
    readers.complain(
      at('context'),
      `${context} is no folder, name one from the folder of this file`,
    );
  }
  const target = readers.string(keys.get('target'), at('target'), SOMETHING);
  const modes = new Map<string, TransformMode>();
  let options: Partial<TransformOptions> = base === undefined ? {} : { base };
  const given = keys.has('transforms')
    ? readers.mapping(keys.get('transforms'), at('transforms'), rules.transforms, 'transform')
    : [];
  for (const [id, value] of given) {
    const read = readTransform(id, value, [...at('transforms'), id], readers);
    if (read.mode !== undefined) modes.set(id, read.mode);
    options = { ...options, ...read.options };
  }
  return {
    ...(unsafe === undefined ? {} : { unsafe }),
    ...(context === undefined ? {} : { context }),
    ...(target === undefined ? {} : { target }),
    modes,
    options,
  };
}

function readTransform(
  id: string,
  value: unknown,
  path: Path,
  readers: Readers,
): { readonly mode: TransformMode | undefined; readonly options: Partial<TransformOptions> } {
  if (typeof value !== 'object' || value === null) {
    return { mode: readers.choice(value, path, MODES), options: {} };
  }
  const keys = readers.mapping(value, path, ['mode', ...(OPTIONS[id] ?? [])]);
  const at = (key: string): Path => [...path, key];
  const base = readers.choice(keys.get('base'), at('base'), BASES);
  const merge = readers.choice(keys.get('merge'), at('merge'), MERGES);
  const packages = readers.strings(keys.get('packages'), at('packages'), PACKAGE);
  return {
    mode: readers.choice(keys.get('mode'), at('mode'), MODES),
    options: {
      ...(base === undefined ? {} : { base }),
      ...(merge === undefined ? {} : { merge }),
      ...(packages === undefined ? {} : { packages }),
    },
  };
}
