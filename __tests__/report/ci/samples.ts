import { positionAt } from '../../../src/dockerfile/text.js';
import type { Plan } from '../../../src/pipeline/plan.js';
import { createPlan } from '../../../src/pipeline/run.js';
import type {
  FailedFileReport,
  FileReport,
  PlannedFileReport,
  ReportedFinding,
} from '../../../src/report/file-report.js';
import type { EditedFile } from '../../../src/transform/text-edit.js';
import { TRANSFORMS } from '../../../transforms/index.js';
import { loadFixtures, type Fixture } from '../../support/fixture.js';
import { NASTY } from '../compare/samples.js';

/** The fixtures of all transforms. */
export const FIXTURES: readonly Fixture[] = TRANSFORMS.flatMap(({ id }) => loadFixtures(id));

const made = new Map<Fixture, readonly FileReport[]>();

/** What the whole pipeline makes of a fixture, as reports. */
export function reportsOf(fixture: Fixture): readonly FileReport[] {
  const known = made.get(fixture);
  if (known !== undefined) return known;
  const result = createPlan({
    ...{ ...fixture.request, transforms: TRANSFORMS },
    isSelected: () => true,
  });
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  const folder = `${fixture.transform}/${fixture.name}`;
  const reports = [
    planReport(result.plan, 'dockerfile', `${folder}/Dockerfile`),
    planReport(result.plan, 'dockerignore', `${folder}/.dockerignore`),
  ];
  made.set(fixture, reports);
  return reports;
}

function planReport(plan: Plan, file: EditedFile, path: string): PlannedFileReport {
  const { before, after } = plan[file];
  return {
    kind: 'planned',
    path,
    isNew: file === 'dockerignore' && before === '',
    before,
    after,
    findings: plan.findings
      .filter((finding) => finding.file === file)
      .map((finding) => ({
        ...finding,
        range: {
          start: positionAt(before, finding.range.start),
          end: positionAt(before, finding.range.end),
        },
      })),
    note: undefined,
  };
}

export const BEFORE = 'FROM debian:12\nRUN a\nRUN b\n';

/** A finding about lines 2 and 3 of {@link BEFORE}. */
export function finding(overrides: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    transform: 'merge-runs',
    message: 'Merges the RUNs.',
    applicability: 'safe',
    status: 'applied',
    reason: undefined,
    nothingToGain: false,
    range: { start: { line: 2, column: 1 }, end: { line: 4, column: 1 } },
    ...overrides,
  };
}

/** A file that would change. */
export function planned(overrides: Partial<PlannedFileReport> = {}): PlannedFileReport {
  return {
    kind: 'planned',
    path: 'app/Dockerfile',
    isNew: false,
    before: BEFORE,
    after: 'FROM debian:12\nRUN a \\\n    && b\n',
    findings: [finding()],
    note: undefined,
    ...overrides,
  };
}

/** A file that is no Dockerfile. */
export const FAILED: FailedFileReport = {
  kind: 'failed',
  path: 'broken/Dockerfile',
  position: { line: 2, column: 3 },
  message: 'FORM is no instruction, correct it: BuildKit rejects this file',
  text: 'FROM a\n  FORM b\n',
};

/** One of each: applied, available, manual, refused, with nothing to gain; failed. */
export const EACH: readonly FileReport[] = [
  planned({
    findings: [
      finding({ estimate: { bytes: 1e6, source: 'a table', atLeast: false } }),
      finding({
        transform: 'slim-base',
        status: 'available',
        applicability: 'unsafe',
        reason: 'context-absent',
        message: 'Takes debian:12-slim.',
        range: { start: { line: 1, column: 6 }, end: { line: 1, column: 15 } },
      }),
      finding({
        status: 'skipped',
        applicability: 'manual',
        reason: 'ignored-by-comment',
        message: 'A person may.',
      }),
      finding({
        status: 'skipped',
        applicability: undefined,
        reason: 'ignored-by-comment',
        message: 'Nobody can.',
      }),
      finding({
        status: 'skipped',
        applicability: undefined,
        reason: 'ignored-by-comment',
        message: 'Nobody needs to.',
        nothingToGain: true,
      }),
    ],
  }),
  planned({ path: 'finished/Dockerfile', after: BEFORE, findings: [] }),
  FAILED,
];

/** Texts that mean something to one format or another. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...Object.values(NASTY),
  'a%0A::error::b',
  'a\r\n::add-mask::b\n',
  'a,b:c=d::e',
  'see [this](http://a.example) and {0} and ${A[1]}(b)',
  '<b>&amp;</b>]]>',
  '\u0000\u0007\u001b[31m\u007f\u009b\ufffe\uffff\ud800',
];

/** Reports in which paths and messages are such texts. */
export const HOSTILE: readonly FileReport[] = HOSTILE_TEXTS.flatMap((text, index) => [
  planned({ path: `${index}/${text}`, findings: [finding({ message: text })], note: text }),
  { ...FAILED, path: `${index}/failed/${text}`, message: text, details: [text] },
]);
