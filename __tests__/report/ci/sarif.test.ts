import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import Ajv from 'ajv-draft-04';
import type { Log, Region, Result } from 'sarif';
import type { FileReport } from '../../../src/report/file-report.js';
import { formatSarif } from '../../../src/report/ci/sarif.js';
import { BEFORE, EACH, FAILED, finding, FIXTURES, HOSTILE, planned, reportsOf } from './samples.js';

const require = createRequire(import.meta.url);
// The schema is older than what the library holds for good style.
const ajv = new Ajv.default({ strict: false, logger: false, unicodeRegExp: false });
const isSarif = ajv.compile(
  require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object,
);

/** The report, which is read by the schema of SARIF first. */
function sarif(reports: readonly FileReport[]): Log {
  const text = formatSarif(reports, '1.2.3');
  const log: unknown = JSON.parse(text);
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  expect(text.endsWith('}\n')).toBe(true);
  // The schema says just that.
  return log as Log;
}

const resultsOf = (log: Log): readonly Result[] => log.runs[0]?.results ?? [];

/** Where a place lies in a text whose lines end with \r\n or \n; it has to be one that the text has. */
function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split(/(?<=\n)/);
  const found = lines[line - 1];
  if (found === undefined && !(text === '' && line === 1)) throw new Error(`no line ${line}`);
  const content = (found ?? '').replace(/\r?\n$/, '');
  if (column < 1 || column > content.length + 1) throw new Error(`no column ${column} in ${line}`);
  return lines.slice(0, line - 1).join('').length + column - 1;
}

/** Applies all fixes of a log to files by their path, as a program does that knows SARIF and nothing of dockopt. */
function applyFixes(log: Log, files: Readonly<Record<string, string>>): Record<string, string> {
  const result: Record<string, string> = { ...files };
  const changes = resultsOf(log).flatMap(({ fixes = [] }) => fixes[0]?.artifactChanges ?? []);
  const uris = changes.map(({ artifactLocation: { uri } }) => uri);
  expect(new Set(uris).size).toBe(uris.length);
  for (const { artifactLocation, replacements } of changes) {
    const path = decodeURIComponent(artifactLocation.uri ?? '');
    const whole = files[path] ?? '';
    const mark = whole.startsWith('\uFEFF') ? '\uFEFF' : '';
    let text = whole.slice(mark.length);
    const at = ({ startLine = 0, startColumn = 1, endLine = 0, endColumn = 0 }: Region) => ({
      start: offsetOf(text, startLine, startColumn),
      end: offsetOf(text, endLine, endColumn),
    });
    const edits = replacements.map(({ deletedRegion, insertedContent }) => ({
      ...at(deletedRegion),
      text: insertedContent?.text ?? '',
    }));
    for (const edit of edits.toReversed()) {
      text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    }
    result[path] = mark + text;
  }
  return result;
}

function expectExactFixes(reports: readonly FileReport[]): void {
  const files: Record<string, string> = {};
  const wanted: Record<string, string> = {};
  for (const report of reports) {
    if (report.kind === 'failed') continue;
    files[report.path] = report.before;
    wanted[report.path] = report.after;
  }
  expect(applyFixes(sarif(reports), files)).toEqual(wanted);
}

describe('the fixes give exactly the rewritten files', () => {
  test.each(FIXTURES.map((fixture) => [`${fixture.transform}/${fixture.name}`, fixture] as const))(
    '%s',
    (_, fixture) => {
      const reports = reportsOf(fixture);
      const written = (how: (text: string) => string): void => {
        expectExactFixes(
          reports.map((report) =>
            report.kind === 'failed'
              ? report
              : { ...report, before: how(report.before), after: how(report.after) },
          ),
        );
      };
      written((text) => text);
      written((text) => text.replace(/\r?\n/g, '\r\n'));
      written((text) => `\uFEFF${text}`);
      written((text) => text.replace(/(?:\r?\n)+$/, ''));
    },
  );

  test('most of which change something', () => {
    const changing = FIXTURES.filter((fixture) =>
      reportsOf(fixture).some(
        (report) => report.kind === 'planned' && report.before !== report.after,
      ),
    );
    expect(changing.length).toBeGreaterThan(100);
  });
});

describe('SARIF', () => {
  test('has a result for what would change, what --unsafe would and each refusal that loses something', () => {
    const results = resultsOf(sarif(EACH));
    expect(results.map(({ ruleId, level, message }) => [level, ruleId, message.text])).toEqual([
      ['warning', 'merge-runs', 'Merges the RUNs.'],
      ['note', 'slim-base/context-absent', 'Takes debian:12-slim.'],
      ['note', 'merge-runs/ignored-by-comment', 'A person may.'],
      ['note', 'merge-runs/ignored-by-comment', 'Nobody can.'],
      ['error', 'dockopt/not-planned', FAILED.message],
    ]);
    expect(results[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'app/Dockerfile', uriBaseId: '%SRCROOT%' },
      region: { startLine: 2, startColumn: 1, endLine: 3, endColumn: 6 },
    });
    expect(sarif(EACH).runs[0]?.invocations).toEqual([{ executionSuccessful: false }]);
  });

  test('names each rule once, with the words of the transform', () => {
    const { driver } = sarif(EACH).runs[0]?.tool ?? { driver: { name: '' } };
    expect(driver).toMatchObject({ name: 'dockopt', semanticVersion: '1.2.3' });
    const rules = driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual([
      'dockopt/not-planned',
      'merge-runs',
      'merge-runs/ignored-by-comment',
      'slim-base/context-absent',
    ]);
    expect(rules[1]?.shortDescription?.text).toMatch(/^Merges neighbouring RUNs/);
    expect(rules[3]?.shortDescription?.text).toMatch(/name it with --context/);
    for (const { ruleId, ruleIndex = -1 } of resultsOf(sarif(EACH))) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  test('has a rule for whatever the fixtures give, and fingerprints that differ', () => {
    const results = resultsOf(sarif(FIXTURES.flatMap((fixture) => reportsOf(fixture))));
    expect(results.length).toBeGreaterThan(FIXTURES.length);
    const prints = results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    expect(new Set(prints).size).toBe(results.length);
  });

  test('has fingerprints that stay when lines come and go elsewhere', () => {
    const print = (report: FileReport) =>
      resultsOf(sarif([report])).map(({ partialFingerprints }) => partialFingerprints);
    const moved = planned({
      before: BEFORE.replace('\n', '\n\n# more\n'),
      findings: [
        finding({ range: { start: { line: 4, column: 1 }, end: { line: 6, column: 1 } } }),
      ],
    });
    expect(print(moved)).toEqual(print(planned()));
    expect(print(planned({ path: 'other/Dockerfile' }))).not.toEqual(print(planned()));
  });

  test('takes hostile paths and messages for text', () => {
    const results = resultsOf(sarif(HOSTILE));
    expect(results.length).toBe(HOSTILE.length);
    for (const { message, locations = [] } of results) {
      expect(message.text).not.toMatch(/(?<!\\)\]\(|(?<!\{)\{\d+\}(?!\})/);
      expect(locations[0]?.physicalLocation?.artifactLocation?.uri).toMatch(/^[\w./%!'()*~-]+$/);
    }
  });
});
