import { DEVELOPMENT, HEADERS, LIBRARIES, PKG_CONFIG, SUITES } from './data/libraries.js';
import { suiteTable } from './suite-table.js';
import type { Suite } from './suites.js';

const librariesOn = suiteTable(LIBRARIES, SUITES);
const headersOn = suiteTable(HEADERS, SUITES);
const pkgConfigOn = suiteTable(PKG_CONFIG, SUITES);

/**
 * The Debian packages that have a shared library, by its soname (`libpq.so.5`), in alphabetical order; empty where none of those that
 * the table knows has: the packages of the official images, well-used ones, and the libraries of development packages.
 */
export function packagesWithLibrary(suite: Suite, soname: string): readonly string[] {
  return librariesOn(suite).get(soname) ?? [];
}

/**
 * The Debian packages with a shared library that `-lNAME` links with (`sqlite3`), whatever the number of its interface; empty where none
 * of those that the table knows has it.
 */
export function packagesLinkedAs(suite: Suite, name: string): readonly string[] {
  const start = `lib${name}.so`;
  return [...librariesOn(suite)].flatMap(([soname, packages]) =>
    soname === start || soname.startsWith(`${start}.`) ? packages : [],
  );
}

/** The development packages that have a header, as a source includes it (`zlib.h`, `openssl/ssl.h`); empty where none is known. */
export function packagesWithHeader(suite: Suite, header: string): readonly string[] {
  const table = headersOn(suite);
  const slash = header.indexOf('/');
  return (
    table.get(header) ?? (slash === -1 ? undefined : table.get(header.slice(0, slash + 1))) ?? []
  );
}

/** The development packages that have a module of pkg-config (`libpq`); empty where none is known. */
export function packagesWithPkgConfig(suite: Suite, module: string): readonly string[] {
  return pkgConfigOn(suite).get(module) ?? [];
}

let development: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The packages with the shared libraries of a development package, which what was linked with it needs when it runs: on Debian 13 those
 * with `t64` in their names. Empty for headers alone; undefined where they are not known.
 */
export function runTimePackages(suite: Suite, name: string): readonly string[] | undefined {
  development ??= new Map(
    DEVELOPMENT.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 2).split('|')];
    }),
  );
  const columns = development.get(name);
  const column = SUITES.indexOf(suite);
  if (columns === undefined || column === -1) return undefined;
  const text = columns[columns.length === 1 ? 0 : column];
  if (text === undefined || text === '-') return undefined;
  return text === '' ? [] : text.split(' ');
}
