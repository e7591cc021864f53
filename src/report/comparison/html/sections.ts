import { formatBytes, formatChange, formatShare } from '../../bytes.js';
import {
  appliedFindings,
  differenceParts,
  type ComparisonReport,
  type DifferencePart,
  type RewriteReport,
} from '../comparison-report.js';
import { leftBytes } from '../left-bytes.js';
import { describePackages } from '../package-changes.js';
import { diffTable } from './dockerfile-diff.js';
import { layerColumns, type Side } from './layers.js';
import { html, type Markup } from './markup.js';
import {
  configurationTable,
  largestTable,
  packagesTable,
  pathLists,
  wasteTable,
} from './tables.js';
import { treemapFigure } from './treemap.js';

/** A part of the page. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
}

/** The parts of the page that have something to say, in their order. */
export function reportSections(report: ComparisonReport): readonly Section[] {
  return [
    ...leftSection(report),
    layersSection(report),
    ...rewriteSection(report),
    ...largestSection(report),
    ...packagesSection(report),
    lostSection(report),
    ...wasteSection(report),
  ];
}

const PART_TITLES: Readonly<Record<DifferencePart['kind'], string>> = {
  lost: 'files that are gone',
  gained: 'files that are new',
  changed: 'files of another size',
  wasted: 'hidden by later layers',
  other: 'that the engine counts besides files',
};

function leftSection({ comparison }: ComparisonReport): readonly Section[] {
  const parts = leftBytes(comparison);
  const total = parts.flatMap(({ paths }) => paths).reduce((sum, { bytes }) => sum + bytes, 0);
  if (total === 0) return [];
  const rows = differenceParts(comparison)
    .filter(({ change }) => change !== 0)
    .map(
      ({ kind, change }) =>
        html`<li>
          <strong class="numeric">${formatChange(change)}</strong> ${PART_TITLES[kind]}
        </li> `,
    );
  const share = formatShare(total, Math.max(1, comparison.before.bytes));
  const content = html`<p class="note">
      ${formatBytes(total)} are gone, ${share} of what the image was. The area of each tile is its
      part of them.
    </p>
    ${treemapFigure(parts)}
    <h3>How the difference comes about</h3>
    <ul class="parts">
      ${rows}
    </ul>`;
  return [{ id: 'left', title: 'What left the image', content }];
}

function layersSection({ comparison }: ComparisonReport): Section {
  const content = html`<p class="note">
      From the base up, with the instruction that made each, in one scale.
    </p>
    ${layerColumns(comparison.layers)}`;
  return { id: 'layers', title: 'Layers', content };
}

function rewriteSection({ rewrite }: ComparisonReport): readonly Section[] {
  if (rewrite === undefined) return [];
  const changed = rewrite.files.filter(({ before, after }) => before !== after);
  const content =
    changed.length === 0
      ? html`<p>dockopt would change nothing here.</p>`
      : html`${changed.map(
            ({ path, before, after, isNew }) =>
              html`<h3><code>${path}</code>${isNew ? ' (new)' : ''}</h3>
                ${diffTable(path, before, after)} `,
          )}${reasons(rewrite)}
          <p class="note">Nothing was written; <code>dockopt fix --write</code> does that.</p>`;
  return [{ id: 'dockerfile', title: 'Dockerfile', content }];
}

function reasons(rewrite: RewriteReport): Markup {
  const items = appliedFindings(rewrite).map(
    ({ path, finding: { transform, applicability, message, range } }) =>
      html`<li>
        <code>${transform}</code> <span class="badge">${applicability}</span>
        <span class="soft">${path}:${range.start.line}</span>
        <p>${message}</p>
      </li> `,
  );
  return html`<h3>Why</h3>
    <ul class="reasons">
      ${items}
    </ul>`;
}

function largestSection({ comparison }: ComparisonReport): readonly Section[] {
  if (comparison.largest.length === 0) return [];
  const content = html`<p class="note">
      Folders and files that explain most of the difference; none lies below another.
    </p>
    ${largestTable(comparison.largest)}`;
  return [{ id: 'paths', title: 'Largest differences', content }];
}

function packagesSection({ comparison }: ComparisonReport): readonly Section[] {
  const { packages } = comparison;
  if (packages.length === 0) return [];
  const content = html`<p class="note">
      ${describePackages(packages)}, the largest difference first.
    </p>
    ${packagesTable(packages)}`;
  return [{ id: 'packages', title: 'Packages', content }];
}

function lostSection({ comparison }: ComparisonReport): Section {
  const { configuration } = comparison;
  const settings =
    configuration.length === 0
      ? html`<p><strong>Configuration:</strong> the same</p>`
      : html`<h3>Configuration</h3>
          ${configurationTable(configuration)}`;
  const content = html`${pathLists(comparison)}${settings}`;
  return { id: 'lost', title: 'Lost and gained', content };
}

function wasteSection({ comparison }: ComparisonReport): readonly Section[] {
  const { before, after } = comparison;
  if (before.waste.bytes === 0 && after.waste.bytes === 0) return [];
  const image = (side: Side, title: string): Markup => {
    const { waste } = comparison[side];
    return html`<h3><span class="${side}">${title}</span>: ${formatBytes(waste.bytes)}</h3>
      ${waste.paths.length === 0 ? undefined : wasteTable(`Wasted ${side}`, comparison[side])} `;
  };
  const content = html`<p class="note">
      Bytes of files that a later layer overwrote or deleted: they are stored and sent, and nothing
      can see them.
    </p>
    ${image('before', 'Before')}${image('after', 'After')}`;
  return [{ id: 'waste', title: 'Bytes wasted', content }];
}
