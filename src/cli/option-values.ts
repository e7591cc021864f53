/**
 * What stands for the first `-` of a path while yargs reads: it takes a lone `-` for no value, and a path after `--` that
 * starts with `-` for an option. No argument of a program can hold this character.
 */
const DASH = '\0';

/** A command line that can't be run, said in one line. Caught where the command line is read. */
export class UsageError extends Error {}

/** The value of an option; yargs makes a list of one that is given twice, whatever its type says. */
export function once<Value extends string>(
  name: string,
  value: Value | undefined,
): Value | undefined {
  if (Array.isArray(value)) throw new UsageError(`--${name} is given twice, give it once`);
  if (value === '') throw new UsageError(`--${name} is empty, give it a value`);
  return value;
}

/** The words as yargs may see them: nothing that is a path starts with `-`, and no `--` is needed. */
export function hideDashes(words: readonly string[]): string[] {
  const end = words.indexOf('--');
  const paths = end === -1 ? [] : words.slice(end + 1).map((word) => word.replace(/^-/, DASH));
  const others = end === -1 ? words : words.slice(0, end);
  return [...others.map((word) => (word === '-' ? DASH : word)), ...paths];
}

/** Undoes {@link hideDashes} for one word. */
export function restoreDash(word: string): string {
  return word.replace(DASH, '-');
}

/** Like {@link once}, for values that are free text. */
export function text(name: string, value: string | undefined): string | undefined {
  const given = once(name, value);
  return given === undefined ? undefined : restoreDash(given);
}

/** The ids that an option lists, separated by commas or given one by one. */
export function idList(name: string, value: string | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const given: readonly string[] = Array.isArray(value) ? value.map(String) : [value];
  const ids = given.flatMap((list) => list.split(',')).map((id) => restoreDash(id).trim());
  if (ids.includes('')) throw new UsageError(`--${name} has an empty id, give ids like a,b`);
  return ids;
}

/** The values of an option that may be given many times. */
export function many(name: string, values: readonly string[] | undefined): readonly string[] {
  const given = (values ?? []).map(restoreDash);
  if (given.includes('')) throw new UsageError(`--${name} is empty, give it a value`);
  return given;
}

/** A number of seconds. */
export function seconds(name: string, value: string | undefined): number | undefined {
  const given = once(name, value);
  if (given === undefined) return undefined;
  if (!/^\d+(?:\.\d+)?$/.test(given) || Number(given) === 0) {
    throw new UsageError(`--${name} can't be ${given}, give a number of seconds`);
  }
  return Number(given);
}
