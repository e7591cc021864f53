import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { CLIENTS } from './client.js';
import { FOLDER_PREFIX } from './names.js';
import { processStart } from './owner.js';

/** Makes the folder of a run, which only its user can enter. @returns its path */
export function makeRunFolder(run: string): string {
  const folder = runFolder(run);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** The names of all runs of this user whose folders are there. */
export function runsWithFolders(): readonly string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(FOLDER_PREFIX) && isOurs(join(tmpdir(), name)))
    .map((name) => name.slice(FOLDER_PREFIX.length));
}

/** Removes the folder of a run; one that is not there is no error. */
export function removeRunFolder(run: string): void {
  rmSync(runFolder(run), { recursive: true, force: true, maxRetries: 3 });
}

/** Ends the clients that a run left behind, which would go on building. */
export function endClients(run: string): void {
  let names: readonly string[];
  try {
    names = readdirSync(join(runFolder(run), CLIENTS));
  } catch {
    return;
  }
  for (const name of names) {
    const [, pid = '', start] = /^(\d+)-(\d+)$/.exec(name) ?? [];
    // Without its start, another program may have the number by now.
    if (start === undefined || start === '0' || processStart(Number(pid)) !== start) continue;
    try {
      process.kill(-Number(pid), 'SIGTERM');
    } catch {
      // It has ended meanwhile, or is not ours to end.
    }
  }
}

function runFolder(run: string): string {
  return join(tmpdir(), `${FOLDER_PREFIX}${run}`);
}

function isOurs(path: string): boolean {
  try {
    const { uid } = lstatSync(path);
    return process.getuid === undefined || uid === process.getuid();
  } catch {
    return false;
  }
}
