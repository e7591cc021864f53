import {
  chmodSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { errorCode } from '../error-code.js';
import { explainError, workspaceProblem, type WorkspaceProblem } from './problem.js';
import { readText } from './read.js';

/** What is at the place of a program that is to be written: nothing, just that text, an older one of ours, another file. */
export type ProgramStatus = 'absent' | 'same' | 'older' | 'foreign';

/**
 * Looks at the place of a program.
 * @param mark the second line of all that this program writes there
 */
export function statusOfProgram(
  path: string,
  mark: string,
  text: string,
): ProgramStatus | WorkspaceProblem {
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined) return 'absent';
    if (!status.isFile()) return 'foreign';
    const read = readText(path);
    if ('problem' in read || read.text.split('\n')[1] !== mark) return 'foreign';
    return read.text === text && (status.mode & 0o111) === 0o111 ? 'same' : 'older';
  } catch (error) {
    return workspaceProblem(path, explainError(error));
  }
}

/** Writes a program as a whole or not at all, in place of an older one, and makes its folder where there is none. */
export function writeProgram(path: string, text: string): WorkspaceProblem | undefined {
  const temporary = join(dirname(path), `.dockopt-${randomUUID()}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text, { flag: 'wx' });
    // Not as a mode of the writing, which the umask would narrow.
    chmodSync(temporary, 0o755);
    renameSync(temporary, path);
    return undefined;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    rmSync(temporary, { force: true });
    return workspaceProblem(path, `could not be written: ${explainError(error)}`);
  }
}

/** Where a program itself lies, whatever links lead to it. */
export function realPath(path: string): string {
  return realpathSync(path);
}

/** Removes a program. */
export function removeProgram(path: string): WorkspaceProblem | undefined {
  try {
    unlinkSync(path);
    return undefined;
  } catch (error) {
    return workspaceProblem(path, `could not be removed: ${explainError(error)}`);
  }
}
