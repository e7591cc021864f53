import { TRANSFORMS, type TransformOptions } from '../core.js';

/** How a kind of finding is shown among the problems of an editor. */
export type Level = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** What a user sets for a document, as `dockopt.…` in the settings of an editor. */
export interface Settings {
  readonly severity: {
    /** What `dockopt fix` would apply. */
    readonly safe: Level;
    /** What `dockopt fix --unsafe` would apply. */
    readonly unsafe: Level;
    /** What is refused, and would have won something. A hover tells of it in any case. */
    readonly refusals: Level;
  };
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[] | undefined;
  /** The stage that is built. */
  readonly target: string | undefined;
  /** The folder that is the build context, relative to the workspace folder or absolute. */
  readonly context: string | undefined;
  readonly options: Partial<TransformOptions>;
}

/** What holds when nothing is set. */
export const DEFAULT_SETTINGS: Settings = {
  severity: { safe: 'information', unsafe: 'hint', refusals: 'off' },
  only: undefined,
  skip: undefined,
  target: undefined,
  context: undefined,
  options: {},
};

const LEVELS = ['error', 'warning', 'information', 'hint', 'off'] as const;
const BASES = ['slim', 'alpine'] as const;
const MERGES = ['shipping', 'pays', 'all'] as const;

/** Settings, and what of them could not be used: a sentence each. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly problems: readonly string[];
}

/**
 * Reads what an editor sends as settings. Anything may come: what is of no use is left at its default, and told.
 * @param sent the section `dockopt`, or an object that has it
 */
export function readSettings(sent: unknown): ReadSettings {
  const problems: string[] = [];
  const whole = isRecord(sent) ? sent : {};
  const section = isRecord(whole['dockopt']) ? whole['dockopt'] : whole;
  const severity = isRecord(section['severity']) ? section['severity'] : {};

  const oneOf = <Choice extends string>(
    values: Readonly<Record<string, unknown>>,
    name: string,
    choices: readonly Choice[],
  ): Choice | undefined => {
    const value = values[name];
    const choice = choices.find((one) => one === value);
    if (choice === undefined && isGiven(value)) {
      problems.push(`${name} can't be ${JSON.stringify(value)}, give one of ${choices.join(', ')}`);
    }
    return choice;
  };
  const text = (name: string): string | undefined => {
    const value = section[name];
    if (typeof value === 'string' && value !== '') return value;
    if (isGiven(value)) problems.push(`${name} has to be a text`);
    return undefined;
  };
  const transforms = (name: string): readonly string[] | undefined => {
    const value = section[name];
    if (!isGiven(value) || (Array.isArray(value) && value.length === 0)) return undefined;
    const known = TRANSFORMS.map(({ id }) => id);
    const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
    const wrong = ids.find((id) => !known.some((one) => one === id));
    if (wrong !== undefined) {
      problems.push(`${name} names ${JSON.stringify(wrong)}, which is none of ${known.join(', ')}`);
    }
    return known.filter((id) => ids.includes(id));
  };

  const defaults = DEFAULT_SETTINGS.severity;
  const base = oneOf(section, 'base', BASES);
  const merge = oneOf(section, 'merge', MERGES);
  const settings: Settings = {
    severity: {
      safe: oneOf(severity, 'safe', LEVELS) ?? defaults.safe,
      unsafe: oneOf(severity, 'unsafe', LEVELS) ?? defaults.unsafe,
      refusals: oneOf(severity, 'refusals', LEVELS) ?? defaults.refusals,
    },
    only: transforms('only'),
    skip: transforms('skip'),
    target: text('target'),
    context: text('context'),
    options: {
      ...(base === undefined ? {} : { base }),
      ...(merge === undefined ? {} : { merge }),
    },
  };
  return { settings, problems };
}

/** An empty text, a null and nothing at all are how editors send what is not set. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
