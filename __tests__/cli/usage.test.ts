import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { execPath } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/cli/usage-message.js';
import { ENVIRONMENT, FINISHED, MERGEABLE, PROGRAM, useSandbox } from './command.js';

const sandbox = useSandbox();

describe('a command line that is wrong ends with status 2 and one line', () => {
  test.each([
    [[], 'name a command'],
    [['fxi'], 'did you mean fix?'],
    [['fix', '--writ'], 'did you mean --write?'],
    [['fix', '-w'], 'unknown option -w'],
    [['check', '--write'], 'unknown option --write'],
    [['list', 'x'], 'unknown argument x'],
    [['fix', '--write', '--dry-run'], 'exclude each other'],
    [['fix', '--only', 'slim-base', '--skip', 'slim-base'], 'exclude each other'],
    [['fix', '--only', 'slim-bas'], 'did you mean slim-base?'],
    [['fix', '--skip', 'merge-runs,nothing'], 'there is no transform nothing'],
    [['fix', '--skip', 'merge-runs,'], 'empty id'],
    [['fix', '--only'], '--only needs a value'],
    [['fix', '--format', 'xml'], 'pretty, diff, json, jsonl, markdown, sarif'],
    [['completion'], 'give one of bash, zsh, fish'],
    [['completion', 'tcsh'], "the shell can't be tcsh, give one of bash, zsh, fish"],
    [['help', 'fxi'], 'did you mean fix?'],
    [['fix', '--base', 'tiny'], 'slim, alpine'],
    [['fix', '--merge', 'some'], 'shipping, pays, all'],
    [['fix', '--format', 'json', '--format', 'diff'], 'given twice'],
    [['fix', '--context', ''], 'is empty'],
    [['fix', '--stdin-filename', 'a'], 'give - as the path'],
    [['explain'], 'needs the id'],
    [['explain', 'merge-run'], 'did you mean merge-runs?'],
    [['explain', '-'], 'there is no transform -'],
    [['lsp', '--pipe=a'], 'unknown option --pipe'],
    [['install-plugin', '--force'], 'unknown option --force'],
    [['dockopt', 'fix'], 'there is no command dockopt'],
  ])('%j', (words, part) => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    const { exitCode, stdout, stderr } = sandbox.run(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^dockopt: [^\n]+\n$/);
    expect(stderr).toContain(part);
  });
});

describe('a target that is no stage', () => {
  const staged = 'FROM debian:12-slim AS Build\nFROM scratch\nCOPY --from=build /a /a\n';

  test('of any file is a usage error that names the stages there are', () => {
    sandbox.write({ Dockerfile: staged });
    const { exitCode, stdout, stderr } = sandbox.run(['fix', '--write', '--target', 'biuld']);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'dockopt: there is no stage biuld to target, give one of build\n',
    });
  });

  test('of some files is a note', () => {
    sandbox.write({ Dockerfile: staged, 'other.dockerfile': FINISHED });
    const { exitCode, stderr } = sandbox.run(['check', '--target', 'BUILD']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'other.dockerfile: no stage BUILD, planned without --target\n',
    });
    expect(sandbox.run(['check', 'Dockerfile', '--target', '0']).stderr).toBe('');
  });

  test('of no file that can be read is not spoken of', () => {
    sandbox.write({ Dockerfile: 'FORM scratch\n' });
    const { exitCode, stderr } = sandbox.run(['check', '--target', 'a']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Dockerfile:1:1 FORM[^\n]*\n$/);
  });
});

test('paths that look like options follow --', () => {
  sandbox.write({ '-x.dockerfile': FINISHED, '--': FINISHED });
  const { exitCode, stdout } = sandbox.run(['check', '--', '-x.dockerfile', '--']);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: '--: nothing to change\n-x.dockerfile: nothing to change\n',
  });
});

describe('help', () => {
  const commands = COMMANDS.filter((name) => name !== 'help');

  test('is there for every command that it names', () => {
    const { stdout } = sandbox.run(['--help']);
    const named = [...stdout.matchAll(/^ {2}dockopt ([\w-]+)/gm)].map(([, name]) => name);
    expect([...new Set(named)]).toEqual(COMMANDS);
  });

  test.each([['--help'], ...commands.map((name) => [name, '--help'])].map((words) => [words]))(
    '%j fits 80 columns and is given an example',
    (words) => {
      const { exitCode, stdout, stderr } = sandbox.run(words);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(stdout).toContain('Examples:');
      // As a person asks for it who knows other programs.
      expect(sandbox.run(['help', ...words.slice(0, -1)])).toEqual({ exitCode, stdout, stderr });
    },
  );

  test('--version is that of the package', () => {
    const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    const { exitCode, stdout } = sandbox.run(['--version']);
    expect(exitCode).toBe(0);
    expect(manifest).toContain(`"version": "${stdout.trimEnd()}"`);
  });
});

describe('transforms', () => {
  test('list names all of them in the order of running', () => {
    const { exitCode, stdout } = sandbox.run(['list']);
    const ids = [...stdout.matchAll(/^([a-z]+-?[a-z]+)  +(?=safe|unsafe|manual)/gm)].map(
      ([, id]) => id,
    );
    const order = [
      'builder-stage',
      'slim-base',
      'minimal-base',
      'dockerignore',
      'cache-order',
      'merge-runs',
      'clean-caches',
    ];
    expect(exitCode).toBe(0);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(order.filter((id) => ids.includes(id)));
  });

  test('explain tells description, definitions and reasons', () => {
    const { exitCode, stdout } = sandbox.run(['explain', 'slim-base']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('every condition under which');
    expect(stdout).toMatch(/^ {2}needs-compiler\n {4}\S/m);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

describe('colours', () => {
  const coloured = (words: readonly string[], environment: Record<string, string> = {}): boolean =>
    spawnSync(execPath, [PROGRAM, 'fix', ...words, ...MERGEABLE.words], {
      cwd: sandbox.folder,
      env: { ...ENVIRONMENT, ...environment },
      encoding: 'utf8',
    }).stdout.includes('\u001b[');

  test('only on a terminal, or where --color asks for them', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    expect(coloured([])).toBe(false);
    expect(coloured(['--color'])).toBe(true);
    expect(coloured(['--color'], { NO_COLOR: '1' })).toBe(true);
    expect(coloured(['--no-color'])).toBe(false);
  });

  test('on a terminal, unless NO_COLOR is set', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    // The program `script` gives its child a terminal.
    const onTerminal = (environment: Record<string, string>): string =>
      spawnSync('script', ['-qec', `'${execPath}' '${PROGRAM}' fix`, '/dev/null'], {
        cwd: sandbox.folder,
        env: { ...ENVIRONMENT, TERM: 'xterm', ...environment },
        encoding: 'utf8',
      }).stdout;
    expect(onTerminal({})).toContain('\u001b[');
    expect(onTerminal({ NO_COLOR: '1' })).not.toContain('\u001b[');
    expect(onTerminal({ NO_COLOR: '1' })).toContain('would change');
  });
});
