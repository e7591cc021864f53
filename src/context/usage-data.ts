import type { PassedBuildArgument } from './build-context.js';

/** Stands for the folder of the repository at the start of an absolute path: a private character, which no path holds. */
export const ROOT = '\uE000';

/** A mapping read from YAML or JSON; empty for any other value. */
export function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** A list read from YAML or JSON; empty for any other value. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A string, number or truth value as text; undefined for any other value. */
export function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A scalar that nothing is filled into (`$NAME`, `${{ … }}`); undefined for any other value. */
export function literalScalar(value: unknown): string | undefined {
  const text = scalar(value);
  return text === undefined || text.includes('$') || text.includes(ROOT) ? undefined : text;
}

/** A scalar in which `${NAME:-default}` counts as the default; undefined where a value without one is filled in. */
export function defaultedScalar(value: unknown): string | undefined {
  return literalScalar(scalar(value)?.replaceAll(DEFAULTED, '$2'));
}

/** A variable with a plain default, as shells and compose write it: its name, and the default. */
export const DEFAULTED = /\$\{(\w+):?-([^${}`"']*)\}/g;

/** `NAME=value` as a build argument, or `NAME` alone, whose value comes from the environment. */
export function passedArgument(text: string): PassedBuildArgument | undefined {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  if (!/^\w+$/.test(name)) return undefined;
  return { name, value: equals === -1 ? undefined : literalScalar(text.slice(equals + 1)) };
}

/** Build arguments as compose and bake write them: a mapping, or a list of `NAME=value`. */
export function passedArguments(value: unknown): readonly PassedBuildArgument[] {
  return [
    ...list(value).flatMap((item) => passedArgument(scalar(item) ?? '') ?? []),
    ...Object.entries(mapping(value)).map(([name, item]) => ({ name, value: literalScalar(item) })),
  ];
}

/** Words as a line that a shell splits into the same words. */
export function shellLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

/**
 * The documents of a YAML text as plain data, `<<` merged.
 * @throws Error when the text is no YAML
 */
export async function parseYaml(text: string): Promise<readonly unknown[]> {
  const { parseAllDocuments } = await import('yaml');
  const documents = parseAllDocuments(text, { merge: true, logLevel: 'silent', uniqueKeys: false });
  return Array.from(documents, (document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(error.message.split('\n')[0] ?? error.code);
    return document.toJS({ maxAliasCount: 1000 }) as unknown;
  });
}
