/**
 * `npm run knowledge -- python-locks FOLDER`: writes python-locks.json into the folder of inputs: what the histories of the lock files
 * (uv.lock, poetry.lock) of public projects tell about Python packages. A lock file lists the files that the index has of a release,
 * so it shows for which interpreters and C libraries there are wheels. FOLDER has a git repository with its history for each of
 * REPOSITORIES, named `owner+name`.
 */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { gitOf } from './git.mjs';
import { MissingInput, folder } from './inputs.mjs';

export const target = pathToFileURL(path.join(folder, 'python-locks.json'));

const REPOSITORIES = [
  'apache/iceberg-python',
  'Chainlit/chainlit',
  'developmentseed/titiler',
  'docling-project/docling',
  'getredash/redash',
  'infiniflow/ragflow',
  'mealie-recipes/mealie',
  'paperless-ngx/paperless-ngx',
  'PrefectHQ/prefect',
  'saleor/saleor',
  'strawberry-graphql/strawberry',
  'wger-project/wger',
  'zauberzeug/nicegui',
];
/** CPython 3.8 to 3.14, the bits of a set of them. */
const MINORS = [8, 9, 10, 11, 12, 13, 14];
const ALL = (1 << MINORS.length) - 1;
const WHEEL =
  /[/"]([A-Za-z0-9_.]+)-(\d[^-\s"/]*)(?:-\d[^-\s"/]*)?-((?:py|cp)[\w.]+)-(\w+)-([\w.]+)\.whl/g;
const SDIST = /[/"]([A-Za-z0-9_.-]+)-(\d[^-\s"/]*)\.(?:tar\.gz|zip|tar\.bz2)"/g;
const PRERELEASE = /[a-z]/;

export function make([place]) {
  if (place === undefined) throw new MissingInput('Name the folder of the git repositories.');
  const packages = new Map();
  const sources = [];
  for (const [index, repository] of REPOSITORIES.entries()) {
    const git = gitOf(place, repository);
    const [commit, date] = git('log', '-1', '--format=%h %cs').trim().split(' ');
    sources.push(`${repository} at ${commit} (${date})`);
    const log = git(
      'log',
      '--format=',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      'HEAD',
      '--',
      '*uv.lock',
      '*poetry.lock',
    );
    const blobs = [
      ...new Set(
        [...log.matchAll(/^:\d+ \d+ [0-9a-f]+ ([0-9a-f]{40}) [AM]\t/gm)].map(([, blob]) => blob),
      ),
    ];
    for (let start = 0; start < blobs.length; start += 50) {
      const { stdout } = spawnSync('git', ['-C', git.place, 'cat-file', '--batch'], {
        input: `${blobs.slice(start, start + 50).join('\n')}\n`,
        encoding: 'utf8',
        maxBuffer: 2 ** 31 - 1,
      });
      for (const lock of stdout.split(/^[0-9a-f]{40} blob \d+$/m)) readLock(packages, index, lock);
    }
  }
  const rows = [...packages].sort(([one], [other]) => (one < other ? -1 : 1)).map(summary);
  return `{"sources": ${JSON.stringify(sources)},\n"rows": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`;
}

function readLock(packages, source, lock) {
  // uv leaves out wheels for interpreters that the project does not support.
  const lowest = Number(/^requires-python = "[^"]*(?:>=|~=|==|>)\s*3\.(\d+)/m.exec(lock)?.[1] ?? 0);
  const judged = MINORS.reduce(
    (bits, minor, bit) => (minor >= lowest ? bits | (1 << bit) : bits),
    0,
  );
  for (const block of lock.split('[[package]]').slice(1)) {
    const name = normalized(/^name = "([^"]+)"/m.exec(block)?.[1] ?? '');
    const version = /^version = "([^"]+)"/m.exec(block)?.[1];
    if (version === undefined || PRERELEASE.test(version) || isElsewhere(block)) continue;
    const entry = packages.get(name) ?? new Map();
    packages.set(name, entry);
    const release = entry.get(version) ?? {
      wheels: 0,
      judged: 0,
      any: false,
      linux: false,
      musl: false,
      files: false,
      dependencies: [],
      source,
    };
    const files = filesOf(block, lock, name, version);
    if (files.length === 0) continue;
    entry.set(version, release);
    release.files = true;
    release.judged |= judged;
    release.dependencies = dependenciesOf(block);
    release.source = source;
    for (const [tag, abi, platform] of files) note(release, tag, abi, platform);
  }
}

