import ignore from 'ignore';
import type { Dockerfile } from '../../src/dockerfile/model.js';
import { hasWildcard } from '../../src/context/path-pattern.js';
import type { BuildContext } from '../../src/context/build-context.js';
import type { Candidate } from './candidates.js';
import { isMadeAnew } from './makes.js';
import { ENVIRONMENT_FILES, GIT, type Mention } from './reads.js';
import { baseName, folderOf, patternsFor, type Match, type Survey } from './survey.js';
import { weigh, type WalkedEntry, type Weight } from './walk.js';

/** A candidate with the patterns that would be written for it. */
export interface Proposal {
  readonly candidate: Candidate;
  readonly patterns: readonly string[];
  /** What the Dockerfile at hand copies now and would not any more; nothing for what is only expected. */
  readonly weight: Weight;
}

/** A candidate that has been checked. */
export type Verdict =
  | { readonly kind: 'safe'; readonly proposal: Proposal }
  | {
      readonly kind: 'unsafe' | 'refused';
      readonly proposal: Proposal;
      readonly reason: string;
      readonly why: string;
    };

/** What speaks against a pattern; undefined when nothing does. */
interface Objection {
  readonly kind: 'unsafe' | 'refused';
  readonly reason: string;
  readonly why: string;
}

/** Checks a candidate; undefined where there is nothing to keep out. */
export function judge(candidate: Candidate, survey: Survey): Verdict | undefined {
  const matches = survey.matches.get(candidate) ?? [];
  const own = matches.filter(({ isOwn }) => isOwn).map(({ found }) => found);
  const weight = weigh(survey.context, own, ({ path, entry }) =>
    isInContext(survey, path, entry.kind === 'directory'),
  );
  if (weight.files > 0) return judgePaths(candidate, own, matches, weight, survey);
  const places = expectedPlaces(candidate, survey);
  if (places.length === 0) return undefined;
  // What is not there can't be refused either.
  const verdict = judgePaths(candidate, places, matches, weight, survey);
  return verdict?.kind === 'safe' ? verdict : undefined;
}

function isInContext({ leavesOut, patterns }: Survey, path: string, isFolder: boolean): boolean {
  return !leavesOut(path) || (isFolder && patterns.some(({ negated }) => negated));
}

/** Where other people will have what is not here, as far as no pattern keeps it out yet. */
function expectedPlaces(candidate: Candidate, survey: Survey): readonly WalkedEntry[] {
  const { marker, expected, isFolder } = candidate;
  if (expected !== true || marker === undefined) return [];
  const folders = survey.entries
    .filter(
      ({ path, entry }) => entry.kind === 'file' && marker.test(entry.name) && survey.isOwn(path),
    )
    .map(({ path }) => folderOf(path));
  const name = candidate.name.replace('[cod]', 'c').replace('*', 'x');
  const kind = isFolder ? 'directory' : 'file';
  return [...new Set(folders)]
    .map((folder) => (folder === '' ? name : `${folder}/${name}`))
    .filter((path) => !survey.leavesOut(path))
    .map((path) => ({ path, entry: { name, kind, bytes: 0 } }));
}

function judgePaths(
  candidate: Candidate,
  own: readonly WalkedEntry[],
  matches: readonly Match[],
  weight: Weight,
  survey: Survey,
): Verdict | undefined {
  const { context } = survey;
  const isExact = candidate.place === 'beside-marker';
  // A pattern that matches anywhere touches what the other Dockerfiles copy too.
  const others = isExact ? [] : matches.map(({ found }) => found);
  const paths = [...new Set([...own, ...others].map(({ path }) => path))];
  const objections = new Map(
    paths.map((path) => [path, objection(candidate, path, survey)] as const),
  );
  const propose = (kept: readonly WalkedEntry[]): Proposal | undefined => {
    const patterns = patternsFor(
      candidate,
      kept.map(({ path }) => path),
    );
    return patterns.length === 0
      ? undefined
      : {
          candidate,
          patterns,
          weight:
            kept.length === own.length
              ? weight
              : weigh(context, kept, ({ path, entry }) =>
                  isInContext(survey, path, entry.kind === 'directory'),
                ),
        };
  };
  // With exact paths, one that has to stay does not keep the others.
  const free = isExact ? own.filter(({ path }) => objections.get(path) === undefined) : [];
  const against = [...objections.values()].filter((value) => value !== undefined);
  const worst = against.find(({ kind }) => kind === 'refused') ?? against[0];
  if (worst === undefined || free.length > 0) {
    const proposal = propose(free.length > 0 ? free : own);
    return proposal && { kind: 'safe', proposal };
  }
  const proposal = propose(own);
  return proposal && { ...worst, proposal };
}

