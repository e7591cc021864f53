/**
 * Makes src/knowledge/data/libraries.ts: which package has a shared library; which packages a program that was linked with the
 * libraries of a development package needs when it runs; which development package has a header or a pkg-config file. Of the packages
 * of the official images, of well-used ones, and of what the development packages among them link to.
 *
 * A development package has a link `libX.so`; the package in its tree of dependencies that has `libX.so.N` holds the library. One
 * without links stands for the development packages that it depends on. Checked against the shlibs files of the engine's images.
 */
import { WELL_USED, dateOf, debian, inputsOf, linesOf, note } from './debian.mjs';
import { LAYERS, layersOf } from './image-packages.mjs';
import { factsOf, imageFacts } from './images.mjs';

export const target = new URL('../../src/knowledge/data/libraries.ts', import.meta.url);
const LIBRARY = /^(?:usr\/)?lib\/(?:x86_64-linux-gnu\/)?(lib[^/]+\.so(?:\.[^/]+)?)$/;
const LINK = /^lib.+\.so$/;
const HEADER = /^usr\/include\/(?:x86_64-linux-gnu\/)?(.+)$/;
const PKG_CONFIG = /\/pkgconfig\/([^/]+)\.pc$/;
/** Folders of headers with more files than this are named by the folder alone. */
const MANY_HEADERS = 40;
/** Headers for modules that an interpreter loads: these are not linked with its library. */
const FOR_MODULES =
  /^(?:lib)?(?:python3(?:\.\d+)?|python3-all|ruby(?:\d\.\d)?|php(?:\d\.\d)?|perl)-dev$/;

export function make() {
  const suites = debian();
  const wanted = new Set([
    ...WELL_USED,
    ...suites.flatMap((suite) => [...layersOf(suite).get(LAYERS.at(-1))]),
  ]);
  const tables = { libraries: new Map(), headers: new Map(), pkgConfig: new Map() };
  const development = new Map();
  for (const [index, suite] of suites.entries()) {
    const names = new Set(wanted);
    for (const name of wanted) {
      if (!isDevelopment(suite, name)) continue;
      const packages = FOR_MODULES.test(name) ? [] : runTimePackages(suite, name);
      for (const one of packages) names.add(one);
      const row = development.get(name) ?? suites.map(() => '-');
      row[index] = packages.join(' ');
      development.set(name, row);
    }
    for (const [virtual, providers] of suite.index.providers) {
      const [only, ...others] = new Set(providers.filter((name) => wanted.has(name)));
      if (
        only === undefined ||
        others.length > 0 ||
        !/-dev$/.test(virtual) ||
        suite.index.packages.has(virtual)
      )
        continue;
      if (!development.has(only) || /^(?:dh-|lib.*-ocaml|golang-|.*-static)/.test(virtual))
        continue;
      const row = development.get(virtual) ?? suites.map(() => '-');
      row[index] = development.get(only)[index];
      development.set(virtual, row);
    }
    for (const name of names) {
      const files = suite.files.get(name) ?? [];
      if (!isDevelopment(suite, name)) {
        note(tables.libraries, name, index, sonames(files));
        continue;
      }
      note(tables.headers, name, index, headers(files));
      note(
        tables.pkgConfig,
        name,
        index,
        files.flatMap((file) => PKG_CONFIG.exec(file)?.[1] ?? []),
      );
    }
    if (suite.suite === 'bookworm') check(tables.libraries, index);
  }
  return `// Made by scripts/knowledge/libraries.mjs, which says how. Do not edit.
export const DATE = '${dateOf(suites)}';
export const SOURCE = 'Packages and Contents indexes of Debian main, amd64';
${inputsOf(suites)}/** The suites, in the order of the bits and columns below. */
export const SUITES: readonly string[] = [${suites.map(({ suite }) => `'${suite}'`).join(', ')}];
/** Lines of \`package: shared libraries\`, as suite-table.ts reads them. */
export const LIBRARIES =
  '${linesOf(suites, tables.libraries)}';
/**
 * Lines of \`development package: packages of its libraries\`: one text for all suites, or one a suite with \`|\` between; \`-\` where the suite
 * does not have it.
 */
export const DEVELOPMENT =
  '${[...development].sort(byName).map(developmentLine).join('\\n')}';
/** Lines of \`development package: headers\` as they are included; a folder ends with a slash. */
export const HEADERS =
  '${linesOf(suites, tables.headers)}';
/** Lines of \`development package: names of pkg-config\`. */
export const PKG_CONFIG =
  '${linesOf(suites, tables.pkgConfig)}';
`;
}

