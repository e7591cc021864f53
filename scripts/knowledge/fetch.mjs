/**
 * `npm run knowledge -- fetch`: brings Debian's package indexes into the folder of inputs, by the machine's own apt and its own
 * mirror, in a folder of its own: the machine's lists are not touched. For each suite:
 *
 * - `SUITE.packages`: what `apt-cache dumpavail` prints, the newest of main, updates and security;
 * - `SUITE.contents`: the lines of Contents-amd64 and Contents-all (main) for commands, libraries, headers and pkg-config files;
 * - `SUITE.modules`: the lines of both for metadata and compiled modules of Python, Ruby and Node packages;
 * - `SUITE.sources`: name and Build-Depends of each source package of main;
 * - `SUITE.release.json`: point release, dates, and whether the Contents are the ones that the signed Release file names. A mirror
 *   in the middle of an update serves those of the release before.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SUITES, folder } from './inputs.mjs';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const ARCHITECTURES = ['amd64', 'all'];
/** Commands, libraries in the linker's folders, headers, pkg-config files. */
const MODULES =
  /^usr\/(?:lib\/python3\/dist-packages\/(?:[^/\s]+\.(?:egg|dist)-info(?:\/(?:METADATA|PKG-INFO))?|\S+\.so)|(?:share|lib\/x86_64-linux-gnu)\/rubygems-integration\/[^/]+\/(?:specifications\/[^/\s]+\.gemspec|extensions\/\S+\.so)|lib\/x86_64-linux-gnu\/(?:ruby\/vendor_ruby\/\S+\.so|nodejs\/\S+\.node)|(?:share|lib\/x86_64-linux-gnu)\/nodejs\/(?:@[^/]+\/)?[^/]+\/package\.json)\s/;
const USEFUL =
  /^(?:(?:usr\/)?s?bin\/[^/\s]+|(?:usr\/)?lib\/(?:x86_64-linux-gnu\/)?lib[^/\s]+\.so(?:\.[^/\s]+)?|usr\/include\/\S+\.h(?:pp|h)?|usr\/(?:lib(?:\/x86_64-linux-gnu)?|share)\/pkgconfig\/[^/\s]+\.pc)\s/;

