import { counted } from '../../file-report.js';
import { formatBytes, formatShare } from '../../bytes.js';
import { fitEnd, columnsOf } from '../../columns.js';
import { HIDDEN_GROUP } from '../left-bytes.js';
import { compareText } from '../path-tree.js';
import { layOutTreemap, type TreemapPart, type TreemapSize, type TreemapTile } from '../treemap.js';
import { html, type Markup } from './markup.js';
import { GROUP_COLOURS } from './style.js';

/** The drawing at a desk and on a phone, in pixels that are near to those of the screen. */
const SIZES = {
  wide: { width: 960, height: 460 },
  narrow: { width: 340, height: 480 },
} as const;

/** Pixels that a column of a label takes, rather too many than too few. */
const COLUMN_PIXELS = 7.6;

/**
 * The treemap of what left an image: one drawing for wide screens and one for narrow ones, and the groups with their colours.
 * Each tile says in words what it shows.
 */
export function treemapFigure(parts: readonly TreemapPart[]): Markup {
  const wide = layOutTreemap(parts, SIZES.wide);
  const total = wide.reduce((sum, { bytes }) => sum + bytes, 0);
  const groups = groupBytes(wide);
  const classes = groupClasses([...groups.keys()]);
  const drawing = (kind: keyof typeof SIZES, tiles: readonly TreemapTile[]): Markup =>
    drawTiles(kind, SIZES[kind], tiles, total, classes);
  return html`<figure class="treemap">
    ${drawing('wide', wide)} ${drawing('narrow', layOutTreemap(parts, SIZES.narrow))}
    <p class="status soft" id="treemap-status" aria-hidden="true" hidden>
      Point at a tile, or step through them with the arrow keys.
    </p>
    <ul class="legend" aria-label="By folder">
      ${legend(groups, classes)}
    </ul>
  </figure>`;
}

/** The bytes of each group, largest first. */
function groupBytes(tiles: readonly TreemapTile[]): ReadonlyMap<string, number> {
  const groups = new Map<string, number>();
  for (const { group, bytes } of tiles) groups.set(group, (groups.get(group) ?? 0) + bytes);
  return new Map(
    [...groups].sort(([one, bytes], [other, others]) => others - bytes || compareText(one, other)),
  );
}

/** The class that colours each group; the smaller ones share the last colour. */
function groupClasses(names: readonly string[]): ReadonlyMap<string, string> {
  const visibleOnes = names.filter((name) => name !== HIDDEN_GROUP);
  const last = GROUP_COLOURS - 1;
  return new Map([
    [HIDDEN_GROUP, 'group-hidden'],
    ...visibleOnes.map((name, index) => [name, `group-${Math.min(index, last)}`] as const),
  ]);
}

function legend(
  groups: ReadonlyMap<string, number>,
  classes: ReadonlyMap<string, string>,
): readonly Markup[] {
  const byClass = new Map<string, readonly string[]>();
  for (const group of groups.keys()) {
    const name = classes.get(group) ?? '';
    byClass.set(name, [...(byClass.get(name) ?? []), group]);
  }
  return [...byClass].map(([name, members]) => {
    const [first = '', ...others] = members;
    const bytes = members.reduce((sum, member) => sum + (groups.get(member) ?? 0), 0);
    const shown =
      first === HIDDEN_GROUP
        ? html`overwritten or deleted by a later layer`
        : others.length > 0
          ? html`elsewhere`
          : html`<code>${first}</code>`;
    return html`<li>
      <span class="swatch ${name}"></span>${shown}
      <span class="soft numeric">${formatBytes(bytes)}</span>
    </li> `;
  });
}

function describe({ path, group, bytes, files, isRest }: TreemapTile, total: number): string {
  const rest = isRest ? ', the rest' : '';
  const count = files === 1 ? '' : ` (${counted(files, 'file')})`;
  const hidden = group === HIDDEN_GROUP ? ', hidden by a later layer' : '';
  return `${path}${rest}${count}${hidden}: ${formatBytes(bytes)}, ${formatShare(bytes, total)}`;
}

function drawTiles(
  kind: string,
  { width, height }: TreemapSize,
  tiles: readonly TreemapTile[],
  total: number,
  classes: ReadonlyMap<string, string>,
): Markup {
  const drawn = tiles.map((tile) =>
    drawTile(tile, describe(tile, total), classes.get(tile.group) ?? ''),
  );
  return html`<svg
    class="${kind}"
    viewBox="0 0 ${width} ${height}"
    role="group"
    aria-label="What left the image, ${formatBytes(total)} by folder"
  >
    ${drawn}
  </svg>`;
}

function drawTile(tile: TreemapTile, description: string, colour: string): Markup {
  const { x, y, width, height, bytes } = tile;
  const box = html`x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return html`<g role="img" aria-label="${description}" data-bytes="${bytes}"
    ><title>${description}</title><rect class="${colour}" ${box} />${label(tile, box)}</g
  > `;
}

/** The name of a tile and its bytes, as far as there is room; what is too long is cut at its box. */
function label(
  { path, group, bytes, isRest, width, height }: TreemapTile,
  box: Markup,
): Markup | undefined {
  const columns = Math.floor((width - 12) / COLUMN_PIXELS);
  if (columns < 4 || height < 22) return undefined;
  const below = path.startsWith(`${group}/`) ? path.slice(group.length + 1) : path;
  const name = isRest ? `… ${below}` : below;
  const last = name.split('/').at(-1) ?? name;
  const shown =
    columnsOf(name) <= columns ? name : columnsOf(last) <= columns ? last : fitEnd(last, columns);
  const size =
    height < 40 ? undefined : html`<text class="size" x="7" y="33">${formatBytes(bytes)}</text>`;
  return html`<svg ${box} aria-hidden="true">
    <text x="7" y="17">${shown}</text>
    ${size}
  </svg>`;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
