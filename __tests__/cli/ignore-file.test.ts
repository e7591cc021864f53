import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { useSandbox } from './command.js';

const sandbox = useSandbox();

test('the ignore file of one Dockerfile takes the place of the common one', () => {
  sandbox.write({
    'web.Dockerfile': 'FROM python:3.12-slim\nCOPY . /app\nCMD ["python", "/app/shop.py"]\n',
    'web.Dockerfile.dockerignore': 'notes\n',
    '.dockerignore': 'other\n',
    'shop.py': 'print(1)\n',
    '__pycache__/shop.cpython-312.pyc': 'x',
  });
  const { exitCode, stderr } = sandbox.run(['fix', '--write', '--only', 'dockerignore']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const read = (name: string): string => readFileSync(join(sandbox.folder, name), 'utf8');
  expect(read('web.Dockerfile.dockerignore')).toBe('notes\n**/__pycache__\n**/*.py[cod]\n');
  expect(read('.dockerignore')).toBe('other\n');
});

test('a new ignore file in a repository is named, with what adds it to a commit', () => {
  const files = {
    'the app/Dockerfile': 'FROM python:3.12-slim\nCOPY . /app\nCMD ["python", "/app/shop.py"]\n',
    'the app/shop.py': 'print(1)\n',
    'the app/__pycache__/shop.cpython-312.pyc': 'x',
  };
  const write = (): string => {
    sandbox.write(files);
    return sandbox.run(['fix', '--write', '--only', 'dockerignore', '--format', 'json']).stderr;
  };
  expect(write()).toBe('');
  rmSync(join(sandbox.folder, 'the app/.dockerignore'));
  spawnSync('git', ['init', '-q'], { cwd: sandbox.folder });
  expect(write()).toBe(
    "the app/.dockerignore: this file is new, add it to the commit: git add 'the app/.dockerignore'\n",
  );
  sandbox.write({ 'the app/.dockerignore': 'other\n' });
  expect(write()).toBe('');
});
