import { cook, sliceCooked, type CookedText } from './cooked.js';
import { readDirective, type Directive } from './directives.js';
import type { SyntaxProblem } from './problem.js';
import { isSpaceCode, lowerCase, skipSpace, skipSpaceBack, type TextRange } from './text.js';
import { splitDelimiter, splitHeredocWords } from './words.js';

/** A heredoc of a RUN, COPY or ADD instruction. */
export interface Heredoc {
  readonly name: string;
  readonly fileDescriptor: number;
  /** Variables in the body are expanded: no part of the delimiter is quoted. */
  readonly expand: boolean;
  /** Leading tabs are cut (`<<-`). */
  readonly chomp: boolean;
  /** The body as it stands in the source. */
  readonly content: string;
  /** Source range of the body, from the line after the instruction to the start of the terminator line. */
  readonly body: TextRange;
  /** Source range of the terminator line without its line end. */
  readonly terminator: TextRange;
}

/** A comment line, from its `#` to its end without the line end. */
export interface Comment {
  readonly range: TextRange;
  /** What follows the `#`, trimmed. */
  readonly text: string;
}

/** One instruction as BuildKit's line rules cut it out of a file. */
export interface InstructionLines {
  /** Source range from the first character to the end of the last line, without the line end; heredocs included. */
  readonly range: TextRange;
  /** Like `range`, but ends where the last line before the heredoc bodies ends. */
  readonly headRange: TextRange;
  /** Numbers of the first and the last line, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The whole instruction, cooked. */
  readonly cooked: CookedText;
  readonly keyword: CookedText;
  readonly flags: readonly CookedFlag[];
  /** What follows keyword and flags, trimmed. */
  readonly arguments: CookedText;
  readonly heredocs: readonly Heredoc[];
  /** Comment lines directly above, with no blank line between. */
  readonly commentsAbove: readonly Comment[];
  /** Comment lines between the instruction's own lines. */
  readonly commentsInside: readonly Comment[];
}

/** A `--name=value` word between keyword and arguments. */
export interface CookedFlag {
  readonly cooked: CookedText;
  /** The word with its quotes and escapes resolved, as BuildKit hands it on. */
  readonly value: string;
}

/** A file cut into instructions. */
export interface DockerfileLines {
  readonly directives: readonly Directive[];
  readonly escape: '\\' | '`';
  readonly instructions: readonly InstructionLines[];
  /** Every comment line that belongs to no instruction's inside, directives excluded. */
  readonly comments: readonly Comment[];
}

interface PhysicalLine {
  /** Without its `\n` and `\r`. */
  readonly range: TextRange;
  /** The offset where the next line starts. */
  readonly next: number;
}

const ENCODER = new TextEncoder();

/** BuildKit reads lines through a buffer of this many bytes. */
const MAXIMUM_LINE_BYTES = 65536;

/**
 * Cuts a Dockerfile into instructions by the rules of BuildKit's parser (frontend/dockerfile/parser/parser.go): parser
 * directives, comment lines, continuations with comment and blank lines inside them, heredocs.
 * @returns the instructions, or the first problem for which BuildKit rejects the text
 */
