import type { BuildContext } from './build-context.js';

/** A program that a source starts, and where. */
export interface JavaProgram {
  readonly name: string;
  /** Path of the source in the context. */
  readonly path: string;
}

/** What the sources of a program for the Java machine say of it. Tests are not looked at. */
export interface JavaSources {
  /** None was found: they are fetched while the image is built, or are in another language. */
  readonly isEmpty: boolean;
  /** Where classes of others than the JDK and the program itself are imported, or a jar of such; undefined where none are. */
  readonly library: string | undefined;
  /** Paths of files that it reads or writes; undefined for one that is computed. */
  readonly files: readonly (string | undefined)[];
  readonly programs: readonly JavaProgram[];
  /** Where a program is started whose name is computed, or a shell; undefined where none is. */
  readonly computedProgram: string | undefined;
  /** Where it uses what a JDK alone has: the compiler, the tools; undefined where it does not. */
  readonly usesJdk: string | undefined;
  /** Where it draws, or has windows or sound; undefined where it does not. */
  readonly draws: string | undefined;
  /** Where it loads a library of machine code; undefined where it does not. */
  readonly loadsLibrary: string | undefined;
  /** Some could not be read, so that something may be missing above. */
  readonly incomplete: boolean;
}

/** Those with which Maven's and Gradle's wrappers start are no part of a program. */
const JAR = /(?:^|\/)(?!(?:gradle|maven)-wrapper)[^/]+\.jar$/;
const SOURCE = /\.(?:java|kt|scala|groovy)$/;
const FOREIGN = /^(?:target|build|out|bin|node_modules|\..*)$/;
const TEST = /(?:^|\/)(?:test|tests|androidTest|integrationTest)\//;
/** More sources than this are not read: the answer would be late. */
const FILE_LIMIT = 2000;

/** Packages of the JDK. What left it with Java 11 (javax.annotation, javax.xml.bind) is a library now. */
const OF_THE_JDK =
  /^(?:java|jdk|sun|com\.sun|netscape|org\.w3c\.dom|org\.xml\.sax|org\.ietf\.jgss|javax\.(?:accessibility|annotation\.processing|crypto|imageio|lang\.model|management|naming|net|print|rmi|script|security|smartcardio|sound|sql|swing|tools|transaction\.xa|xml(?!\.(?:bind|ws|soap)\b)))\./;
const IMPORT = /^[ \t]*import\s+(?:static\s+)?([\w.]+)/gm;
const PACKAGE = /^[ \t]*package\s+([\w.]+)/m;
const OPENING =
  /\b(?:File|FileReader|FileInputStream|FileOutputStream|FileWriter|RandomAccessFile|FileSystemResource|Paths?\s*\.\s*(?:get|of)|getPath|ResourceUtils\s*\.\s*getFile|externalLocation|StaticHandler\s*\.\s*create)\s*\(\s*(?:"([^"\n]*)"\s*([,)]))?/g;
/** Classes that take a name of a file, or something that is none. */
const MAYBE_OPENING = /\b(?:PrintWriter|PrintStream|Formatter|FileHandler)\s*\(\s*"([^"\n]*)"/g;
const FOLDER = /"user\.dir"|\bLocation\s*\.\s*EXTERNAL\b/;
const STARTING =
  /(?:\bProcessBuilder\s*\(|\.\s*exec\s*\()\s*(?:(?:List\s*\.\s*of|Arrays\s*\.\s*asList|listOf|arrayOf)\s*\(\s*|new\s+String\s*\[\s*\]\s*\{\s*)?(?:"([^"\s]+)[^"\n]*")?/g;
const STARTS = /\bProcessBuilder\b|\bgetRuntime\b/;
const USES_JDK =
  /\b(?:javax\.tools|com\.sun\.(?:tools|source|jdi|javadoc)|jdk\.(?:jshell|javadoc)|sun\.(?:tools|jvmstat))\b|\bjava\.util\.spi\.ToolProvider\b/;
const DRAWS = /\b(?:java\.awt|javax\.swing|javax\.sound|javax\.imageio|javafx)\b/;
const LOADS = /\bSystem\s*\.\s*load(?:Library)?\s*\(/;

/** Reads the sources below some paths of the context, files or folders. */
export function readJavaSources(context: BuildContext, paths: readonly string[]): JavaSources {
  const texts = new Map<string, string>();
  const pending = [...paths];
  const jars: string[] = [];
  let incomplete = false;
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (context.entry(path)?.kind === 'directory') {
      for (const { name } of context.list(path)) {
        if (!FOREIGN.test(name)) pending.push(path === '' ? name : `${path}/${name}`);
      }
    } else if (JAR.test(path)) {
      jars.push(path);
    } else if (SOURCE.test(path) && !TEST.test(path)) {
      const text = texts.size < FILE_LIMIT ? context.read(path) : undefined;
      if (text === undefined) incomplete = true;
      else texts.set(path, withoutComments(text));
    }
  }
  const packages = new Set([...texts.values()].flatMap((text) => PACKAGE.exec(text)?.[1] ?? []));
  const all = [...texts];
  const first = (pattern: RegExp): string | undefined =>
    all.find(([, text]) => pattern.test(text))?.[0];
  const starts = all.flatMap(([path, text]) =>
    STARTS.test(text)
      ? [...text.matchAll(STARTING)].map((match) => ({ path, name: match[1] }))
      : [],
  );
  const shell = /^(?:.*\/)?(?:sh|bash|env)$/;
  return {
    isEmpty: texts.size === 0,
    library:
      all.find(
        ([path, text]) => /\.(?:kt|scala|groovy)$/.test(path) || importsLibrary(text, packages),
      )?.[0] ?? jars[0],
    files: all.flatMap(([, text]) => filesOf(text)),
    programs: starts.flatMap(({ name, path }) =>
      name === undefined || shell.test(name) ? [] : [{ name: name.replace(/^.*\//, ''), path }],
    ),
    computedProgram: starts.find(({ name }) => name === undefined || shell.test(name))?.path,
    usesJdk: first(USES_JDK),
    draws: first(DRAWS),
    loadsLibrary: first(LOADS),
    incomplete,
  };
}

/** Comments are no code; a `//` in a string (an address) is none. */
function withoutComments(text: string): string {
  return text.replace(/"(?:\\.|[^"\\\n])*"|\/\*[\s\S]*?\*\/|\/\/.*/g, (match) =>
    match.startsWith('"') ? match : ' ',
  );
}

function importsLibrary(text: string, packages: ReadonlySet<string>): boolean {
  return [...text.matchAll(IMPORT)].some(([, name = '']) => {
    if (OF_THE_JDK.test(`${name}.`)) return false;
    const own = [...packages].some((one) => name === one || name.startsWith(`${one}.`));
    // A class of the unnamed package can't be imported: a name without a dot is a static one's.
    return !own && name.includes('.');
  });
}

function filesOf(text: string): readonly (string | undefined)[] {
  return [
    ...[...text.matchAll(OPENING)].map(([, path]) => path),
    ...[...text.matchAll(MAYBE_OPENING)].map(([, path]) => path),
    ...(FOLDER.test(text) ? [undefined] : []),
  ];
}
