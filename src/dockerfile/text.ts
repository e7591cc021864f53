/** A half-open range of UTF-16 offsets into a source text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A place for people: line and column count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The characters that Go's `unicode.IsSpace` calls space, as a character class body. */
const GO_SPACE =
  '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const LEADING_SPACE = new RegExp(`^[${GO_SPACE}]+`);
const TRAILING_SPACE = new RegExp(`[${GO_SPACE}]+$`);
const SPACE = new RegExp(`[${GO_SPACE}]`);

/** Whether Go's `unicode.IsSpace` holds for this character. */
export function isSpace(character: string): boolean {
  return SPACE.test(character);
}

/** How many UTF-16 units of space (Go's `unicode.IsSpace`) the text starts with. */
export function leadingSpace(text: string): number {
  return LEADING_SPACE.exec(text)?.[0].length ?? 0;
}

/** How many UTF-16 units of space (Go's `unicode.IsSpace`) the text ends with. */
export function trailingSpace(text: string): number {
  return TRAILING_SPACE.exec(text)?.[0].length ?? 0;
}

/** Go's `strings.TrimSpace`. */
export function trimSpace(text: string): string {
  return text.slice(leadingSpace(text)).replace(TRAILING_SPACE, '');
}

/** Whether two ranges share at least one character; an empty range touches what it stands inside of. */
export function rangesOverlap(first: TextRange, second: TextRange): boolean {
  return first.start < second.end && second.start < first.end;
}

/** Line and column of a UTF-16 offset. Lines end at `\n` alone, as BuildKit counts them. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (;;) {
    const newline = text.indexOf('\n', lineStart);
    if (newline === -1 || newline >= offset) return { line, column: offset - lineStart + 1 };
    line += 1;
    lineStart = newline + 1;
  }
}

/** The line ending that the text uses most; `\n` where it has none. */
export function lineEnding(text: string): '\n' | '\r\n' {
  const all = text.split('\n').length - 1;
  const windows = text.split('\r\n').length - 1;
  return windows * 2 > all ? '\r\n' : '\n';
}
