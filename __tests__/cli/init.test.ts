import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { configurationText } from '../../src/cli/init/configuration-text.js';
import { addHuskyLine, addLintStaged, STAGED_PATTERN } from '../../src/cli/init/lint-staged.js';
import { addPreCommitHook, newPreCommitText } from '../../src/cli/init/pre-commit.js';
import { useSandbox } from './command.js';

const sandbox = useSandbox();
const read = (path: string): string => readFileSync(join(sandbox.folder, path), 'utf8');
const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const version = /"version": "(.*)"/.exec(manifest)?.[1] ?? '';

describe('dockopt init', () => {
  test('writes a configuration and says how to go on', () => {
    sandbox.write({ 'app/x': '' });
    expect(sandbox.run(['init', 'app'])).toEqual({
      exitCode: 0,
      stdout: [
        'app/dockopt.config.yaml: written',
        '',
        'Next:',
        '  dockopt fix                     shows what would change',
        '  dockopt init --hook pre-commit  adds a hook to .pre-commit-config.yaml',
        '  dockopt init --hook husky       adds it to lint-staged and .husky/pre-commit',
        '',
      ].join('\n'),
      stderr: '',
    });
    expect(read('app/dockopt.config.yaml')).toBe(configurationText(false));
  });

  test.each([
    ['dockopt.config.yaml', 'unsafe: true\n'],
    ['.dockoptrc', ''],
    ['package.json', '{"dockopt": {}}'],
  ])('replaces no configuration: %s', (name, text) => {
    sandbox.write({ [name]: text });
    expect(sandbox.run(['init'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `${name}:1:1 configures dockopt already, change it or add a hook with --hook\n`,
    });
    expect(read(name)).toBe(text);
    expect(existsSync(join(sandbox.folder, 'dockopt.config.yaml'))).toBe(name.endsWith('.yaml'));
  });

  test('--dry-run writes nothing and shows a patch that git takes', () => {
    sandbox.write({ '.pre-commit-config.yaml': 'repos:\n- repo: local\n  hooks: []\n' });
    const { exitCode, stdout } = sandbox.run(['init', '--hook', 'pre-commit', '--dry-run']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--- /dev/null\n+++ b/dockopt.config.yaml\n');
    expect(stdout).toContain(
      `+- repo: https://github.com/dockopt/dockopt\n+  rev: v${version}\n+  hooks:\n+  - id: dockopt-fix\n`,
    );
    expect(existsSync(join(sandbox.folder, 'dockopt.config.yaml'))).toBe(false);
    expect(read('.pre-commit-config.yaml')).toBe('repos:\n- repo: local\n  hooks: []\n');
  });

  test('adds a hook where the configuration is there, and writes all or nothing', () => {
    sandbox.write({ 'dockopt.config.json': '{}' });
    const first = sandbox.run(['init', '--hook', 'husky']);
    expect(first).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'package.json:1:1 is not there, make it with npm init: husky and lint-staged need it\n',
    });
    sandbox.write({ 'package.json': '{}\n', '.lintstagedrc.json': '{}' });
    expect(sandbox.run(['init', '--hook', 'husky']).stderr).toBe(
      '.lintstagedrc.json:1:1 configures lint-staged, add "dockopt fix --write" to it by hand\n',
    );
    expect(read('package.json')).toBe('{}\n');
    expect(sandbox.run(['init', '--hook', 'pre-commit'])).toEqual({
      exitCode: 0,
      stdout:
        '.pre-commit-config.yaml: written\ndockopt.config.json: stays as it is\n\nNext: pre-commit install, unless it is done\n',
      stderr: '',
    });
    expect(read('.pre-commit-config.yaml')).toBe(newPreCommitText(version));
  });

  test('says in one line what it can’t do', () => {
    expect(sandbox.run(['init', 'nowhere']).stderr).toBe(
      'dockopt: nowhere is no folder, name the one to begin in\n',
    );
    expect(sandbox.run(['init', '--hook', 'lefthook']).stderr).toBe(
      "dockopt: --hook can't be lefthook, give one of pre-commit, husky\n",
    );
  });
});

