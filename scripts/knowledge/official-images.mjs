/**
 * `npm run knowledge -- official-images FOLDER`: makes official-images.json beside this file: which Debian packages the Docker
 * official images install and keep, read from the Dockerfiles that their projects publish. FOLDER has a git repository with its
 * history for each of REPOSITORIES, named `owner+name`. Of a Dockerfile that was removed its last state counts, because the images
 * made from it can still be pulled. Package names alone are taken.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gitOf } from './git.mjs';
import { MissingInput } from './inputs.mjs';
import { importTypeScript } from './typescript.mjs';

export const target = new URL('official-images.json', import.meta.url);
export const uses = 'git repositories of the images';

const REPOSITORIES = {
  'buildpack-deps': 'docker-library/buildpack-deps',
  elixir: 'erlef/docker-elixir',
  erlang: 'erlang/docker-erlang-otp',
  golang: 'docker-library/golang',
  node: 'nodejs/docker-node',
  perl: 'Perl/docker-perl',
  php: 'docker-library/php',
  pypy: 'docker-library/pypy',
  python: 'docker-library/python',
  ruby: 'docker-library/ruby',
  rust: 'rust-lang/docker-rust',
};
/** Dockerfiles of other systems, and of images that are in work. */
const OTHER_FILES =
  /alpine|windows|onbuild|x32|devcontainer|-rc\/|(?:^|\/)ubuntu\/|^(?:tip|nightly|master|elixir)\//;
const BASE = /^(?<image>debian|buildpack-deps|erlang):(?<tag>\S+)$/;
const SUITE = /\b(?<suite>bullseye|bookworm|trixie)\b/;

/** The rows of the last run. */
export function readOfficialImages() {
  if (!existsSync(target)) throw new MissingInput('official-images.json is not there.');
  return JSON.parse(readFileSync(target, 'utf8'));
}

export async function make([folder]) {
  if (folder === undefined) throw new MissingInput('Name the folder of the git repositories.');
  const read = await importTypeScript(
    `export { parseDockerfile } from './src/dockerfile/parse.js';
     export { resolveCommand, runScript } from './src/dockerfile/commands.js';
     export { aptInstall, aptSubcommand } from './src/dockerfile/apt.js';`,
  );
  const repositories = {};
  const found = new Map();
  for (const [image, repository] of Object.entries(REPOSITORIES)) {
    const git = gitOf(folder, repository);
    const [commit, date] = git('log', '-1', '--format=%h %cs').trim().split(' ');
    repositories[image] = { repository, commit, date };
    const files = git('log', '--name-only', '--format=')
      .split('\n')
      .filter((file) => /(?:^|\/)Dockerfile$/.test(file));
    // Folders were renamed: what was changed last counts.
    const newest = new Map();
    for (const file of new Set(files)) {
      if (image === 'buildpack-deps' ? !file.startsWith('debian/') : OTHER_FILES.test(file))
        continue;
      const [last = '', moment = ''] = git(
        'log',
        '-1',
        '--diff-filter=AM',
        '--format=%h %ct',
        'HEAD',
        '--',
        file,
      )
        .trim()
        .split(' ');
      if (last === '') continue;
      const row = readRow(read, image, file, git('show', `${last}:${file}`));
      if (row === undefined) continue;
      const key = `${row.variant} ${row.suite} ${/^(?:eol\/)?[^/-]*/.exec(file)[0]} ${/threaded/.test(file)}`;
      const known = newest.get(key);
      if (known === undefined || Number(moment) > known.moment)
        newest.set(key, { moment: Number(moment), row });
    }
    for (const { row } of newest.values()) add(found, row);
  }
  return `${JSON.stringify({ repositories }, undefined, 2).slice(0, -2)},
  "rows": [
${[...found.values()].map(lineOf).sort().join(',\n')}
  ]
}
`;
}

/** Releases with the same packages are one row. */
function add(found, { release, ...row }) {
  const key = JSON.stringify(row);
  const known = found.get(key);
  if (known === undefined) found.set(key, { ...row, releases: new Set([release]) });
  else known.releases.add(release);
}

