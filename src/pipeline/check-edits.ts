import type { Comment } from '../dockerfile/lines.js';
import type { Dockerfile } from '../dockerfile/model.js';
import { parseDockerfile } from '../dockerfile/parse.js';
import { findDisagreement } from '../dockerfile/second-reader.js';
import type { TextRange } from '../dockerfile/text.js';
import { applyEdits, sortEdits, type TextEdit } from '../transform/text-edit.js';

/** The edited Dockerfile, or why the edits must not be made. */
export type CheckedEdits =
  | { readonly kind: 'held'; readonly dockerfile: Dockerfile }
  | { readonly kind: 'broken'; readonly why: string };

/**
 * Applies edits to a Dockerfile and checks the result: it parses, every instruction that no edit touches is there
 * unchanged, and every comment survives.
 * @param compareReaders both readers must agree about the result too
 * @param shownLine the line that messages name for an offset of the result
 */
export function applyChecked(
  dockerfile: Dockerfile,
  edits: readonly TextEdit[],
  compareReaders: boolean,
  shownLine: (offset: number) => number,
): CheckedEdits {
  const text = applyEdits(dockerfile.text, edits);
  const parsed = parseDockerfile(text, shownLine);
  if (parsed.kind === 'rejected') {
    return { kind: 'broken', why: `the result does not parse: ${parsed.problem.message}` };
  }
  const edited = parsed.dockerfile;
  const why =
    (compareReaders ? findDisagreement(edited) : undefined) ??
    findChangedInstruction(dockerfile, edited, edits) ??
    findLostComment(dockerfile, edited);
  return why === undefined ? { kind: 'held', dockerfile: edited } : { kind: 'broken', why };
}

function touches(edit: TextEdit, range: TextRange): boolean {
  return edit.range.start <= range.end && range.start <= edit.range.end;
}

function findChangedInstruction(
  before: Dockerfile,
  after: Dockerfile,
  edits: readonly TextEdit[],
): string | undefined {
  const sorted = sortEdits(edits);
  const kept = new Set(after.instructions.map(({ range }) => `${range.start}-${range.end}`));
  for (const { range, keyword, shownLine } of before.instructions) {
    if (sorted.some((edit) => touches(edit, range))) continue;
    const shift = sorted
      .filter((edit) => edit.range.end <= range.start)
      .reduce((sum, edit) => sum + edit.text.length - (edit.range.end - edit.range.start), 0);
    if (!kept.has(`${range.start + shift}-${range.end + shift}`)) {
      return `the ${keyword} of line ${shownLine} would change though nothing edits it`;
    }
  }
  return undefined;
}

function allComments(dockerfile: Dockerfile): readonly Comment[] {
  return [
    ...dockerfile.comments,
    ...dockerfile.instructions.flatMap(({ commentsInside }) => commentsInside),
  ];
}

function findLostComment(before: Dockerfile, after: Dockerfile): string | undefined {
  const left = new Map<string, number>();
  for (const { text } of allComments(after)) left.set(text, (left.get(text) ?? 0) + 1);
  for (const { text } of allComments(before)) {
    const count = left.get(text) ?? 0;
    if (count === 0) return `the comment “${text}” would be lost`;
    left.set(text, count - 1);
  }
  return undefined;
}
