/**
 * `npm run knowledge -- node-natives FOLDER`: writes node-natives.json into the folder of inputs: how Node packages with native code come
 * to their binary, by the manifests of all their releases. FOLDER has a git repository for each line of node-repositories.txt and for
 * each of LOCKS, named `owner+name`. A release is a tag; a repository without tags of its releases has one where its manifest first names
 * that version. Lock files name the packages for platforms that a package has its binary in.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gitOf } from './git.mjs';
import { MissingInput, folder } from './inputs.mjs';

export const target = pathToFileURL(path.join(folder, 'node-natives.json'));

/** Projects whose package-lock.json name well-known packages that have binaries for platforms. */
const LOCKS = [
  'GladysAssistant/Gladys',
  'Kong/insomnia',
  'PrefectHQ/prefect',
  'eclipse-theia/theia',
  'infiniflow/ragflow',
  'louislam/uptime-kuma',
  'mongodb-js/compass',
  'open-telemetry/opentelemetry-js-contrib',
  'parse-community/parse-server',
  'zauberzeug/nicegui',
];
const STABLE = /^v?(\d+\.\d+\.\d+)(?:-\d+)?$/;
const FETCHES =
  /^(?:prebuild(?:-install)?|(?:@[\w-]+\/)?node-pre-gyp|install-artifact-from-github|bin-wrapper)$/;
