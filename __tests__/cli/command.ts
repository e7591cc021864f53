import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from '@jest/globals';

/** The built command line, as a person starts it. */
export const PROGRAM = fileURLToPath(new URL('../../bin/dockopt.js', import.meta.url));

/** The environment without what the test runner adds to it, and without choices about colours. */
export const ENVIRONMENT: Readonly<Record<string, string | undefined>> = Object.fromEntries(
  Object.entries(env).filter(([name]) => !/^(NODE_OPTIONS|NO_COLOR|FORCE_COLOR)$/.test(name)),
);

/** What a run of the command line gave. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of a test, and the command line run in it. */
export interface Sandbox {
  readonly folder: string;
  /** Writes files, making their folders. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  run(words: readonly string[], input?: string | Uint8Array): CommandResult;
}

/** A fresh folder for each test of a file, removed after it. */
export function useSandbox(): Sandbox {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'dockopt-cli-')));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get folder() {
      return folder;
    },
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    },
    run(words, input = '') {
      const { status, stdout, stderr } = spawnSync(execPath, [PROGRAM, ...words], {
        cwd: folder,
        env: ENVIRONMENT,
        input,
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      });
      return { exitCode: status, stdout, stderr };
    },
  };
}

/** A Dockerfile that merge-runs and clean-caches change, and what they make of it. */
export const MERGEABLE = {
  before:
    'FROM debian:12-slim\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends jq\n',
  words: ['--only', 'merge-runs'],
} as const;

/** A Dockerfile that nothing changes. */
export const FINISHED = 'FROM scratch\nLABEL a=b\n';