describe('.pre-commit-config.yaml', () => {
  const added = (text: string): unknown => {
    const result = addPreCommitHook(text, '1.2.3');
    return 'text' in result ? result.text : result;
  };

  test.each([
    [
      'the style of sample-config, with comments around',
      `# ours
repos:
-   repo: https://github.com/pre-commit/pre-commit-hooks   # the usual
    rev: "v3.2.0"
    hooks:
    -   id: check-yaml  # quick
# the end
`,
      `# ours
repos:
-   repo: https://github.com/pre-commit/pre-commit-hooks   # the usual
    rev: "v3.2.0"
    hooks:
    -   id: check-yaml  # quick
-   repo: https://github.com/dockopt/dockopt
    rev: v1.2.3
    hooks:
    -   id: dockopt-fix
# the end
`,
    ],
    [
      'an indented list, keys behind it, no last newline',
      `repos:
  - repo: a
    rev: 'b'
    hooks:
      - id: c
        args: ["--x",   "y"]

fail_fast:   true`,
      `repos:
  - repo: a
    rev: 'b'
    hooks:
      - id: c
        args: ["--x",   "y"]
  - repo: https://github.com/dockopt/dockopt
    rev: v1.2.3
    hooks:
      - id: dockopt-fix

fail_fast:   true`,
    ],
    [
      'a list at the end without a newline, Windows line ends',
      'repos:\r\n- repo: a\r\n  rev: b\r\n  hooks: [{id: c}]',
      'repos:\r\n- repo: a\r\n  rev: b\r\n  hooks: [{id: c}]\r\n- repo: https://github.com/dockopt/dockopt\r\n  rev: v1.2.3\r\n  hooks:\r\n  - id: dockopt-fix',
    ],
    [
      'an empty list in one line',
      '# ours\nrepos: [] # none yet\n',
      '# ours\nrepos:\n  - repo: https://github.com/dockopt/dockopt\n    rev: v1.2.3\n    hooks:\n      - id: dockopt-fix\n  # none yet\n',
    ],
  ])('%s', (_, before, after) => {
    expect(added(before)).toBe(after);
  });

  test('is left alone where it runs dockopt, and where it is none', () => {
    expect(added(newPreCommitText('1.0.0'))).toEqual({
      message: 'has dockopt already, run pre-commit autoupdate for a newer one',
    });
    for (const text of ['', 'repos: x\n', 'repos: [\n']) {
      expect(added(text)).toEqual({
        message: 'has no list of repos, correct it: pre-commit would not read it either',
      });
    }
  });
});

describe('package.json', () => {
  const added = (text: string): unknown => {
    const result = addLintStaged(text);
    return 'text' in result ? result.text : result;
  };
  const entry = `${JSON.stringify(STAGED_PATTERN)}: "dockopt fix --write"`;

  test.each([
    ['{}\n', `{"lint-staged": {${entry.replace('": "', '":"')}}}\n`],
    [
      '{\n  "name": "x",\n  "files": ["a",   "b"]\n}\n',
      `{\n  "name": "x",\n  "files": ["a",   "b"],\n  "lint-staged": {\n    ${entry}\n  }\n}\n`,
    ],
    [
      '{\n\t"lint-staged": {\n\t\t"*.js": ["eslint"]\n\t},\n\t"name": "x"\n}',
      `{\n\t"lint-staged": {\n\t\t"*.js": ["eslint"],\n\t\t${entry}\n\t},\n\t"name": "x"\n}`,
    ],
    [
      '\uFEFF{\r\n    "name": "x"\r\n}\r\n',
      `\uFEFF{\r\n    "name": "x",\r\n    "lint-staged": {\r\n        ${entry}\r\n    }\r\n}\r\n`,
    ],
    ['{"lint-staged": {"*.js": "eslint"}}', `{"lint-staged": {"*.js": "eslint", ${entry}}}`],
  ])('%j is extended, every other byte as it was', (before, after) => {
    expect(added(before)).toBe(after);
    expect(added(after)).toEqual({ message: 'runs dockopt with lint-staged already' });
  });

  test('is left alone where it can’t be extended', () => {
    expect(added('{"a": ')).toEqual({ message: 'is no JSON with a mapping, correct it' });
    expect(added('{"lint-staged": "eslint"}')).toEqual({
      message: 'has a lint-staged that is no mapping, add "dockopt fix --write" by hand',
    });
  });
});

test('.husky/pre-commit gets one line, once', () => {
  expect(addHuskyLine('')).toBe('npx lint-staged\n');
  expect(addHuskyLine('npm test')).toBe('npm test\nnpx lint-staged\n');
  expect(addHuskyLine('npm test\r\n')).toBe('npm test\r\nnpx lint-staged\r\n');
  expect(addHuskyLine('# lint-staged\n')).toBe('# lint-staged\nnpx lint-staged\n');
  expect(addHuskyLine('yarn lint-staged --quiet\n')).toBe('yarn lint-staged --quiet\n');
});
