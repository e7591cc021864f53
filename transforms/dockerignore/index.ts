import type { BuildContext } from '../../src/context/build-context.js';
import { expandSource } from '../../src/context/copy-source.js';
import {
  createMatcher,
  parseDockerignore,
  type IgnoreMatcher,
} from '../../src/context/dockerignore.js';
import { localSources, type LocalSource } from '../../src/context/local-sources.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Dockerfile } from '../../src/dockerfile/model.js';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { instructionStates } from '../../src/dockerfile/state.js';
import { lineEnding } from '../../src/dockerfile/text.js';
import type { Finding, FixFinding, RefusalFinding } from '../../src/transform/finding.js';
import { insertion } from '../../src/transform/text-edit.js';
import type { Transform, TransformInput } from '../../src/transform/transform.js';
import { CANDIDATES, type Candidate } from './candidates.js';
import { ENV_USE, findMention, GIT_USE } from './reads.js';
import { walk, weigh, type WalkedEntry } from './walk.js';

/** All that the patterns are checked against. */
interface Survey {
  readonly context: BuildContext;
  /** This Dockerfile and those that share its context. */
  readonly dockerfiles: readonly Dockerfile[];
  readonly sources: readonly LocalSource[];
  /** Entries of the copied folders, those of candidates' folders left out. */
  readonly entries: readonly WalkedEntry[];
  readonly isIgnored: IgnoreMatcher;
}

/** A candidate that has been checked. */
type Verdict =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'safe'; readonly candidate: Candidate; readonly paths: readonly string[] }
  | {
      readonly kind: 'unsafe' | 'refused';
      readonly candidate: Candidate;
      readonly paths: readonly string[];
      readonly reason: string;
      readonly why: string;
    };

function run(input: TransformInput): readonly Finding[] {
  const sources = localSources(input.dockerfile);
  const [first] = sources;
  if (first === undefined) return [];
  const refuse = (reason: string, message: string): readonly RefusalFinding[] => [
    { kind: 'refusal', reason, message, file: 'dockerfile', range: first.instruction.range },
  ];
  if (input.context === undefined) {
    return refuse(
      'context-absent',
      'No .dockerignore is written, because the build context of this Dockerfile is not known; name it with --context.',
    );
  }
  const existing = parseDockerignore(input.dockerignore);
  if (existing.errors[0] !== undefined) {
    return refuse(
      'ignore-file-invalid',
      `.dockerignore is left alone: ${existing.errors[0].message}`,
    );
  }
  if (existing.patterns.some(({ negated }) => negated)) {
    return refuse(
      'exceptions-in-file',
      '.dockerignore is left alone: it takes files back with !, and a pattern behind that would ignore them again.',
    );
  }
  const survey = makeSurvey(input.context, input.dockerfile, input.dockerignore);
  if (survey === undefined) {
    return refuse(
      'context-too-large',
      'No pattern is proposed, because the context has too many files to be looked at.',
    );
  }
  const verdicts = CANDIDATES.map((candidate) => judge(candidate, survey));
  return [...fixes(verdicts, survey, input), ...refusals(verdicts, first)];
}

function makeSurvey(
  context: BuildContext,
  dockerfile: Dockerfile,
  dockerignore: string,
): Survey | undefined {
  const others = context.sharedDockerfiles.flatMap(({ text }) => {
    const parsed = parseDockerfile(text);
    return parsed.kind === 'parsed' ? [parsed.dockerfile] : [];
  });
  const dockerfiles = [dockerfile, ...others];
  const entries: WalkedEntry[] = [];
  for (const root of copiedFolders(context, localSources(dockerfile))) {
    const found = walk(context, root, (folder) => !isCandidatePath(folder));
    if (found === undefined) return undefined;
    entries.push(...found);
  }
  return {
    context,
    dockerfiles,
    sources: dockerfiles.flatMap(localSources),
    entries,
    isIgnored: createMatcher(parseDockerignore(dockerignore).patterns),
  };
}

/** Folders that are copied as a whole, none of them inside another. */
function copiedFolders(context: BuildContext, sources: readonly LocalSource[]): readonly string[] {
  const folders = sources
    .filter(({ hasVariables }) => !hasVariables)
    .flatMap(({ path }) => (path === '' ? [''] : expandSource(context, path)))
    .filter((path) => context.entry(path)?.kind === 'directory');
  return [...new Set(folders)].filter(
    (folder) =>
      !folders.some(
        (other) => other !== folder && (other === '' || folder.startsWith(`${other}/`)),
      ),
  );
}

const MATCHERS = new Map(
  CANDIDATES.map((candidate) => [
    candidate,
    createMatcher(parseDockerignore(candidate.pattern).patterns),
  ]),
);

function matches(candidate: Candidate, path: string): boolean {
  return MATCHERS.get(candidate)?.excludes(path) === true;
}

function isCandidatePath(path: string): boolean {
  return CANDIDATES.some((candidate) => matches(candidate, path));
}