/** Whether a package is not of the public index, but of a repository or another project's downloads. */
function isElsewhere(block) {
  const source = /^source = (.+)$/m.exec(block)?.[1];
  if (source !== undefined) return !/^\{ registry = "[^"]*\/simple\/?" \}$/.test(source);
  return block.includes('[package.source]');
}

/** The tags of the wheels of a release; an empty list of tags for its source. Old poetry.lock files list them at the end. */
function filesOf(block, lock, name, version) {
  let text = block;
  if (!/\.whl"|\.tar\.gz"|\.zip"/.test(block)) {
    const start = lock.indexOf('[metadata.files]');
    if (start === -1) return [];
    const at = lock
      .slice(start)
      .search(new RegExp(`^"?${name.replaceAll('-', '[-_.]')}"? = \\[`, 'mi'));
    if (at === -1) return [];
    text = lock.slice(start + at, lock.indexOf('\n]', start + at));
  }
  const files = [];
  for (const [, project, release, tag, abi, platform] of text.matchAll(WHEEL)) {
    if (normalized(project) === name && release === version) files.push([tag, abi, platform]);
  }
  if (text.match(SDIST) !== null) files.push(['', '', '']);
  return files;
}

function note(release, tag, abi, platform) {
  if (tag === '') return;
  const isAny = platform === 'any';
  if (/musllinux_\S*x86_64/.test(platform) || isAny) release.musl = true;
  if (!isAny && !/(?:many)?linux\S*x86_64/.test(platform.replace(/musllinux_\S*/, ''))) return;
  if (isAny) release.any = true;
  else release.linux = true;
  for (const one of tag.split('.')) {
    const minor = Number(/^cp3(\d+)$/.exec(one)?.[1] ?? -1);
    if (one === 'py3' || one === 'py2.py3' || /^py3\d*$/.test(one)) release.wheels |= ALL;
    else if (abi === 'abi3') release.wheels |= bitsFrom(minor);
    else if (minor >= 0)
      release.wheels |=
        MINORS.includes(minor) && !abi.endsWith('t') ? 1 << MINORS.indexOf(minor) : 0;
  }
}

function bitsFrom(minor) {
  return MINORS.reduce((bits, one, bit) => (one >= minor ? bits | (1 << bit) : bits), 0);
}

function dependenciesOf(block) {
  const uv = /^dependencies = \[\n([\s\S]*?)^\]/m.exec(block)?.[1];
  const lines =
    uv?.split('\n') ??
    /^\[package\.dependencies\]\n([\s\S]*?)(?=^\[|^$)/m.exec(block)?.[1].split('\n') ??
    [];
  return lines.flatMap((line) => {
    if (/win32|darwin|nt'|Windows|optional = true|python_(?:full_)?version < '3\.\d'/.test(line))
      return [];
    const name = /name = "([^"]+)"/.exec(line)?.[1] ?? /^([A-Za-z0-9_.-]+) = /.exec(line)?.[1];
    return name === undefined ? [] : [normalized(name)];
  });
}

function normalized(name) {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/**
 * One package: its newest release seen, of which kind it is and in which source, its dependencies; for each interpreter the releases
 * with a wheel.
 */
function summary([name, entry]) {
  const releases = [...entry].sort(([one], [other]) => compareVersions(one, other));
  const [version, newest] = releases.at(-1) ?? [];
  if (newest === undefined) return [name];
  const interpreters = MINORS.map((minor, bit) => spanOf(releases, 1 << bit));
  const compiled = newest.linux || (newest.any && releases.some(([, { linux }]) => linux));
  const kind = compiled ? 'linux' : newest.any ? 'any' : 'source';
  return [
    name,
    newest.source,
    version,
    kind,
    newest.musl,
    [...new Set(newest.dependencies)].sort(),
    interpreters,
  ];
}

/** From which release on, up to which, and after which one without: the youngest unbroken row of releases with a wheel. */
function spanOf(releases, bit) {
  let [since, last] = ['', ''];
  for (const [version, { wheels, judged }] of [...releases].reverse()) {
    if ((wheels & bit) !== 0) {
      since = version;
      if (last === '') last = version;
    } else if ((judged & bit) !== 0 && last !== '') {
      return [since, last, version];
    }
  }
  return [since, last, ''];
}

function compareVersions(one, other) {
  const [a, b] = [one, other].map((text) =>
    text.split(/[.+-]/).map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one < other ? -1 : 1;
}
