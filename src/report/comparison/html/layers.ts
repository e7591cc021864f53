import type { LayerRow, LayerSummary } from '../../../comparison/image-comparison.js';
import { formatBytes } from '../../bytes.js';
import { counted } from '../../file-report.js';
import { instructionTitle } from '../../instruction-title.js';
import { longestLayer } from '../comparison-report.js';
import { html, type Markup } from './markup.js';

/** Which of the two images something belongs to. */
export type Side = 'before' | 'after';

/** A bar whose length is its part of the longest. The number stands beside it, so that nobody has to read the bar. */
export function bar(side: Side, bytes: number, longest: number): Markup {
  const percent = longest === 0 ? 0 : (bytes / longest) * 100;
  const filled =
    bytes === 0
      ? undefined
      : html`<span class="is-${side}" style="width:${percent.toFixed(2)}%"></span>`;
  return html`<span class="bar" aria-hidden="true">${filled}</span>`;
}

/** The layers of one image, from the base up. */
export function layersOf(side: Side, rows: readonly LayerRow[]): readonly LayerSummary[] {
  return rows.flatMap((row) => row[side] ?? []);
}

/** All layers of an image in one bar, from the base up, in the scale of the larger image. */
export function layerStack(side: Side, rows: readonly LayerRow[], longest: number): Markup {
  let x = 0;
  const scale = longest === 0 ? 0 : 1000 / longest;
  const segments = layersOf(side, rows)
    .filter(({ bytes }) => bytes > 0)
    .map(({ bytes, createdBy }, index) => {
      const start = x;
      x += bytes * scale;
      const opacity = index % 2 === 0 ? '1' : '0.78';
      const width = (bytes * scale).toFixed(2);
      return html`<rect
        class="is-${side}"
        x="${start.toFixed(2)}"
        y="0"
        width="${width}"
        height="10"
        opacity="${opacity}"
        ><title>${instructionTitle(createdBy)}: ${formatBytes(bytes)}</title></rect
      >`;
    });
  return html`<span class="stack" aria-hidden="true"
    ><svg viewBox="0 0 1000 10" preserveAspectRatio="none">${segments}</svg></span
  >`;
}

/** The layers of both images beside each other, each with the instruction that made it. */
export function layerColumns(rows: readonly LayerRow[]): Markup {
  const longest = longestLayer(rows);
  const heading = (side: Side, title: string): Markup =>
    html`<div class="heading">
      <span class="${side}">${title}</span
      ><span>${counted(layersOf(side, rows).length, 'layer')}</span>
    </div>`;
  const items = rows.map(
    ({ before, after, shared }) =>
      html`<li>${cell('before', before, shared)}${cell('after', after, shared)}</li> `,
  );
  return html`<div class="columns">${heading('before', 'Before')}${heading('after', 'After')}</div>
    <ol class="layers columns">
      ${items}
    </ol>`;

  function cell(side: Side, layer: LayerSummary | undefined, shared: boolean): Markup {
    if (layer === undefined) return html`<div class="layer empty"></div>`;
    const badge = shared ? html` <span class="badge">same in both</span>` : undefined;
    return html`<div class="layer">
      <div class="title">
        <span><code>${instructionTitle(layer.createdBy)}</code>${badge}</span
        ><span class="numeric">${formatBytes(layer.bytes)}</span>
      </div>
      ${bar(side, layer.bytes, longest)}
    </div>`;
  }
}
