import {
  counted,
  fileStatus,
  summarize,
  visible,
  type FileReport,
  type PlannedFileReport,
  type ReportedFinding,
} from '../file-report.js';
import { ruleOf } from './issue.js';

/**
 * The report as JUnit XML: a test case for each file, which fails where the file would change and has an error where nothing
 * can be planned for it. What is not changed, and why, is the output of its test case.
 * @see https://github.com/testmoapp/junitxml
 */
export function formatJunit(reports: readonly FileReport[]): string {
  const { files, changed, errors } = summarize(reports);
  const counts = `tests="${files}" failures="${changed}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dockopt" ${counts}>`,
    `  <testsuite name="dockopt" ${counts} skipped="0">`,
    ...reports.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(report: FileReport): string {
  const path = xmlText(report.path);
  const content = report.kind === 'failed' ? failed(report) : planned(report);
  return `    <testcase classname="dockopt" name="${path}" file="${path}"${content === '' ? '/>' : `>\n${content}    </testcase>`}`;
}

function failed({
  path,
  position,
  message,
  details = [],
}: Extract<FileReport, { kind: 'failed' }>): string {
  const place = `${path}:${position.line}:${position.column}`;
  return element('error', `type="dockopt/not-planned" message="${xmlText(message)}"`, [
    `${place} ${message}`,
    ...details,
  ]);
}

function planned(report: PlannedFileReport): string {
  const applied = report.findings.filter(({ status }) => status === 'applied');
  const others = report.findings.filter(
    ({ status, nothingToGain }) => status !== 'applied' && !nothingToGain,
  );
  const message = `would change, ${counted(applied.length, 'fix', 'fixes')}`;
  const failure =
    fileStatus(report) === 'changed'
      ? element('failure', `type="dockopt/would-change" message="${message}"`, applied.map(line))
      : '';
  return failure + (others.length === 0 ? '' : element('system-out', '', others.map(line)));

  function line(finding: ReportedFinding): string {
    const about =
      finding.status === 'available'
        ? 'with --unsafe: '
        : finding.status === 'skipped'
          ? 'left alone: '
          : '';
    return `${report.path}:${finding.range.start.line} ${about}${ruleOf(finding)}: ${finding.message}`;
  }
}

function element(name: string, attributes: string, lines: readonly string[]): string {
  const start = attributes === '' ? name : `${name} ${attributes}`;
  return `      <${start}>${lines.map(xmlText).join('\n')}</${name}>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
};

/**
 * A text for an element or an attribute. Control characters, which XML forbids or changes, are shown as they are elsewhere;
 * what is no character of XML is the replacement character.
 * @see https://www.w3.org/TR/xml/#charsets
 */
function xmlText(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"\t]/g, (character) => ENTITIES[character] ?? '');
}
