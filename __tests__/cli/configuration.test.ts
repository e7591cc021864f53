import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FINISHED, MERGEABLE, useSandbox } from './command.js';

const sandbox = useSandbox();
const read = (path: string): string => readFileSync(join(sandbox.folder, path), 'utf8');
const check = (...words: readonly string[]): string => {
  const { stdout, stderr } = sandbox.run(['check', ...words]);
  return stdout + stderr;
};

/** What `check` says of the Dockerfile by default, and without merge-runs. */
const BY_DEFAULT = 'Dockerfile: would change, 2 fixes (merge-runs, clean-caches)\n';
const WITHOUT = 'Dockerfile: nothing to change\n';
const OFF = { transforms: { 'merge-runs': 'off' } };

describe('a configuration is found', () => {
  test.each([
    ['dockopt.config.json', JSON.stringify(OFF)],
    ['dockopt.config.yaml', 'transforms:\n  merge-runs: off\n'],
    ['dockopt.config.yml', 'transforms:\n  merge-runs: off\n'],
    ['.dockoptrc', JSON.stringify(OFF)],
    ['.dockoptrc', 'transforms: {merge-runs: off}\n'],
    ['package.json', JSON.stringify({ name: 'x', dockopt: OFF })],
  ])('in %s', (name, text) => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    expect(check()).toBe(BY_DEFAULT);
    sandbox.write({ [name]: text });
    expect(check()).toBe(WITHOUT);
    expect(check('--no-config')).toBe(BY_DEFAULT);
  });

  test('from each Dockerfile upwards, the nearest one alone', () => {
    sandbox.write({
      'dockopt.config.json': JSON.stringify(OFF),
      'a/package.json': '{"dependencies": {"dockopt": "1"}}',
      'a/b/Dockerfile': MERGEABLE.before,
      'c/.dockoptrc': '',
      'c/Dockerfile': MERGEABLE.before,
    });
    expect(check()).toBe(`a/b/${WITHOUT}c/${BY_DEFAULT}`);
  });

  test('for standard input by the name that it has, else from the working directory', () => {
    sandbox.write({ '.dockoptrc': JSON.stringify(OFF), 'a/.dockoptrc': '' });
    const of = (...words: readonly string[]) =>
      sandbox.run(['fix', '--write', '-', ...words], MERGEABLE.before).stdout;
    expect(of()).toBe(MERGEABLE.before);
    expect(of('--stdin-filename', 'x/y/Dockerfile')).toBe(MERGEABLE.before);
    expect(of('--stdin-filename', 'a/Dockerfile')).not.toBe(MERGEABLE.before);
  });

  test('where --config names it, whatever its name', () => {
    sandbox.write({
      Dockerfile: MERGEABLE.before,
      '.dockoptrc': '',
      'settings/ours.txt': 'transforms: {merge-runs: off}\n',
    });
    expect(check('--config', 'settings/ours.txt')).toBe(WITHOUT);
    expect(check('--config', 'no.yaml')).toBe('no.yaml:1:1 does not exist, check the path\n');
  });
});