const PACKED = /^(?:node-gyp-build|pkg-prebuilds|require-addon)$/;
/** Commands in a binding.gyp that say nothing of the system: where a package of npm has its headers, which Node and machine this is. */
const HARMLESS =
  /^(?:node(?:js)? -[ep] \W*(?:require\(\W*[@\w]|process\.versions|process\.env)|uname |echo )/;
const PLATFORM = /[-/.](?:linux|linuxmusl)-?x64/;

export function make([place]) {
  if (place === undefined) throw new MissingInput('Name the folder of the git repositories.');
  const rows = new Map();
  const sources = [];
  const repositories = readFileSync(new URL('node-repositories.txt', import.meta.url), 'utf8');
  for (const repository of repositories.trim().split('\n')) {
    const git = gitOf(place, repository);
    const found = ofRepository(git);
    if (found === undefined || rows.has(found.name)) {
      console.log(`${repository}: no package with native code of its own`);
      continue;
    }
    rows.set(found.name, { ...found, source: sources.length });
    sources.push(sourceOf(repository, git));
  }
  for (const repository of LOCKS) {
    const git = gitOf(place, repository);
    const found = ofLocks(git).filter(({ name }) => !rows.has(name));
    for (const row of found) rows.set(row.name, { ...row, source: sources.length });
    if (found.length > 0) sources.push(`${sourceOf(repository, git)}, lock files`);
  }
  const list = [...rows.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return `{"sources": ${JSON.stringify(sources)},\n"rows": [\n${list.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`;
}

function sourceOf(repository, git) {
  const [commit, date] = git('log', '-1', '--format=%h %cs').trim().split(' ');
  return `${repository} at ${commit} (${date})`;
}

/** A package by the manifests in its own repository; undefined where none has native code. */
function ofRepository(git) {
  const { name } = parse(git('show', 'HEAD:package.json')) ?? {};
  const eras = [];
  let newest;
  for (const { version, manifest, binding } of releasesOf(git, name)) {
    const form = formOf(manifest, binding !== undefined);
    newest = { version, manifest, binding };
    if (form !== eras.at(-1)?.[0]) eras.push([form, version]);
  }
  if (newest === undefined || eras.every(([form]) => form === 'none')) return undefined;
  const { version, manifest, binding } = newest;
  return {
    name,
    version,
    eras,
    interface: interfaceOf(manifest),
    libc: libcOf(manifest),
    links: binding === undefined ? ['?'] : linksOf(binding),
    script: undefined,
  };
}

/** The stable releases of a package with their manifest and binding.gyp, the oldest first. */
function releasesOf(git, name) {
  const log = git('log', '--format=%H', '--reverse', '--', 'package.json').trim().split('\n');
  const places = [
    ...log.map((commit) => ({ commit })),
    ...git('tag')
      .split('\n')
      .flatMap((tag) => (STABLE.test(tag) ? [{ commit: tag, version: STABLE.exec(tag)[1] }] : [])),
  ];
  const read = reader(
    git,
    places.flatMap(({ commit }) => [`${commit}:package.json`, `${commit}:binding.gyp`]),
  );
  const releases = new Map();
  for (const { commit, version: tagged } of places) {
    const manifest = parse(read.get(`${commit}:package.json`));
    const version = tagged ?? STABLE.exec(manifest?.version ?? '')?.[1];
    if (manifest?.name !== name || version === undefined) continue;
    if (tagged === undefined && releases.has(version)) continue;
    releases.set(version, { version, manifest, binding: read.get(`${commit}:binding.gyp`) });
  }
  return [...releases.values()].sort((one, other) => compareVersions(one.version, other.version));
}

/** The texts of objects by their names; those that are not there are left out. */
function reader(git, names) {
  const texts = new Map();
  const { stdout } = spawnSync('git', ['-C', git.place, 'cat-file', '--batch'], {
    input: `${names.join('\n')}\n`,
    maxBuffer: 2 ** 31 - 1,
  });
  let at = 0;
  for (const name of names) {
    const end = stdout.indexOf(10, at);
    const size = / blob (\d+)$/.exec(stdout.toString('utf8', at, end))?.[1];
    at = end + 1;
    if (size === undefined) continue;
    texts.set(name, stdout.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

function parse(text) {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/**
 * How a release comes to its binary: `platforms`, as npm packages for a platform each; `packed`, in its own npm package; `fetched` from
 * elsewhere; `script`, what its own install script does, `compiled` without looking for one; `none`, it has none.
 */
function formOf(manifest, hasBinding) {
  const names = Object.keys(manifest.dependencies ?? {});
  const { preinstall = '', install = '', postinstall = '' } = manifest.scripts ?? {};
  const scripts = [preinstall, install, postinstall].join(' ; ');
  if (
    manifest.napi !== undefined ||
    names.includes('node-gyp-build-optional-packages') ||
    Object.keys(manifest.optionalDependencies ?? {}).some((name) => PLATFORM.test(name))
  ) {
    return 'platforms';
  }
  if (/--build-from-source/.test(install)) return 'compiled';
  if (names.some((name) => FETCHES.test(name)) || /node-pre-gyp install/.test(install)) {
    return 'fetched';
  }
  if (names.some((name) => PACKED.test(name))) return 'packed';
  const ships = manifest.files?.some((one) => /^\W*prebuilds?\b/.test(one)) === true;
  if (manifest.gypfile === false && ships) return 'packed';
  if (/\bnode(?:js)? (?!-)\S|cmake-ts/.test(scripts) && (hasBinding || install !== '')) {
    return 'script';
  }
  if (/\b(?:node-gyp|node-waf|cmake-js|make)\b/.test(scripts)) return 'compiled';
  // Without an install script npm runs node-gyp where there is a binding.gyp.
  return hasBinding && manifest.gypfile !== false && install === '' ? 'compiled' : 'none';
}

/** What the binary is bound to: `napi`, all releases of Node; `node`, the ABI of one; `program`, none: it is a program. */
function interfaceOf({ dependencies = {}, devDependencies = {}, binary, napi }) {
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  if ('bin-wrapper' in dependencies) return 'program';
  const isNapi =
    napi !== undefined ||
    binary?.napi_versions !== undefined ||
    names.some((name) => /^(?:node-addon-api|napi-macros|@napi-rs\/cli)$/.test(name));
  return isNapi ? 'napi' : 'node';
}

/** The C libraries of Linux on x86-64 that binaries are published for, as far as the manifest says. */
function libcOf({ optionalDependencies = {}, scripts = {}, binary, exports, napi }) {
  const names = Object.keys(optionalDependencies).filter((name) => PLATFORM.test(name));
  const words = JSON.stringify([scripts, binary, exports, napi]);
  const musl = /--tag-libc|\{libc\}|linuxmusl-x64|alpine|--libc\s+musl|x86_64-unknown-linux-musl/;
  return names.some((name) => /musl/.test(name)) || musl.test(words) ? ['gnu', 'musl'] : ['gnu'];
}

/** What a binding.gyp links with beside what it builds itself; `?` for a command that says it when it is run. */
function linksOf(text) {
  if (text === undefined) return [];
  const plain = text.replace(/^\s*#.*$/gm, '');
  const links = new Set();
  for (const [, name] of plain.matchAll(/['"\s]-l([A-Za-z][\w+.-]*)/g)) links.add(name);
  for (const [, command] of plain.matchAll(/<!@?\(([^]*?)\)['"](?=\s*[,\]}])/g)) {
    const module = /pkg-config\s+(?:--[\w-]+\s+)*([\w.+-]+)/.exec(command)?.[1];
    if (module !== undefined) links.add(`pkg-config:${module}`);
    else if (!HARMLESS.test(command)) links.add('?');
  }
  return [...links].sort();
}

/** Packages that lock files name with packages for platforms of their own. */
function ofLocks(git) {
  const files = git('ls-tree', '-r', '--name-only', 'HEAD')
    .split('\n')
    .filter((file) => /(?:^|\/)package-lock\.json$/.test(file) && !/fixture|example/.test(file));
  const rows = new Map();
  for (const text of reader(
    git,
    files.map((file) => `HEAD:${file}`),
  ).values()) {
    for (const [key, entry] of Object.entries(parse(text)?.packages ?? {})) {
      const at = key.lastIndexOf('node_modules/');
      const version = STABLE.exec(entry.version ?? '')?.[1];
      if (at === -1 || entry.link === true || version === undefined) continue;
      const name = entry.name ?? key.slice(at + 'node_modules/'.length);
      const own = Object.keys(entry.optionalDependencies ?? {}).filter((one) => PLATFORM.test(one));
      if (own.length === 0 || PLATFORM.test(name) || /linux/.test(name)) continue;
      const known = rows.get(name);
      if (known !== undefined && compareVersions(known.version, version) >= 0) continue;
      rows.set(name, {
        name,
        version,
        eras: [['platforms', version]],
        interface: 'napi',
        libc: own.some((one) => /musl/.test(one)) ? ['gnu', 'musl'] : ['gnu'],
        links: [],
        script: entry.hasInstallScript === true,
      });
    }
  }
  return [...rows.values()];
}

function compareVersions(one, other) {
  const [a, b] = [one, other].map((text) => text.split('.').map(Number));
  for (let index = 0; index < 3; index += 1) if (a[index] !== b[index]) return a[index] - b[index];
  return 0;
}
