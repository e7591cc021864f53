import type { BuildContext } from './build-context.js';
import { cleanPath } from './path-pattern.js';

/** One requirement of a Python project. */
export interface PythonRequirement {
  /** Normalised (PEP 503); undefined for a bare URL or path whose name is not given. */
  readonly name: string | undefined;
  /** Normalised. */
  readonly extras: readonly string[];
  /** The version specifier as written: `>=2.0,<3`; empty where any will do. */
  readonly specifier: string;
  /** The environment marker: `python_version < "3.8"`. */
  readonly marker: string | undefined;
  /** A direct reference: `git+https://…`, `https://….whl`, `./package`. */
  readonly url: string | undefined;
  /** `git`, `hg`, `svn` or `bzr` where the requirement is fetched from version control. */
  readonly versionControl: string | undefined;
  /** `-e`: linked to its source folder instead of being copied. */
  readonly editable: boolean;
  readonly hashes: readonly string[];
  /** Where it stands in the context; undefined for one that is no line of a requirements file. */
  readonly seen?: { readonly path: string; readonly line: number };
}

/** What requirements files come to, those that they include with `-r` and `-c` read. */
export interface Requirements {
  readonly requirements: readonly PythonRequirement[];
  /** Names that `-c` files pin; they install nothing. */
  readonly constraints: readonly PythonRequirement[];
  /** `--index-url`, `--extra-index-url`, `--find-links`. */
  readonly indexes: readonly string[];
  /** `--no-binary`, `--only-binary`: `:all:`, `:none:`, names. */
  readonly noBinary: readonly string[];
  readonly onlyBinary: readonly string[];
  readonly requireHashes: boolean;
  /** The files read, relative to the context root. */
  readonly files: readonly string[];
  /** Files that could not be read, and lines that could not be understood. */
  readonly unread: readonly string[];
}

const NOTHING: Requirements = {
  requirements: [],
  constraints: [],
  indexes: [],
  noBinary: [],
  onlyBinary: [],
  requireHashes: false,
  files: [],
  unread: [],
};

/** The normal form of a Python package name (PEP 503). */
export function normalizePythonName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/**
 * Reads a requirements file of the context, and what it includes.
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function readRequirements(context: BuildContext, path: string): Requirements {
  return readFile(context, path, new Set());
}

function readFile(context: BuildContext, path: string, visited: Set<string>): Requirements {
  const clean = cleanPath(path);
  if (visited.has(clean)) return NOTHING;
  visited.add(clean);
  const text = context.read(clean);
  if (text === undefined) return { ...NOTHING, unread: [clean] };
  const folder = clean.includes('/') ? clean.slice(0, clean.lastIndexOf('/') + 1) : '';
  const parts = logicalLines(text).map(({ text: line, number }) => {
    const read = readLine(context, line, folder, visited);
    const own = read.files.length === 0;
    return own
      ? {
          ...read,
          requirements: read.requirements.map((one) => ({
            ...one,
            seen: { path: clean, line: number },
          })),
        }
      : read;
  });
  return joinRequirements([{ ...NOTHING, files: [clean] }, ...parts]);
}

/** Puts what several files require together. */
export function joinRequirements(parts: readonly Requirements[]): Requirements {
  return {
    requirements: parts.flatMap(({ requirements }) => requirements),
    constraints: parts.flatMap(({ constraints }) => constraints),
    indexes: parts.flatMap(({ indexes }) => indexes),
    noBinary: parts.flatMap(({ noBinary }) => noBinary),
    onlyBinary: parts.flatMap(({ onlyBinary }) => onlyBinary),
    requireHashes: parts.some(({ requireHashes }) => requireHashes),
    files: parts.flatMap(({ files }) => files),
    unread: parts.flatMap(({ unread }) => unread),
  };
}

interface LogicalLine {
  readonly text: string;
  /** Of its first line in the file, from 1. */
  readonly number: number;
}

