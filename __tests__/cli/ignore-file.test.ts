import { readFileSync } from 'node:fs';
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
