import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../error-code.js';
import { explainError, workspaceProblem, type WorkspaceProblem } from './problem.js';

/** What became of a file that was to be written. */
export type WriteResult =
  | { readonly kind: 'unchanged' | 'written' }
  | { readonly kind: 'refused'; readonly problem: WorkspaceProblem };

/**
 * Writes a text as a whole or not at all: into a temporary file in the same folder, with the mode and owner of the old
 * one, which then takes its name. A symbolic link stays, and its target is written. Nothing is written where the bytes are
 * equal, and where the file is no longer what was read. After a failure no temporary file is left.
 * @param path where the file is
 * @param text the new text
 * @param expected the text that was read; undefined for a file that must not exist yet
 * @param shownPath the path for messages
 */
export function writeText(
  path: string,
  text: string,
  expected: string | undefined,
  shownPath: string = path,
): WriteResult {
  const refuse = (message: string): WriteResult => ({
    kind: 'refused',
    problem: workspaceProblem(shownPath, message),
  });
  try {
    const target = targetOf(path);
    if (target === undefined) {
      return refuse(
        'is a symbolic link to a file that does not exist, create that file or remove the link',
      );
    }
    const bytes = Buffer.from(text);
    const expectedBytes = expected === undefined ? undefined : Buffer.from(expected);
    const old = bytesOf(target);
    if (old?.equals(bytes) === true) return { kind: 'unchanged' };
    const changed = 'changed on disk since it was read and was not written, run again';
    if (!sameBytes(old, expectedBytes)) return refuse(changed);

    const status = old === undefined ? undefined : statSync(target);
    // A rename would replace even a file that may not be written.
    if (status !== undefined) closeSync(openSync(target, 'r+'));
    const temporary = join(dirname(target), `.dockopt-${randomUUID()}.tmp`);
    try {
      writeNew(temporary, bytes, status);
      // Between the first look and now another program may have written.
      if (!sameBytes(bytesOf(target), expectedBytes)) {
        unlinkSync(temporary);
        return refuse(changed);
      }
      renameSync(temporary, target);
    } catch (error) {
      removeIfThere(temporary);
      throw error;
    }
    syncFolder(dirname(target));
    return { kind: 'written' };
  } catch (error) {
    return refuse(`could not be written: ${explainError(error)}`);
  }
}

/** The file that a path leads to, which may not exist yet; undefined for a symbolic link to nothing. */
function targetOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? path : undefined;
  }
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function sameBytes(first: Buffer | undefined, second: Buffer | undefined): boolean {
  return first === undefined || second === undefined ? first === second : first.equals(second);
}

/** Creates a file with these bytes on the disk, with the owner and mode of another one when that is given. */
function writeNew(path: string, bytes: Buffer, like: Stats | undefined): void {
  // An existing file may hold secrets: the copy is closed to others until it has the mode of the old one.
  const descriptor = openSync(path, 'wx', like === undefined ? 0o666 : 0o600);
  try {
    writeFileSync(descriptor, bytes);
    if (like !== undefined) {
      const own = fstatSync(descriptor);
      if (own.uid !== like.uid || own.gid !== like.gid) fchownSync(descriptor, like.uid, like.gid);
      // After the owner, because a change of owner clears bits of the mode.
      fchmodSync(descriptor, like.mode & 0o7777);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** Makes the new name last through a crash. Some systems can't open or sync a folder: the file is written all the same. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}