export function readLines(text: string): DockerfileLines | SyntaxProblem {
  const lines = splitLines(text);
  const tooLong = lines.find((line, index) => exceedsBuffer(text, line, index === 0));
  if (tooLong !== undefined) {
    return {
      offset: tooLong.range.start,
      message: `the line is longer than ${MAXIMUM_LINE_BYTES - 1} bytes`,
    };
  }

  const directives: Directive[] = [];
  const instructions: InstructionLines[] = [];
  const allComments: Comment[] = [];
  let escape: '\\' | '`' = '\\';
  let directivesPossible = true;
  let commentsAbove: Comment[] = [];

  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const start = skipSpace(text, line.range.start, line.range.end);

    if (directivesPossible) {
      const directive = readDirective(text.slice(start, line.range.end));
      if (directive !== undefined) {
        const problem = directiveProblem(directive, directives);
        if (problem !== undefined) return { offset: start, message: problem };
        directives.push(directive);
        if (directive.name === 'escape') escape = directive.value === '`' ? '`' : '\\';
        continue;
      }
      directivesPossible = false;
    }

    if (start === line.range.end) {
      commentsAbove = [];
      continue;
    }
    if (text[start] === '#') {
      const comment = readComment(text, start, line.range.end);
      allComments.push(comment);
      commentsAbove.push(comment);
      continue;
    }

    const firstIndex = index;
    const pieces: TextRange[] = [];
    const commentsInside: Comment[] = [];
    let continued = addPiece(text, { start, end: line.range.end }, escape, pieces);
    while (continued && index + 1 < lines.length) {
      index += 1;
      const following = lines[index];
      if (following === undefined) break;
      const first = skipSpace(text, following.range.start, following.range.end);
      if (first === following.range.end) continue;
      if (text[first] === '#') {
        commentsInside.push(readComment(text, first, following.range.end));
        continue;
      }
      continued = addPiece(text, following.range, escape, pieces);
    }

    const cooked = cook(text, pieces);
    const parts = splitInstruction(cooked, escape);
    const headEnd = lines[index]?.range.end ?? line.range.end;
    const heredocs: Heredoc[] = [];
    if (cooked.text.includes('<<') && mayHoldHeredoc(parts, escape)) {
      const delimiters = findHeredocs(cooked.text);
      if (delimiters === undefined)
        return { offset: start, message: 'a heredoc delimiter cannot be read' };
      for (const delimiter of delimiters) {
        const bodyStart = lines[index]?.next ?? text.length;
        let terminator: TextRange | undefined;
        while (terminator === undefined && index + 1 < lines.length) {
          index += 1;
          const candidate = lines[index];
          if (candidate === undefined) break;
          const candidateText = text.slice(candidate.range.start, candidate.range.end);
          if (
            (delimiter.chomp ? candidateText.replace(/^\t+/, '') : candidateText) === delimiter.name
          ) {
            terminator = candidate.range;
          }
        }
        if (terminator === undefined) {
          return { offset: start, message: `the heredoc ${delimiter.name} has no end` };
        }
        heredocs.push({
          ...delimiter,
          content: text.slice(bodyStart, terminator.start),
          body: { start: bodyStart, end: terminator.start },
          terminator,
        });
      }
    }

    instructions.push({
      range: { start, end: lines[index]?.range.end ?? headEnd },
      headRange: { start, end: headEnd },
      firstLine: firstIndex + 1,
      lastLine: index + 1,
      cooked,
      ...parts,
      heredocs,
      commentsAbove,
      commentsInside,
    });
    commentsAbove = [];
  }

  if (instructions.length === 0) return { offset: 0, message: 'the file has no instructions' };
  return { directives, escape, instructions, comments: allComments };
}

function splitLines(text: string): readonly PhysicalLine[] {
  const lines: PhysicalLine[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline + 1;
    let end = newline === -1 ? text.length : newline;
    while (end > start && text[end - 1] === '\r') end -= 1;
    lines.push({ range: { start, end }, next });
    start = next;
  }
  return lines;
}

function exceedsBuffer(text: string, line: PhysicalLine, isFirst: boolean): boolean {
  const start = isFirst ? 0 : line.range.start;
  if ((line.next - start) * 3 < MAXIMUM_LINE_BYTES) return false;
  const bytes = ENCODER.encode(text.slice(start, line.next)).length;
  return text[line.next - 1] === '\n' ? bytes > MAXIMUM_LINE_BYTES : bytes >= MAXIMUM_LINE_BYTES;
}

function directiveProblem(directive: Directive, seen: readonly Directive[]): string | undefined {
  if (seen.some(({ name }) => name === directive.name)) {
    return `only one ${directive.name} parser directive can be used`;
  }
  if (directive.name === 'escape' && directive.value !== '\\' && directive.value !== '`') {
    return `the escape directive takes \\ or \`, not ${directive.value}`;
  }
  return undefined;
}