function lineOf({ releases, ...row }) {
  const numbers = (text) => text.split('.').map(Number);
  const sorted = [...releases].sort((one, other) => {
    const [a, b] = [numbers(one), numbers(other)];
    return a[0] - b[0] || (a[1] ?? 0) - (b[1] ?? 0);
  });
  return `    ${JSON.stringify({ ...row, releases: sorted })}`;
}

/** What one Dockerfile tells; undefined for other systems. */
function readRow({ parseDockerfile, ...read }, image, file, text) {
  const result = parseDockerfile(text);
  const stage = result.dockerfile?.stages.at(-1) ?? result.stages?.at(-1);
  if (stage === undefined) throw new Error(`${image} ${file} can't be read.`);
  const base = BASE.exec(text.slice(stage.base.range.start, stage.base.range.end));
  if (base === null) return undefined;
  const suite = SUITE.exec(base.groups.tag)?.groups.suite;
  if (suite === undefined && base.groups.image !== 'erlang') return undefined;
  const layer =
    base.groups.image === 'debian'
      ? 'base'
      : base.groups.image === 'erlang'
        ? base[0]
        : (/-(curl|scm)$/.exec(base.groups.tag)?.[1] ?? 'main');
  const variables = new Map();
  const kept = new Set();
  for (const instruction of stage.instructions) {
    if (instruction.keyword === 'ENV') readAssignments(instruction.arguments.text, variables);
    const script = instruction.keyword === 'RUN' ? read.runScript(instruction) : undefined;
    if (script !== undefined) keptBy(read, script, variables, kept);
  }
  const release =
    /^(?:eol\/)?(\d+(?:\.\d+)?)/.exec(file.replace(/^(eol\/)?5\.0(\d\d)\./, '$15.$2.'))?.[1] ?? '';
  const variant =
    image === 'buildpack-deps'
      ? (/\/(curl|scm)\//.exec(file)?.[1] ?? 'main')
      : image === 'php'
        ? (/\/(apache|cli|fpm|zts)\//.exec(`/${file}`)?.[1] ?? 'cli')
        : /(?:^|[/,-])slim(?:[/,-]|$)/.test(file)
          ? 'slim'
          : 'full';
  return {
    image,
    variant,
    suite: suite ?? '',
    layer,
    packages: [...kept].sort().join(' '),
    release: image === 'buildpack-deps' ? '' : release,
  };
}

/** `NAME="words"`, of scripts and ENV lines. */
function readAssignments(text, variables) {
  const cooked = text.replace(/\\\r?\n/g, ' ');
  for (const [, name, double, single, plain] of cooked.matchAll(
    /(?:^|[\s;&])([A-Za-z_]\w*)(?:=|\s+)(?:"([^"$]*)"|'([^']*)'|([\w.+-]+(?:[ \t]+[\w.+-]+)*)(?=$))/gm,
  )) {
    variables.set(
      name,
      (double ?? single ?? plain).split(/\s+/).filter((word) => word !== ''),
    );
  }
}

/** Adds the packages that a RUN leaves behind. What a program's own libraries keep in place is not seen. */
function keptBy({ resolveCommand, aptInstall, aptSubcommand }, script, variables, kept) {
  readAssignments(script.text, variables);
  const expanded = (words) =>
    words.flatMap(({ value, text, literal }) => {
      if (literal) return [value];
      return variables.get(/^"?\$\{?(\w+)\}?"?$/.exec(text)?.[1] ?? '') ?? [];
    });
  const installed = [];
  let manual;
  const purged = [];
  for (const command of script.commands) {
    const resolved = resolveCommand(command);
    const words = resolved?.arguments ?? [];
    const [first] = words;
    if (aptInstall(command) !== undefined) {
      installed.push(
        ...expanded(words.slice(words.findIndex(({ value }) => value === 'install') + 1)),
      );
    } else if (resolved?.name === 'apt-mark' && first?.value === 'auto') {
      manual = [];
    } else if (resolved?.name === 'apt-mark' && first?.value === 'manual') {
      manual?.push(...expanded(words.slice(1)));
    } else if (/^(?:purge|remove)$/.test(aptSubcommand(command) ?? '')) {
      purged.push(...expanded(words));
    }
  }
  const names = (manual ?? installed.filter((name) => !purged.includes(name))).filter((name) =>
    /^[a-z0-9][a-z0-9+.-]+$/.test(name),
  );
  for (const name of names) kept.add(name);
}
