import { formatBytes, formatCount, formatPercent } from '../../bytes.js';
import { counted } from '../../file-report.js';
import { buildNote, formatSeconds, type ComparisonReport } from '../comparison-report.js';
import { layersOf, layerStack, type Side } from './layers.js';
import { html, type Markup } from './markup.js';

/** What was compared, where and when. */
export function heading(report: ComparisonReport): Markup {
  const { comparison, rewrite } = report;
  const arrow = html`<span class="arrow" aria-hidden="true">→</span
    ><span class="unseen"> to </span>`;
  const path = rewrite?.files[0]?.path;
  const title =
    path === undefined
      ? html`<code>${comparison.before.name}</code> ${arrow} <code>${comparison.after.name}</code>`
      : html`<code>${path}</code>, as it is ${arrow} as rewritten`;
  const platforms = [...new Set([comparison.before.platform, comparison.after.platform])];
  return html`<h1>${title}</h1>
    <p class="soft">
      ${[...platforms, ...(report.engine === undefined ? [] : [`measured with ${report.engine}`]), report.date].join(' · ')}
    </p>`;
}

/** The one figure that people look for, and both images as bars of their layers. */
export function hero({ comparison, rewrite }: ComparisonReport): Markup {
  const { before, after, layers } = comparison;
  const change = after.bytes - before.bytes;
  const longest = Math.max(before.bytes, after.bytes);
  const word = change < 0 ? 'smaller' : 'larger';
  const headline =
    change === 0
      ? html`<strong>±0</strong><span>of the same size</span>`
      : html`<strong class="${change < 0 ? 'after' : 'before'}"
            >${formatPercent(change, before.bytes)}</strong
          ><span>${formatBytes(Math.abs(change))} ${word}</span>`;
  const row = (side: Side, name: Markup): Markup => {
    const { bytes } = comparison[side];
    return html`<div>
      <dt><span>${name}</span><span class="numeric ${side}">${formatBytes(bytes)}</span></dt>
      <dd>
        ${layerStack(side, layers, longest)}<span class="soft numeric exact"
          >${formatCount(bytes)} bytes in ${counted(layersOf(side, layers).length, 'layer')}</span
        >
      </dd>
    </div>`;
  };
  const name = (side: Side, word: string): Markup =>
    rewrite === undefined ? html`<code>${comparison[side].name}</code>` : html`${word}`;
  return html`<div class="hero">
    <p class="headline">${headline}</p>
    <dl class="scale">
      ${row('before', name('before', 'As it is'))}${row('after', name('after', 'As rewritten'))}
    </dl>
  </div>`;
}

/** The other figures. */
export function cards({ comparison, rewrite }: ComparisonReport): Markup {
  const { before, after, layers } = comparison;
  const card = (title: string, value: string, was: string, change?: string): Markup =>
    html`<div>
      <dt>${title}</dt>
      <dd class="value">${value}</dd>
      <dd class="detail"><span>before ${was}</span> <span>${change}</span></dd>
    </div> `;
  const bytes = (title: string, one: number, other: number): Markup =>
    card(title, formatBytes(other), formatBytes(one), formatPercent(other - one, one));
  const count = (side: Side): number => layersOf(side, layers).length;
  return html`<dl class="cards">
    ${bytes('Compressed', before.compressedBytes, after.compressedBytes)}
    ${bytes('Wasted', before.waste.bytes, after.waste.bytes)}
    ${card('Layers', String(count('after')), String(count('before')))}
    ${card('Files', formatCount(after.files), formatCount(before.files))}
    ${rewrite?.secondsAfter === undefined ? undefined : card('Build', formatSeconds(rewrite.secondsAfter), formatSeconds(rewrite.secondsBefore), buildNote(rewrite))}
  </dl>`;
}
