import { trimSpace } from './text.js';
import type { Instruction } from './model.js';

/** A `NAME=value` of an ARG, ENV or LABEL instruction; `value` is undefined for a bare ARG. */
export interface NamedValue {
  readonly name: string;
  /** As written: quotes and escapes are kept. */
  readonly rawValue: string | undefined;
}

/**
 * Splits words as BuildKit does for ARG, ENV and LABEL: quotes and escapes are kept
 * (frontend/dockerfile/parser/line_parsers.go, parseWords).
 */
export function splitAssignmentWords(text: string, escape: '\\' | '`'): readonly string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  let quoted = false;
  const finish = (): void => {
    if (quoted || word !== '') words.push(word);
    word = '';
    quoted = false;
  };
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position] ?? '';
    if (quote === '' && trimSpace(character) === '') {
      finish();
      continue;
    }
    if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      quoted = true;
    } else if (character === quote) {
      quote = '';
    } else if (character === escape && quote !== "'") {
      if (position + 1 === text.length) continue;
      position += 1;
      word += character + (text[position] ?? '');
      continue;
    }
    word += character;
  }
  finish();
  return words;
}

/** The names and values that an ARG, ENV or LABEL instruction sets, in order. The legacy form `ENV name value` counts. */
export function readAssignments(
  instruction: Instruction,
  escape: '\\' | '`',
): readonly NamedValue[] {
  const text = instruction.arguments.text;
  const words = splitAssignmentWords(text, escape);
  const first = words[0];
  if (first === undefined) return [];
  if (instruction.keyword !== 'ARG' && !first.includes('=')) {
    const match = /^([^\t\v\f\r ]+)[\t\v\f\r ]+([^]*)$/.exec(text);
    return match?.[1] === undefined ? [] : [{ name: match[1], rawValue: match[2] }];
  }
  return words.map((word) => {
    const equals = word.indexOf('=');
    return equals === -1
      ? { name: word, rawValue: undefined }
      : { name: word.slice(0, equals), rawValue: word.slice(equals + 1) };
  });
}

/** Removes quotes and escapes from a raw value; variables stay as they are written. */
export function unquote(rawValue: string, escape: '\\' | '`'): string {
  let value = '';
  let quote = '';
  for (let position = 0; position < rawValue.length; position += 1) {
    const character = rawValue[position] ?? '';
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    else if (character === escape && quote !== "'" && position + 1 < rawValue.length) {
      position += 1;
      const following = rawValue[position] ?? '';
      value +=
        quote === '"' && following !== '"' && following !== '$' && following !== escape
          ? character + following
          : following;
    } else value += character;
  }
  return value;
}

const VARIABLE =
  /\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+])([^${}]*))?\})/g;

/**
 * Puts values in for `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+word}`.
 * @returns undefined where a variable has no value, or another form of expansion is used
 */
export function expandVariables(
  text: string,
  values: ReadonlyMap<string, string>,
): string | undefined {
  const missing: string[] = [];
  const expanded = text.replace(
    VARIABLE,
    (_, plain?: string, braced?: string, operator?: string, word?: string) => {
      const value = values.get(plain ?? braced ?? '');
      const unset = value === undefined || (value === '' && operator?.startsWith(':') === true);
      if (operator?.endsWith('-') === true && unset) return word ?? '';
      if (operator?.endsWith('+') === true) return unset ? '' : (word ?? '');
      if (value === undefined) missing.push(plain ?? braced ?? '');
      return value ?? '';
    },
  );
  return missing.length === 0 && !expanded.includes('$') ? expanded : undefined;
}
