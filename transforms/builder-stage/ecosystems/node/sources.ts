import type { BuildContext } from '../../../../src/context/build-context.js';
import { programsOf } from '../../../../src/context/source-calls.js';
import { IMPORT, joined, moduleAt, parentOf } from './reached.js';

/** What the sources of a Node program use, as far as it can be read off them. */
export interface NodeSources {
  /** Packages that are imported, or named in a string, where the program runs; tests, tools and types are left out. */
  readonly imports: ReadonlySet<string>;
  /** Programs that are started. */
  readonly programs: readonly { readonly name: string; readonly place: string }[];
  /** Files that start programs whose names are computed. */
  readonly programsUnknown: readonly string[];
  /** A source names the folder of packages as a whole, which it may hand out or look through; undefined where none does. */
  readonly namesPackages: string | undefined;
  /** Strings that are command lines of a package manager or of Node: `npx prisma migrate deploy`. */
  readonly commandLines: readonly string[];
  /** Some sources were not read. */
  readonly incomplete: boolean;
}

const FILE_LIMIT = 1500;
const SKIPPED_FOLDERS =
  /^(?:node_modules|\.git|\.github|\.husky|\.vscode|\.idea|__tests__|__mocks__|tests?|e2e|cypress|spec|coverage|\.storybook|docs?)$/;
const SKIPPED_FILES =
  /^(?!(?:next|nuxt|remix|ecosystem)\.config)(?:.*\.)?(?:config|conf|test|tests|spec|stories|d)\.[cm]?[jt]sx?$|^\.(?!\w+rc)|^(?:gulpfile|gruntfile|rollup|webpack|karma|jest|babel)\b/i;
/** Files that are left out of the sources by their names alone. */
const CONFIGURATION = /\.(?:config|conf)\.[cm]?[jt]s$/;
/** A string that is the name of a package, or a path in one. */
const NAMED = /["'`](?:(?:-r|--[\w-]+)[= ])?((?:@[\w.-]+\/)?\w[\w.-]*)(?:\/[\w./-]*)?["'`]/g;
/** A path to a package in the folder of the packages. */
const IN_MODULES = /\bnode_modules\/((?:@[\w.-]+\/)?\w[\w.-]*)/g;
const COMMAND_LINE = /["'`]((?:node|npm|npx|pnpm|yarn) [^"'`\n]*)/g;

/** The sources in a folder of the context that may run with the program. */
export function sourcePaths(context: BuildContext, folder: string): readonly string[] {
  const visit = (path: string): readonly string[] =>
    context.list(path).flatMap(({ name, kind }) => {
      const inner = path === '' ? name : `${path}/${name}`;
      if (kind === 'directory') return SKIPPED_FOLDERS.test(name) ? [] : visit(inner);
      return /\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(name) && !SKIPPED_FILES.test(name)
        ? [inner]
        : [];
    });
  return visit(folder);
}

/** Reads the sources of a folder of the context, those left out that only the build reads. */
export function scanNodeSources(
  context: BuildContext,
  folder: string,
  isOfBuild: (path: string) => boolean = () => false,
): NodeSources {
  const imports = new Set<string>();
  const programs: { readonly name: string; readonly place: string }[] = [];
  const programsUnknown: string[] = [];
  let namesPackages: string | undefined;
  const commandLines: string[] = [];
  const paths = sourcePaths(context, folder).filter((path) => !isOfBuild(path));
  const waiting: string[] = [];
  const scan = (file: string, text: string): void => {
    for (const match of text.matchAll(IMPORT)) {
      const specifier = match[1] ?? match[2] ?? '';
      const name = /^((?:@[^/]+\/)?[^/.][^/]*)/.exec(specifier)?.[1];
      if (name !== undefined) imports.add(name);
      // A file with a name like that of a tool's configuration is one of the program where this loads it.
      const path = specifier.startsWith('.')
        ? moduleAt(context, joined(parentOf(file), specifier))
        : undefined;
      if (path !== undefined && CONFIGURATION.test(path)) waiting.push(path);
    }
    // Plugins and transports are loaded by their names, and so are modules in options (`-r ts-node/register`).
    for (const match of text.matchAll(NAMED)) imports.add(match[1] ?? '');
    for (const match of text.matchAll(IN_MODULES)) imports.add(match[1] ?? '');
    for (const match of text.matchAll(COMMAND_LINE)) commandLines.push(match[1] ?? '');
    if (/["'`/]node_modules\/?["'`]/.test(text)) namesPackages ??= file;
    const started = programsOf(file, text);
    if (started.computedLine !== undefined) programsUnknown.push(file);
    for (const { name, isScript } of started.calls) {
      if (name !== 'node' && !isScript) programs.push({ name, place: file });
    }
  };
  let incomplete = paths.length >= FILE_LIMIT;
  for (const path of paths.slice(0, FILE_LIMIT - 1)) {
    const text = context.read(path);
    if (text === undefined) incomplete = true;
    else scan(path, text);
  }
  const seen = new Set(paths);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const text = context.read(path);
    if (text !== undefined) scan(path, text);
  }
  return { imports, programs, programsUnknown, namesPackages, commandLines, incomplete };
}
