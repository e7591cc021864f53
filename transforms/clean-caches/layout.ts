import type { Dockerfile, Instruction } from '../../src/dockerfile/model.js';
import { insertion, type TextEdit } from '../../src/transform/text-edit.js';
import type { InsertionPoint, Part, ScriptShape } from './script-shape.js';

/** A line that a RUN of one line would make longer than this is broken. In UTF-16 units. */
const LINE_WIDTH = 100;
const DEFAULT_INDENTATION = '    ';

/** Where the lines of a RUN are broken: in front of `&&`, or behind it. */
type BreakStyle = 'leading' | 'trailing';

/** Puts a command behind a point of a RUN, laid out as the RUN is. */
export function insertCommand(
  dockerfile: Dockerfile,
  instruction: Instruction,
  shape: ScriptShape,
  point: InsertionPoint,
  command: string,
  /** How many UTF-16 units another edit of the same fix adds to the line. */
  widening = 0,
): TextEdit {
  const { text } = dockerfile;
  const offset = sourceEnd(shape, point.part);
  const inline = point.connector === ';' ? `; ${command}` : ` && ${command}`;
  const lines = continuationLines(dockerfile, instruction);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = endOfLine(text, offset);
  if (lines.length === 0) {
    if (lineEnd - lineStart + inline.length + widening <= LINE_WIDTH)
      return insertion(offset, inline);
    const indentation = fileIndentation(dockerfile);
    return insertion(offset, broken(dockerfile, point, command, 'leading', indentation));
  }
  const style = breakStyle(dockerfile, shape);
  const indentation =
    style === 'leading' && point.connector === '&&'
      ? leadingIndentation(text, lines, lineStart)
      : trailingIndentation(text, shape, point, lines);
  return insertion(offset, broken(dockerfile, point, command, style, indentation));
}

/** Puts a command in front of a part of a RUN, in the same line where that stays short. */
export function prependCommand(shape: ScriptShape, part: Part, command: string): TextEdit {
  const statement = shape.statements[part.statement];
  const connector = shape.errexit === 'on' && statement?.parts.length === 1 ? '; ' : ' && ';
  const offset = shape.script.locate(part.range.start, part.range.start + 1).start;
  const single = shape.statements.length === 1 && shape.parts.length === 1;
  return insertion(offset, `${command}${single ? ' && ' : connector}`);
}

function broken(
  dockerfile: Dockerfile,
  point: InsertionPoint,
  command: string,
  style: BreakStyle,
  indentation: string,
): string {
  const lineBreak = ` ${dockerfile.escape}${dockerfile.lineEnding}${indentation}`;
  if (point.connector === ';') return `;${lineBreak}${command}`;
  return style === 'leading' ? `${lineBreak}&& ${command}` : ` &&${lineBreak}${command}`;
}

/** Source offset behind a part. */
export function sourceEnd(shape: ScriptShape, part: Part): number {
  return shape.script.locate(part.range.end - 1, part.range.end).end;
}

/** Offsets of the lines of an instruction behind its first, comment and blank lines left out. */
function continuationLines(dockerfile: Dockerfile, instruction: Instruction): readonly number[] {
  const { text } = dockerfile;
  const starts: number[] = [];
  for (
    let start = text.indexOf('\n', instruction.headRange.start) + 1;
    start > 0 && start <= instruction.headRange.end;
    start = text.indexOf('\n', start) + 1
  ) {
    if (/^[ \t]*[^ \t\r\n#]/.test(text.slice(start, endOfLine(text, start)))) starts.push(start);
  }
  return starts;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  const line = end === -1 ? text.length : end;
  return text[line - 1] === '\r' && line > offset ? line - 1 : line;
}

/** How the RUN breaks its lines at its operators, by the last that is at a break. */
function breakStyle(dockerfile: Dockerfile, shape: ScriptShape): BreakStyle {
  const { text } = dockerfile;
  for (const part of [...shape.parts].reverse()) {
    if (part.operator === undefined) continue;
    const start = shape.script.locate(part.range.start, part.range.start + 1).start;
    const before = text.slice(0, start).trimEnd();
    if (before.endsWith(part.operator)) {
      const operatorAt = before.length - part.operator.length;
      if (/[\\`][ \t]*\r?\n\s*$/.test(text.slice(0, operatorAt))) return 'leading';
    } else if (new RegExp(`${operatorPattern(part.operator)}[ \\t]*[\\\\\`]$`).test(before)) {
      return 'trailing';
    }
  }
  return 'leading';
}

function operatorPattern(operator: '&&' | '||'): string {
  return operator === '&&' ? '&&' : '\\|\\|';
}

function indentationAt(text: string, lineStart: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart, endOfLine(text, lineStart)))?.[0] ?? '';
}

/** As the nearest line above that begins with `&&`; else as the line itself. */
function leadingIndentation(text: string, lines: readonly number[], lineStart: number): string {
  const operators = lines.filter((line) =>
    /^[ \t]*&&/.test(text.slice(line, endOfLine(text, line))),
  );
  const model =
    operators.findLast((line) => line <= lineStart) ??
    operators[0] ??
    lines.find((line) => line === lineStart) ??
    lines[0];
  return model === undefined ? DEFAULT_INDENTATION : indentationAt(text, model);
}

/** As the last part that begins a line. */
function trailingIndentation(
  text: string,
  shape: ScriptShape,
  point: InsertionPoint,
  lines: readonly number[],
): string {
  const starts = shape.parts
    .filter(({ range }) => range.start <= point.part.range.start)
    .map(({ range }) => shape.script.locate(range.start, range.start + 1).start);
  const model = lines.findLast((line) => starts.includes(line + indentationAt(text, line).length));
  const first = model ?? lines[0];
  return first === undefined ? DEFAULT_INDENTATION : indentationAt(text, first);
}

/** How the file indents its continuation lines. */
function fileIndentation(dockerfile: Dockerfile): string {
  for (const instruction of dockerfile.instructions) {
    if (instruction.keyword !== 'RUN' || instruction.heredocs.length > 0) continue;
    const line = continuationLines(dockerfile, instruction)[0];
    const indentation = line === undefined ? '' : indentationAt(dockerfile.text, line);
    if (indentation !== '') return indentation;
  }
  return DEFAULT_INDENTATION;
}
