import {
  EXTRAS,
  LOADED_PYTHON,
  READ_PYTHON,
  RETURNED_PYTHON,
  SOURCE_PYTHON,
  UNVERIFIED_PYTHON,
} from './data/native-packages.js';
import { BROUGHT, COMPILED, LINKED, PURE, WHEELS } from './data/python-packages.js';
import { runTimePackages } from './libraries.js';
import type { NativeNeed } from './native-packages.js';
import { isOlder } from './release-order.js';
import type { Suite } from './suites.js';

/** CPython 3.8 is the first column of the table of wheels. */
const FIRST_MINOR = 8;

/** The releases of a package that have a wheel for one interpreter. */
interface Span {
  readonly since: string;
  /** The newest with a wheel; undefined where that is the newest release that the table knows. */
  readonly last: string | undefined;
  /** The newest before {@link since} without one; undefined where none was seen. */
  readonly without: string | undefined;
}

interface Tables {
  readonly pure: ReadonlySet<string>;
  /** Published as source alone; that of data/python-packages and what is remembered. */
  readonly compiled: ReadonlySet<string>;
  readonly unverified: ReadonlySet<string>;
  readonly wheels: ReadonlyMap<string, string>;
  readonly brought: ReadonlyMap<string, string>;
  readonly linked: ReadonlyMap<string, string>;
}

let known: Tables | undefined;

function tables(): Tables {
  known ??= {
    pure: new Set([
      ...PURE.split('\n').flatMap((line) => line.slice(line.indexOf(' ') + 1).split(' ')),
      ...Object.keys(READ_PYTHON),
    ]),
    compiled: new Set([
      ...COMPILED.split('\n').map((line) => line.slice(line.indexOf(' ') + 1)),
      ...SOURCE_PYTHON.split(' '),
    ]),
    unverified: new Set(UNVERIFIED_PYTHON.split(' ')),
    wheels: rows(WHEELS, ' '),
    brought: new Map([
      ...rows(BROUGHT, ': '),
      ...Object.entries(READ_PYTHON)
        .filter(([, [brought]]) => brought !== '')
        .map(([name, [brought]]) => [name, brought] as const),
    ]),
    linked: rows(LINKED, ':'),
  };
  return known;
}

/** Lines of a name, a separator and a text. */
function rows(coded: string, separator: string): ReadonlyMap<string, string> {
  return new Map(
    coded.split('\n').map((line) => {
      const at = line.indexOf(separator);
      return [line.slice(0, at), line.slice(at + separator.length).trim()];
    }),
  );
}

