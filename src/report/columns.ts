const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters that take two columns: ideographs, kana, Hangul, full-width forms and pictures. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}|\ufe0f/u;

const SIMPLE = /^[\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u2190-\u2193\u2212\u2500-\u259f]*$/;

/** How many columns of a terminal a text without control characters takes. */
export function columnsOf(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

/** The beginning of a text that fits, `…` at its end where something is missing, filled up with spaces. */
export function fitStart(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return padEnd(text, columns);
  return padEnd(`${take(segments(text), columns - 1).join('')}…`, columns);
}

/** The end of a text that fits, `…` at its start where something is missing, filled up with spaces. */
export function fitEnd(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return padEnd(text, columns);
  const taken = take([...segments(text)].reverse(), columns - 1);
  return padEnd(`…${[...taken].reverse().join('')}`, columns);
}

/** A text with spaces behind it. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** A text with spaces before it. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
}

function segments(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function take(parts: readonly string[], columns: number): readonly string[] {
  const taken: string[] = [];
  let left = columns;
  for (const part of parts) {
    left -= columnsOf(part);
    if (left < 0) break;
    taken.push(part);
  }
  return taken;
}
