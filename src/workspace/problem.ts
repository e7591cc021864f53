import type { Position } from '../dockerfile/text.js';
import { errorCode } from '../error-code.js';

/** Something about a file or folder that keeps it from being read or written, and that a person can put right. */
export interface WorkspaceProblem {
  /** The path as it was given. */
  readonly path: string;
  readonly position: Position;
  /** What is wrong, and what to do. */
  readonly message: string;
}

const START: Position = { line: 1, column: 1 };

/** A problem with a path; it stands at the start of the file unless a place is given. */
export function workspaceProblem(
  path: string,
  message: string,
  position: Position = START,
): WorkspaceProblem {
  return { path, position, message };
}

/** The problem as one line: `path:line:column what, what to do`. */
export function formatProblem({ path, position, message }: WorkspaceProblem): string {
  return `${path}:${position.line}:${position.column} ${message}`;
}

/** What an error of the file system means, and what to do. Errors that are none of it are thrown again. */
export function explainError(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined) throw error;
  return EXPLANATIONS[code] ?? `the system answers ${code}, check the file and its folder`;
}

const EXPLANATIONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied, change the rights of the file or its folder',
  EISDIR: 'is a directory, name a file',
  ELOOP: 'symbolic links lead in a circle, remove one of them',
  EMFILE: 'too many files are open, raise the limit of open files',
  ENAMETOOLONG: 'the name is too long, check the path',
  ENOENT: 'does not exist, check the path',
  ENOSPC: 'the disk is full, free some space',
  ENOTDIR: 'a part of the path is no directory, check the path',
  EPERM: 'the system does not permit it, change the rights of the file or its folder',
  EROFS: 'the file system is read-only, write elsewhere',
};
