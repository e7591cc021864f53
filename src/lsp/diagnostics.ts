import { DiagnosticSeverity, type Diagnostic, type Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { PlannedFinding, TextRange } from '../core.js';
import { describeEstimate } from '../report/estimate.js';
import { visible } from '../report/file-report.js';
import type { Analysis, PlannedAnalysis } from './analysis.js';
import type { Level, Settings } from './settings.js';

/** Where the diagnostics of dockopt say that they are from. */
export const SOURCE = 'dockopt';

const SEVERITIES: Readonly<Record<Exclude<Level, 'off'>, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What an editor lists as problems of a document. */
export function diagnosticsOf(
  document: TextDocument,
  analysis: Analysis,
  settings: Settings,
): readonly Diagnostic[] {
  switch (analysis.kind) {
    case 'rejected': {
      const { offset, message } = analysis.problem;
      return [
        {
          range: firstLine(document, { start: offset, end: document.getText().length }),
          severity: DiagnosticSeverity.Error,
          source: SOURCE,
          code: 'syntax',
          message: visible(`${message}, correct it: BuildKit rejects this file`),
        },
      ];
    }
    case 'failed':
      return [
        {
          range: firstLine(document, { start: 0, end: document.getText().length }),
          severity: DiagnosticSeverity.Warning,
          source: SOURCE,
          message: visible(analysis.message),
        },
      ];
    case 'planned':
      return analysis.plan.findings.flatMap(
        (finding) => diagnosticOf(document, analysis, finding, settings) ?? [],
      );
  }
}

/** The diagnostic of one finding; undefined where the settings want none. */
export function diagnosticOf(
  document: TextDocument,
  analysis: PlannedAnalysis,
  finding: PlannedFinding,
  { severity }: Settings,
): Diagnostic | undefined {
  const level =
    finding.id === undefined || finding.status === 'skipped'
      ? severity.refusals
      : finding.applicability === 'safe'
        ? severity.safe
        : severity.unsafe;
  if (level === 'off' || finding.nothingToGain) return undefined;
  return {
    range: firstLine(document, analysis.placeOf(finding)),
    severity: SEVERITIES[level],
    source: SOURCE,
    code: codeOf(finding),
    message: visible(messageOf(finding)),
  };
}

/** The transform, and the reason where one is given: `slim-base`, `slim-base/needs-compiler`. */
function codeOf({ transform, reason }: PlannedFinding): string {
  return reason === undefined ? transform : `${transform}/${reason}`;
}

/** A finding in words: what, and how much it saves. */
function messageOf({ message, estimate }: PlannedFinding): string {
  const saved = estimate === undefined ? '' : describeEstimate(estimate);
  return saved === '' ? message : `${message} ${saved[0]?.toUpperCase() ?? ''}${saved.slice(1)}.`;
}

/** The first line of a range: an instruction over many lines would be underlined from end to end. */
function firstLine(document: TextDocument, { start, end }: TextRange): Range {
  const first = document.positionAt(start);
  const last = document.positionAt(end);
  const text = document.getText().slice(start, end);
  const lineEnd = text.search(/[\r\n]/);
  return {
    start: first,
    end: last.line === first.line || lineEnd === -1 ? last : document.positionAt(start + lineEnd),
  };
}
