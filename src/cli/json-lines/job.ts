import { SIZE_LIMIT_BYTES } from '../../workspace/read.js';
import { LINE_LIMIT_BYTES, type InputLine } from './input-lines.js';

/** A Dockerfile to rewrite, as a line of JSON gives it. `schema/jsonl.schema.json` describes the line. */
export interface Job {
  readonly id: string | number | undefined;
  /** Where it lies in its build context. */
  readonly path: string;
  readonly text: string;
  /** Files of the build context by path, null for one without a text; undefined where the line has none. */
  readonly files: ReadonlyMap<string, string | null> | undefined;
  /** `files` is all that the build context has. */
  readonly complete: boolean;
}

/** A line that is no job: what is wrong and what to do, with as much of the line as could be read. */
export interface JobProblem {
  readonly id: string | number | undefined;
  readonly path: string | undefined;
  readonly message: string;
}

/** What a line may say. */
const PROPERTIES: readonly string[] = ['id', 'path', 'text', 'files', 'complete'];

/** A text of JSON can hold half of a character (`"\ud800"`), which no file can. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** As many characters as Linux takes. */
const PATH_LIMIT = 4096;

/** Thrown and caught here: what is wrong with a line. */
class Wrong extends Error {}

/** Reads a line. */
export function readJob(line: InputLine): { readonly job: Job } | { readonly problem: JobProblem } {
  if (line.kind !== 'text') {
    const message =
      line.kind === 'too-long'
        ? `the line is over ${LINE_LIMIT_BYTES / 1024 / 1024} MiB and was passed over, leave files out of it`
        : 'the line is no valid UTF-8, write it as UTF-8';
    return { problem: { id: undefined, path: undefined, message } };
  }
  const value = parseObject(line.text);
  if (value === undefined) {
    const message = 'the line is no JSON object, write one object a line: {"path": …, "text": …}';
    return { problem: { id: undefined, path: undefined, message } };
  }
  const id = readId(value.get('id'));
  const path = value.get('path');
  try {
    return { job: jobOf(value, id) };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const shown = typeof path === 'string' && !LONE_SURROGATE.test(path) ? path : undefined;
    return { problem: { id, path: shown, message: error.message } };
  }
}

/** The own properties of the object that a text of JSON is; undefined where it is none. */
function parseObject(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    return propertiesOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A map, because an object has names of its own: `__proto__`. */
function propertiesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map<string, unknown>(Object.entries(value))
    : undefined;
}

function readId(value: unknown): string | number | undefined {
  const isId = typeof value === 'string' ? !LONE_SURROGATE.test(value) : Number.isFinite(value);
  return isId && (typeof value === 'string' || typeof value === 'number') ? value : undefined;
}

function jobOf(value: ReadonlyMap<string, unknown>, id: Job['id']): Job {
  const unknown = [...value.keys()].find((name) => !PROPERTIES.includes(name));
  if (unknown !== undefined) {
    throw new Wrong(
      `there is no property ${shown(unknown)}, give ${PROPERTIES.join(', ')}; what is yours goes into id`,
    );
  }
  if (value.has('id') && id === undefined) {
    throw new Wrong('id is no string or number, write it as a string');
  }
  const path = value.get('path');
  if (typeof path !== 'string') throw new Wrong('path is no string, name the Dockerfile');
  checkPath('path', path);
  const text = value.get('text');
  if (typeof text !== 'string') throw new Wrong('text is no string, give the whole Dockerfile');
  checkText('text', text);
  const complete = value.get('complete') ?? false;
  if (typeof complete !== 'boolean') throw new Wrong('complete is neither true nor false');
  const files = readFiles(value.get('files'));
  if (complete && files === undefined) {
    throw new Wrong('complete is about files, give files or leave it out');
  }
  return { id, path, text, files, complete };
}

function readFiles(value: unknown): Job['files'] {
  if (value === undefined) return undefined;
  const given = propertiesOf(value);
  if (given === undefined) throw new Wrong('files is no object, write {"path": "text", …}');
  const files = new Map<string, string | null>();
  for (const [path, text] of given) {
    const name = `the path ${shown(path)} of files`;
    checkPath(name, path);
    if (typeof text !== 'string' && text !== null) {
      throw new Wrong(`the file ${shown(path)} is no string, give its text or null`);
    }
    if (text !== null) checkText(`the file ${shown(path)}`, text);
    files.set(path, text);
  }
  for (const path of files.keys()) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash);
      if (files.has(folder)) {
        throw new Wrong(`${shown(folder)} is a file and the folder of ${shown(path)}, correct one`);
      }
    }
  }
  return files;
}

function checkPath(name: string, path: string): void {
  const help = 'give it relative to the build context, with /';
  if (path.startsWith('/')) throw new Wrong(`${name} is absolute, ${help}`);
  if (path.split('/').includes('..')) throw new Wrong(`${name} leads out by .., ${help}`);
  if (path.split('/').some((part) => part === '' || part === '.')) {
    throw new Wrong(`${name} has an empty name or . in it, ${help}`);
  }
  if (path.length > PATH_LIMIT)
    throw new Wrong(`${name} is over ${PATH_LIMIT} characters, ${help}`);
  if (path.includes('\0')) throw new Wrong(`${name} holds a NUL, ${help}`);
  if (LONE_SURROGATE.test(path)) {
    throw new Wrong(`${name} holds half of a character (a lone surrogate), ${help}`);
  }
}

function checkText(name: string, text: string): void {
  if (LONE_SURROGATE.test(text)) {
    throw new Wrong(`${name} holds half of a character (a lone surrogate), write it as UTF-8`);
  }
  if (text.includes('\0')) throw new Wrong(`${name} holds a NUL and so is no text, give null`);
  if (Buffer.byteLength(text) > SIZE_LIMIT_BYTES) throw new Wrong(`${name} is over 8 MiB`);
}

/** A name for a message: JSON, and not without end. */
function shown(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
