import { cleanPath } from '../context/path-pattern.js';
import type { EditedFile } from '../transform/text-edit.js';
import type { TransformOptions } from '../transform/transform.js';

/** A file beside the Dockerfile: with its text, or with its size where it is no text or too large. */
export type InputFile =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly bytes: number };

/** A fix that is switched off: its id in the plan, and the file whose line the id names. */
export interface OffFix {
  readonly id: string;
  readonly file: EditedFile;
}

/** All that a person chose: what is planned depends on nothing else. */
export interface PlaygroundInput {
  readonly dockerfile: string;
  /** The other files of the build context, by paths that are all different. */
  readonly files: readonly InputFile[];
  readonly unsafe: boolean;
  readonly base: TransformOptions['base'];
  readonly off: readonly OffFix[];
}

/** The path that the Dockerfile itself has. */
export const DOCKERFILE = 'Dockerfile';
/** The path of the ignore file. */
export const DOCKERIGNORE = '.dockerignore';

/** Nothing yet. */
export const EMPTY_INPUT: PlaygroundInput = {
  dockerfile: '',
  files: [],
  unsafe: false,
  base: 'slim',
  off: [],
};

/** The text of a file; undefined where it is not there or its text is not known. */
export function textOf(input: PlaygroundInput, path: string): string | undefined {
  if (path === DOCKERFILE) return input.dockerfile;
  const file = input.files.find((each) => each.path === path);
  return file !== undefined && 'text' in file ? file.text : undefined;
}

/** The input with a file put in, in the place of one with the same path. */
export function withFile(input: PlaygroundInput, file: InputFile): PlaygroundInput {
  if (file.path === DOCKERFILE) {
    return 'text' in file ? { ...input, dockerfile: file.text } : input;
  }
  const others = input.files.filter(({ path }) => path !== file.path);
  const files = [...others, file].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { ...input, files };
}

/** The input without a file. */
export function withoutFile(input: PlaygroundInput, path: string): PlaygroundInput {
  return { ...input, files: input.files.filter((file) => file.path !== path) };
}

/**
 * Reads the path that a new file is to have in the build context.
 * @returns the path, relative and `/`-separated; or why it can't be one
 */
export function readPath(
  written: string,
  input: PlaygroundInput,
): { readonly path: string } | { readonly problem: string } {
  const path = cleanPath(written.trim().replace(/^\/+/, ''));
  if (path === '.') return { problem: 'Give the file a name, for example package.json.' };
  if (path === '..' || path.startsWith('../')) {
    return { problem: 'The path leads out of the build context; give one below it.' };
  }
  // eslint-disable-next-line no-control-regex -- control characters are what must be found
  if (/[\u0000-\u001f\u007f]/.test(path)) return { problem: 'The path has control characters.' };
  const taken = [DOCKERFILE, ...input.files.map((file) => file.path)];
  if (taken.includes(path)) return { problem: `${path} is there already.` };
  const clash = taken.find((each) => each.startsWith(`${path}/`) || path.startsWith(`${each}/`));
  return clash === undefined
    ? { path }
    : { problem: `${path} can't be beside ${clash}: one of them would be a file and a folder.` };
}
