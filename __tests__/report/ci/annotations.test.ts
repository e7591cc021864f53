import { expect, test } from '@jest/globals';
import { visible } from '../../../src/report/file-report.js';
import { fingerprint } from '../../../src/report/ci/fingerprint.js';
import { formatGithub } from '../../../src/report/ci/github.js';
import { formatGitlab } from '../../../src/report/ci/gitlab.js';
import { EACH, HOSTILE } from './samples.js';

interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a workflow command as GitHub's runner does: cut at the marks first, unescaped afterwards. */
function readCommand(line: string): WorkflowCommand {
  const end = line.indexOf('::', 2);
  if (!line.startsWith('::') || end === -1) throw new Error(`no command: ${line}`);
  const [name = '', ...rest] = line.slice(2, end).split(' ');
  const unescape = (text: string): string =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const properties = rest
    .join(' ')
    .split(',')
    .map((property): [string, string] => {
      const equals = property.indexOf('=');
      return [property.slice(0, equals), unescape(property.slice(equals + 1))];
    });
  const message = line
    .slice(end + 2)
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
  return { name, properties: Object.fromEntries(properties), message };
}

const commands = (text: string): readonly WorkflowCommand[] =>
  text.split('\n').slice(0, -1).map(readCommand);

test('annotations of GitHub: errors first, and of the refusals those for a person', () => {
  expect(commands(formatGithub(EACH)).map(({ name, message }) => [name, message])).toEqual([
    ['error', 'FORM is no instruction, correct it: BuildKit rejects this file'],
    ['warning', 'Merges the RUNs.'],
    ['notice', 'Takes debian:12-slim.'],
    ['notice', 'A person may.'],
  ]);
  const [, warning, notice] = commands(formatGithub(EACH));
  expect(warning?.properties).toEqual({
    file: 'app/Dockerfile',
    line: '2',
    endLine: '3',
    title: 'dockopt would change this: merge-runs, safe',
  });
  expect(notice?.properties).toMatchObject({ line: '1', endLine: '1', col: '6', endColumn: '15' });
});

test('annotations of GitHub are one command a line, whatever paths and messages hold', () => {
  const read = commands(formatGithub(HOSTILE));
  expect(read.length).toBe(HOSTILE.length);
  const files = read.map(({ properties }) => properties['file']).sort();
  expect(files).toEqual(HOSTILE.map(({ path }) => path).sort());
  const messages = HOSTILE.map((report) =>
    report.kind === 'failed' ? `${report.message} ${report.message}` : report.note,
  );
  expect(read.map(({ message }) => message).sort()).toEqual(
    messages.map((text) => visible(text ?? '')).sort(),
  );
});

test('Code Quality of GitLab has what its format asks for', () => {
  const issues = JSON.parse(formatGitlab(EACH)) as readonly Record<string, unknown>[];
  expect(
    issues.map((issue) => [issue['severity'], issue['check_name'], issue['location']]),
  ).toEqual([
    ['minor', 'merge-runs', { path: 'app/Dockerfile', lines: { begin: 2, end: 3 } }],
    ['info', 'slim-base/context-absent', { path: 'app/Dockerfile', lines: { begin: 1, end: 1 } }],
    [
      'info',
      'merge-runs/ignored-by-comment',
      { path: 'app/Dockerfile', lines: { begin: 2, end: 3 } },
    ],
    [
      'info',
      'merge-runs/ignored-by-comment',
      { path: 'app/Dockerfile', lines: { begin: 2, end: 3 } },
    ],
    ['major', 'dockopt/not-planned', { path: 'broken/Dockerfile', lines: { begin: 2, end: 2 } }],
  ]);
  for (const { description, fingerprint: print } of issues) {
    expect(description).toMatch(/^dockopt .*\. ?\S/);
    expect(print).toMatch(/^[0-9a-f]{16}$/);
  }
  expect(new Set(issues.map((issue) => issue['fingerprint'])).size).toBe(issues.length);
  expect(formatGitlab([])).toBe('[]\n');
});

test('fingerprints are FNV-1a, by the values of its specification', () => {
  expect(fingerprint('')).toBe('cbf29ce484222325');
  expect(fingerprint('a')).toBe('af63dc4c8601ec8c');
  expect(fingerprint('foobar')).toBe('85944171f73967e8');
});
