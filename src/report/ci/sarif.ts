import type { ArtifactLocation, Fix, Log, Region, ReportingDescriptor, Result } from 'sarif';
import { lineChanges } from '../../diff/line-changes.js';
import { positionAt, type Position } from '../../dockerfile/text.js';
import { counted, fileStatus, type FileReport, type PlannedFileReport } from '../file-report.js';
import { issuesOf, type Issue } from './issue.js';
import { ruleById } from './rules.js';

const ROOT = '%SRCROOT%';
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The report as SARIF 2.1.0, ended by a newline. Paths count from the folder in which dockopt ran. The changes of a file are
 * planned together, so they are one fix: that of its first result. Columns are UTF-16 units, and a byte order mark has none.
 * @param version that of dockopt
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 */
export function formatSarif(reports: readonly FileReport[], version: string): string {
  const issues = issuesOf(reports);
  const rules = [...new Set(issues.map(({ rule }) => rule))].sort();
  const results = reports.flatMap((report) => fileResults(report, issues, rules));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'dockopt', semanticVersion: version, rules: rules.map(describeRule) },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [ROOT]: { description: { text: 'The folder in which dockopt ran.' } },
        },
        invocations: [{ executionSuccessful: reports.every(({ kind }) => kind === 'planned') }],
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function describeRule(id: string): ReportingDescriptor {
  const { summary, help } = ruleById(id);
  return {
    id,
    shortDescription: { text: messageText(summary) },
    fullDescription: { text: messageText(help) },
    help: { text: messageText(`${help} Run dockopt explain ${id.split('/')[0] ?? id} for more.`) },
    defaultConfiguration: { level: id.includes('/') ? 'note' : 'warning' },
    properties: { tags: ['dockerfile', 'image-size'] },
  };
}

function fileResults(
  report: FileReport,
  issues: readonly Issue[],
  rules: readonly string[],
): readonly Result[] {
  const results = issues
    .filter(({ path }) => path === report.path)
    .map((issue) => describeIssue(issue, report, rules));
  if (report.kind === 'failed' || fileStatus(report) !== 'changed') return results;
  const first = results.findIndex(({ level }) => level === 'warning');
  if (first === -1) throw new Error(`${report.path} changes, and no finding says why`);
  const fixes = [describeFix(report)];
  return results.map((result, index) => (index === first ? { ...result, fixes } : result));
}

function describeIssue(issue: Issue, report: FileReport, rules: readonly string[]): Result {
  const { path, rule, level, message, range, finding } = issue;
  const text = report.kind === 'failed' ? report.text : report.before;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level,
    message: { text: messageText(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: location(path),
          ...(range === undefined ? {} : { region: region(text, range) }),
        },
      },
    ],
    partialFingerprints: { 'dockoptFinding/v1': issue.fingerprint },
    ...(finding === undefined
      ? {}
      : {
          properties: {
            status: finding.status,
            applicability: finding.applicability ?? null,
            estimatedBytes: finding.estimate?.bytes ?? null,
          },
        }),
  };
}

function describeFix(report: PlannedFileReport): Fix {
  const count = report.findings.filter(({ status }) => status === 'applied').length;
  const { path, before, after } = report;
  return {
    description: {
      text: `All that dockopt fix changes in this file: ${counted(count, 'change')}, planned together.`,
    },
    artifactChanges: [
      {
        artifactLocation: location(path),
        replacements: lineChanges(before, after).map(({ range, text }) => ({
          deletedRegion: region(before, {
            start: positionAt(before, range.start),
            end: positionAt(before, range.end),
          }),
          ...(text === ''
            ? {}
            : { insertedContent: { text: withoutMark(text, before, range.start) } }),
        })),
      },
    ],
  };
}

/** A byte order mark is no part of the text that SARIF counts in, so one that stays is not inserted. */
function withoutMark(text: string, before: string, offset: number): string {
  const stays = offset === 0 && [before, text].every((each) => each.startsWith(BYTE_ORDER_MARK));
  return stays ? text.slice(1) : text;
}

function region(text: string, { start, end }: NonNullable<Issue['range']>): Region {
  const column = (position: Position): number =>
    text.startsWith(BYTE_ORDER_MARK) && position.line === 1
      ? Math.max(1, position.column - 1)
      : position.column;
  return {
    startLine: start.line,
    startColumn: column(start),
    endLine: end.line,
    endColumn: column(end),
  };
}

function location(path: string): ArtifactLocation {
  const parts = path.replace(/\p{Surrogate}/gu, '\ufffd').split('/');
  return { uri: parts.map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

/** A text in which nothing stands for an argument or a link. */
function messageText(text: string): string {
  return text
    .replace(/\{(\d+)\}/g, '{{$1}}')
    .replace(/\[(?=[^\]]*\]\()/g, '\\[')
    .replace(/\](?=\()/g, '\\]');
}
