import type { BuildContext } from '../../../../src/context/build-context.js';

/** The sources that a program reads when it runs, followed from where it starts. */
export interface ReachedSources {
  /** Paths in the context. */
  readonly files: ReadonlySet<string>;
  /** Paths that they write as strings, relative to the folder of the program or to the source; a listing loads what is in them. */
  readonly named: readonly string[];
}

/** Where a program starts: a file of the context, or code on the command line. */
export type Start =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'code'; readonly text: string };

/** `import x from 'y'`, `export … from 'y'`, `require('y')`, `import('y')`; types leave nothing behind. */
export const IMPORT =
  /\b(?:import|export)\s+(?!type\b)(?:[\w*${},\s]+?\s+from\s+)?["'`]([^"'`\n]+)["'`]|\b(?:require|import)\s*\(\s*["'`]([^"'`\n]+)["'`]/g;
/** A call whose specifier is no literal, and other ways to load a module whose name is computed. */
const COMPUTED =
  /\b(?:require|import)\s*\((?!\s*(?:"[^"\n]*"|'[^'\n]*'|`[^`$\n]*`)\s*[,)])|\brequire\.context\b|=\s*require\s*[;,)\n]|\bcreateRequire\b|\bModule\._load\b|\beval\s*\(|\bnew\s+Function\s*\(|\bvm\.run\w*\(/;
/** A whole folder is handed over: `{ dir: __dirname }`, `readdirSync(process.cwd())`. */
const WHOLE_FOLDER =
  /(?:__dirname|import\.meta\.dirname|process\.cwd\(\))\s*(?:[)}\];\n]|,(?!\s*["'`]))/;
/** `join(__dirname, 'client', 'dist')`: the strings are one path. */
const JOINED =
  /\b(?:join|resolve)\(\s*[\w.]+(?:\(\))?\s*((?:,\s*(?:"[^"\n]*"|'[^'\n]*'|`[^`$\n]*`)\s*)+)\)/g;
const STRING = /"([^"\n]*)"|'([^'\n]*)'|`([^`]*)`/g;
const EXTENSIONS = ['.js', '.mjs', '.cjs', '.json', '.node', '.ts', '.tsx', '.mts', '.cts', '.jsx'];

/**
 * Follows imports with literal paths. Undefined where a module is loaded by a computed name, by an alias, or from a file that is not in
 * the context: then what the program reads can't be told.
 */
export function reachedSources(
  context: BuildContext,
  folder: string,
  starts: readonly Start[],
): ReachedSources | undefined {
  const files = new Set<string>();
  const named = new Set<string>();
  const waiting = starts.flatMap((start) => (start.kind === 'file' ? [start.path] : []));
  const follow = (text: string, from: string): boolean => {
    if (COMPUTED.test(text) || WHOLE_FOLDER.test(text)) return false;
    for (const path of pathsIn(text)) {
      named.add(joined(folder, path));
      named.add(joined(from, path));
    }
    return [...text.matchAll(IMPORT)].every((match) => {
      const specifier = match[1] ?? match[2] ?? '';
      if (/^[#/~]|^@\//.test(specifier)) return false;
      if (!specifier.startsWith('.')) {
        // `src/models` of a compiler that has a base folder: packages have no such names.
        const [first = ''] = specifier.split('/');
        return context.entry(joined(folder, first))?.kind !== 'directory';
      }
      const path = moduleAt(context, joined(from, specifier));
      if (path !== undefined) waiting.push(path);
      return path !== undefined;
    });
  };
  for (const start of starts) {
    if (start.kind === 'code' && !follow(start.text, folder)) return undefined;
  }
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    if (!/\.[cm]?[jt]sx?$/.test(path)) continue;
    const text = context.read(path);
    if (text === undefined || !follow(text, parentOf(path))) return undefined;
  }
  return { files, named: [...named] };
}

/** The file that Node, or what compiles, takes for a path without its extension, or for a folder; undefined where there is none. */
export function moduleAt(context: BuildContext, path: string): string | undefined {
  const source = path.replace(/\.([cm]?)js$/, '.$1ts');
  return [
    path,
    source,
    ...(source === path ? [] : [`${source}x`]),
    ...EXTENSIONS.map((extension) => `${path}${extension}`),
    ...EXTENSIONS.map((extension) => joined(path, `index${extension}`)),
  ].find((candidate) => context.entry(candidate)?.kind === 'file');
}

/** A path with what follows it, without `.` and `..` where these can be taken off; what leads out of the context keeps its `..`. */
export function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The folder of a path; `''` for the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** What the strings of a source may name: paths up to their first pattern or variable. */
function pathsIn(text: string): readonly string[] {
  const paths = [...text.matchAll(JOINED)].map((match) => stringsIn(match[1] ?? '').join('/'));
  const rest = stringsIn(text.replace(JOINED, ''));
  return [...paths, ...rest]
    .map((path) => path.replace(/^\$\{[^}]*\}/, '').replace(/[*{$?!].*$/s, ''))
    .filter((path) => /\w/.test(path) && !/\s/.test(path));
}

function stringsIn(text: string): readonly string[] {
  return [...text.matchAll(STRING)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}
