import { counted } from '../../file-report.js';
import { formatBytes, formatShare } from '../../bytes.js';
import { columnsOf, fitStart } from '../../columns.js';
import { HIDDEN_GROUP } from '../left-bytes.js';
import { compareText } from '../path-tree.js';
import { layOutTreemap, type TreemapPart, type TreemapTile } from '../treemap.js';
import { html, type Markup } from './markup.js';
import { GROUP_COLOURS } from './style.js';

/** The drawing at a desk and on a phone, in pixels that are near to those of the screen; with the size of its letters. */
const SIZES = {
  wide: { width: 960, height: 460, font: 13 },
  narrow: { width: 340, height: 480, font: 14 },
} as const;

/** How wide a letter is, as a part of its size: rather too much than too little. */
const LETTER = 0.62;

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
    drawTiles(kind, tiles, total, classes);
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

function describe({ path, group, bytes, files, kind }: TreemapTile, total: number): string {
  const rest = kind === 'rest' ? ', the rest' : '';
  const count = kind === 'file' ? '' : ` (${counted(files, 'file')})`;
  const hidden = group === HIDDEN_GROUP ? ', hidden by a later layer' : '';
  return `${path}${rest}${count}${hidden}: ${formatBytes(bytes)}, ${formatShare(bytes, total)}`;
}

function drawTiles(
  kind: keyof typeof SIZES,
  tiles: readonly TreemapTile[],
  total: number,
  classes: ReadonlyMap<string, string>,
): Markup {
  const { width, height, font } = SIZES[kind];
  const drawn = tiles.map((tile) =>
    drawTile(tile, describe(tile, total), classes.get(tile.group) ?? '', font),
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

function drawTile(tile: TreemapTile, description: string, colour: string, font: number): Markup {
  const { x, y, width, height, bytes } = tile;
  const box = html`x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return html`<g role="img" aria-label="${description}" data-bytes="${bytes}"
    ><title>${description}</title><rect class="${colour}" ${box} />${label(tile, box, font)}</g
  > `;
}

/** The name of a tile and its bytes, as far as there is room; what is too long is cut at its box. */
function label(tile: TreemapTile, box: Markup, font: number): Markup | undefined {
  const columns = Math.floor((tile.width - 10) / (font * LETTER));
  if (columns < 4 || tile.height < 22) return undefined;
  const name = nameOf(tile);
  const last = name.slice(name.slice(0, -2).lastIndexOf('/') + 1);
  const shown = columnsOf(name) <= columns ? name : fitStart(last, columns).trimEnd();
  const bytes = formatBytes(tile.bytes);
  const size =
    tile.height < 40 || bytes.length > columns
      ? undefined
      : html`<text class="size" x="7" y="33">${bytes}</text>`;
  return html`<svg ${box} aria-hidden="true">
    <text x="7" y="17">${shown}</text>
    ${size}
  </svg>`;
}

/** The path of a tile below its group; a folder ends with `/`, and with `/…` where it is the rest of one. */
function nameOf({ path, group, kind }: TreemapTile): string {
  if (group === HIDDEN_GROUP && path === '/') return 'hidden';
  const below = path.startsWith(`${group}/`) ? path.slice(group.length + 1) : path;
  const end = { file: '', folder: '/', rest: '/…' };
  return below + end[kind];
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
