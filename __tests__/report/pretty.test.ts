import { describe, expect, test } from '@jest/globals';
import type { Verification } from '../../src/comparison/verification/verification.js';
import { positionAt } from '../../src/dockerfile/text.js';
import type {
  FailedFileReport,
  PlannedFileReport,
  ReportedFinding,
} from '../../src/report/file-report.js';
import { formatJson } from '../../src/report/json.js';
import { PLAIN } from '../../src/report/paint.js';
import { formatPretty } from '../../src/report/pretty.js';
import type { Estimate } from '../../src/transform/estimate.js';

const BEFORE = 'FROM debian:12\nRUN a\nRUN b\n';

function finding(overrides: Partial<ReportedFinding>): ReportedFinding {
  const range = { start: positionAt(BEFORE, 15), end: positionAt(BEFORE, 26) };
  return {
    transform: 'merge-runs',
    message: 'Merges the RUNs.',
    applicability: 'safe',
    status: 'applied',
    reason: undefined,
    nothingToGain: false,
    range,
    ...overrides,
  };
}

function planned(overrides: Partial<PlannedFileReport>): PlannedFileReport {
  return {
    kind: 'planned',
    path: 'app/Dockerfile',
    isNew: false,
    before: BEFORE,
    after: 'FROM debian:12\nRUN a \\\n    && b\n',
    findings: [finding({})],
    note: undefined,
    ...overrides,
  };
}

const refusal = (line: number, message: string): ReportedFinding =>
  finding({
    status: 'skipped',
    applicability: undefined,
    reason: 'has-cd',
    message,
    range: { start: { line, column: 1 }, end: { line, column: 9 } },
  });

const options = { paint: PLAIN, width: 60, written: false };

describe('the report for people', () => {
  test('shows the diff, each change with its reason, what --unsafe adds and what is left alone', () => {
    const unsafe = finding({
      transform: 'slim-base',
      status: 'available',
      applicability: 'unsafe',
      reason: 'context-absent',
      message: 'Takes debian:12-slim.',
      estimate: { bytes: 40_000_000, source: 'a table', atLeast: false },
      range: { start: { line: 1, column: 1 }, end: { line: 1, column: 15 } },
    });
    const findings = [finding({}), unsafe, refusal(2, 'RUN a changes the folder.')];
    expect(formatPretty([planned({ findings, note: 'Name it with --context.' })], options)).toBe(
      `app/Dockerfile  would change

  @@ -1,3 +1,3 @@
   FROM debian:12
  -RUN a
  -RUN b
  +RUN a \\
  +    && b

  ✓ merge-runs safe · lines 2-3
    Merges the RUNs.

  --unsafe would add:
  + slim-base context-absent · line 1 · about 40 MB less (estimate)
    Takes debian:12-slim.

  Left alone:
  · merge-runs has-cd · line 2
    RUN a changes the folder.

  Note: Name it with --context.

────────────────────────────────────────
1 file: 1 would change (1 fix); 1 fix more with --unsafe; 1 place left alone
Nothing was written; --write does that.
`,
    );
  });

  test('says of each change what it saves by the tables, and what all do together', () => {
    const estimate = (bytes: number, atLeast = false): Estimate => ({
      ...{ bytes, atLeast },
      source: 'a table',
    });
    const findings = [
      finding({ estimate: estimate(41_745_678) }),
      finding({ estimate: estimate(866_110_000, true) }),
      finding({ estimate: estimate(0) }),
      finding({}),
    ];
    const text = formatPretty([planned({ findings })], { ...options, width: 100 });
    expect(text.match(/^ {2}✓.*$/gm)).toEqual([
      '  ✓ merge-runs safe · lines 2-3 · about 42 MB less (estimate)',
      '  ✓ merge-runs safe · lines 2-3 · at least about 870 MB less (estimate)',
      '  ✓ merge-runs safe · lines 2-3',
      '  ✓ merge-runs safe · lines 2-3',
    ]);
    expect(text).toContain(
      '\n  In all at least about 910 MB less (estimate), without 1 change of which no table tells.\n',
    );
  });

  test('a measured figure takes the place of an estimate', () => {
    const known = { bytes: 41_745_678, source: 'a table', atLeast: false };
    const verification: Verification = {
      result: 'verified',
      how: 'the program keeps running in both',
      bytes: { before: 115_000_000, after: 75_000_000 },
      builds: [],
      dropped: [],
    };
    const one = planned({ findings: [finding({ estimate: known })], verification });
    const two = planned({
      findings: [finding({ estimate: known }), finding({ estimate: known })],
      verification,
    });
    expect(formatPretty([one], options)).not.toContain('estimate');
    expect(formatPretty([two, two], options)).not.toContain('In all');
    expect(formatPretty([two], options)).toContain('about 42 MB less (estimate)');
    expect(JSON.parse(formatJson([one]))).toMatchObject({
      files: [{ estimate: null, findings: [{ estimate: null }] }],
      summary: { estimate: null },
    });
  });

  test('shows refusals of one reason once, with their lines', () => {
    const findings = Array.from({ length: 20 }, (_, index) =>
      refusal(index + 2, index % 2 === 0 ? 'The RUN has cd.' : `The RUN ${index} has cd.`),
    );
    const text = formatPretty([planned({ after: BEFORE, findings })], options);
    expect(text).toContain('lines 2, 3, 4, 5, 6, 7, 8, 9 and 12 more\n');
    expect(text).toContain('… and 8 more like these');
    expect(text.split('\n').length).toBeLessThan(15);
  });

  test('names refusals that lose nothing, without their messages', () => {
    const routine = [4, 7].map((line) => ({ ...refusal(line, 'No bytes.'), nothingToGain: true }));
    const text = formatPretty([planned({ findings: [finding({}), ...routine] })], options);
    expect(text).toContain('\n  Nothing to gain: merge-runs has-cd (lines 4, 7).\n');
    expect(text).not.toMatch(/No bytes|Left alone:/);
    expect(text).toContain('2 places left alone');
  });

  test('only counts files of which nothing is to be said', () => {
    const failed: FailedFileReport = {
      kind: 'failed',
      path: 'x',
      position: { line: 1, column: 1 },
      message: 'does not exist, check the path',
      text: '',
    };
    const finished = planned({ after: BEFORE, findings: [] });
    expect(formatPretty([finished, failed], options)).toBe(
      `${'─'.repeat(40)}\n2 files: 1 unchanged, 1 error\n`,
    );
    expect(formatPretty([], options)).toBe('');
  });

  test('wraps prose, and lets nothing of a file act on the terminal', () => {
    const message = 'word '.repeat(30).trim();
    const path = 'a\u001b[31m\nb';
    const after = `${BEFORE}RUN \u001b]0;title\u0007\u009b\r\n`;
    const text = formatPretty(
      [planned({ path, after, findings: [finding({ message })] })],
      options,
    );
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(text.split('\n').filter((line) => line.length > 60)).toEqual([]);
  });

  test('says what was written', () => {
    const text = formatPretty([planned({})], { ...options, written: true });
    expect(text).toContain('app/Dockerfile  written\n');
    expect(text).toContain('1 file: 1 written (1 fix)\n');
    expect(text).not.toContain('Nothing was written');
  });
});
