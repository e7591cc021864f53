import { runScript } from '../../src/dockerfile/commands.js';
import type { Dockerfile } from '../../src/dockerfile/model.js';
import type { TextRange } from '../../src/dockerfile/text.js';
import { readBody, type RunBody } from './body.js';

/** How the lines of a RUN are laid out. */
export interface LineStyle {
  /** `&&` stands at the start of a line, or at the end of the line before. */
  readonly operator: 'leading' | 'trailing';
  /** The white space before each further line. */
  readonly indent: string;
}

const DEFAULT_INDENT = '    ';

/** The source text between two parts of a body, the operator included. */
export function gapText(dockerfile: Dockerfile, body: RunBody, end: number, start: number): string {
  return dockerfile.text.slice(sourceEnd(body, end), body.script.locate(start, start + 1).start);
}

/** The source offset after the cooked character before `end`. */
export function sourceEnd({ script }: RunBody, end: number): number {
  return script.locate(end - 1, end).end;
}

/** The source range of a body's commands. */
export function bodyRange(body: RunBody): TextRange {
  return body.script.locate(0, body.end);
}

/** Whether a body's commands stand on more than one line. */
export function spansLines(dockerfile: Dockerfile, body: RunBody): boolean {
  const { start, end } = bodyRange(body);
  return dockerfile.text.slice(start, end).includes('\n');
}

/** The style of a body whose commands stand on lines of their own; undefined where none does. */
export function bodyStyle(dockerfile: Dockerfile, body: RunBody): LineStyle | undefined {
  const parts = [...body.optionParts, ...body.parts];
  for (const [index, part] of parts.slice(1).entries()) {
    const before = parts[index];
    if (before === undefined) continue;
    const gap = gapText(dockerfile, body, before.end, part.start);
    const newline = gap.indexOf('\n');
    if (newline === -1) continue;
    const leading = /^[ \t]*(?=&&)/.exec(gap.slice(gap.lastIndexOf('\n') + 1))?.[0];
    if (leading !== undefined) return { operator: 'leading', indent: leading };
    const indent = gap.slice(gap.lastIndexOf('\n') + 1);
    if (/^[ \t]*$/.test(indent)) return { operator: 'trailing', indent };
  }
  return undefined;
}

/** The style that most RUNs of a file have; four spaces and a leading `&&` where none has any. */
export function fileStyle(dockerfile: Dockerfile): LineStyle {
  const counts = new Map<string, { readonly style: LineStyle; count: number }>();
  let indent: string | undefined;
  for (const instruction of dockerfile.instructions) {
    if (runScript(instruction) === undefined) continue;
    const body = readBody(instruction);
    if ('reason' in body) continue;
    const { start, end } = bodyRange(body);
    indent ??= /\n([ \t]+)(?![ \t#])/.exec(dockerfile.text.slice(start, end))?.[1];
    const style = bodyStyle(dockerfile, body);
    if (style === undefined || (style.operator === 'trailing' && body.shape === 'list')) continue;
    const key = `${style.operator}${style.indent}`;
    const entry = counts.get(key) ?? { style, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.style ?? { operator: 'leading', indent: indent ?? DEFAULT_INDENT };
}

/** Columns that white space takes, a tab being four. */
function width(indent: string): number {
  return indent.replaceAll('\t', '    ').length;
}

/**
 * Moves the further lines of a command to the right of where its first line now starts; they stay where they are when they
 * stand there already, or where a word goes on from one line to the next.
 */
export function indentFurtherLines(text: string, { indent }: LineStyle, escape: string): string {
  const [first = '', ...rest] = text.split('\n');
  if (rest.length === 0) return text;
  const lines = [first, ...rest];
  const isFree = rest.every((line, index) => {
    const before = (lines[index] ?? '').trimEnd();
    const isComment = /^[ \t]*#/.test(before);
    const spaceBefore = isComment || !before.endsWith(escape) || /[ \t]$/.test(before.slice(0, -1));
    return /^[ \t\r]/.test(line) || line === '' || spaceBefore;
  });
  const filled = rest.filter((line) => line.trim() !== '');
  const indents = filled.map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  const smallest = indents.reduce((a, b) => (width(b) < width(a) ? b : a), indents[0] ?? '');
  if (!isFree || width(smallest) > width(indent)) return text;
  if (indents.some((other) => !other.startsWith(smallest))) return text;
  const unit = indent.includes('\t') ? '\t' : ' '.repeat(Math.min(Math.max(indent.length, 2), 4));
  const moved = rest.map((line) =>
    line.trim() === '' ? line : indent + unit + line.slice(smallest.length),
  );
  return [first, ...moved].join('\n');
}
