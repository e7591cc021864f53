import { cook, sliceCooked, type CookedText } from './cooked.js';
import { readDirective, type Directive } from './directives.js';
import type { SyntaxProblem } from './problem.js';
import { isSpace, leadingSpace, trailingSpace, type TextRange } from './text.js';
import { splitDelimiter, splitHeredocWords } from './words.js';

/** A heredoc of a RUN, COPY or ADD instruction. */
export interface Heredoc {
  readonly name: string;
  readonly fileDescriptor: number;
  /** Variables in the body are expanded: no part of the delimiter is quoted. */
  readonly expand: boolean;
  /** Leading tabs are cut (`<<-`). */
  readonly chomp: boolean;
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

/** BuildKit reads lines through a buffer of this many bytes. */
const MAXIMUM_LINE_BYTES = 65536;

/**
 * Cuts a Dockerfile into instructions by the rules of BuildKit's parser (frontend/dockerfile/parser/parser.go): parser
 * directives, comment lines, continuations with comment and blank lines inside them, heredocs.
 * @returns the instructions, or the first problem for which BuildKit rejects the text
 */
export function readLines(text: string): DockerfileLines | SyntaxProblem {
  const lines = splitLines(text);
  const tooLong = lines.find((line) => exceedsBuffer(text, line));
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
    const start = line.range.start + leadingSpace(text.slice(line.range.start, line.range.end));
    const content = text.slice(start, line.range.end);

    if (directivesPossible) {
      const directive = readDirective(content);
      if (directive !== undefined) {
        const problem = directiveProblem(directive, directives);
        if (problem !== undefined) return { offset: start, message: problem };
        directives.push(directive);
        if (directive.name === 'escape') escape = directive.value === '`' ? '`' : '\\';
        continue;
      }
      directivesPossible = false;
    }

    if (content.startsWith('#')) {
      const comment = readComment(text, start, line.range.end);
      allComments.push(comment);
      commentsAbove = [...commentsAbove, comment];
      continue;
    }
    if (content === '') {
      commentsAbove = [];
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
      const indent = leadingSpace(text.slice(following.range.start, following.range.end));
      const first = following.range.start + indent;
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
    if (mayHoldHeredoc(parts.keyword.text, parts.arguments, escape) && cooked.text.includes('<<')) {
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

function exceedsBuffer(text: string, line: PhysicalLine): boolean {
  if ((line.next - line.range.start) * 3 < MAXIMUM_LINE_BYTES) return false;
  const bytes = new TextEncoder().encode(text.slice(line.range.start, line.next)).length;
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

const BACKSLASH_CONTINUATION = /(?:^|[^\\])\\[ \t]*$/;
const BACKTICK_CONTINUATION = /(?:^|[^`])`[ \t]*$/;

/** Adds what a line gives to the cooked text; tells whether the instruction goes on in the next line. */
function addPiece(text: string, line: TextRange, escape: '\\' | '`', pieces: TextRange[]): boolean {
  const content = text.slice(line.start, line.end);
  const continued = (escape === '`' ? BACKTICK_CONTINUATION : BACKSLASH_CONTINUATION).test(content);
  const end = continued ? line.start + content.lastIndexOf(escape) : line.end;
  pieces.push({ start: line.start, end });
  return continued;
}

interface InstructionParts {
  readonly keyword: CookedText;
  readonly flags: readonly CookedFlag[];
  readonly arguments: CookedText;
}

/** Splits a cooked line into keyword, flags and the rest (frontend/dockerfile/parser/split_command.go). */
function splitInstruction(cooked: CookedText, escape: '\\' | '`'): InstructionParts {
  const { text } = cooked;
  const start = leadingSpace(text);
  const end = Math.max(start, text.length - trailingSpace(text));
  const keyword = /^[^\t\v\f\r ]*/.exec(text.slice(start, end))?.[0] ?? '';
  const keywordEnd = start + keyword.length;
  const { flags, rest } = readFlags(cooked, keywordEnd, end, escape);
  const argumentsStart = Math.min(end, rest + leadingSpace(text.slice(rest, end)));
  return {
    keyword: sliceCooked(cooked, start, keywordEnd),
    flags,
    arguments: sliceCooked(cooked, argumentsStart, end),
  };
}

function readFlags(
  cooked: CookedText,
  start: number,
  end: number,
  escape: '\\' | '`',
): { readonly flags: readonly CookedFlag[]; readonly rest: number } {
  const { text } = cooked;
  const flags: CookedFlag[] = [];
  let position = start;
  for (;;) {
    position += leadingSpace(text.slice(position, end));
    if (!text.startsWith('--', position) || position + 1 >= end) return { flags, rest: position };
    const wordStart = position;
    let value = '';
    let quote = '';
    for (; position < end; position += 1) {
      let character = text[position] ?? '';
      if (quote === '' && isSpace(character)) break;
      if (quote === '' ? character === '"' || character === "'" : character === quote) {
        quote = quote === '' ? character : '';
        continue;
      }
      if (character === escape) {
        if (position + 1 >= end) continue;
        position += 1;
        character = text[position] ?? '';
      }
      value += character;
    }
    if (value === '--') return { flags, rest: Math.min(position, end) };
    flags.push({ cooked: sliceCooked(cooked, wordStart, Math.min(position, end)), value });
  }
}

const HEREDOC_KEYWORDS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

function mayHoldHeredoc(keyword: string, argumentText: CookedText, escape: '\\' | '`'): boolean {
  const upper = keyword.toUpperCase();
  if (upper === 'ONBUILD' && argumentText.text !== '') {
    const inner = splitInstruction(argumentText, escape);
    return (
      HEREDOC_KEYWORDS.has(inner.keyword.text.toUpperCase()) &&
      readStringArray(inner.arguments.text) === undefined
    );
  }
  return HEREDOC_KEYWORDS.has(upper) && readStringArray(argumentText.text) === undefined;
}

/** The strings of a JSON array; undefined where the text is no JSON array of strings alone. */
export function readStringArray(text: string): readonly string[] | undefined {
  const array = readJsonArray(text);
  const strings = array?.filter((item) => typeof item === 'string');
  return strings?.length === array?.length ? strings : undefined;
}

/** A JSON array; undefined where the text is no valid JSON array, in which case BuildKit takes the shell form. */
export function readJsonArray(text: string): readonly unknown[] | undefined {
  if (!text.startsWith('[', leadingSpace(text))) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const HEREDOC = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;

/** Every heredoc that a line opens; undefined where a delimiter is malformed and BuildKit rejects the file. */
function findHeredocs(
  line: string,
): readonly Pick<Heredoc, 'name' | 'fileDescriptor' | 'expand' | 'chomp'>[] | undefined {
  const heredocs = [];
  for (const word of splitHeredocWords(line)) {
    const match = HEREDOC.exec(word);
    const rest = match?.[3] ?? '';
    if (match === null || rest === '') continue;
    const delimiter = splitDelimiter(rest);
    if (delimiter === undefined) return undefined;
    const name = delimiter.plain[0];
    if (delimiter.plain.length !== 1 || name === undefined) continue;
    const raw = delimiter.raw[0];
    if (delimiter.raw.length !== 1 || raw === undefined) return undefined;
    heredocs.push({
      name,
      fileDescriptor: Number(match[1] ?? 0),
      chomp: match[2] === '-',
      expand: countQuotes(name) === countQuotes(raw),
    });
  }
  return heredocs;
}

function countQuotes(word: string): number {
  return word.split(/['"]/).length - 1;
}