function objection(candidate: Candidate, path: string, survey: Survey): Objection | undefined {
  const { context } = survey;
  const patterns = patternsFor(candidate, [path]);
  const isExcluded = (other: string): boolean =>
    patterns.some((pattern) => survey.takes(pattern, other));
  const refused = (reason: string, why: string): Objection => ({ kind: 'refused', reason, why });

  const exception = survey.patterns.find(
    (pattern) =>
      pattern.negated &&
      (isExcluded(pattern.cleaned) || namesItself(survey, pattern.cleaned, path)),
  );
  if (exception !== undefined) {
    return refused('taken-back', `the file takes it back with !${exception.cleaned}`);
  }
  const source = survey.sources.find(({ path: named, hasVariables }) =>
    hasVariables && isExcludable(candidate)
      ? true
      : named !== '' &&
        (isExcluded(named) || (hasWildcard(named) && namesItself(survey, named, path))),
  );
  if (source !== undefined) {
    return refused(
      'copied-by-name',
      `${source.instruction.keyword} in line ${source.instruction.shownLine}${source.suffix} takes ${source.path}`,
    );
  }
  if (context.tracked(path) === true) return refused('tracked-by-git', `git tracks ${path}`);
  if (candidate.ambiguous === true || candidate.kind === 'output') {
    if (!isGitIgnored(context, path, candidate.isFolder)) {
      return refused('not-ignored-by-git', 'no .gitignore says that a tool makes it');
    }
  }
  switch (candidate.kind) {
    case 'version-control':
      return objectionToHistory(survey);
    case 'secrets':
      return objectionToMention(survey.mention(ENVIRONMENT_FILES), 'env-file-read');
    case 'dependencies':
    case 'output':
      return objectionToProduct(candidate, path, survey);
    case 'disposable':
      return objectionToByteCode(path, context);
  }
}

/** A variable of a source can stand for what people name in arguments: artefacts and settings. */
function isExcludable({ kind }: Candidate): boolean {
  return kind === 'dependencies' || kind === 'output' || kind === 'secrets';
}

/** Whether a pattern matches the path itself, and not only a folder above it. */
function namesItself({ takes }: Survey, pattern: string, path: string): boolean {
  const folder = folderOf(path);
  return takes(pattern, path) && (folder === '' || !takes(pattern, folder));
}

function isGitIgnored(context: BuildContext, path: string, isFolder: boolean): boolean {
  const parts = path.split('/');
  return parts.some((_, depth) => {
    const folder = parts.slice(0, depth).join('/');
    const text = context.read(folder === '' ? '.gitignore' : `${folder}/.gitignore`);
    const rest = parts.slice(depth).join('/') + (isFolder ? '/' : '');
    return text !== undefined && ignore().add(text).ignores(rest);
  });
}

function objectionToHistory(survey: Survey): Objection | undefined {
  const { context, dockerfiles, entries } = survey;
  const mention = survey.mention(GIT);
  if (mention.kind === 'found' && mention.inBuild) {
    return { kind: 'refused', reason: 'version-from-git', why: `${mention.where} uses it` };
  }
  // An install before the copy does without .git already.
  const hooks = entries.find(
    ({ path, entry }) =>
      entry.name === 'package.json' &&
      /"(?:prepare|postinstall|install|preinstall)"\s*:\s*"[^"]*(?:husky|lefthook|simple-git-hooks|pre-commit|yorkie|git config)/.test(
        context.read(path) ?? '',
      ) &&
      dockerfiles.some(({ dockerfile }) => installsAfterCopy(dockerfile, folderOf(path))),
  );
  if (hooks !== undefined) {
    return {
      kind: 'refused',
      reason: 'git-hooks-installed',
      why: `an install after the copy sets up Git hooks (${hooks.path})`,
    };
  }
  return objectionToMention(mention, 'git-data-read');
}

function installsAfterCopy(dockerfile: Dockerfile, folder: string): boolean {
  return dockerfile.stages.some(({ instructions }) => {
    const copy = instructions.find(
      ({ keyword, flags, words, execForm }) =>
        (keyword === 'COPY' || keyword === 'ADD') &&
        !flags.some(({ name }) => name === 'from') &&
        (execForm ?? words.map(({ text }) => text))
          .slice(0, -1)
          .some((source) => /^(?:\.\/?|\/|\.\/\*|\*)$/.test(source) || baseName(folder) === source),
    );
    return (
      copy !== undefined &&
      instructions.some(
        ({ keyword, index, arguments: { text } }) =>
          keyword === 'RUN' &&
          index > copy.index &&
          /\b(?:npm\s+(?:ci|i|install)|pnpm\s+(?:i|install)|yarn(?:\s+install|\s*$|\s+--|\s*&&)|bun\s+install)/m.test(
            text,
          ),
      )
    );
  });
}

