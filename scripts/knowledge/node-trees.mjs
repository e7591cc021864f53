/**
 * Checks PURE_NODE and PREBUILT_NODE of src/knowledge/data/native-packages.ts against the npm registry, and makes
 * src/knowledge/data/node-trees.ts: the packages that their dependency trees hold, by what installing them does. npm resolves the
 * trees (newest releases, peers included) without downloading or running a package; its lock says which package runs an
 * install script and which is bound to a platform.
 *
 *     node scripts/knowledge/node-trees.mjs [folder of lock files made before]
 *
 * Exits with 1 where a package of PURE_NODE has a script or a platform in its tree, or one of PREBUILT_NODE has a script there that
 * is not listed itself.
 */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';

const BATCHES = 4;
const WIDTH = 130;
const tables = await importTypeScript('../../src/knowledge/data/native-packages.ts');
const { NATIVE_NODE } = await importTypeScript('../../src/knowledge/data/node-packages.ts');
const target = new URL('../../src/knowledge/data/node-trees.ts', import.meta.url);
const words = (text) => text.split(' ').filter((word) => word !== '');
const pure = words(tables.PURE_NODE);
const prebuilt = new Set(words(tables.PREBUILT_NODE));
// Pure themselves, but a project that names them compiles something of its own.
const BUILD_TOOLS = ['node-gyp', '@mapbox/node-pre-gyp'];
const decided = new Set([
  ...BUILD_TOOLS,
  ...pure,
  ...prebuilt,
  ...words(tables.SOURCE_NODE),
  ...NATIVE_NODE.split('\n').map((line) => line.slice(0, line.indexOf(' '))),
  ...Object.keys(tables.NODE_WITH_LIBRARIES),
]);

const folder = process.argv[2] ?? makeLocks([...pure, ...prebuilt]);
const trees = readTrees(folder);
let wrong = 0;
for (const [name, tree] of trees) {
  const isPure = pure.includes(name);
  const against = isPure
    ? [...tree.scripts, ...tree.platforms]
    : prebuilt.has(name)
      ? [...tree.scripts].filter((one) => !prebuilt.has(one))
      : [];
  if (against.length === 0) continue;
  wrong += 1;
  console.log(`${name} is not ${isPure ? 'pure' : 'prebuilt'}: ${against.join(' ')}`);
}
for (const name of [...pure, ...prebuilt].filter((one) => !trees.has(one))) {
  console.log(`${name} is in no lock`);
}

const others = [...trees].filter(([name]) => !decided.has(name) && !name.startsWith('@types/'));
const isPlain = ([, tree]) => tree.scripts.size === 0 && tree.platforms.size === 0;
const isListed = ([, tree]) => [...tree.scripts].every((one) => prebuilt.has(one));
const date = statSync(path.join(folder, readdirSync(folder)[0]))
  .mtime.toISOString()
  .slice(0, 10);
writeFileSync(
  target,
  `// Made by scripts/knowledge/node-trees.mjs: run it again instead of editing this file.
/** The day (ISO) on which npm resolved the trees from the public registry. */
export const DATE = '${date}';

/** Packages in whose newest tree nothing runs an install script and nothing is bound to a platform. */
export const PURE_NODE_TREES =
${lines(others.filter(isPlain).map(([name]) => name))};

/** Packages with binaries that come as npm packages, in whose newest tree only packages of PREBUILT_NODE run a script. */
export const PREBUILT_NODE_TREES =
${lines(others.filter((one) => !isPlain(one) && isListed(one)).map(([name]) => name))};
`,
);
console.log(
  `${trees.size} packages, ${wrong} wrong; neither: ${others
    .filter((one) => !isListed(one))
    .map(([name]) => name)
    .join(' ')}`,
);
process.exitCode = wrong === 0 ? 0 : 1;

