import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { ENVIRONMENT, PROGRAM, useSandbox } from './command.js';

const sandbox = useSandbox();

beforeEach(() => {
  sandbox.write({ 'bin/dockopt': `#!/bin/sh\nexec '${execPath}' '${PROGRAM}' "$@"\n` });
  chmodSync(join(sandbox.folder, 'bin', 'dockopt'), 0o755);
});

/** What bash offers for the last of these words. */
function offered(words: readonly string[]): readonly string[] {
  const script = `eval "$(dockopt completion bash)"
complete -p dockopt >/dev/null || exit 9
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_dockopt dockopt "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--norc', '--noprofile', '-c', script, 'bash', 'dockopt', ...words],
    {
      cwd: sandbox.folder,
      encoding: 'utf8',
      // Another shell than the one that asks, as in a bash that was started in it.
      env: {
        ...ENVIRONMENT,
        SHELL: '/bin/zsh',
        PATH: `${join(sandbox.folder, 'bin')}:${env['PATH'] ?? ''}`,
      },
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('a real bash', () => {
  test.each([
    [['expl'], ['explain']],
    [['fix', '--for'], ['--format']],
    [
      ['fix', '--format', 'js'],
      ['json', 'jsonl'],
    ],
    [['fix', '--format', '=', 'd'], ['diff']],
    [['compare', '--format', 'm'], ['markdown']],
    [['completion', 'z'], ['zsh']],
    [['fix', 'Dockerf'], []],
  ])('completes %j', (words, expected) => {
    expect(offered(words)).toEqual(expected);
  });

  test.each(['bash', 'zsh', 'fish'])('is not all: there is a script for %s', (shell) => {
    const { exitCode, stdout } = sandbox.run(['completion', shell]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--get-yargs-completions');
  });
});
