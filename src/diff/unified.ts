import { structuredPatch } from 'diff';

/** A run of changed lines with the lines around it. */
export interface Hunk {
  /** Number of the first line in the old text, from 1; 0 where the old text has no line here. */
  readonly oldStart: number;
  readonly oldLines: number;
  /** Number of the first line in the new text, from 1; 0 where the new text has no line here. */
  readonly newStart: number;
  readonly newLines: number;
  /** Lines without their `\n`, each after its mark: ` ` kept, `-` removed, `+` added, `\` for a missing last `\n`. */
  readonly lines: readonly string[];
}

/** Milliseconds after which a diff is no longer searched for the shortest one. */
const TIMEOUT_MILLISECONDS = 2000;
const NO_NEWLINE = '\\ No newline at end of file';

/** The differences of two texts, with three lines of context; empty where they are equal. */
export function diffHunks(before: string, after: string): readonly Hunk[] {
  if (before === after) return [];
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context: 3,
    timeout: TIMEOUT_MILLISECONDS,
  });
  if (patch === undefined) return [replaceAll(before, after)];
  return patch.hunks.map((hunk) => ({
    ...hunk,
    oldStart: hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart,
    newStart: hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart,
  }));
}

/** One hunk that takes all lines of a text away and puts others in their place: right for any two texts. */
export function replaceAll(before: string, after: string): Hunk {
  const removed = splitLines(before);
  const added = splitLines(after);
  return {
    oldStart: removed.length === 0 ? 0 : 1,
    oldLines: removed.length,
    newStart: added.length === 0 ? 0 : 1,
    newLines: added.length,
    lines: [...markLines('-', before, removed), ...markLines('+', after, added)],
  };
}

function splitLines(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function markLines(mark: string, text: string, lines: readonly string[]): readonly string[] {
  const marked = lines.map((line) => mark + line);
  return text === '' || text.endsWith('\n') ? marked : [...marked, NO_NEWLINE];
}

/** A file before and after, as a patch names it. */
export interface PatchedFile {
  /** Relative to the folder in which the patch is applied, `/`-separated. */
  readonly path: string;
  /** The file does not exist before. */
  readonly isNew: boolean;
  readonly before: string;
  readonly after: string;
}

/**
 * The change of a file as a patch that `git apply` and `patch -p1` take; empty where nothing changes. The header is the plain
 * one: after a `diff --git` line, git counts paths from the root of the repository and not from the working directory.
 */
export function formatPatch({ path, isNew, before, after }: PatchedFile): string {
  const hunks = diffHunks(before, after);
  if (hunks.length === 0) return '';
  const oldName = isNew ? '/dev/null' : patchName(`a/${path}`);
  const header = `--- ${oldName}\n+++ ${patchName(`b/${path}`)}\n`;
  return header + hunks.map(formatHunk).join('');
}

/** The line that starts a hunk, without its `\n`. */
export function hunkHeader({ oldStart, oldLines, newStart, newLines }: Hunk): string {
  return `@@ -${hunkRange(oldStart, oldLines)} +${hunkRange(newStart, newLines)} @@`;
}

function hunkRange(start: number, lines: number): string {
  return lines === 1 ? String(start) : `${start},${lines}`;
}

function formatHunk(hunk: Hunk): string {
  return `${[hunkHeader(hunk), ...hunk.lines].join('\n')}\n`;
}

/**
 * A file name for the header of a patch. GNU patch takes a name with a space to its end only when a tab follows; names with
 * control characters, quotes or backslashes, or a space at the end, are written as C strings.
 * @see https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath
 */
function patchName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must be found
  if (/[\u0000-\u001f\u007f"\\]| $/.test(name)) return quoteName(name);
  return name.includes(' ') ? `${name}\t` : name;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

function quoteName(name: string): string {
  const quoted = name.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what must be escaped
    /[\u0000-\u001f\u007f"\\]/g,
    (character) =>
      ESCAPES[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${quoted}"`;
}
