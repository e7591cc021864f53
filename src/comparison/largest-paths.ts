import type { PathSum } from './image-comparison.js';
import type { ImageContents } from './image-contents.js';
import { differingAspects } from './path-changes.js';

/** A folder is shown by its parts where one of them is this share of its difference or more. */
const MAIN_PART = 0.5;

interface Node {
  readonly path: string;
  readonly parts: Map<string, Node>;
  before: number;
  after: number;
  files: number;
  /** Bytes lost and gained below it, file by file: what stays out of the sum where they cancel each other. */
  difference: number;
}

/**
 * Where the bytes of two file systems differ, largest difference first. A folder whose difference is mostly that of one part
 * is replaced by its parts, so that what is left are the deepest folders that explain it.
 */
export function largestPaths(
  before: Pick<ImageContents, 'files'>,
  after: Pick<ImageContents, 'files'>,
): readonly PathSum[] {
  const sums: PathSum[] = [];
  const split = (node: Node) => {
    const parts = [...node.parts.values()].filter((part) => part.difference > 0);
    const main = parts.reduce((largest, part) => Math.max(largest, part.difference), 0);
    if (node.path === '/' || (parts.length > 0 && main >= MAIN_PART * node.difference)) {
      parts.forEach(split);
    } else {
      sums.push({
        path: node.path,
        folder: node.parts.size > 0,
        before: node.before,
        after: node.after,
        files: node.files,
      });
    }
  };
  split(treeOf(before, after));
  const size = ({ before: was, after: is }: PathSum) => Math.abs(is - was);
  return sums.sort((a, b) => size(b) - size(a) || (a.path < b.path ? -1 : 1));
}

function treeOf(before: Pick<ImageContents, 'files'>, after: Pick<ImageContents, 'files'>): Node {
  const root = newNode('/');
  for (const path of new Set([...before.files.keys(), ...after.files.keys()])) {
    const old = before.files.get(path);
    const now = after.files.get(path);
    const isFile = old?.kind === 'file' || now?.kind === 'file';
    if (!isFile) continue;
    const differs = old === undefined || now === undefined || differingAspects(old, now).length > 0;
    addFile(root, path, old?.bytes ?? 0, now?.bytes ?? 0, differs);
  }
  return root;
}

function addFile(root: Node, path: string, before: number, after: number, differs: boolean): void {
  let node = root;
  let end = 0;
  for (;;) {
    node.before += before;
    node.after += after;
    node.difference += Math.abs(after - before);
    if (differs) node.files++;
    if (end === path.length) return;
    const slash = path.indexOf('/', end + 1);
    const start = end + 1;
    end = slash === -1 ? path.length : slash;
    const name = path.slice(start, end);
    let part = node.parts.get(name);
    if (part === undefined) {
      part = newNode(path.slice(0, end));
      node.parts.set(name, part);
    }
    node = part;
  }
}

function newNode(path: string): Node {
  return { path, parts: new Map(), before: 0, after: 0, files: 0, difference: 0 };
}
