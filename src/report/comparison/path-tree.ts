/** A path with the bytes that a chart shows for it. */
export interface PathBytes {
  readonly path: string;
  readonly bytes: number;
}

/** A piece of a chart of paths: one file, or all files of a folder that are no pieces of their own. */
export interface PathPiece {
  /** Of the file, or of the folder. */
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
  /** `rest` stands for what else is in a folder of which other pieces are shown. */
  readonly kind: 'file' | 'folder' | 'rest';
}

interface Node {
  readonly path: string;
  bytes: number;
  files: number;
  readonly children: Map<string, Node>;
}

/** A piece that may still be opened. */
interface OpenPiece extends PathPiece {
  /** Undefined for gathered files. */
  readonly node: Node | undefined;
}

/**
 * Cuts paths into pieces that a person can take in: the largest folder is opened again and again, until there are as many
 * pieces as are wanted or the rest is too small to be seen. No byte is left out and none counts twice.
 * @param limit how many pieces there are when no further folder is opened
 * @param least bytes under which the files of an opened folder are gathered in one piece
 */
export function cutPaths(
  paths: readonly PathBytes[],
  { limit, least }: { readonly limit: number; readonly least: number },
): readonly PathPiece[] {
  const root = buildTree(paths);
  if (root.bytes === 0) return [];
  let pieces: readonly OpenPiece[] = [wholePiece(root)];
  while (pieces.length < limit) {
    const largest = largestFolder(pieces);
    if (largest === undefined) break;
    const opened = openFolder(largest, least);
    pieces = pieces.flatMap((each) => (each.node === largest ? opened : [each]));
  }
  return pieces
    .map(({ path, bytes, files, kind }) => ({ path, bytes, files, kind }))
    .sort((one, other) => other.bytes - one.bytes || compareText(one.path, other.path));
}

function largestFolder(pieces: readonly OpenPiece[]): Node | undefined {
  let largest: Node | undefined;
  for (const { node } of pieces) {
    if (node === undefined || node.children.size === 0) continue;
    if (largest === undefined || node.bytes > largest.bytes) largest = node;
  }
  return largest;
}

/** Orders texts by their UTF-16 units, the same on every machine. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function buildTree(paths: readonly PathBytes[]): Node {
  const root: Node = { path: '/', bytes: 0, files: 0, children: new Map() };
  for (const { path, bytes } of paths) {
    if (bytes === 0) continue;
    let node = root;
    for (const name of path.split('/').filter((each) => each !== '')) {
      node.bytes += bytes;
      node.files += 1;
      let child = node.children.get(name);
      if (child === undefined) {
        const parent = node.path === '/' ? '' : node.path;
        child = { path: `${parent}/${name}`, bytes: 0, files: 0, children: new Map() };
        node.children.set(name, child);
      }
      node = child;
    }
    node.bytes += bytes;
    node.files += 1;
  }
  return root;
}

function wholePiece(node: Node): OpenPiece {
  const { path, bytes, files, children } = node;
  return { path, bytes, files, kind: children.size > 0 ? 'folder' : 'file', node };
}

/** The children of a folder, those that are too small gathered in one piece. */
function openFolder(folder: Node, least: number): readonly OpenPiece[] {
  const children = [...folder.children.values()];
  const small = children.filter(({ bytes }) => bytes < least);
  // One that is alone needs no gathering.
  if (small.length < 2) return children.map(wholePiece);
  const gathered: OpenPiece = {
    path: folder.path,
    bytes: small.reduce((total, { bytes }) => total + bytes, 0),
    files: small.reduce((total, { files }) => total + files, 0),
    kind: small.length < children.length ? 'rest' : 'folder',
    node: undefined,
  };
  return [...children.filter(({ bytes }) => bytes >= least).map(wholePiece), gathered];
}