function objectionToMention(mention: Mention, reason: string): Objection | undefined {
  if (mention.kind === 'none') return undefined;
  return {
    kind: 'unsafe',
    reason,
    why:
      mention.kind === 'found'
        ? `${mention.where} seems to read it`
        : 'there is too much text to see whether something reads it',
  };
}

function objectionToProduct(
  candidate: Candidate,
  path: string,
  { context, dockerfiles }: Survey,
): Objection | undefined {
  const lazy = dockerfiles.find(
    ({ dockerfile }) => !isMadeAnew(dockerfile, context, candidate, path),
  );
  if (lazy !== undefined) {
    return {
      kind: 'refused',
      reason: 'not-made-by-the-build',
      why: `a stage${lazy.suffix} that copies it does not make it anew at the same place, so the image may need it`,
    };
  }
  if (candidate.holds === 'pyvenv.cfg' && usesEnvironment(candidate, dockerfiles)) {
    return {
      kind: 'refused',
      reason: 'not-made-by-the-build',
      why: 'a Dockerfile runs what is in it and does not make it',
    };
  }
  return candidate.kind === 'output' && !isKnownOutput(candidate, path, context)
    ? {
        kind: 'unsafe',
        reason: 'output-unsure',
        why: 'the build runs, but nothing shows that it makes this very folder',
      }
    : undefined;
}

function usesEnvironment({ name }: Candidate, dockerfiles: Survey['dockerfiles']): boolean {
  return dockerfiles.some(({ dockerfile: { instructions } }) => {
    const texts = instructions.map(({ arguments: { text } }) => text);
    return (
      texts.some((text) => text.includes(`${name}/`)) &&
      !texts.some((text) =>
        /-m venv|virtualenv|uv (?:sync|venv)|poetry install|pdm install/.test(text),
      )
    );
  });
}

/** Build tools and the folder that each fills unless told otherwise (their own documentation, read 2026-11-23). */
const NODE_OUTPUT: ReadonlyMap<string, RegExp> = new Map([
  ['.next', /\bnext build\b/],
  ['.nuxt', /\bnuxi? (?:build|generate)\b|\bnuxt (?:build|generate)\b/],
  ['.output', /\bnuxi? (?:build|generate)\b|\bnuxt (?:build|generate)\b|\bvinxi build\b/],
  ['build', /\breact-scripts build\b|\bremix build\b/],
  ['dist', /\bvite build\b|\bvue-cli-service build\b|\btsup\b|\bunbuild\b|\bparcel build\b/],
]);
const TYPESCRIPT = /\b(?:tsc|nest build)\b/;

function isKnownOutput(candidate: Candidate, path: string, context: BuildContext): boolean {
  if (candidate.marker?.test('package.json') !== true) return true;
  const folder = folderOf(path);
  const read = (name: string): string | undefined =>
    context.read(folder === '' ? name : `${folder}/${name}`);
  const script = /"build[\w:-]*"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(read('package.json') ?? '')?.[1];
  if (script === undefined) return false;
  const redirected = context
    .list(folder)
    .some(
      ({ name }) =>
        /^(?:vite|next|vue)\.config\./.test(name) &&
        /outDir|distDir|outputDir/.test(read(name) ?? ''),
    );
  if (NODE_OUTPUT.get(candidate.name)?.test(script) === true) {
    return !redirected && !/--out|-d\s|--dist-dir/.test(script);
  }
  const outDir = ['tsconfig.json', 'tsconfig.build.json']
    .map((name) => /"outDir"\s*:\s*"([^"]*)"/.exec(read(name) ?? '')?.[1])
    .find((value) => value !== undefined);
  return (
    TYPESCRIPT.test(script) && outDir?.replace(/^\.\//, '').replace(/\/$/, '') === candidate.name
  );
}

/** Byte code outside of `__pycache__` is imported where its source is missing. */
function objectionToByteCode(path: string, context: BuildContext): Objection | undefined {
  const source = /^(.*)\.py[cod]$/.exec(path)?.[1];
  if (source === undefined || baseName(folderOf(path)) === '__pycache__') return undefined;
  if (context.entry(path) === undefined || context.entry(`${source}.py`) !== undefined) {
    return undefined;
  }
  return {
    kind: 'refused',
    reason: 'byte-code-without-source',
    why: `${path} has no source beside it`,
  };
}
