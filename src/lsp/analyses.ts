import { dirname, relative, resolve, sep } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { copySources } from '../context/copy-sources.js';
import { createContextFinder } from '../workspace/find-context.js';
import { formatProblem } from '../workspace/problem.js';
import { analyse, type Analysis, type AnalysisEnvironment } from './analysis.js';
import { pathOfUri } from './file-uri.js';
import type { Settings } from './settings.js';

/** What is known about the documents that an editor has open, each analysed once a version. */
export interface Analyses {
  of(document: TextDocument, settings: Settings): Promise<Analysis>;
  /** A document was closed. */
  forget(uri: string): void;
  /** Texts that other documents' analyses read have changed, though not on disk. */
  invalidate(): void;
  /** Files have changed: what was read of them is read again. */
  reload(): void;
}

/** What the analyses need of the server. */
export interface AnalysesOptions {
  /** The folders that the editor has open: absolute paths. */
  readonly folders: () => readonly string[];
  readonly openDocument: AnalysisEnvironment['openDocument'];
  readonly configured: AnalysisEnvironment['configured'];
  /** Told of a bug: what was thrown. */
  readonly report: (error: unknown) => void;
}

/** No analysis is known yet. */
export function createAnalyses({
  folders,
  openDocument,
  configured,
  report,
}: AnalysesOptions): Analyses {
  let finders = new Map<string, ReturnType<typeof createContextFinder>>();
  let known = new Map<string, { readonly key: string; readonly analysis: Promise<Analysis> }>();

  const finderOf = (path: string | undefined, context: string | undefined) => {
    const workingDirectory = workspaceFolder(path, folders());
    const key = JSON.stringify([workingDirectory, context]);
    const finder =
      finders.get(key) ??
      createContextFinder({ workingDirectory, context, localSources: copySources });
    finders.set(key, finder);
    return finder;
  };

  const analyseOnce = async (document: TextDocument, settings: Settings): Promise<Analysis> => {
    const found = finderOf(pathOfUri(document.uri), settings.context);
    if ('problem' in found) {
      return { kind: 'failed', message: `The setting context: ${formatProblem(found.problem)}.` };
    }
    const today = new Date().toISOString().slice(0, 10);
    try {
      return await analyse(document, {
        settings,
        finder: found.finder,
        configured,
        today,
        openDocument,
      });
    } catch (error) {
      // One file that shows a bug must not end the server for the others.
      report(error);
      const what = error instanceof Error ? error.message : String(error);
      return {
        kind: 'failed',
        message: `This is a bug of dockopt, please report it with the file at hand: ${what}`,
      };
    }
  };

  return {
    of(document, settings) {
      const key = JSON.stringify([document.version, settings]);
      const last = known.get(document.uri);
      if (last?.key === key) return last.analysis;
      const analysis = analyseOnce(document, settings);
      known.set(document.uri, { key, analysis });
      return analysis;
    },
    forget(uri) {
      known.delete(uri);
    },
    invalidate() {
      known = new Map();
    },
    reload() {
      known = new Map();
      finders = new Map();
    },
  };
}

/** The innermost open folder that a file lies in; its own folder where it lies in none. */
function workspaceFolder(path: string | undefined, folders: readonly string[]): string {
  const around = folders
    .filter((folder) => path === undefined || isBelow(path, folder))
    .sort((a, b) => b.length - a.length);
  const own = path === undefined ? '.' : dirname(path);
  return resolve(around[0] ?? own);
}

function isBelow(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && resolve(inside) !== inside;
}