/** A name as PEP 503 compares it. */
function normalized(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** The spans of a row (`source: 1.0 =<0.9 . /2.0m`, described in data/python-packages), one for each interpreter. */
function spansOf(row: string): readonly (Span | undefined)[] {
  const words = row.slice(row.indexOf(': ') + 2, row.lastIndexOf(' /')).split(' ');
  let before: Span | undefined;
  return words.map((word) => {
    if (word !== '=') {
      const [, since = '', last, without] = /^([^<-]+)(?:-([^<]+))?(?:<(.+))?$/.exec(word) ?? [];
      before = word === '.' ? undefined : { since, last, without };
    }
    return before;
  });
}

type Published = 'wheel' | 'source' | 'unknown';

function publishedFor(span: Span | undefined, pin: string | undefined): Published {
  if (span === undefined) return 'unknown';
  if (pin === undefined) return 'wheel';
  if (isOlder(pin, span.since)) {
    return span.without === undefined || isOlder(span.without, pin) ? 'unknown' : 'source';
  }
  return span.last === undefined || !isOlder(span.last, pin) ? 'wheel' : 'unknown';
}

/** 12 of `3.12`; -1 for all that is no CPython 3. */
function minorOf(interpreter: string): number {
  return Number(/^3\.(\d+)$/.exec(interpreter)?.[1] ?? -1);
}

/** How a release was published for an interpreter (`3.12`); where that is not known, for all that are in use. */
function published(
  row: string,
  pin: string | undefined,
  interpreter: string | undefined,
): Published {
  const spans = spansOf(row);
  if (interpreter !== undefined) {
    return publishedFor(spans[minorOf(interpreter) - FIRST_MINOR], pin);
  }
  const [first, ...others] = spans.slice(2).map((span) => publishedFor(span, pin));
  return first !== undefined && others.every((one) => one === first) ? first : 'unknown';
}

/** What a package needs itself, its dependencies left out of account. */
function ownNeed(
  name: string,
  pin: string | undefined,
  interpreter: string | undefined,
): NativeNeed {
  const { pure, compiled, unverified, wheels } = tables();
  const row = wheels.get(name);
  const how = row === undefined ? undefined : published(row, pin, interpreter);
  if (how === 'source' || (how === undefined && compiled.has(name))) return { kind: 'compiler' };
  const [packages = '', source] = Object.hasOwn(LOADED_PYTHON, name)
    ? (LOADED_PYTHON[name] ?? [])
    : [];
  if (how === undefined && source === undefined) {
    if (pure.has(name)) return { kind: 'pure' };
    if (!unverified.has(name)) return { kind: 'unknown' };
  }
  return {
    kind: 'prebuilt',
    packages: packages === '' ? [] : packages.split(' '),
    certain: (how === 'wheel' || pure.has(name)) && source !== '',
  };
}

/**
 * What a Python package needs, with what its dependencies bring. A pin older than the first wheel for the interpreter is built from
 * source; `certain` is false where no source tells that there is a wheel.
 *
 * @param name as written in a requirement; PEP 503 says which names are the same.
 * @param pin the exact version that is asked for; undefined where the newest may be taken.
 * @param interpreter `3.12`; undefined where it is not known.
 */
export function pythonNeed(
  name: string,
  pin: string | undefined,
  interpreter: string | undefined,
): NativeNeed {
  const own = normalized(name);
  const minor = interpreter === undefined ? undefined : minorOf(interpreter);
  const brought = (tables().brought.get(own)?.split(' ') ?? []).filter((one) =>
    Object.hasOwn(RETURNED_PYTHON, one) && minor !== undefined
      ? minor >= (RETURNED_PYTHON[one] ?? 0)
      : true,
  );
  const needs = [
    ownNeed(own, pin, interpreter),
    ...brought.map((one) => ownNeed(one, undefined, interpreter)),
  ];
  const worst =
    needs.find(({ kind }) => kind === 'compiler') ?? needs.find(({ kind }) => kind === 'unknown');
  if (worst !== undefined) return worst;
  const prebuilt = needs.flatMap((need) => (need.kind === 'prebuilt' ? [need] : []));
  return prebuilt.length === 0
    ? { kind: 'pure' }
    : {
        kind: 'prebuilt',
        packages: [...new Set(prebuilt.flatMap(({ packages }) => packages))],
        certain: prebuilt.every(({ certain }) => certain),
      };
}

/** The packages that extras of a Python package add beyond what its own row tells: `psycopg[c]` compiles. Names as in PEP 503. */
export function extraPackages(name: string, extras: readonly string[]): readonly string[] {
  return extras.flatMap((extra) => {
    const key = `${normalized(name)}[${extra}]`;
    return Object.hasOwn(EXTRAS, key) ? (EXTRAS[key]?.split(' ') ?? []) : [];
  });
}

/**
 * The packages with the libraries that Debian's own build of a Python package is linked with: what one built elsewhere most likely needs
 * when it runs, though it may have found others. Empty where Debian does not build it.
 */
export function likelyLibraries(name: string, suite: Suite): readonly string[] {
  const development = tables().linked.get(normalized(name));
  if (development === undefined || development === '') return [];
  return [...new Set(development.split(' ').flatMap((one) => runTimePackages(suite, one) ?? []))];
}
