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

/** Whether Go's `unicode.IsSpace` holds for this UTF-16 code unit. */
export function isSpaceCode(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Whether Go's `unicode.IsSpace` holds for this character. */
export function isSpace(character: string): boolean {
  return character.length === 1 && isSpaceCode(character.charCodeAt(0));
}

/** The offset of the first character in `start` to `end` that is no space (Go's `unicode.IsSpace`); `end` if all are. */
export function skipSpace(text: string, start: number, end: number): number {
  let offset = start;
  while (offset < end && isSpaceCode(text.charCodeAt(offset))) offset += 1;
  return offset;
}

/** The offset after the last character in `start` to `end` that is no space (Go's `unicode.IsSpace`); `start` if all are. */
export function skipSpaceBack(text: string, start: number, end: number): number {
  let offset = end;
  while (offset > start && isSpaceCode(text.charCodeAt(offset - 1))) offset -= 1;
  return offset;
}

/** How many UTF-16 units of space (Go's `unicode.IsSpace`) the text starts with. */
export function leadingSpace(text: string): number {
  return skipSpace(text, 0, text.length);
}

/** How many UTF-16 units of space (Go's `unicode.IsSpace`) the text ends with. */
export function trailingSpace(text: string): number {
  return text.length - skipSpaceBack(text, 0, text.length);
}

/** Go's `strings.TrimSpace`. */
export function trimSpace(text: string): string {
  const start = skipSpace(text, 0, text.length);
  return text.slice(start, skipSpaceBack(text, start, text.length));
}

/**
 * Lower case as Go's `strings.ToLower` has it, as far as the result is ASCII: unlike in JavaScript, a capital I with a dot
 * above becomes a plain `i`.
 */
export function lowerCase(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}

/** Whether two ranges share at least one character; an empty range touches what it stands inside of. */
export function rangesOverlap(first: TextRange, second: TextRange): boolean {
  return first.start < second.end && second.start < first.end;
}

/** Line and column of a UTF-16 offset. Lines end at `\n` alone, as BuildKit counts them. */
export function positionAt(text: string, offset: number): Position {
  return positionsIn(text)(offset);
}

/** Like `positionAt`, for many offsets of one text. */
export function positionsIn(text: string): (offset: number) => Position {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lineStarts.push(at + 1);
  }
  return (offset) => {
    let line = 1;
    let after = lineStarts.length;
    while (after - line > 0) {
      const middle = (line + after) >> 1;
      if ((lineStarts[middle] ?? Infinity) <= offset) line = middle + 1;
      else after = middle;
    }
    return { line, column: offset - (lineStarts[line - 1] ?? 0) + 1 };
  };
}

/** The line ending that the text uses most; `\n` where it has none. */
export function lineEnding(text: string): '\n' | '\r\n' {
  let all = 0;
  let windows = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    all += 1;
    if (text[at - 1] === '\r') windows += 1;
  }
  return windows * 2 > all ? '\r\n' : '\n';
}
