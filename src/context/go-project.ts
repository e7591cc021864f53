import type { BuildContext } from './build-context.js';

/** A `require` of a `go.mod`. */
export interface GoRequirement {
  readonly path: string;
  readonly version: string;
  readonly indirect: boolean;
}

/** A `replace` of a `go.mod`. */
export interface GoReplacement {
  readonly path: string;
  /** A module path, or a folder that starts with `./`, `../` or `/`. */
  readonly target: string;
}

/** A call that reads files of the machine the program runs on. */
export interface GoFileRead {
  /** Source file, relative to the context root. */
  readonly file: string;
  /** As written: `os.ReadFile`, `template.ParseGlob`. */
  readonly call: string;
  /** The path, where it is a string literal; undefined where it is computed. */
  readonly path: string | undefined;
}

/** What a folder with Go sources says of a program. Tests (`_test.go`), `vendor` and `testdata` are not looked at. */
export interface GoProject {
  /** Folder relative to the context root; `''` for the root. */
  readonly folder: string;
  /** Undefined without a `go.mod`. */
  readonly module: string | undefined;
  readonly goVersion: string | undefined;
  readonly requirements: readonly GoRequirement[];
  readonly replacements: readonly GoReplacement[];
  readonly hasVendorFolder: boolean;
  readonly hasGoSum: boolean;
  readonly hasWorkspace: boolean;
  /** Folders (relative to the project) with `package main`; `.` for the project's own. */
  readonly mainFolders: readonly string[];
  /** Import paths of all sources. */
  readonly imports: ReadonlySet<string>;
  /** Some source imports "C": cgo is used. */
  readonly importsC: boolean;
  /** Patterns of `//go:embed`. */
  readonly embedded: readonly string[];
  /** What these patterns name, from the project's folder. */
  readonly embeddedPaths: readonly string[];
  /** The string literals of all sources, import paths among them. */
  readonly literals: ReadonlySet<string>;
  readonly fileReads: readonly GoFileRead[];
  /** Programs that `os/exec` runs; undefined for one whose name is computed. */
  readonly programsRun: readonly (string | undefined)[];
  /** Time zones are looked up by name (`time.LoadLocation`). */
  readonly loadsTimeZones: boolean;
  /** Certificates are checked: HTTP clients, TLS connections, certificate pools. */
  readonly checksCertificates: boolean;
  /** Temporary files are made, so that there has to be a folder for them. */
  readonly makesTemporaryFiles: boolean;
  /** Users and their folders are looked up: os/user, `os.UserHomeDir` and its like. */
  readonly looksUpUsers: boolean;
  /** A folder could not be read whole, so that something may be missing above. */
  readonly incomplete: boolean;
}

/** More sources than this are not read: the answer would be late. */
const FILE_LIMIT = 2000;
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  'vendor',
  'testdata',
  'node_modules',
  '.git',
]);

/** Reads `go.mod` and the sources below a folder; undefined where there is neither. */
export function readGoProject(context: BuildContext, folder: string): GoProject | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const manifest = context.read(`${prefix}go.mod`);
  const sources: GoSource[] = [];
  let incomplete = false;
  const visit = (relative: string): void => {
    for (const { name, kind } of context.list(relative === '.' ? folder : `${prefix}${relative}`)) {
      const path = relative === '.' ? name : `${relative}/${name}`;
      if (kind === 'directory') {
        // A go.mod further down starts another module.
        const own = context.entry(`${prefix}${path}/go.mod`) === undefined;
        if (!SKIPPED_FOLDERS.has(name) && !/^[._]/.test(name) && own) visit(path);
      } else if (name.endsWith('.go') && !name.endsWith('_test.go')) {
        const text = sources.length < FILE_LIMIT ? context.read(`${prefix}${path}`) : undefined;
        if (text === undefined) incomplete = true;
        else sources.push(readGoSource(`${prefix}${path}`, relative, text));
      }
    }
  };
  visit('.');
  if (manifest === undefined && sources.length === 0) return undefined;
  const imports = new Set(sources.flatMap((source) => source.imports));
  return {
    folder,
    ...readGoMod(manifest ?? ''),
    hasVendorFolder: context.entry(`${prefix}vendor`)?.kind === 'directory',
    hasGoSum: context.entry(`${prefix}go.sum`) !== undefined,
    hasWorkspace: context.entry(`${prefix}go.work`) !== undefined,
    mainFolders: [
      ...new Set(
        sources
          // Files under `//go:build ignore` are scripts that the build leaves out.
          .filter(({ packageName, ignored }) => packageName === 'main' && !ignored)
          .map((source) => source.folder),
      ),
    ],
    imports,
    importsC: imports.has('C'),
    embedded: sources.flatMap((source) => source.embedded),
    embeddedPaths: sources.flatMap((source) =>
      source.embedded.map((pattern) => {
        const path = pattern.replace(/^all:/, '');
        return source.folder === '.' ? path : `${source.folder}/${path}`;
      }),
    ),
    literals: new Set(sources.flatMap((source) => source.literals)),
    fileReads: sources.flatMap((source) => source.fileReads),
    programsRun: sources.flatMap((source) => source.programsRun),
    loadsTimeZones: sources.some((source) => source.loadsTimeZones),
    checksCertificates: sources.some((source) => source.checksCertificates),
    makesTemporaryFiles: sources.some((source) => source.makesTemporaryFiles),
    looksUpUsers: imports.has('os/user') || sources.some((source) => source.looksUpUsers),
    incomplete,
  };
}

