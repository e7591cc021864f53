import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Range,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { fixOne, type Plan, type PlannedFinding } from '../core.js';
import { columnsOf, fitStart } from '../report/columns.js';
import { counted, visible } from '../report/file-report.js';
import type { Analysis, PlannedAnalysis } from './analysis.js';
import { diagnosticOf } from './diagnostics.js';
import type { Settings } from './settings.js';
import { withoutIgnoreFile, workspaceEdit, type EditCapabilities } from './workspace-edit.js';

/** The kind of the action that makes every safe fix, for an editor that fixes when it saves. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.dockopt`;

/** The kinds of action that an editor may ask for. */
export const CODE_ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, FIX_ALL];

/** A menu is no place for whole sentences. */
const TITLE_COLUMNS = 90;

/** What an editor offers at a range: each fix there by itself, and all safe fixes of the document. */
export function codeActions(
  document: TextDocument,
  analysis: Analysis,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  settings: Settings,
  can: EditCapabilities,
): readonly CodeAction[] {
  if (analysis.kind !== 'planned') return [];
  const wants = (kind: string): boolean =>
    context.only === undefined ||
    context.only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  return [
    ...(wants(CodeActionKind.QuickFix) ? quickFixes(document, analysis, range, settings, can) : []),
    ...(wants(FIX_ALL) ? fixAll(document, analysis, can) : []),
  ];
}

function quickFixes(
  document: TextDocument,
  analysis: PlannedAnalysis,
  range: Range,
  settings: Settings,
  can: EditCapabilities,
): readonly CodeAction[] {
  // Findings that share a fix are one action.
  const groups = new Map<string, PlannedFinding[]>();
  for (const finding of analysis.plan.findings) {
    if (finding.id === undefined || finding.status === 'skipped') continue;
    if (!isNear(document, analysis, finding, range)) continue;
    const key = `${finding.id} ${finding.applicability ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((findings) => {
    const [finding] = findings;
    const plan = finding === undefined ? undefined : fixOne(analysis.request, finding);
    if (finding === undefined || plan === undefined) return [];
    const edit = workspaceEdit(plan, document, analysis.ignoreFile, can);
    if (edit === undefined) return [];
    const diagnostics = findings.flatMap(
      (one) => diagnosticOf(document, analysis, one, settings) ?? [],
    );
    return [
      {
        title: titleOf(finding, plan),
        kind: CodeActionKind.QuickFix,
        isPreferred: finding.applicability === 'safe',
        diagnostics,
        edit,
      },
    ];
  });
}

/** Whether a finding is on one of the lines of a range. */
function isNear(
  document: TextDocument,
  { placeOf }: PlannedAnalysis,
  finding: PlannedFinding,
  range: Range,
): boolean {
  const { start, end } = placeOf(finding);
  return (
    document.positionAt(start).line <= range.end.line &&
    range.start.line <= document.positionAt(end).line
  );
}

function titleOf(finding: PlannedFinding, plan: Plan): string {
  const others = new Set(
    plan.applied
      .filter(
        ({ id, applicability }) => id !== finding.id || applicability !== finding.applicability,
      )
      .map(({ id, applicability }) => `${id ?? ''} ${applicability ?? ''}`),
  ).size;
  const more = others === 0 ? '' : `, with ${counted(others, 'fix', 'fixes')} that it needs`;
  const kind = finding.applicability === 'safe' ? '' : ' (unsafe)';
  return `${finding.transform}${kind}${more}: ${shorten(visible(finding.message))}`;
}

function shorten(sentence: string): string {
  const whole = sentence.replace(/\.$/, '');
  return columnsOf(whole) <= TITLE_COLUMNS ? whole : fitStart(whole, TITLE_COLUMNS);
}

function fixAll(
  document: TextDocument,
  { plan, ignoreFile }: PlannedAnalysis,
  can: EditCapabilities,
): readonly CodeAction[] {
  const edit =
    workspaceEdit(plan, document, ignoreFile, can) ??
    workspaceEdit(withoutIgnoreFile(plan), document, ignoreFile, can);
  return edit === undefined
    ? []
    : [{ title: 'Make every safe fix of dockopt', kind: FIX_ALL, edit }];
}
