import {
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  MarkupKind,
  PositionEncodingKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalysisEnvironment } from './analysis.js';
import { createAnalyses } from './analyses.js';
import { CODE_ACTION_KINDS, codeActions } from './code-actions.js';
import { diagnosticsOf } from './diagnostics.js';
import { isDockerfile, pathOfUri } from './file-uri.js';
import { hoverOf } from './hover.js';
import { readSettings, type Settings } from './settings.js';
import type { EditCapabilities } from './workspace-edit.js';

/** How long an editor has to be quiet before its problems are computed anew, in milliseconds. */
const DEFAULT_DELAY = 200;

/** What the server is told by its program. */
export interface ServerOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly version: string;
  /** Reads the configuration that counts for a file, by its absolute path. */
  readonly configured: AnalysisEnvironment['configured'];
}

/** What an editor can do, as far as it matters. */
interface Client {
  readonly edits: EditCapabilities;
  readonly markdown: boolean;
  /** It answers questions about settings. */
  readonly configuration: boolean;
  /** It takes a wish to be told of changed settings, and of changed files. */
  readonly registersSettings: boolean;
  readonly registersWatchers: boolean;
  readonly folderChanges: boolean;
  /** Settings that came with the first message. */
  readonly initial: unknown;
  /** Milliseconds. */
  readonly delay: number;
}

/**
 * Serves the Language Server Protocol over two streams, until the editor says `exit` or closes the input. Then the process
 * ends: with status 0 after a `shutdown`, else with 1, as the protocol has it.
 * @see https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
 */
export async function serve({ input, output, version, configured }: ServerOptions): Promise<never> {
  const connection = createConnection(input, output);
  const documents = new TextDocuments(TextDocument);
  let client: Client | undefined;
  let folders: readonly string[] = [];
  /** Settings that the editor pushed; undefined where it never did. */
  let pushed: unknown;
  const settingsOf = new Map<string, Promise<Settings>>();
  const told = new Set<string>();

  const analyses = createAnalyses({
    folders: () => folders,
    configured,
    openDocument: (path) => documents.all().find(({ uri }) => pathOfUri(uri) === path),
    report: (error) => {
      connection.console.error(traceOf(error));
    },
  });

  const fetchSettings = async (uri: string): Promise<Settings> => {
    const sent: unknown = client?.configuration === true ? await ask(connection, uri) : pushed;
    const { settings, problems } = readSettings(sent ?? client?.initial);
    for (const problem of problems) {
      if (told.has(problem)) continue;
      told.add(problem);
      connection.console.warn(`dockopt: the setting ${problem}`);
    }
    return settings;
  };
  const settings = (uri: string): Promise<Settings> => {
    const known = settingsOf.get(uri) ?? fetchSettings(uri);
    settingsOf.set(uri, known);
    return known;
  };

  /** The documents whose problems have to be computed anew. */
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const publish = async (uri: string): Promise<void> => {
    const document = documents.get(uri);
    if (document === undefined || !isDockerfile(document)) return;
    const { version: analysed } = document;
    const chosen = await settings(uri);
    const analysis = await analyses.of(document, chosen);
    // A newer version is waiting for its own turn.
    if (documents.get(uri)?.version !== analysed) return;
    const diagnostics = [...diagnosticsOf(document, analysis, chosen)];
    await connection.sendDiagnostics({ uri, version: analysed, diagnostics });
  };
  const flush = (): void => {
    const uris = [...waiting];
    waiting.clear();
    for (const uri of uris) {
      publish(uri).catch((error: unknown) => {
        connection.console.error(traceOf(error));
      });
    }
  };
  const schedule = (uris: readonly string[]): void => {
    for (const uri of uris) waiting.add(uri);
    clearTimeout(timer);
    timer = setTimeout(flush, client?.delay ?? DEFAULT_DELAY);
  };
  const scheduleAll = (): void => {
    schedule(documents.keys());
  };

  connection.onInitialize((params) => {
    client = readClient(params);
    const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? [rootOf(params)];
    folders = pathsOf(roots);
    return initializeResult(version);
  });
  connection.onInitialized(async () => {
    if (client?.folderChanges === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = pathsOf(removed.map(({ uri }) => uri));
        folders = [
          ...folders.filter((folder) => !gone.includes(folder)),
          ...pathsOf(added.map(({ uri }) => uri)),
        ];
        analyses.reload();
        scheduleAll();
      });
    }
    if (client?.registersSettings === true) {
      await connection.client.register(DidChangeConfigurationNotification.type, {
        section: 'dockopt',
      });
    }
    if (client?.registersWatchers === true) {
      // Any file of a build context may be what a decision rests on.
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*' }],
      });
    }
  });
  connection.onDidChangeConfiguration((change) => {
    pushed = change.settings;
    settingsOf.clear();
    told.clear();
    scheduleAll();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (!changes.some(({ uri }) => !/\/(?:\.git|node_modules)\//.test(uri))) return;
    analyses.reload();
    scheduleAll();
  });

  documents.onDidChangeContent(({ document }) => {
    if (isDockerfile(document)) {
      schedule([document.uri]);
      return;
    }
    // It may be the ignore file of a Dockerfile.
    analyses.invalidate();
    scheduleAll();
  });
  documents.onDidSave(() => {
    analyses.reload();
    scheduleAll();
  });
  documents.onDidClose(({ document: { uri } }) => {
    settingsOf.delete(uri);
    analyses.forget(uri);
    analyses.invalidate();
    scheduleAll();
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
    const document = documents.get(uri);
    if (document === undefined || client === undefined || !isDockerfile(document)) return [];
    const chosen = await settings(uri);
    const analysis = await analyses.of(document, chosen);
    return [...codeActions(document, analysis, { range, context }, chosen, client.edits)];
  });
  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const document = documents.get(uri);
    if (document === undefined || client === undefined || !isDockerfile(document)) return null;
    const analysis = await analyses.of(document, await settings(uri));
    return hoverOf(document, analysis, position, client.markdown) ?? null;
  });

  documents.listen(connection);
  connection.listen();
  // The connection ends the process.
  return new Promise<never>(() => undefined);
}

async function ask(connection: Connection, uri: string): Promise<unknown> {
  try {
    return await connection.workspace.getConfiguration({ scopeUri: uri, section: 'dockopt' });
  } catch (error) {
    connection.console.warn(`dockopt: the editor does not tell its settings: ${String(error)}`);
    return undefined;
  }
}

function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { workspace, textDocument } = capabilities;
  const initial: unknown = initializationOptions;
  const delay =
    typeof initial === 'object' && initial !== null && 'delay' in initial
      ? initial.delay
      : undefined;
  return {
    edits: {
      documentChanges: workspace?.workspaceEdit?.documentChanges === true,
      create: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    },
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    configuration: workspace?.configuration === true,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folderChanges: workspace?.workspaceFolders === true,
    initial,
    delay: typeof delay === 'number' && delay >= 0 && delay <= 60_000 ? delay : DEFAULT_DELAY,
  };
}

function initializeResult(version: string): InitializeResult {
  return {
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: {
        openClose: true,
        change: TextDocumentSyncKind.Incremental,
        save: true,
      },
      codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
      hoverProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
    serverInfo: { name: 'dockopt', version },
  };
}

/** The one folder that editors without workspace folders name, as a URI. */
function rootOf(params: InitializeParams): string {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- editors without workspace folders send nothing else
  return params.rootUri ?? '';
}

function pathsOf(uris: readonly string[]): readonly string[] {
  return uris.flatMap((uri) => pathOfUri(uri) ?? []);
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
