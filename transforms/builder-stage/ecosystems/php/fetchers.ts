import { copiedScripts } from '../../../../src/context/copied-scripts.js';
import type { Site } from '../../site.js';

/** Packages that composer runs to fetch and unpack, with the names of their programs. */
export const FETCHERS: Readonly<Record<string, readonly string[]>> = {
  '7zip': ['7z', '7zz', '7za'],
  composer: ['composer'],
  git: ['git'],
  'git-core': ['git'],
  mercurial: ['hg'],
  'openssh-client': ['ssh', 'scp', 'sftp', 'ssh-keyscan', 'ssh-agent'],
  p7zip: ['7z', '7zr', '7za'],
  'p7zip-full': ['7z', '7za'],
  subversion: ['svn'],
  unzip: ['unzip'],
  zip: ['zip'],
};

/** Whether a package is there for composer alone: nothing that runs in the image names one of its programs. */
export function servesBuild(name: string, site: Site): boolean {
  const programs = Object.hasOwn(FETCHERS, name) ? FETCHERS[name] : undefined;
  // Where the image runs composer, that runs the others.
  return programs !== undefined && !['composer', ...programs].some((one) => runsInImage(one, site));
}

const used = new WeakMap<Site, Map<string, boolean>>();

/** Whether something that runs in the image starts a program, or a source names it. */
export function runsInImage(program: string, site: Site): boolean {
  const known = used.get(site) ?? new Map<string, boolean>();
  used.set(site, known);
  const answer = known.get(program) ?? looksUsed(program, site);
  known.set(program, answer);
  return answer;
}

function looksUsed(program: string, site: Site): boolean {
  const word = new RegExp(`(?<![\\w.-])${program}(?![\\w-])`);
  const started = [
    ...site.stage.instructions
      .filter(({ keyword }) => /^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword))
      .map(({ arguments: { text } }) => text),
    ...(copiedScripts(site.stage, site.states, site.context) ?? []).map(({ text }) => text),
    ...site.input.use.commands,
  ];
  return started.some((text) => word.test(text)) || namedInSources(program, site);
}

const FOREIGN = /^(?:node_modules|\.git|vendor)$/;

const FILE_LIMIT = 3000;

/** Whether a string of a source has the name of a program as a word: `'git log'`, `['git', …]`; keys of arrays do no harm. */
function namedInSources(program: string, site: Site): boolean {
  const written = new RegExp(
    `["'\`][^"'\`\\n]{0,120}(?<![\\w.-])${program}(?![\\w-])|["'\`]${program}(?![\\w-])`,
  );
  const pending = [''];
  let seen = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const { name, kind } of site.context.list(folder)) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory' && !FOREIGN.test(name)) pending.push(path);
      if (
        kind !== 'file' ||
        !/\.(?:php|phtml|inc|module|sh|py|js|conf|ini)$|crontab|supervisor/.test(name)
      )
        continue;
      seen += 1;
      const text = seen > FILE_LIMIT ? undefined : site.context.read(path);
      if (text === undefined || written.test(text)) return true;
      if (
        /\.(?:sh|conf|ini)$|crontab|supervisor/.test(name) &&
        new RegExp(`\\b${program}\\b`).test(text)
      )
        return true;
    }
  }
  return false;
}
