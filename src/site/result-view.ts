import { counted, visible } from '../report/file-report.js';
import type { AnalysedFile, AnalysedFinding, Analysis } from './analysis.js';
import { diffTable, type DiffLayout } from './diff-view.js';
import { button, element, fill, part, redraw } from './dom.js';
import { changeList, groupList, type FindingActions } from './findings-view.js';
import { DOCKERFILE } from './input.js';
import { copyAndSay, say, setStatus } from './messages.js';
import { download } from './saving.js';

/** What a result offers besides what its findings do. */
export interface ResultActions extends FindingActions {
  /** What stands in place of a result when there is nothing to plan. */
  readonly start: () => HTMLElement;
}

/**
 * The part of the page that shows what is planned.
 * @returns draws an answer
 */
export function createResultView(actions: ResultActions): (analysis: Analysis) => void {
  let shown: Analysis = { kind: 'empty' };
  const wide = matchMedia('(min-width: 1100px)');
  const layout = (): DiffLayout => {
    const chosen = document.querySelector<HTMLInputElement>('input[name=layout]:checked')?.value;
    if (chosen === 'beside' && wide.matches) return 'beside';
    return chosen === 'result' ? 'result' : 'unified';
  };
  const redrawDiff = (): void => {
    drawDiff(shown, layout(), actions);
  };
  part('layout', HTMLElement).addEventListener('change', redrawDiff);
  wide.addEventListener('change', redrawDiff);
  part('copy-diff', HTMLButtonElement).addEventListener('click', () => {
    void copyAndSay(patchOf(filesOf(shown)), 'the diff');
  });
  part('save-diff', HTMLButtonElement).addEventListener('click', () => {
    download('dockopt.patch', patchOf(filesOf(shown)));
    say('Saved dockopt.patch.');
  });
  return (analysis) => {
    shown = analysis;
    drawSummary(analysis, actions);
    redrawDiff();
    drawFindings(analysis, actions);
  };
}

function filesOf(analysis: Analysis): readonly AnalysedFile[] {
  return analysis.kind === 'planned' ? analysis.files : [];
}

function patchOf(files: readonly AnalysedFile[]): string {
  return files.map(({ patch }) => patch).join('');
}

function drawSummary(analysis: Analysis, { goTo }: ResultActions): void {
  const isPlanned = analysis.kind === 'planned';
  part('total', HTMLElement).textContent = (isPlanned ? analysis.total : undefined) ?? '';
  part('note', HTMLElement).textContent = visible((isPlanned ? analysis.note : undefined) ?? '');
  const problem = part('problem', HTMLElement);
  fill(problem);
  if (analysis.kind === 'planned') {
    setStatus(summaryOf(analysis.findings));
  } else if (analysis.kind === 'rejected') {
    const { line, column, message } = analysis;
    setStatus('Not a Dockerfile that can be built');
    const place = button(
      `Line ${line}, column ${column}`,
      () => {
        goTo(DOCKERFILE, line);
      },
      { class: 'place' },
    );
    fill(problem, place, ` ${visible(message)}.`);
  } else if (analysis.kind === 'failed') {
    setStatus('This could not be planned');
    fill(problem, visible(analysis.message));
  } else {
    setStatus('Paste a Dockerfile');
  }
}

/** `3 changes · 1 switched off · 2 more with unsafe fixes`. */
function summaryOf(findings: readonly AnalysedFinding[]): string {
  const count = (wanted: AnalysedFinding['state']): number =>
    new Set(findings.flatMap(({ state, id }) => (state === wanted && id !== undefined ? [id] : [])))
      .size;
  const off = count('off');
  const more = count('available');
  return [
    count('applied') === 0 ? 'Nothing to change' : counted(count('applied'), 'change'),
    ...(off > 0 ? [`${off} switched off`] : []),
    ...(more > 0 ? [`${more} more with unsafe fixes`] : []),
  ].join(' · ');
}