describe('nothing of a repository is run', () => {
  const CODE = (path: string): string =>
    `require('fs').writeFileSync(${JSON.stringify(path)}, ''); module.exports = {};`;

  test('by any command that looks at its Dockerfiles', () => {
    const mark = join(sandbox.folder, 'was-run');
    sandbox.write({
      Dockerfile: MERGEABLE.before,
      'package.json': '{"main": "main.js", "dockopt": {}, "type": "commonjs"}',
      'index.js': CODE(mark),
      ...Object.fromEntries(
        ['main', 'dockopt.config', '.dockoptrc', 'dockopt'].flatMap((name) =>
          ['js', 'cjs', 'ts', 'cts'].map((ending) => [`${name}.${ending}`, CODE(mark)]),
        ),
      ),
      ...Object.fromEntries(
        ['dockopt.config.mjs', '.dockoptrc.mjs'].map((name) => [
          name,
          `import { writeFileSync } from 'fs'; writeFileSync(${JSON.stringify(mark)}, '');`,
        ]),
      ),
    });
    expect(check()).toBe(BY_DEFAULT);
    expect(sandbox.run(['explain', 'slim-base', '--file', 'Dockerfile']).exitCode).toBe(0);
    expect(sandbox.run(['fix']).exitCode).toBe(0);
    expect(existsSync(mark)).toBe(false);
  });

  test.each(['dockopt.config.js', '.dockoptrc.js', '.dockoptrc.cjs'])(
    'not even where --config names %s',
    (name) => {
      const mark = join(sandbox.folder, 'was-run');
      sandbox.write({ Dockerfile: MERGEABLE.before, [name]: CODE(mark) });
      const { exitCode, stdout, stderr } = sandbox.run(['fix', '--write', '--config', name]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toMatch(/^[^\n]+:1:\d+ [^\n]+, [^\n]+\n$/);
      expect(existsSync(mark)).toBe(false);
      expect(read('Dockerfile')).toBe(MERGEABLE.before);
    },
  );

  test('and no string in it is taken for a module', () => {
    const mark = join(sandbox.folder, 'was-run');
    sandbox.write({
      Dockerfile: MERGEABLE.before,
      'package.json': '{"dockopt": "./own.js"}',
      'own.js': CODE(mark),
    });
    expect(check()).toBe(
      "package.json:1:13 the configuration can't be ./own.js, give keys with values\n",
    );
    expect(existsSync(mark)).toBe(false);
  });
});

describe('what is wrong in a configuration', () => {
  test('is one line each, status 2, and nothing is written, not even elsewhere', () => {
    sandbox.write({
      Dockerfile: MERGEABLE.before,
      'sub/Dockerfile': MERGEABLE.before,
      'sub/dockopt.config.yaml':
        'unsaf: true\ntransforms:\n  slim-bas: off\n  merge-runs: sometimes\ncontext: nowhere\n',
    });
    const { exitCode, stdout, stderr } = sandbox.run(['fix', '--write']);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: [
        'sub/dockopt.config.yaml:1:1 there is no key unsaf, did you mean unsafe?',
        'sub/dockopt.config.yaml:3:3 there is no transform slim-bas, did you mean slim-base?',
        "sub/dockopt.config.yaml:4:15 transforms.merge-runs can't be sometimes, give one of off, check, fix",
        'sub/dockopt.config.yaml:5:10 nowhere is no folder, name one from the folder of this file',
        '',
      ].join('\n'),
    });
    expect(read('Dockerfile')).toBe(MERGEABLE.before);
  });

  test('is said by every command that plans', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before, '.dockoptrc': 'unsafe: 1\n' });
    const line = ".dockoptrc:1:9 unsafe can't be 1, give true or false\n";
    for (const words of [
      ['fix'],
      ['check'],
      ['fix', '-'],
      ['explain', 'slim-base', '--file', 'Dockerfile'],
      ['compare'],
    ]) {
      expect(sandbox.run(words, MERGEABLE.before)).toEqual({
        exitCode: 2,
        stdout: '',
        stderr: line,
      });
    }
  });

  test('keeps a broken package.json from being passed over only where it names dockopt', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before, 'package.json': '{"a": ' });
    expect(check()).toBe(BY_DEFAULT);
    sandbox.write({ 'package.json': '{"dockopt": ' });
    expect(check()).toBe(
      'package.json:1:13 this is no JSON, correct it: no comments, no comma before } or ]\n',
    );
  });
});