function readComment(text: string, start: number, end: number): Comment {
  return { range: { start, end }, text: text.slice(start + 1, end).trim() };
}

/** Adds what a line gives to the cooked text; tells whether the instruction goes on in the next line. */
function addPiece(text: string, line: TextRange, escape: '\\' | '`', pieces: TextRange[]): boolean {
  let last = line.end - 1;
  while (last > line.start && (text[last] === ' ' || text[last] === '\t')) last -= 1;
  // An escaped escape character at the end of a line continues nothing.
  const continued = text[last] === escape && (last === line.start || text[last - 1] !== escape);
  pieces.push({ start: line.start, end: continued ? last : line.end });
  return continued;
}

/** What an instruction's cooked text is made of. */
export interface InstructionParts {
  readonly keyword: CookedText;
  readonly flags: readonly CookedFlag[];
  readonly arguments: CookedText;
}

/** Splits a cooked line into keyword, flags and the rest (frontend/dockerfile/parser/split_command.go). */
export function splitInstruction(cooked: CookedText, escape: '\\' | '`'): InstructionParts {
  const { text } = cooked;
  const start = skipSpace(text, 0, text.length);
  const end = skipSpaceBack(text, start, text.length);
  let keywordEnd = start;
  while (keywordEnd < end && !isWordSpace(text.charCodeAt(keywordEnd))) keywordEnd += 1;
  const { flags, rest } = readFlags(cooked, keywordEnd, end, escape);
  return {
    keyword: sliceCooked(cooked, start, keywordEnd),
    flags,
    arguments: sliceCooked(cooked, skipSpace(text, rest, end), end),
  };
}

/** White space at which BuildKit's parser splits words; a no-break space is none. */
function isWordSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || (code >= 0x0b && code <= 0x0d);
}

/**
 * The name of a keyword in upper case. BuildKit compares keywords in Go's lower case, so that of all characters beyond
 * ASCII only the Kelvin sign and the dotted capital I can stand for a letter.
 */
export function keywordName(keyword: string): string {
  return lowerCase(keyword).replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/**
 * Reads the flags that follow a keyword. BuildKit reads them byte by byte: a value beyond ASCII is garbled, and a byte
 * 0x85 or 0xA0 inside of a character ends a flag.
 */
function readFlags(
  cooked: CookedText,
  start: number,
  end: number,
  escape: '\\' | '`',
): { readonly flags: readonly CookedFlag[]; readonly rest: number } {
  const { text } = cooked;
  let position = start;
  while (position < end && isWordSpace(text.charCodeAt(position))) position += 1;
  if (!text.startsWith('--', position)) return { flags: [], rest: position };

  const { bytes, offsets } = toBytes(text.slice(position, end));
  const sourceOf = (at: number): number => position + (offsets[at] ?? at);
  const flags: CookedFlag[] = [];
  let at = 0;
  for (;;) {
    while (at < bytes.length && isSpaceCode(bytes.charCodeAt(at))) at += 1;
    if (!bytes.startsWith('--', at)) return { flags, rest: Math.min(end, sourceOf(at)) };
    const wordStart = at;
    let value = '';
    let quote = '';
    for (; at < bytes.length; at += 1) {
      let character = bytes[at] ?? '';
      if (quote === '' && isSpaceCode(bytes.charCodeAt(at))) break;
      if (quote === '' ? character === '"' || character === "'" : character === quote) {
        quote = quote === '' ? character : '';
        continue;
      }
      if (character === escape) {
        if (at + 1 >= bytes.length) continue;
        at += 1;
        character = bytes[at] ?? '';
      }
      value += character;
    }
    if (value === '--') return { flags, rest: Math.min(end, sourceOf(at)) };
    flags.push({ cooked: sliceCooked(cooked, sourceOf(wordStart), sourceOf(at)), value });
  }
}

/**
 * The UTF-8 bytes of a text, one character each, and for each byte the UTF-16 offset of the character it begins; a byte
 * inside of a character maps to the offset after it. Without offsets where each byte is one character.
 */
function toBytes(text: string): { readonly bytes: string; readonly offsets: readonly number[] } {
  // eslint-disable-next-line no-control-regex -- ASCII is what is meant
  if (/^[\x00-\x7f]*$/.test(text)) return { bytes: text, offsets: [] };
  let bytes = '';
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    const next = offset + character.length;
    ENCODER.encode(character).forEach((byte, index) => {
      bytes += String.fromCharCode(byte);
      offsets.push(index === 0 ? offset : next);
    });
    offset = next;
  }
  offsets.push(offset);
  return { bytes, offsets };
}

