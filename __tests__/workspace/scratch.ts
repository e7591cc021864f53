import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from '@jest/globals';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, which is removed after the test. */
export function scratch(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dockopt-test-')));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Runs git in a folder, untouched by the settings of the machine. */
export function git(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...words], {
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A scratch folder that is a git work tree in which all files are tracked. */
export function scratchRepository(files: Readonly<Record<string, string>>): string {
  const folder = scratch(files);
  git(folder, 'init', '-q');
  git(folder, 'add', '-A', '-f');
  return folder;
}

/** Calls with the rights of a user who is not root, to whom the folder and these paths in it are given first. */
export function withoutRoot<Result>(
  folder: string,
  paths: readonly string[],
  call: () => Result,
): Result {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) return call();
  const nobody = 65534;
  chmodSync(folder, 0o755);
  for (const path of ['', ...paths]) chownSync(join(folder, path), nobody, nobody);
  process.seteuid?.(nobody);
  try {
    return call();
  } finally {
    process.seteuid?.(0);
  }
}
