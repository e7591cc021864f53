import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../error-code.js';
import { explainError, workspaceProblem, type WorkspaceProblem } from './problem.js';

/**
 * Whether a file can be written, asked before the work that fills it.
 * @param path where the file is or will be
 * @param shownPath the path for messages
 */
export function checkOutputFile(path: string, shownPath: string): WorkspaceProblem | undefined {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isDirectory() === true) {
      return workspaceProblem(shownPath, 'is a directory, name a file');
    }
    accessSync(status === undefined ? dirname(path) : path, constants.W_OK);
    return undefined;
  } catch (error) {
    return errorCode(error) === 'ENOENT'
      ? workspaceProblem(shownPath, 'lies in a folder that does not exist, make that folder')
      : workspaceProblem(shownPath, explainError(error));
  }
}

/** Writes a file, in place of one that is there. */
export function writeOutputFile(
  path: string,
  text: string,
  shownPath: string,
): WorkspaceProblem | undefined {
  try {
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return workspaceProblem(shownPath, explainError(error));
  }
}
