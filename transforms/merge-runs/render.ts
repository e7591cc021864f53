import { runScript } from '../../src/dockerfile/commands.js';
import type { Comment } from '../../src/dockerfile/lines.js';
import type { Dockerfile } from '../../src/dockerfile/model.js';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import type { ShellScript } from '../../src/dockerfile/shell.js';
import type { TextRange } from '../../src/dockerfile/text.js';
import type { RunBody } from './body.js';
import type { MergedForm, Piece } from './forms.js';
import {
  bodyStyle,
  fileStyle,
  gapText,
  indentFurtherLines,
  sourceEnd,
  spansLines,
  type LineStyle,
} from './layout.js';
import type { Obstacle } from './reasons.js';

/** The text of a merged RUN, and the range from the first to the last of the RUNs that it takes the place of. */
export interface MergedRun {
  readonly range: TextRange;
  readonly text: string;
}

/**
 * Writes the merged RUN: one command a line, comments above their commands, lines that need no change as they are.
 * @param between the comments between the RUNs, which go into the merged one
 */
export function renderMerge(
  dockerfile: Dockerfile,
  bodies: readonly RunBody[],
  form: MergedForm,
  between: readonly Comment[],
): MergedRun | Obstacle {
  const first = bodies[0];
  const last = bodies.at(-1);
  if (first === undefined || last === undefined) return layoutObstacle(bodies);
  const range = { start: first.instruction.range.start, end: last.instruction.range.end };
  const style = chooseStyle(dockerfile, bodies);
  const { text: source, lineEnding, escape } = dockerfile;
  const newLine = ` ${escape}${lineEnding}`;
  let text = source.slice(range.start, first.script.locate(0, 1).start);
  let above: readonly string[] = [];

  form.pieces.forEach((piece, index) => {
    const before = form.pieces[index - 1];
    const { body } = piece;
    const lifted = isLastOfBody(form, index) ? trailingComment(body) : [];
    let isVerbatim = false;
    if (before === undefined) {
      if (form.hoisted !== undefined) {
        text += `${form.hoisted};${newLine}${toLines(lifted, style, lineEnding)}${style.indent}`;
      } else above = lifted;
      isVerbatim = true;
    } else {
      const gap =
        before.body === body ? gapText(dockerfile, body, before.end, piece.start) : undefined;
      if (
        gap !== undefined &&
        keepsGap(dockerfile, bodies, form, style, before, piece, gap, lifted)
      ) {
        const lineStart = gap.indexOf('\n') + 1;
        text += gap.slice(0, lineStart) + toLines(lifted, style, lineEnding) + gap.slice(lineStart);
        isVerbatim = true;
      } else {
        const comments = [...commentsBetween(dockerfile, between, before, piece), ...lifted];
        const atEnd = form.joiner === ';' || style.operator === 'trailing';
        const end = form.joiner === ';' ? ';' : ' &&';
        text +=
          (atEnd ? end : '') +
          newLine +
          toLines(comments, style, lineEnding) +
          style.indent +
          (atEnd ? '' : '&& ');
      }
    }
    const raw = source.slice(
      body.script.locate(piece.start, piece.start + 1).start,
      sourceEnd(body, piece.end),
    );
    const keeps =
      (body === first && (isVerbatim || index === 0) && form.hoisted === undefined) ||
      bodyStyle(dockerfile, body)?.indent === style.indent;
    const command = keeps ? raw : indentFurtherLines(raw, style, escape);
    text += piece.braces ? `{ ${command}; }` : command;
  });

  if (above.length > 0) {
    if (first.instruction.commentsAbove.length > 0) {
      return {
        reason: 'trailing-comment',
        why: `the comment at the end of line ${first.instruction.lastLine} can’t go above the RUN, where another comment stands`,
      };
    }
    const lineStart = source.lastIndexOf('\n', range.start - 1) + 1;
    const margin = source.slice(lineStart, range.start);
    text = above.map((comment) => comment + lineEnding + margin).join('') + text;
  }
  return readsAlike(dockerfile, bodies, form, text) ? { range, text } : layoutObstacle(bodies);
}