function judge(candidate: Candidate, survey: Survey): Verdict {
  const { context } = survey;
  const isMarked =
    candidate.markers.length === 0 ||
    survey.entries.some(
      ({ path, entry }) => entry.kind === 'file' && candidate.markers.includes(baseName(path)),
    );
  if (!isMarked) return { kind: 'nothing' };
  const found = survey.entries.map(({ path }) => path).filter((path) => matches(candidate, path));
  const paths = found.filter((path) => !survey.isIgnored.excludes(path));
  const sample = candidate.pattern.replace('**/', '').replace('[cod]', 'c').replace('*', 'x');
  const isNew =
    paths.length > 0 ||
    (candidate.expected && found.length === 0 && !survey.isIgnored.excludes(sample));
  if (!isNew) return { kind: 'nothing' };

  const refused = (reason: string, why: string): Verdict => ({
    kind: paths.length === 0 ? 'nothing' : 'refused',
    candidate,
    paths,
    reason,
    why,
  });
  const named = survey.sources.find((source) => isNamed(candidate, source, context));
  if (named !== undefined) {
    return refused(
      'copied-by-name',
      `line ${named.instruction.firstLine} of a Dockerfile copies ${named.path} by name`,
    );
  }
  const tracked = found.find((path) => context.tracked(path) === true);
  if (tracked !== undefined) return refused('tracked-by-git', `git tracks ${tracked}`);
  switch (candidate.kind) {
    case 'version-control':
      return judgeMention(candidate, paths, survey, GIT_USE, 'version-from-git', 'refused');
    case 'secrets':
      return judgeMention(candidate, paths, survey, ENV_USE, 'env-file-read', 'unsafe');
    case 'dependencies':
    case 'output':
      return judgeProduct(candidate, paths, survey, refused);
    case 'disposable':
      return candidate.pattern === '*.log' && context.tracked('') === undefined
        ? { kind: 'nothing' }
        : { kind: 'safe', candidate, paths };
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether an instruction asks for just what the pattern would keep out (hazards D1, D13, D17). */
function isNamed(candidate: Candidate, source: LocalSource, context: BuildContext): boolean {
  if (source.path === '') return false;
  if (source.hasVariables) return candidate.kind === 'dependencies' || candidate.kind === 'output';
  return [source.path, ...expandSource(context, source.path)].some((path) =>
    matches(candidate, path),
  );
}

function judgeMention(
  candidate: Candidate,
  paths: readonly string[],
  survey: Survey,
  use: RegExp,
  reason: string,
  otherwise: 'unsafe' | 'refused',
): Verdict {
  const commands = survey.dockerfiles.some(({ text }) => use.test(text));
  const mention = commands
    ? ({ kind: 'found', path: 'a Dockerfile' } as const)
    : findMention(survey.context, use, isCandidatePath);
  if (mention.kind === 'none') return { kind: 'safe', candidate, paths };
  const why =
    mention.kind === 'found'
      ? `${mention.path} looks as if the build or the program reads it`
      : 'there is too much text to see whether the build or the program reads it';
  return { kind: otherwise, candidate, paths, reason, why };
}

/** Dependencies and output may go only where every Dockerfile that copies them makes them anew (hazards D4, D12, D17). */
function judgeProduct(
  candidate: Candidate,
  paths: readonly string[],
  survey: Survey,
  refused: (reason: string, why: string) => Verdict,
): Verdict {
  const lazy = survey.dockerfiles.find(
    (dockerfile) =>
      copiedFolders(survey.context, localSources(dockerfile)).length > 0 &&
      !makes(dockerfile, candidate),
  );
  if (lazy !== undefined) {
    return refused('not-made-by-the-build', 'no RUN makes it anew, so the image may need the copy');
  }
  if (candidate.kind === 'output' && !isGitIgnored(survey.context, candidate.pattern)) {
    return refused('output-unsure', 'no .gitignore says that it is output');
  }
  return { kind: 'safe', candidate, paths };
}

function makes(dockerfile: Dockerfile, candidate: Candidate): boolean {
  const states = instructionStates(dockerfile);
  return dockerfile.instructions.some((instruction) => {
    const state = states[instruction.index];
    if (instruction.keyword !== 'RUN' || state === undefined) return false;
    return instructionCommands(instruction, state).commands.some((command) => {
      const resolved = resolveCommand(command);
      const words = [
        resolved?.name ?? '',
        ...(resolved?.arguments.map(({ value }) => value) ?? []).filter(
          (value, index) => !value.startsWith('-') || (index === 0 && value === '-m'),
        ),
      ];
      return candidate.madeBy.some((wanted) =>
        wanted.length === 1 && wanted[0] === 'yarn'
          ? words.length === 1 && words[0] === 'yarn'
          : wanted.every((word, index) => words[index] === word),
      );
    });
  });
}

function isGitIgnored(context: BuildContext, pattern: string): boolean {
  const lines = (context.read('.gitignore') ?? '').split(/\r?\n/).map((line) => line.trim());
  return lines.some((line) => line.replace(/^\*\*\//, '').replace(/^\/|\/$/g, '') === pattern);
}

function fixes(
  verdicts: readonly Verdict[],
  survey: Survey,
  input: TransformInput,
): readonly FixFinding[] {
  const found: FixFinding[] = [];
  const safe = verdicts.flatMap((verdict) => (verdict.kind === 'safe' ? [verdict] : []));
  // A file that would hold nothing but what might come one day is no help to anybody.
  if (
    safe.some(({ paths }) => paths.length > 0) ||
    (safe.length > 0 && input.dockerignore !== '')
  ) {
    const patterns = safe.map(({ candidate }) => candidate.pattern);
    const whats = [...new Set(safe.map(({ candidate }) => candidate.what))];
    found.push({
      kind: 'fix',
      applicability: 'safe',
      message: `Keeps out of the build context ${listOf(whats)}. ${weightOf(
        survey,
        safe.flatMap(({ paths }) => paths),
      )}`,
      ...placed(input, patterns),
    });
  }
  for (const verdict of verdicts) {
    if (verdict.kind !== 'unsafe') continue;
    found.push({
      kind: 'fix',
      applicability: 'unsafe',
      reason: verdict.reason,
      message: `Keeps ${verdict.candidate.pattern} (${verdict.candidate.what}) out of the build context; ${verdict.why}. ${weightOf(survey, verdict.paths)}`,
      ...placed(input, [verdict.candidate.pattern]),
    });
  }
  return found;
}

function placed(
  { dockerignore, dockerfile }: TransformInput,
  patterns: readonly string[],
): Pick<FixFinding, 'edits' | 'file' | 'range'> {
  const end = dockerignore.length;
  const newline = dockerignore === '' ? dockerfile.lineEnding : lineEnding(dockerignore);
  const start = dockerignore === '' || dockerignore.endsWith('\n') ? '' : newline;
  const text = start + [...new Set(patterns)].map((pattern) => pattern + newline).join('');
  return {
    file: 'dockerignore',
    range: { start: end, end },
    edits: [insertion(end, text, 'dockerignore')],
  };
}

function listOf(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

function weightOf({ context }: Survey, paths: readonly string[]): string {
  const { files, bytes, more } = weigh(context, paths);
  if (files === 0 && !more) return 'None of it is there now.';
  return `${more ? 'More than ' : ''}${files} file${files === 1 ? '' : 's'} of ${bytes} byte${bytes === 1 ? '' : 's'} leave it.`;
}

function refusals(verdicts: readonly Verdict[], place: LocalSource): readonly RefusalFinding[] {
  return verdicts.flatMap((verdict) =>
    verdict.kind === 'refused'
      ? [
          {
            kind: 'refusal',
            reason: verdict.reason,
            message: `${verdict.candidate.pattern} stays in the build context: ${verdict.why}.`,
            file: 'dockerfile',
            range: place.instruction.range,
          } as const,
        ]
      : [],
  );
}

/** Creates or extends `.dockerignore` from what is in the build context. */
const dockerignore: Transform = {
  id: 'dockerignore',
  summary: 'keeps what no build needs out of the build context',
  description:
    'Creates or extends .dockerignore: version control data, installed dependencies that the build installs itself, caches, logs, ' +
    'build output, local secrets. Each pattern is checked against every COPY, ADD and bind mount of every Dockerfile that shares ' +
    'the context, against what git tracks, and against what the build and the program read.',
  applicabilities: ['safe', 'unsafe'],
  reasons: [
    { id: 'context-absent', meaning: 'The build context is not known; name it with --context.' },
    { id: 'context-too-large', meaning: 'The context has too many files to be looked at.' },
    {
      id: 'ignore-file-invalid',
      meaning: 'The builder refuses the .dockerignore that is there; mend the pattern first.',
    },
    {
      id: 'exceptions-in-file',
      meaning:
        'The .dockerignore takes files back with `!`; the order of its lines is its meaning.',
    },
    {
      id: 'copied-by-name',
      meaning: 'An instruction copies just what the pattern would keep out.',
    },
    {
      id: 'tracked-by-git',
      meaning: 'Git tracks what the pattern would keep out, so it belongs to the project.',
    },
    {
      id: 'version-from-git',
      meaning: 'The build or the program asks Git for a version, a commit or a list of files.',
    },
    {
      id: 'not-made-by-the-build',
      meaning: 'No RUN makes the folder anew, so the image may need the copy from the context.',
    },
    {
      id: 'output-unsure',
      meaning: 'No .gitignore says that the folder is build output; it may hold sources.',
    },
    {
      id: 'env-file-read',
      meaning: 'The build or the program may read the .env file; the fix is unsafe.',
    },
  ],
  run,
};

export default dockerignore;
