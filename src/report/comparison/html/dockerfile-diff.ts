import { sideBySide, type NumberedLine, type SideBySideRow } from '../../../diff/side-by-side.js';
import { counted } from '../../file-report.js';
import { html, type Markup } from './markup.js';

/** A file before and after beside each other, with line numbers; on a phone one under the other. */
export function diffTable(path: string, before: string, after: string): Markup {
  return html`<div class="diff code" role="table" aria-label="${path} before and after">
    <div class="row heading" role="row">
      <span role="columnheader">Before</span><span class="of-after" role="columnheader">After</span>
    </div>
    ${sideBySide(before, after).map(diffRow)}
  </div>`;
}

function diffRow(row: SideBySideRow): Markup {
  if (row.kind === 'gap') {
    return html`<div class="row gap" role="row">
      <span role="cell">⋯ ${counted(row.lines, 'equal line')}</span>
    </div> `;
  }
  const isChanged = row.kind === 'changed';
  return html`<div class="row ${row.kind}" role="row">
    ${cells('before', row.before, isChanged)}${cells('after', row.after, isChanged)}
  </div> `;
}

function cells(
  side: 'before' | 'after',
  line: NumberedLine | undefined,
  isChanged: boolean,
): Markup {
  const classes =
    `of-${side} ${line === undefined ? 'none' : isChanged ? (side === 'before' ? 'removed' : 'added') : ''}`.trim();
  const mark = line !== undefined && isChanged ? (side === 'before' ? '−' : '+') : '';
  return html`<span class="number ${classes}" aria-hidden="true">${line?.number}</span
    ><span class="text ${classes}" role="cell" data-mark="${mark}">${line?.text}</span>`;
}