async function importTypeScript(file) {
  const { code } = transformSync(readFileSync(new URL(file, import.meta.url), 'utf8'), {
    loader: 'ts',
  });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** Lets npm resolve the newest trees of packages; returns the folder of the lock files. */
function makeLocks(names) {
  const root = mkdtempSync(path.join(tmpdir(), 'node-trees-'));
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const place = path.join(root, String(batch));
    mkdirSync(place);
    const part = names.filter((_, index) => index % BATCHES === batch);
    const dependencies = Object.fromEntries(part.map((name) => [name, '*']));
    writeFileSync(
      path.join(place, 'package.json'),
      JSON.stringify({ name: 'trees', private: true, version: '1.0.0', dependencies }),
    );
    execFileSync(
      'npm',
      ['install', '--package-lock-only', '--ignore-scripts', '--force', '--no-audit', '--no-fund'],
      { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] },
    );
  }
  return root;
}

/** What the tree of each package in the locks holds that Linux on x86-64 with glibc would install. */
function readTrees(root) {
  const found = new Map();
  for (const batch of readdirSync(root).sort()) {
    const file = path.join(root, batch, 'package-lock.json');
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    for (const [key, entry] of Object.entries(packages)) {
      if (key === '') continue;
      // What is bound to another platform is listed too, because lock files name it.
      for (const name of Object.keys(entry.optionalDependencies ?? {})) {
        if (isPlatformName(name) && entryOf(packages, key, name) === undefined)
          add(found, name).platforms.add(name);
      }
      const tree = add(found, nameOf(packages, key));
      for (const member of membersOf(packages, key)) {
        const name = nameOf(packages, member);
        if (packages[member].hasInstallScript) tree.scripts.add(name);
        else if (isBound(packages[member])) tree.platforms.add(name);
      }
    }
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function add(found, name) {
  const tree = found.get(name) ?? { scripts: new Set(), platforms: new Set() };
  found.set(name, tree);
  return tree;
}

function nameOf(packages, key) {
  return packages[key].name ?? key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function isPlatformName(name) {
  return /[-/](?:aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|wasm32|win32|windows)(?:-|$)/.test(
    name,
  );
}

function isBound(entry) {
  const isPositive = (list) =>
    list?.some((word) => !word.startsWith('!') && word !== 'any') === true;
  return isPositive(entry.os) || isPositive(entry.cpu) || isPositive(entry.libc);
}

function fits(entry) {
  const allows = (list, word) => {
    if (list === undefined || list.includes('any')) return true;
    if (list.includes(`!${word}`)) return false;
    const positive = list.filter((one) => !one.startsWith('!'));
    return positive.length === 0 || positive.includes(word);
  };
  return allows(entry.os, 'linux') && allows(entry.cpu, 'x64') && allows(entry.libc, 'glibc');
}

/** The key of a dependency as Node finds it: in the nearest node_modules. */
function entryOf(packages, from, name) {
  for (let base = from; ; base = base.slice(0, Math.max(base.lastIndexOf('/node_modules/'), 0))) {
    const key = `${base === '' ? '' : `${base}/`}node_modules/${name}`;
    if (packages[key] !== undefined) return key;
    if (base === '') return undefined;
  }
}

function membersOf(packages, root) {
  const members = new Set([root]);
  for (const key of members) {
    const entry = packages[key];
    const peers = Object.keys(entry.peerDependencies ?? {}).filter(
      (name) => entry.peerDependenciesMeta?.[name]?.optional !== true,
    );
    for (const name of [
      ...Object.keys(entry.dependencies ?? {}),
      ...Object.keys(entry.optionalDependencies ?? {}),
      ...peers,
    ]) {
      const member = entryOf(packages, key, name);
      if (member !== undefined && fits(packages[member])) members.add(member);
      else if (member === undefined && entry.optionalDependencies?.[name] === undefined) {
        throw new Error(`The lock lacks ${name}, which ${key} needs.`);
      }
    }
  }
  return members;
}

/** Names as lines of one string. */
function lines(names) {
  const rows = [''];
  for (const name of names) {
    const last = rows[rows.length - 1];
    if (last.length + name.length < WIDTH) rows[rows.length - 1] = `${last}${name} `;
    else rows.push(`${name} `);
  }
  rows.push(rows.pop().trimEnd());
  return rows.map((row) => `  '${row}'`).join(' +\n');
}
