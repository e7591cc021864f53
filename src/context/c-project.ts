import type { BuildContext } from './build-context.js';
import { expandSource } from './copy-source.js';

/** A file that says how C or C++ sources are built. */
export interface CBuildFile {
  /** Relative to the context root. */
  readonly path: string;
  readonly kind: 'make' | 'cmake' | 'meson' | 'autotools';
  readonly text: string;
}

/** What the C and C++ sources that a stage copies say of a program. Tests, documents and `.git` are not looked at. */
export interface CProject {
  readonly languages: ReadonlySet<'c' | 'c++' | 'fortran'>;
  /** Headers that sources include and that are not among the copied files, as written: `sqlite3.h`, `curl/curl.h`. */
  readonly includes: ReadonlySet<string>;
  /** Libraries of `-l` options in build files, without `lib`: `m`, `sqlite3`. */
  readonly linked: ReadonlySet<string>;
  /** Paths of files that the sources open; undefined for one that is computed. */
  readonly fileReads: readonly (string | undefined)[];
  /** Command lines that the sources run by a shell, and programs that they start; undefined for one that is computed. */
  readonly programsRun: readonly (string | undefined)[];
  /** A source that loads libraries by itself (`dlopen`); undefined where none does. */
  readonly loadsLibraries: string | undefined;
  /** All sources as one text, without their comments. */
  readonly text: string;
  readonly buildFiles: readonly CBuildFile[];
  /** Sources could not be read, so that something may be missing above. */
  readonly incomplete: boolean;
}

const SOURCE =
  /\.(?:[ch]|cc|cpp|cxx|c\+\+|C|hh|hpp|hxx|h\+\+|H|inl|ipp|tpp|tcc|f|for|f90|f95|F|F90)$/;
const CPP_SOURCE = /\.(?:cc|cpp|cxx|c\+\+|C|hh|hpp|hxx|h\+\+|H)$/;
const FORTRAN_SOURCE = /\.(?:f|for|f90|f95|F|F90)$/;
const SKIPPED = /^(?:\.git|\.github|tests?|testing|docs?|doc)$/;
const FILE_LIMIT = 4000;
/** Strings and characters stay, comments go. */
const STRINGS_AND_COMMENTS = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** Calls of the C and C++ libraries that open a file, or look at one, by the path in their first argument. */
const OPENS =
  /(?<![\w.>:])(?:std::)?(?:fopen(?:64)?|freopen|open(?:64)?|creat|stat|lstat|access|opendir|glob|nftw|ftw|chdir|realpath|readlink|truncate|ifstream|fstream|rename|unlink|mmap_file)\s*(?:\s\w+\s*)?[({]\s*(?=(.))/g;
/** A stream that is opened by its method, or a path that is put together. */
const OPENS_BY_METHOD = /\b\w+(?:\.|->)open\s*\(\s*(?=(.))|\bfilesystem\b|\bopenat\s*\(/g;
const SHELL_CALL = /(?<![\w.>])(?:std::)?(?:system|popen)\s*\(\s*/g;
const START_CALL = /(?<![\w.>])(?:exec(?:l|v)p?e?|execvpe|posix_spawnp?)\s*\(\s*/g;
const LOADS =
  /(?<![\w.>])(?:dlopen|dlmopen|lt_dlopen(?:ext)?|g_module_open|uv_dlopen|SDL_LoadObject)\s*\(|\bQPluginLoader\b|\bboost::dll\b/;
const STRING = /^"((?:\\.|[^"\\\n])*)"/;

/**
 * Reads the sources and build files below paths of the context.
 * @param copied sources of COPY and ADD, patterns allowed; `''` for the whole context
 */
export function readCProject(context: BuildContext, copied: readonly string[]): CProject {
  const files = new Set<string>();
  const texts: string[] = [];
  const buildFiles: CBuildFile[] = [];
  const languages = new Set<'c' | 'c++' | 'fortran'>();
  let loadsLibraries: string | undefined;
  let incomplete = false;
  const visit = (path: string): void => {
    if (files.has(path)) return;
    const entry = context.entry(path);
    if (entry?.kind === 'directory') {
      for (const { name, kind } of context.list(path)) {
        if (kind === 'directory' && SKIPPED.test(name)) continue;
        visit(path === '' ? name : `${path}/${name}`);
      }
      return;
    }
    files.add(path);
    const kind = buildFileKind(path);
    const isSource = SOURCE.test(path);
    if (!isSource && kind === undefined) return;
    const text = files.size > FILE_LIMIT ? undefined : context.read(path);
    if (text === undefined) {
      incomplete = true;
      return;
    }
    if (kind !== undefined) buildFiles.push({ path, kind, text });
    if (!isSource) return;
    languages.add(CPP_SOURCE.test(path) ? 'c++' : FORTRAN_SOURCE.test(path) ? 'fortran' : 'c');
    const code = FORTRAN_SOURCE.test(path)
      ? text
      : text.replace(STRINGS_AND_COMMENTS, (found) => (found.startsWith('/') ? ' ' : found));
    texts.push(code);
    if (LOADS.test(code)) loadsLibraries ??= path;
  };
  for (const source of copied) {
    for (const path of source === '' ? [''] : expandSource(context, source)) visit(path);
  }
  const text = texts.join('\n');
  return {
    languages,
    includes: new Set(
      [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm)].flatMap(
        ([, header = '']) => {
          const name = header.replace(/^(?:\.{1,2}\/)+/, '');
          return [...files].some((path) => path === name || path.endsWith(`/${name}`))
            ? []
            : [header];
        },
      ),
    ),
    linked: new Set(
      buildFiles.flatMap((file) =>
        [...file.text.matchAll(/(?<![\w-])-l([\w+.-]+)/g)].flatMap(([, name]) => name ?? []),
      ),
    ),
    fileReads: [
      ...[...text.matchAll(OPENS)].map((call) => literalAfter(text, call)),
      ...[...text.matchAll(OPENS_BY_METHOD)].map((call) =>
        call[1] === '"' ? literalAfter(text, call) : undefined,
      ),
    ],
    programsRun: [
      ...[...text.matchAll(SHELL_CALL)].map((call) => literalAfter(text, call)),
      ...[...text.matchAll(START_CALL)].map((call) => literalAfter(text, call)),
    ],
    loadsLibraries,
    text,
    buildFiles,
    incomplete,
  };
}

/** The string that a call has as its first argument, where that is all of the argument. */
function literalAfter(text: string, call: RegExpExecArray): string | undefined {
  const rest = text.slice(call.index + call[0].length, call.index + call[0].length + 500);
  const found = STRING.exec(rest);
  if (found === null || !/^\s*[,)}]/.test(rest.slice(found[0].length))) return undefined;
  return (found[1] ?? '').replace(/\\(.)/g, '$1');
}

/** Whether a path is a source, or says how sources are built. */
export function isBuildInput(path: string): boolean {
  return (
    SOURCE.test(path) || buildFileKind(path) !== undefined || /\.(?:S|s|asm|l|ll|y|yy)$/.test(path)
  );
}

function buildFileKind(path: string): CBuildFile['kind'] | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(?:GNUm|m|M)akefile$|\.(?:mk|mak|make)$/.test(name)) return 'make';
  if (name === 'CMakeLists.txt' || name.endsWith('.cmake')) return 'cmake';
  if (name === 'meson.build' || name.endsWith('.wrap')) return 'meson';
  return /^(?:configure\.(?:ac|in)|Makefile\.(?:am|in))$/.test(name) ? 'autotools' : undefined;
}
