import { hunkHeader, type Hunk } from '../diff/unified.js';
import type { NumberedLine, SideBySideRow } from '../diff/side-by-side.js';
import type { AnalysedFile } from './analysis.js';
import { element, type Content } from './dom.js';
import { paintLine } from './paint.js';

/** How a change is shown. */
export type DiffLayout = 'unified' | 'beside' | 'result';

/** Rows after which a table ends: a page with more gets slow, and the download has them all. */
const ROW_LIMIT = 3000;

/** A file before and after, in the way that was chosen. */
export function diffTable(file: AnalysedFile, layout: DiffLayout): HTMLElement {
  if (layout === 'result') return resultTable(file);
  if (file.hunks.length === 0) {
    return element('p', { class: 'nothing' }, `Nothing to change in ${file.path}.`);
  }
  return layout === 'unified' ? unifiedTable(file) : besideTable(file);
}

function unifiedTable({ path, hunks }: AnalysedFile): HTMLElement {
  const rows = hunks.flatMap(unifiedRows);
  return table(
    'unified',
    `${path}: what changes`,
    [
      ['Line before', 'number'],
      ['Line after', 'number'],
      ['Text', 'text'],
    ],
    rows,
  );
}

function unifiedRows(hunk: Hunk): readonly (() => HTMLElement)[] {
  let before = hunk.oldStart;
  let after = hunk.newStart;
  const rows = hunk.lines.map((line) => {
    const mark = line.slice(0, 1);
    const text = line.slice(1).replace(/\r$/, '');
    if (mark === '-')
      return row('removed', numberCell(before++), numberCell(undefined), textCell(text, '−'));
    if (mark === '+')
      return row('added', numberCell(undefined), numberCell(after++), textCell(text, '+'));
    if (mark === '\\') {
      const cell = () => element('td', { class: 'text missing' }, line);
      return row('note', numberCell(undefined), numberCell(undefined), cell);
    }
    return row('same', numberCell(before++), numberCell(after++), textCell(text, ' '));
  });
  const heading = () => element('td', { colspan: 3 }, hunkHeader(hunk));
  return [row('hunk', heading), ...rows];
}

function besideTable({ path, rows }: AnalysedFile): HTMLElement {
  return table(
    'beside',
    `${path} before and after`,
    [
      ['Line before', 'number'],
      ['Before', 'text'],
      ['Line after', 'number'],
      ['After', 'text'],
    ],
    rows.map(besideRow),
  );
}

function besideRow(line: SideBySideRow): () => HTMLElement {
  if (line.kind === 'gap') {
    const words = `⋯ ${line.lines} equal ${line.lines === 1 ? 'line' : 'lines'}`;
    return row('hunk', () => element('td', { colspan: 4 }, words));
  }
  const isChanged = line.kind === 'changed';
  return row(
    line.kind,
    ...side(line.before, isChanged, 'removed', '−'),
    ...side(line.after, isChanged, 'added', '+'),
  );
}

function side(
  line: NumberedLine | undefined,
  isChanged: boolean,
  kind: 'removed' | 'added',
  mark: string,
): readonly (() => HTMLElement)[] {
  if (line === undefined) {
    return [numberCell(undefined, 'none'), () => element('td', { class: 'text none' })];
  }
  const tone = isChanged ? kind : '';
  return [numberCell(line.number, tone), textCell(line.text, isChanged ? mark : ' ', tone)];
}

function resultTable({ path, after }: AnalysedFile): HTMLElement {
  const lines = after.split('\n');
  const shown = after.endsWith('\n') ? lines.slice(0, -1) : lines;
  return table(
    'result',
    `${path} as rewritten`,
    [
      ['Line', 'number'],
      ['Text', 'text'],
    ],
    shown.map((line, index) =>
      row('same', numberCell(index + 1), textCell(line.replace(/\r$/, ''), undefined)),
    ),
  );
}

function table(
  kind: string,
  caption: string,
  columns: readonly (readonly [title: string, kind: string])[],
  rows: readonly (() => HTMLElement)[],
): HTMLElement {
  const more = rows.length - ROW_LIMIT;
  return element(
    'table',
    { class: `code ${kind}` },
    element('caption', { class: 'unseen' }, caption),
    element(
      'colgroup',
      {},
      columns.map(([, columnKind]) => element('col', { class: columnKind })),
    ),
    element(
      'thead',
      { class: 'unseen' },
      element(
        'tr',
        {},
        columns.map(([title]) => element('th', { scope: 'col' }, title)),
      ),
    ),
    element(
      'tbody',
      {},
      rows.slice(0, ROW_LIMIT).map((make) => make()),
      more > 0
        ? element(
            'tr',
            { class: 'hunk' },
            element(
              'td',
              { colspan: columns.length },
              `… and ${more} more lines; download the file to see them`,
            ),
          )
        : undefined,
    ),
  );
}

function row(kind: string, ...cells: readonly (() => HTMLElement)[]): () => HTMLElement {
  return () =>
    element(
      'tr',
      { class: kind },
      cells.map((make) => make()),
    );
}

function numberCell(line: number | undefined, tone = ''): () => HTMLElement {
  return () => element('td', { class: `number ${tone}`.trim() }, line);
}

function textCell(text: string, mark: string | undefined, tone = ''): () => HTMLElement {
  const content: Content = paintLine(text.replace(/^\uFEFF/, ''));
  return () =>
    element(
      'td',
      { class: `text ${tone}`.trim() },
      mark === undefined ? undefined : element('span', { class: 'mark' }, mark),
      element('span', { class: 'line' }, content),
    );
}
