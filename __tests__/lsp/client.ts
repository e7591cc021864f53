import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { pathToFileURL } from 'node:url';
import { afterEach } from '@jest/globals';
import {
  createProtocolConnection,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type Range,
  type Registration,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { ENVIRONMENT, PROGRAM } from '../cli/command.js';

/** What an editor of today can do. */
export const CAPABILITIES: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    publishDiagnostics: { versionSupport: true },
  },
};

/** What a server published about a document. */
interface Published {
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** How a session begins. */
export interface StartOptions {
  /** The open folder. */
  readonly folder?: string;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: Readonly<Record<string, unknown>>;
  /** What is answered when the server asks for settings. */
  readonly settings?: () => unknown;
}

/** An editor as the server sees it, over the server's standard input and output. */
export interface Editor {
  readonly initialized: InitializeResult;
  readonly registrations: readonly Registration[];
  /** What the server had to say in its log. */
  readonly log: readonly string[];
  open(uri: string, text: string, languageId?: string): void;
  /** Changes a document by ranges; the editor's own text changes alike. */
  change(uri: string, edits: readonly { range?: Range; text: string }[]): void;
  save(uri: string): void;
  close(uri: string): void;
  textOf(uri: string): string;
  notify(method: string, parameters: unknown): void;
  request(method: string, parameters: unknown): Promise<unknown>;
  /** Waits for what is published about the newest version of a document. */
  published(uri: string): Promise<readonly Diagnostic[]>;
  /** Waits for the next thing that is published about a document. */
  nextPublished(uri: string): Promise<readonly Diagnostic[]>;
  actions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]>;
  hover(uri: string, line: number): Promise<string>;
  /** Writes bytes that need be no message. */
  write(bytes: string): void;
  closeInput(): void;
  /** Sends `shutdown` where that is wanted, then `exit`. */
  stop(shutdown?: boolean): Promise<number | null>;
  /** Waits for the end of the server. */
  readonly ended: Promise<number | null>;
}

const running = new Set<() => void>();

afterEach(() => {
  for (const kill of running) kill();
  running.clear();
});

/** Starts `dockopt lsp` and begins a session. */
export async function startEditor(options: StartOptions = {}): Promise<Editor> {
  const { folder, capabilities = CAPABILITIES, initializationOptions = {}, settings } = options;
  const child = spawn(execPath, [PROGRAM, 'lsp', '--stdio'], {
    env: ENVIRONMENT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.stdin.on('error', () => undefined);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  running.add(() => {
    connection.dispose();
    child.kill('SIGKILL');
  });
  const texts = new Map<string, { version: number; text: string }>();
  const last = new Map<string, Published>();
  const waiting = new Set<() => void>();
  const registrations: Registration[] = [];
  const log: string[] = [];
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, version, diagnostics }: Published & { uri: string }) => {
      last.set(uri, { version, diagnostics });
      for (const look of [...waiting]) look();
    },
  );
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    log.push(message);
  });
  connection.onRequest(RegistrationRequest.type, (parameters) => {
    registrations.push(...parameters.registrations);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => settings?.() ?? null),
  );
  connection.onError(() => undefined);
  connection.listen();

  const published = (
    uri: string,
    isIt: (found: Published) => boolean,
  ): Promise<readonly Diagnostic[]> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = last.get(uri);
        if (found === undefined || !isIt(found)) return;
        waiting.delete(look);
        resolve(found.diagnostics);
      };
      waiting.add(look);
      look();
    });
  const request = (method: string, parameters: unknown): Promise<unknown> =>
    connection.sendRequest(method, parameters);
  const notify = (method: string, parameters: unknown): void => {
    void connection.sendNotification(method, parameters);
  };
  const textOf = (uri: string): string => texts.get(uri)?.text ?? '';

  const root = folder === undefined ? null : pathToFileURL(folder).href;
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: root === null ? null : [{ uri: root, name: 'test' }],
    capabilities,
    // Tests do not wait for anybody to stop typing.
    initializationOptions: { delay: 0, ...initializationOptions },
  });
  notify('initialized', {});

  return {
    initialized,
    registrations,
    log,
    ended,
    textOf,
    notify,
    request,
    open(uri, text, languageId = 'dockerfile') {
      texts.set(uri, { version: 1, text });
      notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    change(uri, edits) {
      const { version, text } = texts.get(uri) ?? { version: 0, text: '' };
      let changed = text;
      for (const { range, text: newText } of edits) {
        changed = range === undefined ? newText : applyTextEdits(changed, [{ range, newText }]);
      }
      texts.set(uri, { version: version + 1, text: changed });
      notify('textDocument/didChange', {
        textDocument: { uri, version: version + 1 },
        contentChanges: edits,
      });
    },
    save(uri) {
      notify('textDocument/didSave', { textDocument: { uri } });
    },
    close(uri) {
      texts.delete(uri);
      notify('textDocument/didClose', { textDocument: { uri } });
    },
    published: (uri) => published(uri, ({ version }) => version === texts.get(uri)?.version),
    nextPublished(uri) {
      const now = last.get(uri);
      return published(uri, (found) => found !== now);
    },
    async actions(uri, range, only) {
      const actions = await request('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
      });
      // The server is ours, and what it sends is used below as what the protocol says it is.
      return actions as readonly CodeAction[];
    },
    async hover(uri, line) {
      const hover = (await request('textDocument/hover', {
        textDocument: { uri },
        position: { line, character: 0 },
      })) as Hover | null;
      const contents = hover?.contents;
      return typeof contents === 'object' && 'value' in contents ? contents.value : '';
    },
    write(bytes) {
      child.stdin.write(bytes);
    },
    closeInput() {
      child.stdin.end();
    },
    async stop(shutdown = true) {
      if (shutdown) await request('shutdown', undefined);
      notify('exit', undefined);
      return ended;
    },
  };
}

/** A text after edits of the protocol, applied as its specification says and by no code of the server. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
  const offset = ({ line, character }: { line: number; character: number }): number => {
    const start = starts[line];
    if (start === undefined) throw new Error(`there is no line ${line}`);
    const end = start + (/^[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0);
    if (start + character > end) throw new Error(`line ${line} has no character ${character}`);
    return start + character;
  };
  const placed = edits.map(({ range, newText }) => ({
    start: offset(range.start),
    end: offset(range.end),
    newText,
  }));
  let result = text;
  for (const { start, end, newText } of placed.sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + newText + result.slice(end);
  }
  return result;
}

/** The texts of documents after an edit of the workspace; a created file is there, and empty, before its edits. */
export function applyWorkspaceEdit(
  edit: WorkspaceEdit | undefined,
  textOf: (uri: string) => string,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const change of edit?.documentChanges ?? []) {
    if ('kind' in change) {
      if (change.kind !== 'create') throw new Error(`a ${change.kind} is not expected`);
      texts.set(change.uri, '');
      continue;
    }
    const { uri } = change.textDocument;
    const edits = change.edits.filter((one) => 'newText' in one);
    texts.set(uri, applyTextEdits(texts.get(uri) ?? textOf(uri), edits));
  }
  for (const [uri, edits] of Object.entries(edit?.changes ?? {})) {
    texts.set(uri, applyTextEdits(textOf(uri), edits));
  }
  return texts;
}

/** All lines of a document. */
export const EVERYWHERE: Range = {
  start: { line: 0, character: 0 },
  end: { line: 100_000, character: 0 },
};
