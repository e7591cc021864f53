import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';

/** The project. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** A Dockerfile that dockopt rewrites. */
export const BEFORE =
  'FROM debian:12-slim\nRUN apt-get update\nRUN apt-get install -y curl\nRUN apt-get clean\n';

/** What a program answered. */
export interface Answer {
  readonly status: number | null;
  readonly output: string;
}

/** Git, and what calls it, in a world of their own: no settings of a person or of a hook that runs this test. */
export interface World {
  readonly folder: string;
  run(program: string, words: readonly string[], cwd: string): Answer;
  /** @throws Error where git fails */
  git(words: readonly string[], cwd: string): string;
  read(...path: readonly string[]): string;
  remove(): void;
}

/** Makes a new world in a folder of its own. */
export function createWorld(): World {
  const folder = mkdtempSync(join(tmpdir(), 'dockopt-hooks-'));
  const settings = '[user]\nname = Test\nemail = test@example.org\n[init]\ndefaultBranch = main\n';
  writeFileSync(join(folder, 'gitconfig'), settings);
  const own = Object.entries(env).filter(
    ([name]) => !/^(?:GIT_.*|NODE_OPTIONS|npm_.*|CI)$/.test(name) || name === 'npm_config_registry',
  );
  const environment = {
    ...Object.fromEntries(own),
    GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
    PRE_COMMIT_HOME: join(folder, 'pre-commit'),
  };
  const run: World['run'] = (program, words, cwd) => {
    const { status, stdout, stderr } = spawnSync(program, words, {
      cwd,
      encoding: 'utf8',
      env: environment,
      maxBuffer: 2 ** 26,
    });
    return { status, output: stdout + stderr };
  };
  return {
    folder,
    run,
    git(words, cwd) {
      const { status, output } = run('git', words, cwd);
      if (status !== 0) throw new Error(`git ${words.join(' ')}: ${output}`);
      return output;
    },
    read: (...path) => readFileSync(join(folder, ...path), 'utf8'),
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
