import { nearest } from './nearest.js';

/** The way to a value from the top: keys, and numbers from 0 in lists. */
export type Path = readonly (string | number)[];

/** Something in a configuration that dockopt does not take. */
export interface ConfigurationProblem {
  readonly path: Path;
  /** Whether it is the key at the end of the way that is wrong, or its value. */
  readonly at: 'key' | 'value';
  /** What is wrong, and what to do, in one line. */
  readonly message: string;
}

/** What a text has to look like, and what to do where it does not. */
export interface TextRule {
  readonly pattern: RegExp;
  readonly give: string;
}

/**
 * Readers of plain values. Each says what is wrong and goes on with nothing, so that one run names all problems; a value
 * that is undefined is a key that was not given, and no problem.
 */
export interface Readers {
  complain(path: Path, message: string, at?: ConfigurationProblem['at']): void;
  /** Whether something was said about this very value. */
  hasComplained(path: Path): boolean;
  boolean(value: unknown, path: Path): boolean | undefined;
  choice<Value extends string>(
    value: unknown,
    path: Path,
    values: readonly Value[],
  ): Value | undefined;
  string(value: unknown, path: Path, rule: TextRule): string | undefined;
  strings(value: unknown, path: Path, rule: TextRule): readonly string[] | undefined;
  list(value: unknown, path: Path): readonly unknown[];
  /** The entries whose keys are known. @param what what a key is called in messages */
  mapping(
    value: unknown,
    path: Path,
    known: readonly string[],
    what?: string,
  ): ReadonlyMap<string, unknown>;
}

/** Readers that tell what is wrong to one listener. */
export function createReaders(listen: (problem: ConfigurationProblem) => void): Readers {
  const told = new Set<string>();
  const complain: Readers['complain'] = (path, message, at = 'value') => {
    told.add(JSON.stringify(path));
    listen({ path, at, message });
  };
  const refuse = (value: unknown, path: Path, give: string): void => {
    complain(path, `${keyOf(path)} can't be ${shown(value)}, ${give}`);
  };
  const list: Readers['list'] = (value, path) => {
    if (Array.isArray(value)) return Array.from<unknown>(value);
    if (value !== undefined) refuse(value, path, 'give a list');
    return [];
  };
  const string: Readers['string'] = (value, path, { pattern, give }) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    if (value !== undefined) refuse(value, path, give);
    return undefined;
  };
  return {
    complain,
    hasComplained: (path) => told.has(JSON.stringify(path)),
    boolean(value, path) {
      if (typeof value === 'boolean') return value;
      if (value !== undefined) refuse(value, path, 'give true or false');
      return undefined;
    },
    choice(value, path, values) {
      const chosen = values.find((one) => one === value);
      if (chosen === undefined && value !== undefined) {
        refuse(value, path, `give one of ${values.join(', ')}`);
      }
      return chosen;
    },
    string,
    strings(value, path, rule) {
      if (value === undefined) return undefined;
      return list(value, path).flatMap((item, index) => {
        // What stands in a list is there, even where a reader of YAML makes nothing of it.
        return string(item ?? null, [...path, index], rule) ?? [];
      });
    },
    list,
    mapping(value, path, known, what = 'key') {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        const name = path.length === 0 ? 'the configuration' : keyOf(path);
        complain(path, `${name} can't be ${shown(value)}, give keys with values`);
        return new Map();
      }
      const entries = Object.entries(value);
      for (const [key] of entries) {
        if (known.includes(key)) continue;
        const meant = nearest(key, known);
        const help =
          meant === undefined ? `give one of ${known.join(', ')}` : `did you mean ${meant}?`;
        complain([...path, key], `there is no ${what} ${key}${placeOf(path)}, ${help}`, 'key');
      }
      return new Map(entries.filter(([key]) => known.includes(key)));
    },
  };
}

/** The way to a value as a person writes it: `overrides[0].transforms.slim-base`. */
function keyOf(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`,
    )
    .join('');
}

function placeOf(path: Path): string {
  return path.length === 0 || path.at(-1) === 'transforms' ? '' : ` in ${keyOf(path)}`;
}

const SHOWN_CHARACTERS = 40;

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (value === '') return 'empty';
  const text = typeof value === 'string' ? value : String(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
