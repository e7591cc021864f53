import { isSpace } from './text.js';

/**
 * Splits a line into words as BuildKit does when it looks for heredocs: quotes and escapes are kept, variables are not
 * expanded (frontend/dockerfile/shell/lex.go with RawQuotes, RawEscapes and SkipUnsetEnv). A line that the lexer
 * rejects has no words, and so no heredocs.
 * @returns undefined where expansions are nested too deeply to be read
 */
export function splitHeredocWords(line: string): readonly string[] | undefined {
  return unlessNestedTooDeeply(() => lex(line, true, true).words);
}

/**
 * The words of a heredoc delimiter, with and without its quotes (the latter only where there is one word); undefined
 * where the lexer rejects it.
 */
export function splitDelimiter(
  text: string,
): { readonly plain: readonly string[]; readonly raw: readonly string[] } | undefined {
  return unlessNestedTooDeeply(() => {
    const plain = lex(text, false, false);
    if (plain.failed) return undefined;
    if (plain.words.length !== 1) return { plain: plain.words, raw: [] };
    const raw = lex(text, true, false);
    return raw.failed ? undefined : { plain: plain.words, raw: raw.words };
  });
}

interface LexResult {
  readonly words: readonly string[];
  readonly failed: boolean;
}

class LexError extends Error {}

/** Expansions are nested more deeply than {@link MAXIMUM_NESTING}. */
class NestingError extends Error {}

/** `${A:-${B:-…}}` as deep as this is no file that a person wrote; the limit keeps the reader from running out of stack. */
const MAXIMUM_NESTING = 500;

function lex(line: string, rawQuotes: boolean, rawEscapes: boolean): LexResult {
  try {
    return { words: new WordLexer(line, rawQuotes).words(rawEscapes), failed: false };
  } catch (error) {
    if (error instanceof LexError) return { words: [], failed: true };
    throw error;
  }
}

function unlessNestedTooDeeply<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NestingError) return undefined;
    throw error;
  }
}

const SPECIAL_PARAMETER = /^[@*#?\-$!0]$/;
const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

/** One pass over a line; the state is the reading position alone. */
class WordLexer {
  private readonly characters: readonly string[];
  private position = 0;
  private depth = 0;
  /** BuildKit keeps one buffer for nested readings too, so that `a${X:-b}` loses the `a`. */
  private word = '';

  constructor(
    line: string,
    private readonly rawQuotes: boolean,
  ) {
    const characters = Array.from(line);
    // The reader that BuildKit uses skips a byte order mark at the start.
    this.characters = characters[0] === '\ufeff' ? characters.slice(1) : characters;
  }

  words(rawEscapes: boolean): readonly string[] {
    return this.readUntil(undefined, rawEscapes).words;
  }

  private peek(): string | undefined {
    return this.characters[this.position];
  }

  private next(): string | undefined {
    const character = this.characters[this.position];
    if (character !== undefined) this.position += 1;
    return character;
  }

  private readUntil(
    stop: string | undefined,
    rawEscapes: boolean,
  ): { readonly text: string; readonly words: readonly string[] } {
    this.depth += 1;
    if (this.depth > MAXIMUM_NESTING) throw new NestingError('too many nested expansions');
    const words: string[] = [];
    let text = '';
    this.word = '';
    const finishWord = (): void => {
      if (this.word !== '') words.push(this.word);
      this.word = '';
    };
    const add = (character: string): void => {
      if (isSpace(character)) finishWord();
      else this.word += character;
    };
    for (let character = this.peek(); character !== undefined; character = this.peek()) {
      if (character === stop) {
        this.next();
        finishWord();
        this.depth -= 1;
        return { text, words };
      }
      if (character === '$') {
        const expansion = this.dollar();
        text += expansion;
        for (const part of expansion) add(part);
      } else if (character === "'" || character === '"' || character === '<') {
        const part =
          character === '<'
            ? this.possibleHeredoc()
            : character === "'"
              ? this.singleQuote()
              : this.doubleQuote(rawEscapes);
        text += part;
        this.word += part;
      } else {
        this.next();
        if (character === '\\') {
          if (rawEscapes) {
            this.word += character;
            text += character;
          }
          const escaped = this.next();
          if (escaped === undefined) break;
          this.word += escaped;
          text += escaped;
        } else {
          add(character);
          text += character;
        }
      }
    }
    if (stop !== undefined) throw new LexError(`unexpected end while looking for ${stop}`);
    finishWord();
    return { text, words };
  }

  private singleQuote(): string {
    let text = this.rawQuotes ? "'" : '';
    this.next();
    for (;;) {
      const character = this.next();
      if (character === undefined) throw new LexError('no matching single quote');
      if (character === "'") return this.rawQuotes ? `${text}'` : text;
      text += character;
    }
  }

  private doubleQuote(rawEscapes: boolean): string {
    let text = this.rawQuotes ? '"' : '';
    this.next();
    for (;;) {
      const character = this.peek();
      if (character === undefined) throw new LexError('no matching double quote');
      if (character === '"') {
        this.next();
        return this.rawQuotes ? `${text}"` : text;
      }
      if (character === '$') {
        text += this.dollar();
        continue;
      }
      this.next();
      if (character !== '\\') {
        text += character;
        continue;
      }
      if (rawEscapes) text += character;
      const following = this.peek();
      if (following === undefined) continue;
      if (following === '"' || following === '$' || following === '\\') {
        this.next();
        text += following;
      } else {
        text += character;
      }
    }
  }

  private dollar(): string {
    this.next();
    if (this.peek() !== '{') {
      const name = this.name();
      return `$${name}`;
    }
    this.next();
    const first = this.peek();
    if (first === undefined || first === '{' || first === '}' || first === ':') {
      throw new LexError('bad substitution');
    }
    const name = this.name();
    const modifier = this.next();
    if (modifier === '}') return `\${${name}}`;
    if (modifier === '/') {
      const all = this.peek() === '/';
      if (all) this.next();
      const pattern = this.readUntil('/', true).text;
      const replacement = this.readUntil('}', true).text;
      return `\${${name}/${pattern}/${replacement}}`;
    }
    let modifiers = modifier ?? '';
    let last = modifier;
    if (modifier === ':') {
      last = this.next();
      modifiers += last ?? '';
    } else if (modifier === undefined || !'+-?#%'.includes(modifier)) {
      throw new LexError('unsupported modifier');
    }
    const raw = last === '#' || last === '%';
    if (raw && modifier === ':') throw new LexError('unsupported modifier');
    const word = this.readUntil('}', raw).text;
    return `\${${name}${modifiers}${word}}`;
  }

  private name(): string {
    let name = '';
    for (let character = this.peek(); character !== undefined; character = this.peek()) {
      if (name === '' && DIGIT.test(character)) {
        while (DIGIT.test(this.peek() ?? '')) name += this.next() ?? '';
        return name;
      }
      if (name === '' && SPECIAL_PARAMETER.test(character)) return this.next() ?? '';
      if (!LETTER.test(character) && !DIGIT.test(character) && character !== '_') break;
      name += character;
      this.next();
    }
    return name;
  }

  private possibleHeredoc(): string {
    this.next();
    if (this.peek() !== '<') return '<';
    this.next();
    let space = '';
    for (
      let character = this.peek();
      character === ' ' || character === '\t' || character === '\r';
      character = this.peek()
    ) {
      space += character;
      this.next();
    }
    return `<<${space}`;
  }
}
