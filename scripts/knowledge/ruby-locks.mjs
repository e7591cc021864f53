/**
 * `npm run knowledge -- ruby-locks FOLDER`: writes ruby-locks.json into the folder of inputs: which gems the Gemfile.lock files of public
 * projects hold in a form that is compiled already for Linux on x86-64, and for which C libraries. FOLDER has a git repository for each
 * of REPOSITORIES, named `owner+name`.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gitOf } from './git.mjs';
import { MissingInput, folder } from './inputs.mjs';

export const target = pathToFileURL(path.join(folder, 'ruby-locks.json'));

const REPOSITORIES = [
  'DMPRoadmap/roadmap',
  'alphagov/whitehall',
  'huginn/huginn',
  'lobsters/lobsters',
  'maybe-finance/maybe',
  'rails/rails',
  'rubygems/rubygems.org',
];
/** `nokogiri (1.16.0-x86_64-linux-musl)`: without a name of the C library it is glibc, as RubyGems compares platforms. */
const COMPILED_GEM = /^ {4}([\w.-]+) \((\d[^-()]*)-x86_64-linux(-gnu|-musl)?\)$/;

export function make([place]) {
  if (place === undefined) throw new MissingInput('Name the folder of the git repositories.');
  const gems = new Map();
  const sources = REPOSITORIES.map((repository, source) => {
    const git = gitOf(place, repository);
    const [commit, date] = git('log', '-1', '--format=%h %cs').trim().split(' ');
    const files = git('ls-tree', '-r', '--name-only', 'HEAD')
      .split('\n')
      .filter((file) => /(?:^|\/)Gemfile\.lock$/.test(file));
    for (const file of files) {
      for (const line of git('show', `HEAD:${file}`).split('\n')) {
        const [, name, version, libc = '-gnu'] = COMPILED_GEM.exec(line) ?? [];
        if (name === undefined) continue;
        const known = gems.get(name);
        const isNewer = known === undefined || compareVersions(version, known.version) > 0;
        const libraries = isNewer ? [] : version === known.version ? known.libc : undefined;
        if (libraries === undefined) continue;
        const forms = [...new Set([...libraries, libc.slice(1)])].sort();
        gems.set(name, { name, source: isNewer ? source : known.source, version, libc: forms });
      }
    }
    return `${repository} at ${commit} (${date}), Gemfile.lock`;
  });
  const rows = [...gems.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return `{"sources": ${JSON.stringify(sources)},\n"rows": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`;
}

function compareVersions(one, other) {
  const [a, b] = [one, other].map((text) =>
    text.split('.').map((part) => Number.parseInt(part, 10)),
  );
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    if ((a[index] || 0) !== (b[index] || 0)) return (a[index] || 0) - (b[index] || 0);
  }
  return 0;
}