interface GoSource {
  readonly folder: string;
  readonly packageName: string | undefined;
  readonly ignored: boolean;
  readonly imports: readonly string[];
  readonly embedded: readonly string[];
  readonly literals: readonly string[];
  readonly fileReads: readonly GoFileRead[];
  readonly programsRun: readonly (string | undefined)[];
  readonly loadsTimeZones: boolean;
  readonly checksCertificates: boolean;
  readonly makesTemporaryFiles: boolean;
  readonly looksUpUsers: boolean;
}

const READING_CALL =
  /(?:\b|(?<=\)))((?:os|ioutil)\.(?:Chdir|Open|OpenFile|OpenRoot|ReadFile|ReadDir|DirFS|Stat|Lstat)|filepath\.(?:Glob|Walk|WalkDir)|http\.(?:Dir|ServeFile)|(?:\w+|(?<=\)))\.(?:LoadHTMLGlob|LoadHTMLFiles|ParseFiles|ParseGlob|Static|StaticFile|StaticFS|AddConfigPath|SetConfigFile)|godotenv\.(?:Load|Overload|Read)|tls\.LoadX509KeyPair|plugin\.Open|sql\.Open)\s*\((?=([^\n]{0,300}))/g;
const LITERAL = /"((?:[^"\\\n]|\\.){1,300})"|`([^`]{1,300})`/g;
const RUNNING_CALL =
  /\b(?:exec\.(?:Command|LookPath)\s*\(|exec\.CommandContext\s*\(\s*[^,"`]*,)\s*(?="([^"\n]*)"|)/g;

const CERTIFICATE_USE =
  /\bhttp\.(?:Get|Head|Post|PostForm|Client|DefaultClient|NewRequest\w*|Transport|DefaultTransport)\b|\btls\.(?:Dial\w*|Client|Config)\b|\bx509\.|\bhttputil\.\w*ReverseProxy|\bsmtp\./;

/** A form with files that is larger than what the memory is to hold is written to a file (`mime/multipart`). */
const TEMPORARY_FILES =
  /\bos\.(?:TempDir|CreateTemp|MkdirTemp)\s*\(|\bioutil\.Temp(?:Dir|File)\s*\(|\.(?:ParseMultipartForm|FormFile|MultipartForm|MultipartReader|ReadForm)\b|"\/(?:var\/)?tmp(?:["/])/;

function readGoSource(file: string, folder: string, text: string): GoSource {
  const code = withoutComments(text);
  return {
    folder,
    packageName: /^[ \t]*package[ \t]+(\w+)/m.exec(code)?.[1],
    ignored: /^\/\/(?:go:build|[ \t]*\+build)[ \t]+ignore\b/m.test(text),
    imports: readImports(code),
    embedded: [...text.matchAll(/^\/\/go:embed[ \t]+(.+?)[ \t]*\r?$/gm)].flatMap((match) =>
      [...(match[1] ?? '').matchAll(/"([^"]*)"|`([^`]*)`|(\S+)/g)].map(
        (word) => word[1] ?? word[2] ?? word[3] ?? '',
      ),
    ),
    literals: [...code.matchAll(LITERAL)].flatMap((match) => match[1] ?? match[2] ?? []),
    fileReads: [...code.matchAll(READING_CALL)].flatMap((match) => {
      const call = match[1] ?? '';
      return pathsOf(call, match[2] ?? '').map((path) => ({ file, call, path }));
    }),
    programsRun: [...code.matchAll(RUNNING_CALL)].map((match): string | undefined => match[1]),
    loadsTimeZones: /\btime\.LoadLocation\s*\(/.test(code),
    checksCertificates: CERTIFICATE_USE.test(code),
    makesTemporaryFiles: TEMPORARY_FILES.test(code),
    looksUpUsers: /\bos\.User(?:Home|Config|Cache)Dir\s*\(/.test(code),
  };
}

/** The arguments of a call that are paths: literals as their text, all others as undefined. */
function pathsOf(call: string, rest: string): readonly (string | undefined)[] {
  const values: (string | undefined)[] = [];
  let position = 0;
  for (;;) {
    const argument =
      /^\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|((?:[^,()"`]|\([^()]*\))+))\s*([,)]|$)/.exec(
        rest.slice(position),
      );
    if (argument === null) {
      values.push(undefined);
      break;
    }
    values.push(argument[1] ?? argument[2]);
    position += argument[0].length;
    if (argument[4] !== ',') break;
  }
  const name = call.slice(call.indexOf('.') + 1);
  if (/^(?:ParseFiles|LoadHTMLFiles|Load|Overload|Read)$/.test(name)) return values;
  if (call === 'tls.LoadX509KeyPair') return values.slice(0, 2);
  const place =
    /^Static(?:File)?$/.test(name) || call === 'sql.Open' ? 1 : name === 'ServeFile' ? 2 : 0;
  // http.FS(…) and embed.FS are looked at where they are made.
  if (name === 'StaticFS') return [];
  return [values[place]];
}

function readImports(code: string): readonly string[] {
  const blocks = [...code.matchAll(/^import[ \t]*\(([^)]*)\)/gm)].flatMap((match) => [
    ...(match[1] ?? '').matchAll(/"([^"]+)"/g),
  ]);
  const single = [...code.matchAll(/^import[ \t]+(?:[\w.]+[ \t]+)?"([^"]+)"/gm)];
  return [...blocks, ...single].flatMap((match) => match[1] ?? []);
}

/** Blanks comments out; string literals stay, with what looks like a comment in them. */
function withoutComments(text: string): string {
  return text.replace(
    /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[^]*?\*\//g,
    (match) => (match.startsWith('//') || match.startsWith('/*') ? ' ' : match),
  );
}

/**
 * The directives of a `go.mod`.
 * @see https://go.dev/ref/mod#go-mod-file
 */
export function readGoMod(
  text: string,
): Pick<GoProject, 'module' | 'goVersion' | 'requirements' | 'replacements'> {
  let module: string | undefined;
  let goVersion: string | undefined;
  const requirements: GoRequirement[] = [];
  const replacements: GoReplacement[] = [];
  let block = '';
  for (const line of text.split(/\r?\n/)) {
    const indirect = /\/\/\s*indirect/.test(line);
    const words = line
      .replace(/(^|\s)\/\/.*$/, '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => word.replace(/^["`]|["`]$/g, ''));
    if (words[0] === ')') {
      block = '';
      continue;
    }
    if (words[1] === '(') {
      block = words[0] ?? '';
      continue;
    }
    const [verb, first, second] = block === '' ? words : [block, ...words];
    if (first === undefined) continue;
    if (verb === 'module') module = first;
    else if (verb === 'go') goVersion = first;
    else if (verb === 'require' && second !== undefined) {
      requirements.push({ path: first, version: second, indirect });
    } else if (verb === 'replace') {
      const arrow = words.indexOf('=>');
      const target = arrow === -1 ? undefined : words[arrow + 1];
      if (target !== undefined) replacements.push({ path: first, target });
    }
  }
  return { module, goVersion, requirements, replacements };
}
