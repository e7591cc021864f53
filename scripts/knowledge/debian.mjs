/** What the tables of Debian's packages share: the indexes of each suite, read once. */
import { readFileSync } from 'node:fs';
import { readIndex, resolver } from './debian-index.mjs';
import { debianSuites } from './inputs.mjs';

const LINE = /^(\S+)\s+(\S+)$/;
let suites;

/** Packages in use in Dockerfiles, and development packages that native packages of Python, Node and Ruby are built with. */
export const WELL_USED = new Set(
  readFileSync(new URL('well-used.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n'),
);

/** The suites with their index, the answers about its trees, and the files of each package. */
export function debian() {
  suites ??= debianSuites().map(({ suite, packages, contents, record }) => {
    const index = readIndex(packages);
    return { suite, record, index, ...resolver(index), files: filesByPackage(contents, index) };
  });
  return suites;
}

/** The records of the inputs, as an exported constant of a table. */
export function inputsOf(list) {
  const lines = list.map(
    ({ suite, record: { version, date, contents, sha256 } }) =>
      `  ${suite}: { version: '${version}', date: '${date}', contents: '${contents}', sha256: '${sha256}' },\n`,
  );
  return `/**
 * The point release of each suite and its day; whether its Contents index was the one that the signed Release file names; SHA-256 of
 * the release record, the package list and the contents list that \`npm run knowledge -- fetch\` wrote.
 */
export const INPUTS: Readonly<
  Record<string, { readonly version: string; readonly date: string; readonly contents: string; readonly sha256: string }>
> = {
${lines.join('')}};
`;
}

/** The youngest day of the inputs. */
export function dateOf(list) {
  return list
    .map(({ record }) => record.date)
    .sort()
    .at(-1);
}

/** The files that Contents names, by package; packages that the suite does not have (any more) are left out. */
function filesByPackage(contents, { packages }) {
  const files = new Map();
  for (const line of contents.split('\n')) {
    const match = LINE.exec(line);
    if (match === null) continue;
    for (const word of match[2].split(',')) {
      const name = word.slice(word.lastIndexOf('/') + 1);
      if (!packages.has(name)) continue;
      const known = files.get(name);
      if (known === undefined) files.set(name, [match[1]]);
      else known.push(match[1]);
    }
  }
  return files;
}

/** Notes what a package has on the suite of an index. */
export function note(table, name, index, words) {
  if (words.length === 0) return;
  const row = table.get(name) ?? new Map();
  table.set(name, row);
  for (const word of words) row.set(word, (row.get(word) ?? 0) | (1 << index));
}

/**
 * Lines of `package: words` of what was noted, as src/knowledge/suite-table.ts reads them: `@bits` behind a package names the suites
 * where it is, behind a word those on which the package has it; without, all.
 */
export function linesOf(list, table) {
  const all = (1 << list.length) - 1;
  const withBits = (word, bits, usual) => (bits === usual ? word : `${word}@${bits}`);
  return [...table]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, row]) => {
      const present = list.reduce(
        (bits, { index }, place) => (index.packages.has(name) ? bits | (1 << place) : bits),
        0,
      );
      const words = [...row].sort(([one], [other]) => (one < other ? -1 : 1));
      return `${withBits(name, present, all)}: ${words.map(([word, bits]) => withBits(word, bits, present)).join(' ')}`;
    })
    .join('\\n');
}
