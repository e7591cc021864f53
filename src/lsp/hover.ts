import { MarkupKind, type Hover, type Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { PlannedFinding } from '../core.js';
import { describeEstimate } from '../report/estimate.js';
import { visible } from '../report/file-report.js';
import { markdownCode, markdownText } from '../report/markdown-text.js';
import type { Analysis } from './analysis.js';

/** What is said about the line under the pointer: each finding there, with its reason. */
export function hoverOf(
  document: TextDocument,
  analysis: Analysis,
  { line }: Position,
  markdown: boolean,
): Hover | undefined {
  if (analysis.kind !== 'planned') return undefined;
  const findings = analysis.plan.findings.filter((finding) => {
    const { start, end } = analysis.placeOf(finding);
    return document.positionAt(start).line <= line && line <= document.positionAt(end).line;
  });
  if (findings.length === 0) return undefined;
  const texts = findings.map((finding) => describe(finding, markdown));
  const { note } = analysis;
  if (note !== undefined && findings.some(({ status }) => status !== 'applied')) {
    texts.push(markdown ? markdownText(note) : visible(note));
  }
  return {
    contents: {
      kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: texts.join('\n\n'),
    },
  };
}

function describe(finding: PlannedFinding, markdown: boolean): string {
  const { transform, message, reason, estimate } = finding;
  const saved = estimate === undefined ? '' : describeEstimate(estimate);
  const kind = kindOf(finding);
  if (!markdown) {
    const title = `dockopt ${transform}: ${kind}${reason === undefined ? '' : ` (${reason})`}`;
    return [title, visible(message), saved].filter((part) => part !== '').join('\n');
  }
  const title = `**dockopt ${transform}**: ${kind}${reason === undefined ? '' : ` (${markdownCode(reason)})`}`;
  return [title, markdownText(message), saved].filter((part) => part !== '').join('  \n');
}

function kindOf({ id, status, applicability, nothingToGain }: PlannedFinding): string {
  if (id !== undefined && status !== 'skipped') return applicability ?? 'a fix';
  if (applicability === 'manual') return 'by hand';
  return nothingToGain ? 'nothing to gain' : 'left alone';
}