function layoutObstacle(bodies: readonly RunBody[]): Obstacle {
  const line = bodies[0]?.instruction.shownLine ?? 1;
  return {
    reason: 'layout',
    why: `the lines of the RUN of line ${line} could not be laid out anew`,
  };
}

function chooseStyle(dockerfile: Dockerfile, bodies: readonly RunBody[]): LineStyle {
  for (const body of bodies) {
    const style = bodyStyle(dockerfile, body);
    if (style !== undefined) return style;
  }
  return fileStyle(dockerfile);
}

/** Whether what stands between two parts of one body can stay as it is. */
function keepsGap(
  dockerfile: Dockerfile,
  bodies: readonly RunBody[],
  form: MergedForm,
  style: LineStyle,
  before: Piece,
  piece: Piece,
  gap: string,
  lifted: readonly string[],
): boolean {
  const { body } = piece;
  if (body.script.text.slice(before.end, piece.start).trim() !== form.joiner) return false;
  if (!spansLines(dockerfile, body) || (lifted.length > 0 && !gap.includes('\n'))) return false;
  if (body === bodies[0]) return true;
  const own = bodyStyle(dockerfile, body);
  return own !== undefined && own.indent === style.indent && own.operator === style.operator;
}

function isLastOfBody(form: MergedForm, index: number): boolean {
  return form.pieces[index + 1]?.body !== form.pieces[index]?.body;
}

/** The comment that ends a body's last line, as a line of its own. */
function trailingComment({ script }: RunBody): readonly string[] {
  const { trailingComment: comment } = script;
  return comment === undefined ? [] : [script.text.slice(comment.start, comment.end).trimEnd()];
}

/** The comment lines between two pieces, those between their instructions included. */
function commentsBetween(
  dockerfile: Dockerfile,
  between: readonly Comment[],
  before: Piece,
  piece: Piece,
): readonly string[] {
  const start = sourceEnd(before.body, before.end);
  const end = piece.body.script.locate(piece.start, piece.start + 1).start;
  const inside = [before.body, piece.body].flatMap(({ instruction }) => instruction.commentsInside);
  const comments = new Set([...inside, ...between]);
  return [...comments]
    .filter(({ range }) => range.start >= start && range.end <= end)
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ range }) => dockerfile.text.slice(range.start, range.end));
}

function toLines(comments: readonly string[], { indent }: LineStyle, lineEnding: string): string {
  return comments.map((comment) => indent + comment + lineEnding).join('');
}

/** Whether the merged RUN, read anew, has the commands of the bodies, word by word. */
function readsAlike(
  dockerfile: Dockerfile,
  bodies: readonly RunBody[],
  form: MergedForm,
  text: string,
): boolean {
  const directive = dockerfile.escape === '`' ? '# escape=`\n' : '';
  const parsed = parseDockerfile(`${directive}FROM scratch\n${text}`);
  if (parsed.kind === 'rejected' || parsed.dockerfile.instructions.length !== 2) return false;
  const [, instruction] = parsed.dockerfile.instructions;
  const script = instruction === undefined ? undefined : runScript(instruction);
  if (script === undefined || script.error !== undefined) return false;
  const isUsed = (body: RunBody, start: number): boolean =>
    form.pieces.some((piece) => piece.body === body && piece.start <= start && start < piece.end);
  const hoisted = form.hoisted === undefined ? [] : form.hoisted.split('; ');
  const expected = [
    ...hoisted.map((command) => JSON.stringify(command.split(/\s+/))),
    ...bodies.flatMap((body) => commandTexts(body.script, (start) => isUsed(body, start))),
  ];
  return JSON.stringify(commandTexts(script, () => true)) === JSON.stringify(expected);
}

function commandTexts(script: ShellScript, isUsed: (start: number) => boolean): readonly string[] {
  return script.commands
    .filter(({ cookedRange }) => isUsed(cookedRange.start))
    .map(({ name, assignments, arguments: words, redirects }) =>
      JSON.stringify([
        ...assignments.map((assignment) => `${assignment.name}=${assignment.value?.text ?? ''}`),
        ...(name === undefined ? [] : [name.text]),
        ...words.map((word) => word.text),
        ...redirects.map(({ operator, target }) => `${operator}${target?.text ?? ''}`),
      ]),
    );
}
