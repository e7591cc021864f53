import { spawnSync } from 'node:child_process';
import { env } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import type { FileReport } from '../../../src/report/file-report.js';
import { visible } from '../../../src/report/file-report.js';
import { formatJunit } from '../../../src/report/ci/junit.js';
import { EACH, HOSTILE } from './samples.js';

const isThere = spawnSync('xmllint', ['--version']).status === 0;
if (!isThere && env['DOCKOPT_REQUIRE_ALL'] === '1') throw new Error('xmllint is not installed');
if (!isThere) console.warn('skipped: xmllint is not installed (Debian: libxml2-utils)');

const children = (element: XmlElement): readonly XmlElement[] =>
  element.children.filter((child) => child instanceof XmlElement);

function casesOf(reports: readonly FileReport[]): readonly XmlElement[] {
  const { root } = parseXml(formatJunit(reports));
  if (root === null) throw new Error('no root');
  expect([root.name, ...children(root).map(({ name }) => name)]).toEqual([
    'testsuites',
    'testsuite',
  ]);
  return children(root).flatMap(children);
}

test('JUnit has a test case for each file, with what keeps it from passing', () => {
  const cases = casesOf(EACH);
  expect(
    cases.map(({ name, attributes }) => [name, attributes['classname'], attributes['name']]),
  ).toEqual([
    ['testcase', 'dockopt', 'app/Dockerfile'],
    ['testcase', 'dockopt', 'finished/Dockerfile'],
    ['testcase', 'dockopt', 'broken/Dockerfile'],
  ]);
  expect(cases.map((each) => children(each).map(({ name, text }) => [name, text]))).toEqual([
    [
      ['failure', 'app/Dockerfile:2 merge-runs: Merges the RUNs.'],
      [
        'system-out',
        'app/Dockerfile:1 with --unsafe: slim-base/context-absent: Takes debian:12-slim.\n' +
          'app/Dockerfile:2 left alone: merge-runs/ignored-by-comment: A person may.\n' +
          'app/Dockerfile:2 left alone: merge-runs/ignored-by-comment: Nobody can.',
      ],
    ],
    [],
    [
      [
        'error',
        'broken/Dockerfile:2:3 FORM is no instruction, correct it: BuildKit rejects this file',
      ],
    ],
  ]);
  const suite = children(parseXml(formatJunit(EACH)).root ?? new XmlElement(''))[0];
  expect(suite?.attributes).toMatchObject({ tests: '3', failures: '1', errors: '1', skipped: '0' });
});

test('JUnit shows hostile paths and messages as they are, but for what XML can’t hold', () => {
  const shown = (text: string): string =>
    visible(text).replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
  const cases = casesOf(HOSTILE);
  expect(cases.map(({ attributes }) => attributes['name'])).toEqual(
    HOSTILE.map(({ path }) => shown(path)),
  );
  for (const [index, report] of HOSTILE.entries()) {
    const message = report.kind === 'failed' ? report.message : (report.note ?? '');
    expect(cases[index]?.text).toContain(shown(message));
  }
});

(isThere ? describe : describe.skip)('xmllint', () => {
  test.each([
    ['each', EACH],
    ['hostile', HOSTILE],
    ['nothing', []],
  ])('reads the report of %s', (_, reports) => {
    const { status, stderr } = spawnSync('xmllint', ['--noout', '-'], {
      input: formatJunit(reports),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
