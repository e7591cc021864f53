import type { TextDocument } from 'vscode-languageserver-textdocument';
import { UNKNOWN_USE } from '../context/build-context.js';
import { localSources } from '../context/local-sources.js';
import {
  fix,
  type FixRequest,
  type Plan,
  type PlannedFinding,
  type SyntaxProblem,
  type TextRange,
} from '../core.js';
import { parseDockerfile } from '../dockerfile/parse.js';
import type { ContextFinder, FoundContext } from '../workspace/find-context.js';
import { findIgnoreFile, isThere } from '../workspace/ignore-file.js';
import { readText, SIZE_LIMIT_BYTES } from '../workspace/read.js';
import { pathOfUri, uriOfPath } from './file-uri.js';
import type { Settings } from './settings.js';

/** The ignore file that belongs to a Dockerfile, as the editor has it or as it is on disk. */
export interface IgnoreDocument {
  readonly uri: string;
  /** Null for what no editor has open. */
  readonly version: number | null;
  readonly isNew: boolean;
  readonly text: string;
}

/** A plan for one version of a document, with all that is needed to plan again. */
export interface PlannedAnalysis {
  readonly kind: 'planned';
  readonly request: FixRequest;
  readonly plan: Plan;
  /** Undefined where the build context is not known, or its ignore file can't be read. */
  readonly ignoreFile: IgnoreDocument | undefined;
  /** What could not be learned about how the file is built, and what to do. */
  readonly note: string | undefined;
  /** Where a finding is shown in the Dockerfile. */
  readonly placeOf: (finding: PlannedFinding) => TextRange;
}

/** What is known about one version of a document. */
export type Analysis =
  | PlannedAnalysis
  | { readonly kind: 'rejected'; readonly problem: SyntaxProblem }
  /** Something else is in the way; the message says what, and what to do. */
  | { readonly kind: 'failed'; readonly message: string };

/** What the configuration of a repository says about a Dockerfile; it counts before what the editor sets. */
export type Configured =
  | {
      readonly kind: 'found';
      readonly settings: Pick<FixRequest, 'skip' | 'checkOnly' | 'target' | 'options'> & {
        /** The folder of the build context, absolute; undefined where it is to be found. */
        readonly context: string | undefined;
      };
    }
  | { readonly kind: 'ignored' }
  /** It is wrong: a line for each problem. */
  | { readonly kind: 'wrong'; readonly lines: readonly string[] };

/** What surrounds a document. */
export interface AnalysisEnvironment {
  readonly settings: Settings;
  readonly finder: ContextFinder;
  /** Reads the configuration that counts for a file, by its absolute path. */
  readonly configured: (path: string) => Promise<Configured>;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly today: string;
  /** A document that the editor has open, by its path. */
  readonly openDocument: (path: string) => TextDocument | undefined;
}

/**
 * Plans a Dockerfile as `dockopt fix` does, with the text that the editor has.
 * @throws Error when transforms never settle, which is a bug
 */
export async function analyse(
  document: TextDocument,
  { settings, finder, configured, today, openDocument }: AnalysisEnvironment,
): Promise<Analysis> {
  const text = document.getText();
  if (text.length > SIZE_LIMIT_BYTES) {
    return { kind: 'failed', message: 'The text is over 8 MiB and was not read.' };
  }
  const path = pathOfUri(document.uri);
  const configuration = path === undefined ? NOT_CONFIGURED : await configured(path);
  if (configuration.kind === 'wrong') {
    return {
      kind: 'failed',
      message: `The configuration is wrong: ${configuration.lines[0] ?? ''}.`,
    };
  }
  const around: FoundContext =
    path === undefined
      ? { found: undefined, note: undefined, use: UNKNOWN_USE }
      : await finder.find(
          path,
          text,
          configuration.kind === 'found' ? configuration.settings.context : undefined,
        );
  const opened =
    around.found === undefined
      ? undefined
      : openIgnoreFile(findIgnoreFile(around.found.root, path), openDocument);
  const ignoreFile = opened === undefined || 'problem' in opened ? undefined : opened;
  const request: FixRequest = {
    text,
    dockerignore: ignoreFile?.text ?? '',
    // Without its ignore file, what a context shows is not what a build sees.
    context: ignoreFile === undefined ? undefined : around.found?.context,
    use: around.use,
    ...choices(settings, configuration),
    today,
    unsafe: false,
  };
  const result = fix(request);
  if (result.kind === 'rejected') return result;
  const problem =
    opened !== undefined && 'problem' in opened
      ? `The ignore file ${opened.problem.message}.`
      : undefined;
  const notes = [around.note, problem].filter((note) => note !== undefined);
  return {
    kind: 'planned',
    request,
    plan: result.plan,
    ignoreFile,
    note: notes.length === 0 ? undefined : notes.join(' '),
    placeOf: ({ file, range }) => (file === 'dockerfile' ? range : firstUseOfContext(text)),
  };
}

const NOT_CONFIGURED: Configured = {
  kind: 'found',
  settings: { skip: [], checkOnly: [], target: undefined, options: {}, context: undefined },
};

/** What runs, and how: nothing in a file that the configuration leaves alone. */
function choices(
  settings: Settings,
  configuration: Exclude<Configured, { readonly kind: 'wrong' }>,
): Pick<FixRequest, 'only' | 'skip' | 'checkOnly' | 'target' | 'options'> {
  const { only, skip, target, options } = settings;
  if (configuration.kind === 'ignored') return { only: [], skip: undefined, target, options };
  const own = configuration.settings;
  return {
    only,
    skip: only === undefined ? [...(skip ?? []), ...(own.skip ?? [])] : undefined,
    checkOnly: own.checkOnly,
    target: own.target ?? target,
    options: { ...options, ...own.options },
  };
}

function openIgnoreFile(
  path: string,
  openDocument: AnalysisEnvironment['openDocument'],
): IgnoreDocument | { readonly problem: { readonly message: string } } {
  const open = openDocument(path);
  if (open !== undefined) {
    return { uri: open.uri, version: open.version, isNew: false, text: open.getText() };
  }
  const uri = uriOfPath(path);
  if (!isThere(path)) return { uri, version: null, isNew: true, text: '' };
  const read = readText(path);
  return 'problem' in read ? read : { uri, version: null, isNew: false, text: read.text };
}

/** The first instruction that reads the build context; the start of the file where none does. */
function firstUseOfContext(text: string): TextRange {
  const parsed = parseDockerfile(text);
  const [first] = parsed.kind === 'rejected' ? [] : localSources(parsed.dockerfile);
  return first?.instruction.range ?? { start: 0, end: 0 };
}