/** Lines joined at a closing backslash, comments cut off (` #` to the end), empty ones left out. */
function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let open: LogicalLine | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const number: number = open?.number ?? index + 1;
    const joined = `${open === undefined ? '' : `${open.text} `}${line.replace(/\\$/, '')}`;
    open = line.endsWith('\\') ? { text: joined, number } : undefined;
    if (open === undefined) lines.push({ text: joined, number });
  }
  return [...lines, ...(open === undefined ? [] : [open])]
    .map((line) => ({ ...line, text: line.text.replace(/(^|\s)#.*$/, '').trim() }))
    .filter((line) => line.text !== '');
}

function readLine(
  context: BuildContext,
  line: string,
  folder: string,
  visited: Set<string>,
): Requirements {
  const include = /^(-r|--requirement|-c|--constraint)(?:\s*=\s*|\s*)(\S+)$/.exec(line);
  if (include?.[2] !== undefined) {
    if (/^\w+:\/\//.test(include[2]) || include[2].includes('$')) {
      return { ...NOTHING, unread: [include[2]] };
    }
    const read = readFile(context, `${folder}${include[2]}`, visited);
    return include[1] === '-r' || include[1] === '--requirement'
      ? read
      : { ...read, requirements: [], constraints: [...read.constraints, ...read.requirements] };
  }
  const option = /^(-i|-f|--[a-z-]+)(?:(?:\s*=\s*|\s+)(.+))?$/.exec(line);
  const value = option?.[2] ?? '';
  const names = value
    .split(',')
    .map((name) => (name.startsWith(':') ? name : normalizePythonName(name)));
  switch (option?.[1]) {
    case '-i':
    case '--index-url':
    case '--extra-index-url':
    case '-f':
    case '--find-links':
      return { ...NOTHING, indexes: [value] };
    case '--no-binary':
      return { ...NOTHING, noBinary: names };
    case '--only-binary':
      return { ...NOTHING, onlyBinary: names };
    case '--require-hashes':
      return { ...NOTHING, requireHashes: true };
    case '--pre':
    case '--prefer-binary':
    case '--no-index':
    case '--trusted-host':
    case '--use-feature':
      return NOTHING;
    case '--editable':
    case undefined:
      break;
    default:
      return { ...NOTHING, unread: [line] };
  }
  const requirement = parseRequirement(line);
  return requirement === undefined
    ? { ...NOTHING, unread: [line] }
    : { ...NOTHING, requirements: [requirement] };
}

/** Reads one requirement (PEP 508, or what else pip takes: a URL, a path, `-e …`); undefined where it is none. */
export function parseRequirement(line: string): PythonRequirement | undefined {
  const hashes = [...line.matchAll(/--hash[= ](\S+)/g)].flatMap((match) => match[1] ?? []);
  const editableMatch = /^(?:-e|--editable)(?:\s*=\s*|\s+|(?=[.\w]))(.+)$/.exec(line);
  const body = (editableMatch?.[1] ?? line)
    .replace(/\s--(?:hash|config-settings?|global-option|install-option)[= ].*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  const marked = /^(.*?)\s*;\s*(.+)$/.exec(body);
  const text = marked?.[1] ?? body;
  const marker = marked?.[2];
  const common = { marker, editable: editableMatch !== null, hashes };
  if (
    /^(?:\w[\w+.-]*:\/\/|git@|\.{0,2}\/)/.test(text) ||
    /^\.{1,2}(?:\[|$)/.test(text) ||
    /\.(?:whl|tar\.gz|zip)$/.test(text)
  ) {
    const egg = /#(?:.*&)?egg=([\w.-]+)/.exec(text)?.[1];
    return {
      ...common,
      name: egg === undefined ? undefined : normalizePythonName(egg),
      extras: extrasOf(/\[([^\]]*)\]\s*$/.exec(text)?.[1]),
      specifier: '',
      url: text,
      versionControl: versionControlOf(text),
    };
  }
  const named =
    /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(?:@\s*(\S+)|\(?\s*((?:[<>=!~]=?=?\s*[\w.*+!-]+\s*,?\s*)*)\)?)$/.exec(
      text,
    );
  if (named?.[1] === undefined) return undefined;
  const url = named[3];
  return {
    ...common,
    name: normalizePythonName(named[1]),
    extras: extrasOf(named[2]),
    specifier: (named[4] ?? '').replace(/\s+/g, ''),
    url,
    versionControl: url === undefined ? undefined : versionControlOf(url),
  };
}

function extrasOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((extra) => normalizePythonName(extra.trim()))
    .filter((extra) => extra !== '');
}

function versionControlOf(url: string): string | undefined {
  return /^(git|hg|svn|bzr)(?:\+|:|@)/.exec(url)?.[1];
}
