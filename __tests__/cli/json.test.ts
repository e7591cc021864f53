import { describe, expect, test } from '@jest/globals';
import { FINISHED, MERGEABLE, useSandbox } from './command.js';
import { schemaErrors } from '../support/schema.js';

const sandbox = useSandbox();

interface Report {
  readonly files: readonly Readonly<Record<string, unknown>>[];
  readonly summary: Readonly<Record<string, number>>;
}

function report(words: readonly string[], input = ''): Report {
  const { stdout } = sandbox.run(['fix', '--format', 'json', ...words], input);
  const parsed: unknown = JSON.parse(stdout);
  expect(schemaErrors(parsed, 'report')).toEqual([]);
  // The schema says just that.
  return parsed as Report;
}

const find = ({ files }: Report, path: string) => files.find((file) => file['path'] === path);

describe('the JSON report', () => {
  test('has every file with its status, and counts them', () => {
    sandbox.write({
      'a b/Dockerfile': MERGEABLE.before,
      Dockerfile: FINISHED,
      'broken.dockerfile': 'FROM a\nRUN b\nFROM\n',
      'latin.dockerfile': Buffer.from([0xff, 0x0a]),
    });
    const given = report(['.', 'missing', ...MERGEABLE.words]);
    expect(find(given, 'a b/Dockerfile')).toMatchObject({
      status: 'changed',
      before: MERGEABLE.before,
      diff: expect.stringMatching(/^--- a\/a b\/Dockerfile\t\n\+\+\+ b\/a b\/Dockerfile\t\n@@ /),
    });
    expect(find(given, 'Dockerfile')).toMatchObject({
      status: 'unchanged',
      before: FINISHED,
      after: FINISHED,
      diff: '',
    });
    for (const path of ['broken.dockerfile', 'latin.dockerfile', 'missing']) {
      expect(find(given, path)).toMatchObject({
        status: 'error',
        findings: [],
        message: expect.stringMatching(/., ./),
      });
    }
    expect(find(given, 'broken.dockerfile')).toMatchObject({ position: { line: 3, column: 1 } });
    expect(given.summary).toMatchObject({ files: 5, changed: 1, unchanged: 1, errors: 3 });
    expect(given.summary['applied']).toBeGreaterThan(0);
  });

  test('is the same after --write', () => {
    sandbox.write({ Dockerfile: MERGEABLE.before });
    const planned = report([...MERGEABLE.words]);
    expect(report(['--write', ...MERGEABLE.words])).toEqual(planned);
  });

  test('counts lines from 1 and columns in UTF-16 units, in the text before all edits', () => {
    sandbox.write({ Dockerfile: `# 😀\r\n${MERGEABLE.before.replaceAll('\n', '\r\n')}` });
    const [file] = report([...MERGEABLE.words]).files;
    expect(file?.['findings']).toMatchObject([
      {
        transform: 'merge-runs',
        status: 'applied',
        range: { start: { line: 3, column: 1 }, end: { line: 4, column: 50 } },
      },
    ]);
  });

  test('paths count from the working directory, with /', () => {
    sandbox.write({ 'sub/x/Dockerfile': FINISHED });
    expect(report(['./sub/../sub/x']).files.map(({ path }) => path)).toEqual(['sub/x/Dockerfile']);
    expect(report([sandbox.folder]).files.map(({ path }) => path)).toEqual(['sub/x/Dockerfile']);
    expect(report(['-'], FINISHED).files.map(({ path }) => path)).toEqual(['-']);
  });

  test('a .dockerignore that would be created is a file of its own', () => {
    sandbox.write({
      'app/Dockerfile': 'FROM scratch\nCOPY . /\n',
      'app/main.py': 'print(1)\n',
      'app/__pycache__/main.pyc': 'x',
    });
    const given = report(['--only', 'dockerignore']);
    expect(given.files.map(({ path }) => path)).toEqual(['app/Dockerfile', 'app/.dockerignore']);
    expect(find(given, 'app/.dockerignore')).toMatchObject({
      status: 'changed',
      before: '',
      diff: expect.stringMatching(/^--- \/dev\/null\n\+\+\+ b\/app\/\.dockerignore\n@@ -0,0 /),
    });
  });
});
