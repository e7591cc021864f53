import { literalExpression } from './path-pattern.js';

/** How a pattern is matched: as Go's matcher, which takes a short way for plain text with `**` at one end only. */
export type IgnoreExpression =
  | { readonly kind: 'exact' }
  | { readonly kind: 'prefix' }
  | { readonly kind: 'suffix' }
  | { readonly kind: 'expression'; readonly expression: RegExp };

/**
 * What Go's matcher makes of a cleaned pattern: it is put into a regular expression piece by piece, with the effects that
 * this has there: a `*` inside brackets ends the bracket, `\d` is a digit, `^` is the start. Undefined where Go can't
 * compile the expression, or where it holds an escape of Go's that has no equal in JavaScript (`\Q`, `\p`, `\x`, octal).
 * @see https://github.com/moby/patternmatcher `Pattern.compile` at 5a6d842
 */
export function ignoreExpression(pattern: string): IgnoreExpression | undefined {
  const characters = Array.from(pattern);
  let kind: 'exact' | 'prefix' | 'suffix' | 'expression' = 'exact';
  let source = '^';
  let at = 0;
  for (let step = 0; at < characters.length; step += 1) {
    const character = characters[at] ?? '';
    at += 1;
    if (character === '*' && characters[at] === '*') {
      at += 1;
      if (characters[at] === '/') at += 1;
      if (at < characters.length) {
        source += '(.*/)?';
        kind = 'expression';
      } else if (kind === 'exact') kind = 'prefix';
      else {
        source += '.*';
        kind = 'expression';
      }
      if (step === 0) kind = 'suffix';
    } else if (character === '*' || character === '?') {
      source += character === '*' ? '[^/]*' : '[^/]';
      kind = 'expression';
    } else if (character === '\\') {
      source += `\\${characters[at] ?? ''}`;
      if (at < characters.length) kind = 'expression';
      at += 1;
    } else if (character === '[' || character === ']') {
      source += character;
      kind = 'expression';
    } else source += /[.+()|{}$]/.test(character) ? `\\${character}` : character;
  }
  if (kind !== 'expression') return { kind };
  const expression = fromGo(`${source}$`);
  return expression === undefined ? undefined : { kind, expression };
}

/** Escapes of one letter that mean the same class or place in both languages, as JavaScript writes them. */
const ESCAPED_CLASS: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: '\\t\\n\\f\\r ',
};
const ESCAPED_LETTER: Readonly<Record<string, string>> = {
  a: '\\x07',
  f: '\\f',
  t: '\\t',
  n: '\\n',
  r: '\\r',
  v: '\\v',
};
const ESCAPED_PLACE: Readonly<Record<string, string>> = { A: '^', z: '$', b: '\\b', B: '\\B' };

/** The named classes of Go's regular expressions, `[:alpha:]` and its like, as members of a JavaScript class. */
const NAMED_CLASS: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** The part of Go's regular expressions that `ignoreExpression` writes, in JavaScript's own. */
function fromGo(source: string): RegExp | undefined {
  const characters = Array.from(source);
  let translated = '';
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '.') translated += '[^\\n]';
    else if (character === '[') {
      const read = readClass(characters, at + 1);
      if (read === undefined) return undefined;
      translated += read.translated;
      at = read.end;
    } else if (character === '\\') {
      at += 1;
      const escaped = characters[at] ?? '';
      const members = ESCAPED_CLASS[escaped.toLowerCase()];
      if (members !== undefined) {
        translated += escaped === escaped.toLowerCase() ? `[${members}]` : `[^${members}]`;
      } else {
        const one = ESCAPED_PLACE[escaped] ?? escapedCharacter(escaped);
        if (one === undefined) return undefined;
        translated += one;
      }
    } else translated += character === ']' ? '\\]' : character;
  }
  try {
    return new RegExp(translated, 'u');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The character that an escape stands for, as a member of a class may write it too; undefined where Go rejects it. */
function escapedCharacter(escaped: string): string | undefined {
  const letter = ESCAPED_LETTER[escaped];
  if (letter !== undefined) return letter;
  if (escaped === '' || /[0-9A-Za-z_]/.test(escaped)) return undefined;
  const code = escaped.codePointAt(0) ?? 0;
  return code < 0x80 ? literalExpression(escaped) : undefined;
}

/** A bracket of Go's syntax from the character after `[`; `end` is the place of its `]`. */
function readClass(
  characters: readonly string[],
  start: number,
): { readonly translated: string; readonly end: number } | undefined {
  let at = start;
  const negated = characters[at] === '^';
  if (negated) at += 1;
  let members = '';
  const one = (): string | undefined => {
    const character = characters[at];
    if (character === undefined) return undefined;
    at += 1;
    if (character !== '\\') return character;
    const escaped = characters[at] ?? '';
    at += 1;
    if (escapedCharacter(escaped) === undefined) return undefined;
    return UNESCAPED[escaped] ?? escaped;
  };
  for (let first = true; characters[at] !== ']' || first; first = false) {
    if (at >= characters.length) return undefined;
    const named = /^\[:(\^?)(\w+):\]/.exec(characters.slice(at, at + 12).join(''));
    const known = named === null ? undefined : NAMED_CLASS[named[2] ?? ''];
    const escape = characters[at] === '\\' ? (characters[at + 1] ?? '') : '';
    if (named !== null) {
      // A negated named class inside a bracket has no short form in JavaScript, and no use in a path.
      if (known === undefined || named[1] === '^') return undefined;
      members += known;
      at += named[0].length;
    } else if (ESCAPED_CLASS[escape] !== undefined) {
      members += ESCAPED_CLASS[escape];
      at += 2;
    } else if (/^[DWS]$/.test(escape)) {
      members += `\\${escape}`;
      at += 2;
    } else {
      const low = one();
      if (low === undefined) return undefined;
      let high: string | undefined = low;
      if (
        characters[at] === '-' &&
        characters[at + 1] !== undefined &&
        characters[at + 1] !== ']'
      ) {
        at += 1;
        high = one();
      }
      if (high === undefined || (low.codePointAt(0) ?? 0) > (high.codePointAt(0) ?? 0)) {
        return undefined;
      }
      members +=
        low === high
          ? literalExpression(low)
          : `${literalExpression(low)}-${literalExpression(high)}`;
    }
  }
  return { translated: `[${negated ? '^' : ''}${members}]`, end: at };
}

/** The characters of `ESCAPED_LETTER`. */
const UNESCAPED: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  t: '\t',
  n: '\n',
  r: '\r',
  v: '\v',
};
