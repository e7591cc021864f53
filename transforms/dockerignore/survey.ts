import type { BuildContext } from '../../src/context/build-context.js';
import { expandSource } from '../../src/context/copy-source.js';
import {
  createMatcher,
  parseDockerignore,
  type IgnoreMatcher,
  type IgnorePattern,
} from '../../src/context/dockerignore.js';
import { localSources, type LocalSource } from '../../src/context/local-sources.js';
import type { Dockerfile } from '../../src/dockerfile/model.js';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { candidatesNamed, type Candidate } from './candidates.js';
import { findMention, type Mention, type NamedDockerfile, type Use } from './reads.js';
import { walk, type WalkedEntry } from './walk.js';

/** Files or folders that a candidate means. */
export interface Match {
  readonly found: WalkedEntry;
  /** The Dockerfile at hand copies it, and not only one that shares the context. */
  readonly isOwn: boolean;
}

/** What a Dockerfile copies, with the words that tell the Dockerfile from the one at hand. */
export interface NamedSource extends LocalSource {
  readonly suffix: string;
}

/** All that the patterns are checked against. */
export interface Survey {
  readonly context: BuildContext;
  /** The Dockerfile at hand, and those that share its context. */
  readonly dockerfiles: readonly NamedDockerfile[];
  readonly sources: readonly NamedSource[];
  /** What all of them copy, ignored files and what is in folders of candidates left out. */
  readonly entries: readonly WalkedEntry[];
  readonly matches: ReadonlyMap<Candidate, readonly Match[]>;
  readonly patterns: readonly IgnorePattern[];
  readonly leavesOut: (path: string) => boolean;
  /** Whether the Dockerfile at hand copies a path with its whole folder. */
  readonly isOwn: (path: string) => boolean;
  /** Whether a pattern of a `.dockerignore`, or a source of COPY read as one, takes a path. */
  readonly takes: (pattern: string, path: string) => boolean;
  /** Where a use is mentioned in what is copied; looked for once. */
  readonly mention: (use: Use) => Mention;
}

/**
 * Looks at all that is copied from a context.
 * @returns undefined where there are too many files
 */
export function makeSurvey(
  context: BuildContext,
  dockerfile: Dockerfile,
  patterns: readonly IgnorePattern[],
): Survey | undefined {
  const others = context.sharedDockerfiles.flatMap(({ path, text }) => {
    const parsed = parseDockerfile(text);
    return parsed.kind === 'parsed'
      ? [{ dockerfile: parsed.dockerfile, suffix: ` of ${path}` }]
      : [];
  });
  const dockerfiles = [{ dockerfile, suffix: '' }, ...others];
  const sources = dockerfiles.flatMap((named) =>
    localSources(named.dockerfile).map((source) => ({ ...source, suffix: named.suffix })),
  );
  const ownFolders = copiedFolders(context, localSources(dockerfile));
  const isOwn = (path: string): boolean => ownFolders.some((folder) => isBelow(path, folder));
  const ignored = createMatcher(patterns);
  const leavesOut = (path: string): boolean => patterns.length > 0 && ignored.leavesOut(path);
  const hasExceptions = patterns.some(({ negated }) => negated);

  const entries: WalkedEntry[] = [];
  for (const root of copiedFolders(context, sources)) {
    const walked = walk(
      context,
      root,
      // Below an ignored folder an exception can take files back.
      ({ path, entry }) =>
        !leavesOut(path) || (hasExceptions && entry.kind === 'directory' && entry.isLink !== true),
      (folder) =>
        context.tracked(folder) === true ||
        !candidatesNamed(baseName(folder), true).some((candidate) =>
          isMeant(candidate, folder, context),
        ),
    );
    if (walked === undefined) return undefined;
    entries.push(...walked);
  }

  const matches = new Map<Candidate, Match[]>();
  for (const found of entries) {
    const { path, entry } = found;
    if (entry.isLink === true || entry.kind === 'other') continue;
    for (const candidate of candidatesNamed(entry.name, entry.kind === 'directory')) {
      if (!isMeant(candidate, path, context)) continue;
      const known = matches.get(candidate) ?? [];
      known.push({ found, isOwn: isOwn(path) });
      matches.set(candidate, known);
    }
  }
  const matchers = new Map<string, IgnoreMatcher>();
  const takes = (pattern: string, path: string): boolean => {
    const matcher = matchers.get(pattern) ?? createMatcher(parseDockerignore(pattern).patterns);
    matchers.set(pattern, matcher);
    return matcher.excludes(path);
  };
  const mentions = new Map<Use, Mention>();
  const mention = (use: Use): Mention => {
    const found = mentions.get(use) ?? findMention(context, dockerfiles, entries, use);
    mentions.set(use, found);
    return found;
  };
  return {
    ...{ context, dockerfiles, sources, entries, matches, patterns },
    ...{ leavesOut, isOwn, takes, mention },
  };
}

function isMeant(candidate: Candidate, path: string, context: BuildContext): boolean {
  if (candidate.place === 'root' && path.includes('/')) return false;
  if (candidate.holds !== undefined && context.entry(`${path}/${candidate.holds}`) === undefined) {
    return false;
  }
  return (
    candidate.place !== 'beside-marker' ||
    candidate.marker === undefined ||
    hasMarker(candidate.marker, folderOf(path), context)
  );
}

function hasMarker(marker: RegExp, folder: string, context: BuildContext): boolean {
  return context.list(folder).some(({ name, kind }) => kind === 'file' && marker.test(name));
}

/** Folders that are copied or mounted as a whole, none of them inside another. */
function copiedFolders(context: BuildContext, sources: readonly LocalSource[]): readonly string[] {
  const folders = sources
    // `**` of `COPY --parents` names what it wants, and would look through every folder.
    .filter(({ path, hasVariables }) => !hasVariables && !path.includes('**'))
    .flatMap(({ path }) => expandSource(context, path))
    .filter((path) => context.entry(path)?.kind === 'directory');
  return [...new Set(folders)].filter(
    (folder) => !folders.some((other) => other !== folder && isBelow(folder, other)),
  );
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** The last name of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path; `''` for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** How a candidate would be written; none where a path can't be written as a pattern of its own. */
export function patternsFor(candidate: Candidate, paths: readonly string[]): readonly string[] {
  if (candidate.place === 'root') return [candidate.name];
  if (candidate.place === 'anywhere') {
    const isAtRoot = candidate.expected !== true && paths.every((path) => !path.includes('/'));
    return [isAtRoot ? candidate.name : `**/${candidate.name}`];
  }
  return paths.filter((path) => !/[*?[\\]|^[!#\s]|\s$/.test(path));
}
