/** One entry of an indented mapping. */
export interface IndentedEntry {
  /** Without quotes. */
  readonly key: string;
  /** What stands behind the key on its line, without quotes; undefined where a mapping, a list or nothing follows. */
  readonly value: string | undefined;
  readonly entries: readonly IndentedEntry[];
  /** The items of a list, where the value is one of plain scalars. */
  readonly items: readonly string[];
  /** The line of the key, from 1. */
  readonly line: number;
}

/** An entry while it is being read. */
interface OpenEntry extends IndentedEntry {
  value: string | undefined;
  readonly entries: OpenEntry[];
  readonly items: string[];
  readonly indent: number;
}

const KEY =
  /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'#&*!|>%@`{[][^\n]*?))\s*:(?:\s+(.*))?$/;
/** Yarn 1 parts a key from its value by a space; a key with a mapping below ends with `:`. */
const SPACED_KEY = /^(?:"((?:[^"\\]|\\.)*)"|([^\s"][^\s]*?))(?::|\s+(.+))$/;

/**
 * Reads the part of YAML that the lock files of pnpm and yarn are written in by their programs: mappings by indent, plain and quoted
 * scalars, lists of scalars, flow collections on one line (left as text), block scalars (passed over). A YAML library
 * took 124 ms for a lock file of 42 KB, and lock files of a megabyte are common; tests hold this reader against two libraries.
 * @param style `spaced` is the form of yarn 1
 * @returns undefined where a line is none of these: nothing of the file may be trusted then
 */
export function readIndented(
  text: string,
  style: 'yaml' | 'spaced' = 'yaml',
): readonly IndentedEntry[] | undefined {
  const root = open('', undefined, -1, 0);
  let stack: OpenEntry[] = [root];
  let blockIndent: number | undefined;
  let explicitKey: string | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const content = line.trim();
    const indent = line.length - line.trimStart().length;
    if (blockIndent !== undefined) {
      if (content === '' || indent > blockIndent) continue;
      blockIndent = undefined;
    }
    if (content === '' || content.startsWith('#') || content === '---') continue;
    stack = stack.filter((entry) => entry.indent < indent);
    const parent = stack.at(-1);
    if (parent === undefined || line.includes('\t')) return undefined;
    if (content.startsWith('- ') || content === '-') {
      // A list may stand at the indent of its key.
      const owner = parent.entries.at(-1);
      const holder = owner?.indent === indent && owner.value === undefined ? owner : parent;
      holder.items.push(unquoted(content.slice(1).trim()));
      if (/:(?:\s|$)/.test(content)) blockIndent = indent;
      continue;
    }
    // `? key`, then `: value`: how long keys are written.
    if (content.startsWith('? ')) {
      explicitKey = unquoted(content.slice(2).trim());
      continue;
    }
    const entry =
      explicitKey !== undefined && content.startsWith(':')
        ? open(explicitKey, content.slice(1).trim() || undefined, indent, index + 1)
        : readEntry(content, indent, index + 1, style);
    explicitKey = undefined;
    if (entry === undefined) return undefined;
    if (entry.value !== undefined && /^[|>][+-]?\d*$/.test(entry.value)) {
      entry.value = undefined;
      blockIndent = indent;
    }
    parent.entries.push(entry);
    stack.push(entry);
  }
  return root.entries;
}

function open(key: string, value: string | undefined, indent: number, line: number): OpenEntry {
  return { key, value, entries: [], items: [], indent, line };
}

function readEntry(
  content: string,
  indent: number,
  line: number,
  style: 'yaml' | 'spaced',
): OpenEntry | undefined {
  if (style === 'yaml') {
    const match = KEY.exec(content);
    if (match === null) return undefined;
    const [, double, single, plain, value] = match;
    const key =
      double === undefined ? (single?.replaceAll("''", "'") ?? plain ?? '') : unescaped(double);
    return open(key, value === undefined ? undefined : unquoted(value.trim()), indent, line);
  }
  // A key with a mapping below may name several versions: `"a@^1", "a@^2":`.
  if (content.endsWith(':')) return open(content.slice(0, -1), undefined, indent, line);
  const match = SPACED_KEY.exec(content);
  if (match?.[3] === undefined) return undefined;
  const key = match[1] === undefined ? (match[2] ?? '') : unescaped(match[1]);
  return open(key, unquoted(match[3].trim()), indent, line);
}

function unquoted(text: string): string {
  const double = /^"((?:[^"\\]|\\.)*)"$/.exec(text)?.[1];
  if (double !== undefined) return unescaped(double);
  return /^'((?:[^']|'')*)'$/.exec(text)?.[1]?.replaceAll("''", "'") ?? text;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

/** The value of the entry with a key; undefined where there is none. */
export function valueOf(entries: readonly IndentedEntry[], key: string): string | undefined {
  return entries.find((entry) => entry.key === key)?.value;
}

/** The entries below a key; none where there is no such mapping. */
export function entriesOf(
  entries: readonly IndentedEntry[],
  key: string,
): readonly IndentedEntry[] {
  return entries.find((entry) => entry.key === key)?.entries ?? [];
}
