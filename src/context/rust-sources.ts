import type { BuildContext } from './build-context.js';
import { programsOf } from './source-calls.js';
import { readToml } from './structured-text.js';
import { list, mapping, scalar } from './usage-data.js';

/** What the sources below a folder with a `Cargo.toml` say of a Rust program. `target`, tests and examples are not looked at. */
export interface RustSources {
  /** Names of the programs of the folder's own package, those left out that need features. */
  readonly programs: readonly string[];
  /** Some manifest names a crate that is no part of the project. */
  readonly hasDependencies: boolean;
  /** A source opens files, or starts programs, when it runs; what is included at compile time is none of it. */
  readonly readsFiles: boolean;
  /** A source names a manifest or a source of the project, which it may read when it runs. */
  readonly namesSources: boolean;
  /** Programs that sources start; undefined for one whose name is computed. */
  readonly programsRun: readonly (string | undefined)[];
  /** Libraries that sources link with by an attribute, or build scripts by `rustc-link-lib`. */
  readonly linked: ReadonlySet<string>;
  /** A build script that compiles, or looks for libraries by itself; undefined where there is none. */
  readonly compiles: string | undefined;
  /** A source that loads libraries by itself. */
  readonly loadsLibraries: string | undefined;
  /** A source that uses the path of what a build script made when it runs. */
  readonly readsBuildOutput: string | undefined;
  readonly incomplete: boolean;
}

const SKIPPED = /^(?:target|tests|benches|examples|node_modules|\.git|\.github)$/;
const FILE_LIMIT = 3000;
const READS =
  /\b(?:File|OpenOptions)::|\bfs::|\bread_dir\b|\bread_to_string\b|\bPath(?:Buf)?::(?:new|from)\b|\bstd::path\b|\bcurrent_dir\b|\bprocess::(?:Command\b|\{)|\bCARGO_MANIFEST_DIR\b/;
const NAMES_SOURCES = /"(?:[^"\n]*\/)?(?:Cargo\.(?:toml|lock)|[^"\n/]*\.rs|src\/[^"\n]*)"/;
/** Paths and environment that macros take at compile time alone. */
const INCLUDED = /\binclude(?:_str|_bytes)?!\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g;
const LINKED = /\blink\s*\(\s*name\s*=\s*"([^"]+)"/g;
const LINKED_BY_SCRIPT = /rustc-link-lib=(?:(?:dylib|framework)=)?([\w+.-]+)/g;
const COMPILES =
  /\b(?:autotools|bindgen|cc|cmake|cxx_build|pkg_config|system_deps|vcpkg)::|\brustc-link-search\b|rustc-link-lib=static|rustc-link-lib=\{/;
const LOADS = /\blibloading::|\bdlopen\d?::|\blibc::dlopen\b/;
/** Parts of the C library and of the compiler, which every image has. */
const ALWAYS_THERE = /^(?:c|dl|gcc|gcc_s|m|pthread|resolv|rt|stdc\+\+|util)$/;

/** Reads the sources and manifests below a folder; those of the members of a workspace are among them. */
export function readRustSources(context: BuildContext, folder: string): RustSources {
  const texts = new Map<string, string>();
  const manifests = new Map<string, string>();
  let incomplete = false;
  const visit = (path: string): void => {
    for (const { name, kind } of context.list(path)) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (kind === 'directory') {
        if (!SKIPPED.test(name)) visit(inner);
      } else if (name.endsWith('.rs') || name === 'Cargo.toml') {
        const text = texts.size < FILE_LIMIT ? context.read(inner) : undefined;
        if (text === undefined) incomplete = true;
        else (name === 'Cargo.toml' ? manifests : texts).set(inner, text);
      }
    }
  };
  visit(folder);
  const scripts = [...texts].filter(([path]) => /(?:^|\/)build\.rs$/.test(path));
  const sources = [...texts].flatMap(([path, text]) =>
    /(?:^|\/)build\.rs$/.test(path) ? [] : [[path, text.replace(INCLUDED, '')] as const],
  );
  const find = (
    files: readonly (readonly [string, string])[],
    pattern: RegExp,
  ): string | undefined => files.find(([, text]) => pattern.test(text))?.[0];
  const names = (
    files: readonly (readonly [string, string])[],
    pattern: RegExp,
  ): readonly string[] =>
    files.flatMap(([, text]) => [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []));
  return {
    programs: programsOfPackage(context, folder),
    hasDependencies: [...manifests.values()].some(hasDependencies),
    readsFiles: find(sources, READS) !== undefined,
    namesSources: find(sources, NAMES_SOURCES) !== undefined,
    programsRun: sources.flatMap(([path, text]) => {
      const { calls, computedLine } = programsOf(path, text);
      return [...calls.map(({ name }) => name), ...(computedLine === undefined ? [] : [undefined])];
    }),
    linked: new Set(
      [...names(sources, LINKED), ...names(scripts, LINKED_BY_SCRIPT)].filter(
        (name) => !ALWAYS_THERE.test(name),
      ),
    ),
    compiles: find(scripts, COMPILES),
    loadsLibraries: find(sources, LOADS),
    readsBuildOutput: find(sources, /\b(?:env|option_env)!\s*\(\s*"OUT_DIR"/),
    incomplete,
  };
}

/**
 * The programs of a package: `[[bin]]`, `src/main.rs`, `src/bin`.
 * @see https://doc.rust-lang.org/cargo/reference/cargo-targets.html#binaries
 */
function programsOfPackage(context: BuildContext, folder: string): readonly string[] {
  const inner = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
  const text = context.read(inner('Cargo.toml'));
  const manifest = text === undefined ? undefined : readToml(text);
  if (manifest === undefined) return [];
  const own = mapping(manifest['package']);
  const name = scalar(own['name']);
  const written = list(manifest['bin']).map(mapping);
  const programs = new Set<string>();
  if (own['autobins'] !== false) {
    if (name !== undefined && context.entry(inner('src/main.rs')) !== undefined) programs.add(name);
    for (const entry of context.list(inner('src/bin'))) {
      if (entry.kind === 'file' && entry.name.endsWith('.rs'))
        programs.add(entry.name.slice(0, -3));
      else if (context.entry(inner(`src/bin/${entry.name}/main.rs`)) !== undefined)
        programs.add(entry.name);
    }
  }
  for (const one of written) {
    const program = scalar(one['name']);
    // A program at the path of another takes its place.
    if (scalar(one['path']) === 'src/main.rs' && name !== undefined) programs.delete(name);
    if (program === undefined) continue;
    if (one['required-features'] === undefined) programs.add(program);
    else programs.delete(program);
  }
  return [...programs];
}

function hasDependencies(text: string): boolean {
  const manifest = readToml(text);
  if (manifest === undefined) return true;
  const tables = [
    manifest,
    mapping(manifest['workspace']),
    ...Object.values(mapping(manifest['target'])).map(mapping),
  ];
  return tables.some((table) =>
    ['dependencies', 'build-dependencies'].some((kind) =>
      Object.values(mapping(table[kind])).some((value) => {
        const given = mapping(value);
        return given['path'] === undefined && given['workspace'] === undefined;
      }),
    ),
  );
}