const HEREDOC_KEYWORDS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

function mayHoldHeredoc(
  { keyword, arguments: cooked }: InstructionParts,
  escape: '\\' | '`',
): boolean {
  const name = keywordName(keyword.text);
  if (name === 'ONBUILD' && cooked.text !== '') {
    const inner = splitInstruction(cooked, escape);
    return (
      HEREDOC_KEYWORDS.has(keywordName(inner.keyword.text)) &&
      readStringArray(inner.arguments.text) === undefined
    );
  }
  return HEREDOC_KEYWORDS.has(name) && readStringArray(cooked.text) === undefined;
}

/** The strings of a JSON array; undefined where the text is no JSON array of strings alone. */
export function readStringArray(text: string): readonly string[] | undefined {
  const array = readJsonArray(text);
  const strings = array?.filter((item) => typeof item === 'string');
  return strings?.length === array?.length ? strings : undefined;
}

/**
 * A JSON array; undefined where the text is none, in which case BuildKit takes the shell form. Go's JSON reader rejects
 * numbers that a double cannot hold.
 */
export function readJsonArray(text: string): readonly unknown[] | undefined {
  const start = skipSpace(text, 0, text.length);
  if (text[start] !== '[') return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(start));
    return Array.isArray(value) && !holdsInfinity(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function holdsInfinity(array: readonly unknown[]): boolean {
  const pending: unknown[] = [...array];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value === Infinity || value === -Infinity) return true;
    if (typeof value === 'object' && value !== null) {
      for (const item of Object.values(value)) pending.push(item);
    }
  }
  return false;
}

const HEREDOC = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;

/** What a heredoc word says. */
type HeredocStart = Pick<Heredoc, 'name' | 'fileDescriptor' | 'expand' | 'chomp'>;

/** Every heredoc that a line opens; undefined where a delimiter is malformed and BuildKit rejects the file. */
function findHeredocs(line: string): readonly HeredocStart[] | undefined {
  const words = splitHeredocWords(line);
  if (words === undefined) return undefined;
  const heredocs: HeredocStart[] = [];
  for (const word of words) {
    const heredoc = parseHeredocWord(word);
    if (heredoc === 'malformed') return undefined;
    if (heredoc !== undefined) heredocs.push(heredoc);
  }
  return heredocs;
}

/** Reads one word as the start of a heredoc; undefined where it is none (frontend/dockerfile/parser/parser.go). */
export function parseHeredocWord(word: string): HeredocStart | 'malformed' | undefined {
  const match = HEREDOC.exec(word);
  const rest = match?.[3] ?? '';
  if (match === null || rest === '') return undefined;
  const delimiter = splitDelimiter(rest);
  if (delimiter === undefined) return 'malformed';
  const name = delimiter.plain[0];
  if (delimiter.plain.length !== 1 || name === undefined) return undefined;
  const raw = delimiter.raw[0];
  if (delimiter.raw.length !== 1 || raw === undefined) return 'malformed';
  return {
    name,
    fileDescriptor: Math.min(Number(match[1]), 2 ** 64),
    chomp: match[2] === '-',
    expand: countQuotes(name) === countQuotes(raw),
  };
}

function countQuotes(word: string): number {
  return word.split(/['"]/).length - 1;
}
