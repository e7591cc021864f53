/**
 * Makes src/knowledge/data/image-packages.ts: the Debian packages that the official images hold on each suite. The lists of the
 * images come from official-images.json, what these bring along from the suites' package indexes: the whole tree of their
 * dependencies, without recommended packages. Checked against the engine's images where `fetch` could ask them.
 */
import { dateOf, debian, inputsOf } from './debian.mjs';
import { factsOf, imageFacts } from './images.mjs';
import { readOfficialImages } from './official-images.mjs';

export const target = new URL('../../src/knowledge/data/image-packages.ts', import.meta.url);
export const LAYERS = ['base', 'curl', 'scm', 'main'];
/** What some builds of buildpack-deps bring beside its published list. */
const NOT_PUBLISHED = new Set(['git-lfs']);

/** The packages of each layer of a suite, the layers before it included. */
export function layersOf(suite) {
  const { rows } = readOfficialImages();
  const held = new Map([['base', suite.base]]);
  for (const [index, layer] of LAYERS.entries()) {
    if (index === 0) continue;
    const row = rows.find(
      (one) => one.image === 'buildpack-deps' && one.variant === layer && one.suite === suite.suite,
    );
    held.set(layer, treeOf(suite, row.packages, held.get(LAYERS[index - 1])));
  }
  return held;
}

export function make() {
  const suites = debian();
  const { repositories, rows } = readOfficialImages();
  const layers = [];
  const images = [];
  for (const suite of suites) {
    const held = layersOf(suite);
    const own = LAYERS.map((layer, index) => {
      const before = index === 0 ? new Set() : held.get(LAYERS[index - 1]);
      return `    ${layer}: '${without(suite, held.get(layer), before)}',\n`;
    });
    layers.push(`  ${suite.suite}: {\n${own.join('')}  },\n`);
    for (const group of groupsOf(rows, suite.suite)) images.push(...linesOf(suite, held, group));
    if (suite.suite === 'bookworm') check(suite, held);
  }
  const sources = Object.values(repositories).map(
    ({ repository, commit, date }) => `${repository} at ${commit} (${date})`,
  );
  return `// Made by scripts/knowledge/image-packages.mjs, which says how. Do not edit.
export const DATE = '${dateOf(suites)}';
/** Package indexes of Debian main (amd64) with updates and security, and the Dockerfiles of these repositories, with their history. */
export const SOURCES: readonly string[] = [
${sources.map((source) => `  '${source}',\n`).join('')}];
${inputsOf(suites)}/** The packages of each layer, without those of the layers before it: debian (slim or not), then buildpack-deps. */
export const LAYERS: Readonly<
  Record<string, Readonly<Record<'base' | 'curl' | 'scm' | 'main', string>>>
> = {
${layers.join('')}};
/**
 * Lines of \`image variant suite [releases]: layer packages\`: what a variant holds beside its layer. A line without releases holds for
 * all that no other line names.
 */
export const IMAGES =
  '${images.sort().join('\\n')}';
`;
}

/** The rows of one variant on one suite. */
function groupsOf(rows, suite) {
  const groups = new Map();
  for (const row of rows) {
    if (row.suite !== suite || row.image === 'buildpack-deps') continue;
    const key = `${row.image} ${row.variant}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** The newest release's packages are the usual ones. Where patch releases differ, what all of them have is in a slim variant. */
function linesOf(suite, held, group) {
  const byRelease = new Map();
  for (const row of group) {
    for (const release of row.releases)
      byRelease.set(release, [...(byRelease.get(release) ?? []), row]);
  }
  const texts = new Map();
  for (const [release, rows] of byRelease) {
    const { layer, variant } = rows[0];
    const lists = rows.map(({ packages }) => packages.split(' ').filter((name) => name !== ''));
    const names =
      variant === 'full'
        ? [...new Set(lists.flat())]
        : lists[0].filter((name) => lists.every((list) => list.includes(name)));
    const all = treeOf(suite, names.join(' '), held.get(layer));
    texts.set(release, `${layer} ${without(suite, all, held.get(layer))}`.trimEnd());
  }
  const newest = [...texts.keys()].sort(compareReleases).at(-1);
  const usual = texts.has('') ? texts.get('') : texts.get(newest);
  const { image, variant } = group[0];
  const head = `${image} ${variant} ${suite.suite}`;
  const others = new Map();
  for (const [release, text] of texts) {
    if (text !== usual) others.set(text, [...(others.get(text) ?? []), release]);
  }
  return [
    `${head}: ${usual}`,
    ...[...others].map(
      ([text, releases]) => `${head} ${releases.sort(compareReleases).join(',')}: ${text}`,
    ),
  ];
}

function compareReleases(one, other) {
  const [[a, b = 0], [c, d = 0]] = [one, other].map((text) => text.split('.').map(Number));
  return a - c || b - d;
}

/** Installs packages as apt does: a name that is no package is a regular expression where it has a dot. */
function treeOf(suite, words, start) {
  const { packages } = suite.index;
  const wanted = words
    .split(' ')
    .filter((name) => name !== '')
    .flatMap((name) => {
      const picked = suite.pick([name]);
      if (picked !== undefined) return [picked];
      const pattern = new RegExp(name);
      const matching = name.includes('.')
        ? [...packages.keys()].filter((one) => pattern.test(one))
        : [];
      if (matching.length === 0) throw new Error(`${suite.suite} lacks ${name}.`);
      return matching;
    });
  return suite.tree(wanted, start);
}

function without({ index }, names, before) {
  return [...names]
    .filter((name) => !before.has(name) && index.packages.has(name))
    .sort()
    .join(' ');
}

/** The images of the engine must hold what is computed. */
function check(suite, held) {
  const images = imageFacts();
  for (const [image, layer] of [
    ['debian:bookworm-slim', 'base'],
    ['debian:bookworm', 'base'],
    ['buildpack-deps:bookworm', 'main'],
  ]) {
    const real = factsOf(images, image, 'package').filter((name) => !NOT_PUBLISHED.has(name));
    const ours = [...held.get(layer)].filter((name) => suite.index.packages.has(name));
    const differing = [
      ...real.filter((name) => !ours.includes(name)).map((name) => `+${name}`),
      ...ours.filter((name) => !real.includes(name)).map((name) => `-${name}`),
    ];
    if (differing.length > 0)
      throw new Error(`${image} holds other packages: ${differing.join(' ')}`);
  }
}
