/**
 * Makes src/knowledge/data/commands.ts: which packages the Debian images and the layers of buildpack-deps hold in each suite, and
 * which commands these packages bring. With the same input the same bytes:
 *
 *     node scripts/knowledge-commands.mjs bookworm=bookworm.packages,bookworm.contents …
 *
 * `.packages` is `apt-cache dumpavail`, `.contents` the lines of the Contents index that lie in a folder of commands
 * (`apt-file update`, then `apt-helper cat-file …Contents…`); only the first suite needs the whole Contents index: the commands of
 * a package of the same name are taken to be the same in the others. Where a container engine has debian:bookworm-slim and
 * buildpack-deps:bookworm, the packages of bookworm must be theirs, and names made by update-alternatives are read from the latter.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readIndex, resolver } from './lib/debian-index.mjs';

/** What each layer installs, by docker-library/buildpack-deps at 8330ca1 (2025-11-13), which is the same for all suites but `sq`. */
const LAYERS = {
  curl: 'ca-certificates curl gnupg netbase sq wget',
  scm: 'git mercurial openssh-client procps subversion',
  main:
    'autoconf automake bzip2 default-libmysqlclient-dev dpkg-dev file g++ gcc imagemagick libbz2-dev libc6-dev ' +
    'libcurl4-openssl-dev libdb-dev libevent-dev libffi-dev libgdbm-dev libglib2.0-dev libgmp-dev libjpeg-dev libkrb5-dev ' +
    'liblzma-dev libmagickcore-dev libmagickwand-dev libmaxminddb-dev libncurses5-dev libncursesw5-dev libpng-dev libpq-dev ' +
    'libreadline-dev libsqlite3-dev libssl-dev libtool libwebp-dev libxml2-dev libxslt1-dev libyaml-dev make patch unzip xz-utils ' +
    'zlib1g-dev',
};
const target = new URL('../src/knowledge/data/commands.ts', import.meta.url);

function run(image, script) {
  const text = execFileSync(
    'docker',
    ['run', '--rm', '--network', 'none', image, 'sh', '-c', script],
    {
      encoding: 'utf8',
    },
  );
  return text.split('\n').filter((line) => line !== '');
}

const inputs = {};
const suites = {};
const commands = new Map();
for (const argument of process.argv.slice(2)) {
  const [suite, files] = argument.split('=');
  const [packagesFile, contentsFile] = files.split(',');
  const text = readFileSync(packagesFile, 'utf8');
  const contents = readFileSync(contentsFile, 'utf8');
  inputs[suite] = createHash('sha256').update(text).update(contents).digest('hex');
  const index = readIndex(text);
  const { base, pick, tree } = resolver(index);
  let chosen = base;
  const layers = { base: [...base].filter((name) => index.packages.has(name)).sort() };
  for (const [layer, names] of Object.entries(LAYERS)) {
    const wanted = names
      .split(' ')
      .filter((name) => name !== 'sq' || suite !== 'bullseye')
      .map((name) => pick([name]));
    if (wanted.includes(undefined)) throw new Error(`${suite} lacks a package of ${layer}.`);
    const grown = tree(wanted, chosen);
    layers[layer] = [...grown].filter((name) => !chosen.has(name)).sort();
    chosen = grown;
  }
  suites[suite] = layers;
  for (const line of contents.split('\n')) {
    const match = /^(?:usr\/)?s?bin\/([^/ ]+) +(.+)$/.exec(line);
    if (match === null) continue;
    for (const name of match[2].split(',').map((word) => word.replace(/^.*\//, ''))) {
      if (!chosen.has(name)) continue;
      if (!commands.has(name)) commands.set(name, new Set());
      commands.get(name).add(match[1]);
    }
  }
}

// git-lfs is what some builds of the image bring beside the layer's list.
const ofImage = new Set(
  run('buildpack-deps:bookworm', "dpkg-query -W -f '${Package}\\n'").filter(
    (name) => name !== 'git-lfs',
  ),
);
const computed = new Set(Object.values(suites.bookworm).flat());
const different = [...ofImage, ...computed].filter(
  (name) => ofImage.has(name) !== computed.has(name),
);
if (different.length > 0) throw new Error(`Not as in the image: ${different.join(' ')}`);
const slim = run('debian:bookworm-slim', "dpkg-query -W -f '${Package}\\n'");
if (slim.sort().join(' ') !== suites.bookworm.base.join(' ')) throw new Error('slim differs');

// Names in /etc/alternatives belong to the package that owns what they point to.
const owners = new Map();
for (const [name, list] of commands) for (const command of list) owners.set(command, name);
for (const line of run(
  'buildpack-deps:bookworm',
  'for link in /etc/alternatives/*; do echo "${link##*/} $(readlink -f "$link")"; done',
)) {
  const [link, file] = line.split(' ');
  const owner = /\/s?bin\/[^/]+$/.test(file) ? owners.get(file.replace(/^.*\//, '')) : undefined;
  if (owner === undefined) continue;
  commands.get(owner).add(link);
  // `cc` is a link into gcc-12 here and into another gcc elsewhere.
  commands.get(owner.replace(/-\d+$/, ''))?.add(link);
}
// ImageMagick 7 names its commands in the same way.
for (const command of [...(commands.get('imagemagick-7.q16') ?? [])]) {
  commands.get('imagemagick-7.q16').add(command.replace(/-im7\.q16$/, ''));
}

const lines = [...commands]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, list]) => `${name}: ${[...list].sort().join(' ')}`);
const record = (entries, write) =>
  Object.entries(entries)
    .map(([key, value]) => `  ${key}: ${write(value)},\n`)
    .join('');
writeFileSync(
  target,
  `// Made by scripts/knowledge-commands.mjs, which says how. Do not edit.
export const DATE = '${process.env.SOURCE_DATE ?? new Date().toISOString().slice(0, 10)}';
export const SOURCE =
  'Packages and Contents indexes of Debian main, amd64, checked against debian:bookworm-slim and buildpack-deps:bookworm';
/** SHA-256 of the indexes. */
export const INPUTS: Readonly<Record<string, string>> = {
${record(inputs, JSON.stringify)}};
/** The packages of each layer, without those of the layers before it: debian (slim or not), then buildpack-deps. */
export const LAYERS: Readonly<
  Record<string, Readonly<Record<'base' | 'curl' | 'scm' | 'main', string>>>
> = {
${record(suites, (layers) => `{\n${record(layers, (names) => JSON.stringify(names.join(' ')))}  }`)}};
/** One line a package: its name, a colon, the commands it brings. */
export const COMMANDS =
  ${JSON.stringify(lines.join('\n'))};
`,
);
console.log(`${lines.length} packages bring commands`);