/** Fetches what there is of each suite; returns a sentence a suite. */
export function fetchDebian() {
  const { main, security } = mirrors();
  mkdirSync(folder, { recursive: true });
  return SUITES.map((suite) => {
    const place = mkdtempSync(path.join(tmpdir(), 'dockopt-apt-'));
    try {
      return `${suite}: ${fetchSuite(suite, place, main, security)}`;
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
}

/** The mirror of Debian and of its security archive that this machine's apt is set up for. */
function mirrors() {
  const lines = execFileSync(
    'apt-get',
    ['indextargets', '--format', '$(SITE) $(RELEASE) $(ORIGIN)', 'Created-By: Packages'],
    { encoding: 'utf8' },
  ).split('\n');
  const site = (pattern) => lines.find((line) => pattern.test(line))?.split(' ')[0];
  const main = site(/^\S+ [a-z]+ Debian$/);
  if (main === undefined) throw new Error('apt of this machine has no Debian mirror.');
  return { main, security: site(/^\S+ \S+(?:-security|\/updates) Debian$/) };
}

function fetchSuite(suite, place, main, security) {
  const sources = [
    [main, suite],
    [main, `${suite}-updates`],
    ...(security === undefined
      ? []
      : [[security, suite === 'buster' ? 'buster/updates' : `${suite}-security`]]),
  ];
  const configuration = path.join(place, 'apt.conf');
  for (const name of ['parts', 'lists/partial', 'cache/archives/partial', 'preferences.d'])
    mkdirSync(path.join(place, name), { recursive: true });
  writeFileSync(
    path.join(place, 'sources.list'),
    [
      ...sources.map(
        ([site, name]) => `deb [arch=amd64 signed-by=${KEYRING}] ${site} ${name} main\n`,
      ),
      `deb-src [signed-by=${KEYRING}] ${main} ${suite} main\n`,
    ].join(''),
  );
  writeFileSync(path.join(place, 'status'), '');
  writeFileSync(
    configuration,
    `APT::Architecture "amd64";
Acquire::Languages "none";
Dir::Etc::sourcelist "${place}/sources.list";
Dir::Etc::sourceparts "${place}/parts";
Dir::Etc::preferencesparts "${place}/preferences.d";
Dir::State "${place}";
Dir::State::Lists "${place}/lists";
Dir::State::status "${place}/status";
Dir::Cache "${place}/cache";
`,
  );
  const run = (program, words, options = {}) =>
    execFileSync(program, words, {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, APT_CONFIG: configuration, LC_ALL: 'C' },
      ...options,
    });
  try {
    run('apt-get', ['update', '--error-on=any']);
  } catch {
    return 'not on the mirror';
  }
  const released = readRelease(path.join(place, 'lists'), suite);
  const lines = [];
  const modules = [];
  let signed = true;
  for (const architecture of ARCHITECTURES) {
    const name = `main/Contents-${architecture}.gz`;
    const file = path.join(place, `${architecture}.gz`);
    run('/usr/lib/apt/apt-helper', ['download-file', `${main}/dists/${suite}/${name}`, file]);
    const bytes = readFileSync(file);
    signed &&= createHash('sha256').update(bytes).digest('hex') === released.digests.get(name);
    for (const line of linesOf(gunzipSync(bytes))) {
      if (USEFUL.test(line)) lines.push(line);
      else if (MODULES.test(line)) modules.push(line);
    }
  }
  writeFileSync(path.join(folder, `${suite}.packages`), run('apt-cache', ['dumpavail']));
  writeFileSync(path.join(folder, `${suite}.contents`), `${lines.sort().join('\n')}\n`);
  writeFileSync(path.join(folder, `${suite}.modules`), `${modules.sort().join('\n')}\n`);
  writeFileSync(path.join(folder, `${suite}.sources`), sourcesOf(run));
  const { version, date } = released;
  writeFileSync(
    path.join(folder, `${suite}.release.json`),
    `${JSON.stringify({ version, date, contents: signed ? 'signed' : 'of another day' })}\n`,
  );
  return `${version} of ${date}, ${lines.length} files${signed ? '' : ', Contents of another day'}`;
}

/** What each source package is built with, by apt's own reading of the index. */
function sourcesOf(run) {
  const [index] = run('apt-get', ['indextargets', '--format', '$(FILENAME)', 'Created-By: Sources'])
    .trim()
    .split('\n');
  const stanzas = run('/usr/lib/apt/apt-helper', ['cat-file', index]).split('\n\n');
  return stanzas
    .flatMap((stanza) => {
      const name = /^Package: (.+)$/m.exec(stanza)?.[1];
      const needs = ['Build-Depends', 'Build-Depends-Arch']
        .flatMap((field) => new RegExp(`^${field}: (.+)$`, 'm').exec(stanza)?.[1] ?? [])
        .join(', ');
      return name === undefined ? [] : [`${name}: ${needs}\n`];
    })
    .sort()
    .join('');
}

/** Lines of a text that is longer than a string can be. */
function* linesOf(bytes) {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    const stop = end === -1 ? bytes.length : end;
    yield bytes.toString('utf8', start, stop);
    start = stop + 1;
  }
}

/** What the signed Release file of a suite says. */
function readRelease(lists, suite) {
  const name = readdirSync(lists).find((file) => file.endsWith(`_dists_${suite}_InRelease`));
  if (name === undefined) throw new Error(`There is no Release file of ${suite}.`);
  const text = readFileSync(path.join(lists, name), 'utf8');
  const digests = new Map(
    [...text.slice(text.indexOf('\nSHA256:')).matchAll(/^ ([0-9a-f]{64}) +\d+ (\S+)$/gm)].map(
      ([, sum, file]) => [file, sum],
    ),
  );
  const date = new Date(/^Date: (.+)$/m.exec(text)[1]).toISOString().slice(0, 10);
  return { digests, date, version: /^Version: (.+)$/m.exec(text)[1] };
}
