import { knownValues } from '../../../../src/dockerfile/state.js';
import type { ShellWord } from '../../../../src/dockerfile/shell.js';
import { expandVariables } from '../../../../src/dockerfile/variables.js';

/** A command that starts a Java program, read. */
export interface JavaStart {
  /** The file after `-jar`, as it stands there with the variables that are known filled in. */
  readonly jar: string | undefined;
  /** Class path, module path and agents; `.` where nothing says. */
  readonly paths: readonly string[];
  /** What follows the program. */
  readonly arguments: readonly string[];
  /** What it asks of a JDK: a source to compile, a module of the tools; undefined where nothing. */
  readonly usesJdk: string | undefined;
}

/** Options whose value is a word of its own (`java --help`), beside those read below. */
const VALUED: ReadonlySet<string> = new Set([
  '--add-opens',
  '--add-exports',
  '--add-reads',
  '--limit-modules',
  '--enable-native-access',
  '--describe-module',
  '-d',
]);
const PATHS: ReadonlySet<string> = new Set([
  '-cp',
  '-classpath',
  '--class-path',
  '-p',
  '--module-path',
  '--upgrade-module-path',
]);
/** Modules that a JRE lacks. */
const JDK_MODULES =
  /\bjdk\.(?:attach|compiler|hotspot\.agent|jartool|javadoc|jcmd|jconsole|jdeps|jdi|jlink|jpackage|jshell|jstatd)\b|\btools\.jar\b/;

/**
 * Reads the words after `java`.
 * @param environment ENV and ARG values in force
 */
export function readJavaStart(
  words: readonly Pick<ShellWord, 'text' | 'value'>[],
  environment: ReadonlyMap<string, string | undefined>,
): JavaStart {
  const known = knownValues(environment);
  const given = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS'].flatMap((name) =>
    wordsOf(known.get(name)),
  );
  const all = [...given, ...words.flatMap((word) => expanded(word, known))];
  const paths: string[] = [];
  let jar: string | undefined;
  let searched = false;
  let index = 0;
  for (; index < all.length; index += 1) {
    const word = all[index] ?? '';
    const next = all[index + 1] ?? '';
    const [option, joined] = split(word);
    if (word === '-jar') {
      jar = next;
      index += 2;
      break;
    }
    if (PATHS.has(option)) {
      paths.push(...(joined ?? next).split(':').filter((path) => path !== ''));
      searched = true;
      if (joined === undefined) index += 1;
    } else if (word.startsWith('-javaagent:')) {
      paths.push(word.slice('-javaagent:'.length).replace(/=.*$/, ''));
    } else if (word.startsWith('-agentpath:')) {
      paths.push(word.slice('-agentpath:'.length).replace(/=.*$/, ''));
    } else if (word.startsWith('@')) paths.push(word.slice(1));
    else if (word === '-m' || word === '--module') {
      index += 2;
      break;
    } else if (word === '--add-modules' || VALUED.has(word)) index += 1;
    else if (/^\$\{?\w+\}?$/.test(word)) continue;
    else if (!word.startsWith('-')) {
      index += 1;
      break;
    }
  }
  const before = all.slice(0, index);
  const source = jar === undefined ? before.at(-1) : undefined;
  const module = before.find((word) => JDK_MODULES.test(word));
  const classPath = known
    .get('CLASSPATH')
    ?.split(':')
    .filter((path) => path !== '');
  return {
    jar,
    paths: searched || jar !== undefined ? paths : [...paths, ...(classPath ?? ['.'])],
    arguments: all.slice(index),
    usesJdk: source !== undefined && /^[^-].*\.java$/.test(source) ? source : module,
  };
}

/** `--class-path=lib` is one word. */
function split(word: string): readonly [string, string?] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at === -1 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

/** A variable that stands alone and is not quoted becomes the words in it. */
function expanded(
  { text, value }: Pick<ShellWord, 'text' | 'value'>,
  known: ReadonlyMap<string, string>,
): readonly string[] {
  const name = /^\$\{?(\w+)\}?$/.exec(text)?.[1];
  if (name !== undefined && known.has(name)) return wordsOf(known.get(name));
  return [expandVariables(value, known) ?? value];
}

function wordsOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}