function drawDiff(analysis: Analysis, layout: DiffLayout, actions: ResultActions): void {
  const files = filesOf(analysis);
  const isAll = layout === 'result' || files.every(({ hunks }) => hunks.length === 0);
  const target = part('diff', HTMLDivElement);
  redraw(target, () => {
    if (analysis.kind === 'empty') fill(target, actions.start());
    else if (analysis.kind !== 'planned') {
      const words = 'The change is shown here once the file can be planned.';
      fill(target, element('p', { class: 'nothing' }, words));
    } else {
      fill(
        target,
        files
          .filter(({ hunks }) => isAll || hunks.length > 0)
          .map((file) => fileSection(file, layout)),
      );
    }
  });
  part('copy-diff', HTMLButtonElement).disabled = patchOf(files) === '';
  part('save-diff', HTMLButtonElement).disabled = patchOf(files) === '';
}

function fileSection(file: AnalysedFile, layout: DiffLayout): HTMLElement {
  const { path, isNew, before, after } = file;
  const state = before === after ? 'unchanged' : isNew ? 'new' : 'changed';
  return element(
    'section',
    { class: 'file', 'aria-label': path },
    element(
      'div',
      { class: 'file-title' },
      element('h3', {}, path),
      element('span', { class: `badge is-${state}` }, state),
      button(
        'Copy',
        () => {
          void copyAndSay(after, path);
        },
        { 'aria-label': `Copy ${path} as rewritten`, 'data-key': `copy ${path}` },
      ),
      button(
        'Download',
        () => {
          download(path, after);
          say(`Saved ${path}.`);
        },
        { 'aria-label': `Download ${path} as rewritten`, 'data-key': `download ${path}` },
      ),
    ),
    diffTable(file, layout),
  );
}

function drawFindings(analysis: Analysis, actions: FindingActions): void {
  const target = part('findings', HTMLDivElement);
  const findings = analysis.kind === 'planned' ? analysis.findings : [];
  target.hidden = analysis.kind !== 'planned';
  redraw(target, () => {
    fill(target, changesPanel(findings, actions), leftPanel(findings, actions));
  });
}

function changesPanel(findings: readonly AnalysedFinding[], actions: FindingActions): HTMLElement {
  const changes = changeList(findings, actions);
  const available = groupList(
    findings.filter(({ state }) => state === 'available'),
    actions,
  );
  const about = 'Right in the usual case, but something that decides it can’t be seen from here.';
  return element(
    'section',
    { class: 'panel', 'aria-labelledby': 'changes-title' },
    element('h2', { id: 'changes-title' }, 'Changes'),
    changes.length === 0
      ? element('p', { class: 'soft' }, 'No change is safe here, or none is needed.')
      : element('ul', {}, changes),
    available.length === 0
      ? undefined
      : [
          element('h3', {}, 'With unsafe fixes too'),
          element('p', { class: 'soft' }, about),
          element('ul', {}, available),
        ],
  );
}

function leftPanel(findings: readonly AnalysedFinding[], actions: FindingActions): HTMLElement {
  const refused = findings.filter(({ state }) => state === 'refused');
  const routine = refused.filter(({ nothingToGain }) => nothingToGain);
  const left = groupList(
    refused.filter(({ nothingToGain }) => !nothingToGain),
    actions,
  );
  return element(
    'section',
    { class: 'panel', 'aria-labelledby': 'left-title' },
    element('h2', { id: 'left-title' }, 'Left alone'),
    left.length === 0
      ? element('p', { class: 'soft' }, 'Nothing that would be worth a look.')
      : element('ul', {}, left),
    routine.length === 0
      ? undefined
      : element(
          'details',
          { class: 'routine' },
          element(
            'summary',
            { 'data-key': 'routine' },
            `Nothing to gain in ${counted(routine.length, 'other case')}`,
          ),
          element('ul', {}, groupList(routine, actions)),
        ),
  );
}
