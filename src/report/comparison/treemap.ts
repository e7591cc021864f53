import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import { compareText, cutPaths, type PathBytes, type PathPiece } from './path-tree.js';

/** A piece of a treemap where it lies; its area is its part of all bytes. */
export interface TreemapTile extends PathPiece {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The part of the image that it belongs to, one or two folders deep: `/usr/lib`. */
  readonly group: string;
}

/** The size of the drawing, in its own units. */
export interface TreemapSize {
  readonly width: number;
  readonly height: number;
}

/** What a node of the layout is: the whole, a group, or a piece. */
interface Datum {
  readonly group: string;
  readonly piece: PathPiece | undefined;
  readonly children: readonly Datum[];
}

/** How many tiles a drawing has before no further folder is opened, and the part of the whole that is still worth a tile. */
const TILES = 90;
const SMALLEST = 0.003;

/** Paths that are drawn apart from those of the file system. */
export interface TreemapPart {
  /** The group of all its paths; undefined where each has that of its folder. */
  readonly group: string | undefined;
  readonly paths: readonly PathBytes[];
}

/**
 * Lays paths out as a treemap, the groups as rectangles of which each holds its pieces, as near to squares as they get.
 * The tiles cover the drawing without gaps.
 * @see https://www.win.tue.nl/~vanwijk/stm.pdf Squarified treemaps
 */
export function layOutTreemap(
  parts: readonly TreemapPart[],
  { width, height }: TreemapSize,
): readonly TreemapTile[] {
  const bytes = parts.flatMap(({ paths }) => paths).reduce((sum, path) => sum + path.bytes, 0);
  const groups = new Map<string, Datum[]>();
  for (const part of parts) {
    const own = part.paths.reduce((sum, path) => sum + path.bytes, 0);
    const limit = Math.ceil((TILES * own) / Math.max(1, bytes));
    for (const piece of cutPaths(part.paths, { limit, least: bytes * SMALLEST })) {
      const group = part.group ?? groupOf(piece.path);
      groups.set(group, [...(groups.get(group) ?? []), { group, piece, children: [] }]);
    }
  }
  if (groups.size === 0) return [];
  const whole: Datum = {
    group: '/',
    piece: undefined,
    children: [...groups].map(([group, children]) => ({ group, piece: undefined, children })),
  };
  const root = hierarchy<Datum>(whole, ({ children }) => children)
    .sum(({ piece }) => piece?.bytes ?? 0)
    .sort(
      (one, other) =>
        (other.value ?? 0) - (one.value ?? 0) || compareText(nameOf(one.data), nameOf(other.data)),
    );
  return treemap<Datum>()
    .tile(treemapSquarify)
    .size([width, height])(root)
    .leaves()
    .flatMap(({ data: { piece, group }, x0, y0, x1, y1 }) =>
      piece === undefined
        ? []
        : [{ ...piece, group, x: x0, y: y0, width: x1 - x0, height: y1 - y0 }],
    );
}

function nameOf({ piece, group }: Datum): string {
  return piece?.path ?? group;
}

/** Folders whose own folders tell more than they do. */
const OPENED = new Set(['usr', 'var', 'home', 'root']);

/** The group of a path: `/usr/lib` of `/usr/lib/gcc`, `/opt` of `/opt/app`. */
export function groupOf(path: string): string {
  const [first = '', second] = path.split('/').filter((name) => name !== '');
  return OPENED.has(first) && second !== undefined ? `/${first}/${second}` : `/${first}`;
}