/** Whether a package brings headers, links or pkg-config files, or stands for packages that do. */
function isDevelopment({ index, files }, name) {
  if (!/-dev(?:-compat)?$/.test(name) || /^gir1\.2-|-cil-dev$/.test(name)) return false;
  return (
    (files.get(name) ?? []).some(
      (file) => HEADER.test(file) || LIBRARY.test(file) || PKG_CONFIG.test(file),
    ) || index.packages.get(name)?.depends.some(([one]) => /-dev(?:-|$)/.test(one)) === true
  );
}

function byName([one], [other]) {
  return one < other ? -1 : 1;
}

function developmentLine([name, columns]) {
  return `${name}: ${new Set(columns).size === 1 ? columns[0] : columns.join('|')}`.trimEnd();
}

/** The sonames among the files of a package: libpq.so.5 is one, libpq.so.5.15 is what it leads to. */
function sonames(files) {
  const names = files.flatMap((file) => LIBRARY.exec(file)?.[1] ?? []);
  const extend = (one, other) => one.startsWith(`${other}.`);
  const kept = names.filter(
    (name) =>
      !names.some((other) => extend(name, other)) || names.some((other) => extend(other, name)),
  );
  return kept.some((name) => !LINK.test(name))
    ? kept.filter((name) => !LINK.test(name) || /-\d[\d.]*(?:-system)?\.so$/.test(name))
    : kept;
}

/** Headers by the names that programs include: top files and folders, and the files of small folders. */
function headers(files) {
  const paths = files.flatMap((file) => HEADER.exec(file)?.[1] ?? []);
  const inFolder = new Map();
  for (const file of paths) {
    const [top, second, ...deeper] = file.split('/');
    if (second === undefined) continue;
    const list = inFolder.get(top) ?? [];
    inFolder.set(top, list);
    if (deeper.length === 0) list.push(second);
  }
  return [
    ...paths.filter((file) => !file.includes('/')),
    ...[...inFolder].flatMap(([top, list]) => [
      `${top}/`,
      ...(list.length > MANY_HEADERS ? [] : list),
    ]),
  ];
}

/** The packages that have the libraries which a development package links to. */
export function runTimePackages(suite, name, seen = new Set()) {
  if (seen.has(name)) return [];
  seen.add(name);
  const links = (suite.files.get(name) ?? []).flatMap((file) => {
    const library = LIBRARY.exec(file)?.[1];
    return library !== undefined && LINK.test(library) ? [library] : [];
  });
  const depends = suite.index.packages
    .get(name)
    .depends.flatMap((group) => suite.pick(group) ?? []);
  const holders = new Set();
  const tree = [...suite.tree([name], [])].filter((one) => one !== name);
  for (const link of links) {
    const versions = versionsOf(link.slice(0, -'.so'.length));
    const holder = tree.find((one) =>
      (suite.files.get(one) ?? []).some((file) => versions.test(LIBRARY.exec(file)?.[1] ?? '')),
    );
    if (holder !== undefined) holders.add(holder);
  }
  if (holders.size > 0) return [...holders].sort();
  // Libraries of which one of several is chosen by update-alternatives, or that are not in the linker's folders.
  const { packages } = suite.index;
  const siblings = depends.filter(
    (one) =>
      /^lib(?!.*-(?:dev|doc|bin|java)\b)/.test(one) &&
      packages.get(one).source === packages.get(name).source,
  );
  if (siblings.length > 0) return siblings.sort();
  const inner = depends.filter(
    (one) => /-dev(?:-|$)/.test(one) && !/^(?:libc6|linux-libc|libstdc\+\+-\d+)-dev$/.test(one),
  );
  return [...new Set(inner.flatMap((one) => runTimePackages(suite, one, seen)))].sort();
}

/** libpq.so.5 of libpq.so, libdb-5.3.so of libdb.so, libldap-2.5.so.0 of libldap.so. */
function versionsOf(base) {
  const name = base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${name}(?:\\.so\\.[^/]+|-\\d[\\d.]*\\.so(?:\\.\\d+)*)$`);
}

/** Every library of which the engine's images tell the package must be known. */
function check(libraries, index) {
  const known = new Map();
  for (const [name, row] of libraries)
    for (const [word, bits] of row) if (bits & (1 << index)) known.set(word, name);
  const missing = factsOf(imageFacts(), 'buildpack-deps:bookworm', 'library').filter((line) => {
    const [library, version, owner] = line.split(' ');
    return ![`${library}.so.${version}`, `${library}-${version}.so`].some(
      (one) => known.get(one) === owner,
    );
  });
  if (missing.length > 0) throw new Error(`Other packages have ${missing.join(', ')}.`);
}
