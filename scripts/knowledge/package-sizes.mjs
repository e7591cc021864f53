/**
 * Makes src/knowledge/data/package-sizes.ts: how large packages of Debian are once they are installed, and what they bring along,
 * from the package index of each suite; what the lists of apt weigh, and what debian:SUITE weighs more than its slim twin, as measured
 * on an engine. Of the packages of the official images, of well-used ones, and of what these bring along.
 *
 * What every Debian image has is left out. Where a well-used package brings more than MOST others along with what is recommended,
 * those are left out, and the package too where it depends on so many: such trees would be most of the table.
 */
import { WELL_USED, dateOf, debian, inputsOf } from './debian.mjs';
import { LAYERS, layersOf } from './image-packages.mjs';
import { digest } from './inputs.mjs';
import { measuredText } from './measured.mjs';
import { readOfficialImages } from './official-images.mjs';

export const target = new URL('../../src/knowledge/data/package-sizes.ts', import.meta.url);
const MOST = 60;
/** By how much the sum of Installed-Size may miss what the engine measures of the same packages. */
const TOLERANCE = 0.1;

export function make() {
  const suites = debian();
  const text = measuredText();
  const { day, images, lists } = JSON.parse(text);
  const tables = suites.map((suite) => `  ${suite.suite}: '${tableOf(suite)}',\n`);
  check(
    suites.find(({ suite }) => suite === 'bookworm'),
    images,
  );
  const pairs = suites.flatMap(({ suite }) => {
    const [full, slim] = [images[`debian:${suite}`], images[`debian:${suite}-slim`]];
    return full === undefined || slim === undefined ? [] : [`  ${suite}: ${full - slim},\n`];
  });
  const weights = suites.flatMap(({ suite }) =>
    lists[suite] === undefined ? [] : [`  ${suite}: ${lists[suite]},\n`],
  );
  return `// Made by scripts/knowledge/package-sizes.mjs, which says how. Do not edit.
export const DATE = '${dateOf(suites)}';
export const SOURCE = 'Packages indexes of Debian main, amd64';
${inputsOf(suites)}/** The day on which an engine measured the lists and the pairs, and SHA-256 of what it said. */
export const MEASURED = { date: '${day}', sha256: '${digest(text)}' };
/** Bytes that \`apt-get update\` leaves in /var/lib/apt/lists: main, updates and security for amd64, with the settings of debian images. */
export const LISTS: Readonly<Record<string, number>> = {
${weights.join('')}};
/** Bytes that debian:SUITE has more than debian:SUITE-slim: documentation, manual pages, translations. */
export const DEBIAN_BEYOND_SLIM: Readonly<Record<string, number>> = {
${pairs.join('')}};
/**
 * For each suite lines of \`package size depends;recommends\`, all numbers in base 36: the size in KiB, packages by their place in the
 * list; one of \`a|b\` is enough, and the first is taken. \`*\` stands for recommendations that lead out of the list.
 */
export const PACKAGES: Readonly<Record<string, string>> = {
${tables.join('')}};
`;
}

function tableOf(suite) {
  const { packages } = suite.index;
  const edges = new Map();
  const edgesOf = (name) => {
    if (!edges.has(name)) {
      const { depends, recommends } = packages.get(name);
      edges.set(name, { depends: choices(suite, depends), recommends: choices(suite, recommends) });
    }
    return edges.get(name);
  };
  const listed = new Set(imagePackages(suite));
  for (const name of WELL_USED) {
    if (!packages.has(name) || suite.base.has(name)) continue;
    const all = treeOf(name, (one) =>
      firsts([...edgesOf(one).depends, ...edgesOf(one).recommends]),
    );
    for (const one of all ?? treeOf(name, (other) => firsts(edgesOf(other).depends)) ?? [])
      listed.add(one);
  }
  const names = [...listed].sort();
  const places = new Map(names.map((name, place) => [name, place.toString(36)]));
  const isListed = (choice) => choice.some((one) => places.has(one));
  const coded = (groups) => {
    const words = groups.map((choice) => choice.flatMap((one) => places.get(one) ?? []).join('|'));
    return [...new Set(words)].sort().join(' ');
  };
  return names
    .map((name) => {
      const { depends, recommends } = edgesOf(name);
      const lost = depends.find((choice) => !isListed(choice));
      if (lost !== undefined) throw new Error(`${name} of ${suite.suite} lacks ${lost}.`);
      const isOpen = !recommends.every(isListed);
      const size = packages.get(name).installedKib.toString(36);
      return `${name} ${size} ${coded(depends)};${isOpen ? '*' : coded(recommends)}`;
    })
    .join('\\n');
}

/** Groups of alternatives: what apt would take first, and what else would do. Without those that each Debian image meets. */
function choices({ index, base, held, pick }, groups) {
  return groups.flatMap((group) => {
    const first = held(group, base) ? undefined : pick(group);
    if (first === undefined) return [];
    const others = group.flatMap((name) => [name, ...(index.providers.get(name) ?? [])]);
    return [[...new Set([first, ...others.filter((name) => index.packages.has(name))])]];
  });
}

function firsts(groups) {
  return groups.map(([first]) => first);
}

/** What an install brings; undefined where that is too much. */
function treeOf(start, next) {
  const tree = new Set();
  const queue = [start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (tree.has(name)) continue;
    tree.add(name);
    if (tree.size > MOST) return undefined;
    queue.push(...next(name));
  }
  return tree;
}

/** All that the official images hold beyond Debian's own, and what these depend on. */
function imagePackages(suite) {
  const { rows } = readOfficialImages();
  const named = rows
    .filter((row) => row.suite === suite.suite)
    .flatMap(({ packages }) => packages.split(' '));
  const held = layersOf(suite).get(LAYERS.at(-1));
  return [...suite.tree([...named, ...held], suite.base)].filter(
    (name) => !suite.base.has(name) && suite.index.packages.has(name),
  );
}

/** The sum of sizes must be near what the engine says of an image whose packages are known. */
function check(suite, images) {
  const measured = images['buildpack-deps:bookworm'] - images['debian:bookworm'];
  if (suite === undefined || Number.isNaN(measured)) return;
  const held = layersOf(suite);
  const bytes = [...held.get('main')]
    .filter((name) => !held.get('base').has(name))
    .reduce((sum, name) => sum + (suite.index.packages.get(name)?.installedKib ?? 0) * 1024, 0);
  if (Math.abs(bytes - measured) > measured * TOLERANCE) {
    throw new Error(
      `buildpack-deps:bookworm has ${measured} bytes more than Debian, not ${bytes}.`,
    );
  }
}