describe('what a configuration says', () => {
  test('files that are left alone are passed over in folders, and named where a person names them', () => {
    sandbox.write({
      '.dockoptrc': 'ignore: [vendor/]\n',
      'vendor/Dockerfile': MERGEABLE.before,
      'a.dockerfile': FINISHED,
    });
    expect(check()).toBe('a.dockerfile: nothing to change\n');
    const named = sandbox.run(['fix', '--write', '--check', 'vendor/Dockerfile']);
    expect(named).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'vendor/Dockerfile: left alone, as .dockoptrc says\n',
    });
    const words = ['fix', '--write', '--stdin-filename', 'vendor/Dockerfile', '-'];
    expect(sandbox.run(words, MERGEABLE.before)).toEqual({
      exitCode: 0,
      stdout: MERGEABLE.before,
      stderr: 'vendor/Dockerfile: left alone, as .dockoptrc says\n',
    });
    expect(sandbox.run(['explain', 'slim-base', '--file', 'vendor/Dockerfile']).stdout).toBe(
      'vendor/Dockerfile: .dockoptrc leaves this file alone\n',
    );
    const compared = sandbox.run(['compare', 'vendor']);
    expect(compared).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'dockopt: vendor/Dockerfile: .dockoptrc leaves this file alone; give --no-config to compare it\n',
    });
  });

  test('what is only checked is reported, not written, and no failure', () => {
    sandbox.write({
      Dockerfile: MERGEABLE.before,
      '.dockoptrc': 'transforms: {merge-runs: check}\n',
    });
    const written = sandbox.run(['fix', '--write', '--check', '--unsafe']);
    expect({ exitCode: written.exitCode, stderr: written.stderr }).toEqual({
      exitCode: 0,
      stderr: '',
    });
    expect(read('Dockerfile')).toBe(MERGEABLE.before);
    expect(written.stdout).toContain(
      '  Reported and not applied, as the configuration says:\n  ! merge-runs safe · lines 2-3\n',
    );
    expect(written.stdout).toContain('1 fix reported only');
    expect(written.stdout).not.toContain('--unsafe would add');
    expect(check()).toBe('Dockerfile: nothing to change; 1 fix (merge-runs) reported only\n');
    const { stdout } = sandbox.run(['fix', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [
        {
          status: 'unchanged',
          findings: expect.arrayContaining([
            expect.objectContaining({
              transform: 'merge-runs',
              status: 'available',
              applicability: 'safe',
              reason: 'check-only',
            }),
          ]),
        },
      ],
    });
  });

  test('options and unsafe count, and the command line wins', () => {
    const alpine = 'FROM python:3.12\nCMD ["python"]\n';
    sandbox.write({
      Dockerfile: alpine,
      '.dockoptrc': 'unsafe: true\nbase: alpine\ntransforms: {dockerignore: off}\n',
    });
    const planned = (...words: readonly string[]): string =>
      sandbox.run(['fix', '--write', '-', ...words], alpine).stdout.split('\n')[0] ?? '';
    expect(planned()).toBe('FROM python:3.12-alpine');
    expect(planned('--no-unsafe')).toBe('FROM python:3.12');
    expect(planned('--base', 'slim')).toBe('FROM python:3.12-slim');
    expect(planned('--no-config')).toBe('FROM python:3.12-slim');
    expect(planned('--skip', 'slim-base')).toBe('FROM python:3.12');
  });

  test('a transform that is off runs where --only names it', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before, '.dockoptrc': JSON.stringify(OFF) });
    expect(check('--only', 'merge-runs')).toBe('Dockerfile: would change, 1 fix (merge-runs)\n');
    expect(check('--skip', 'clean-caches')).toBe(WITHOUT);
  });

  test('packages that a person names are installed with the swap', () => {
    sandbox.write({
      Dockerfile: 'FROM python:3.12\nCMD ["python"]\n',
      'dockopt.config.yaml': 'transforms:\n  slim-base:\n    packages: [curl]\n',
    });
    expect(sandbox.run(['fix', '--only', 'slim-base', '--write']).exitCode).toBe(0);
    expect(read('Dockerfile')).toBe(
      'FROM python:3.12-slim\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends curl \\\n    && rm -rf /var/lib/apt/lists/*\nCMD ["python"]\n',
    );
    expect(check('--only', 'slim-base')).toBe('Dockerfile: nothing to change\n');
    const shown = sandbox.run(['explain', 'slim-base', '--file', 'Dockerfile', '--no-config']);
    expect(shown.stdout).not.toContain('the configuration');
  });

  test('the context counts from the folder of the configuration, and --context wins', () => {
    sandbox.write({
      'app/.dockoptrc': 'overrides: [{files: [docker/], context: .}]\n',
      'app/docker/Dockerfile': 'FROM python:3.12\nCOPY main.py /\nCMD ["python", "/main.py"]\n',
      'app/main.py': 'print(1)\n',
      'other/main.py': 'import subprocess\nsubprocess.run(["hg"])\n',
    });
    const file = 'app/docker/Dockerfile';
    const of = (...words: readonly string[]): string =>
      sandbox.run(['explain', 'slim-base', '--file', file, ...words]).stdout;
    expect(of('--no-config')).toContain('The build context is not known');
    expect(of()).not.toContain('The build context is not known');
    expect(of()).not.toContain('hg');
    expect(of('--context', 'other')).toContain('hg');
    expect(check('--only', 'slim-base')).toBe(`${file}: would change, 1 fix (slim-base)\n`);
  });

  test('a target that a file has not got is left out with a note', () => {
    sandbox.write({
      '.dockoptrc': 'target: Build\n',
      'a.dockerfile': 'FROM debian:12-slim AS build\nFROM scratch\nCOPY --from=build /a /a\n',
      'b.dockerfile': FINISHED,
    });
    expect(sandbox.run(['check'])).toEqual({
      exitCode: 0,
      stdout: 'a.dockerfile: nothing to change\nb.dockerfile: nothing to change\n',
      stderr: 'b.dockerfile: no stage Build, planned without the target of its configuration\n',
    });
  });
});
