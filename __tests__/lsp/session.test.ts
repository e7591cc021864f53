import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { execPath } from 'node:process';
import { pathToFileURL } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { ENVIRONMENT, PROGRAM, useSandbox } from '../cli/command.js';
import { CAPABILITIES, EVERYWHERE, startEditor, type Editor } from './client.js';

// Each test starts programs.
jest.setTimeout(120_000);

const sandbox = useSandbox();
const uriOf = (path: string): string => pathToFileURL(join(sandbox.folder, path)).href;

const TEXT =
  'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends jq\n';
const UNSAFE =
  'FROM python:3.12\nRUN curl -fsSL https://example.com/install.sh | bash\nRUN pip install flask\n';

const brief = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(
    ({ range: { start, end }, severity, code, source }) =>
      `${start.line}:${start.character}-${end.line}:${end.character} ${severity ?? '-'} ${source ?? '-'} ${code ?? '-'}`,
  );

describe('diagnostics', () => {
  test('are the findings, each on its first line', async () => {
    const editor = await startEditor({ folder: sandbox.folder });
    editor.open(uriOf('Dockerfile'), TEXT);
    const diagnostics = await editor.published(uriOf('Dockerfile'));
    expect(brief(diagnostics)).toEqual([
      '0:5-0:14 3 dockopt slim-base',
      '1:0-1:18 3 dockopt merge-runs',
      '1:0-1:18 3 dockopt clean-caches',
    ]);
    expect(diagnostics[0]?.message).toMatch(/same release.* less \(estimate\)\.$/s);
  });

  test('say where an unsafe fix comes from, and tell of refusals where that is set', async () => {
    const editor = await startEditor({
      initializationOptions: { severity: { safe: 'warning', unsafe: 'hint', refusals: 'hint' } },
    });
    editor.open(uriOf('Dockerfile'), UNSAFE);
    const diagnostics = await editor.published(uriOf('Dockerfile'));
    expect(brief(diagnostics)).toEqual([
      '0:5-0:16 4 dockopt slim-base/runs-downloaded-script',
      '1:0-1:52 4 dockopt builder-stage/run-unclassified',
      '2:0-2:21 2 dockopt clean-caches',
    ]);
  });

  test('are one error where BuildKit rejects the file', async () => {
    const editor = await startEditor();
    editor.open(uriOf('Dockerfile'), 'FROM scratch\n\n  RUNN a 🐳 \\\n  b\nRUN c\n');
    const diagnostics = await editor.published(uriOf('Dockerfile'));
    expect(brief(diagnostics)).toEqual(['2:2-2:13 1 dockopt syntax']);
    expect(diagnostics[0]?.message).toMatch(/RUNN.*BuildKit rejects this file$/);
    expect(await editor.actions(uriOf('Dockerfile'), EVERYWHERE)).toEqual([]);
    expect(await editor.hover(uriOf('Dockerfile'), 2)).toBe('');
  });

  test('follow the text as it is edited', async () => {
    const editor = await startEditor();
    const uri = uriOf('Dockerfile');
    editor.open(uri, `# 🐳\r\n${TEXT}`);
    expect(brief(await editor.published(uri))).toHaveLength(3);
    // Takes the tag of the base away and puts a slim one there, in two edits of which the second is of the changed text.
    editor.change(uri, [
      { range: { start: { line: 1, character: 12 }, end: { line: 1, character: 14 } }, text: '' },
      {
        range: { start: { line: 1, character: 12 }, end: { line: 1, character: 12 } },
        text: '12-slim # 𝒳\n\n#',
      },
    ]);
    expect(editor.textOf(uri)).toContain('FROM debian:12-slim # 𝒳\n\n#\nRUN');
    // A comment behind the base is a part of the instruction that BuildKit rejects.
    expect(brief(await editor.published(uri))).toEqual(['1:0-1:24 1 dockopt syntax']);
    editor.change(uri, [
      { range: { start: { line: 1, character: 19 }, end: { line: 1, character: 24 } }, text: '' },
    ]);
    expect(brief(await editor.published(uri))).toEqual([
      '4:0-4:18 3 dockopt merge-runs',
      '4:0-4:18 3 dockopt clean-caches',
    ]);
    editor.change(uri, [{ text: 'FROM scratch\nLABEL a=b\n' }]);
    expect(await editor.published(uri)).toEqual([]);
  });

  test('go when the document is closed, and are none for another language', async () => {
    const editor = await startEditor();
    editor.open(uriOf('Dockerfile'), TEXT);
    await editor.published(uriOf('Dockerfile'));
    editor.open(uriOf('notes.md'), TEXT, 'markdown');
    const next = editor.nextPublished(uriOf('Dockerfile'));
    editor.close(uriOf('Dockerfile'));
    expect(await next).toEqual([]);
    expect(await editor.actions(uriOf('notes.md'), EVERYWHERE)).toEqual([]);
  });

  test('are there for a document that is no file', async () => {
    const editor = await startEditor();
    editor.open('untitled:Untitled-1', TEXT);
    expect(await editor.published('untitled:Untitled-1')).toHaveLength(3);
  });
});

describe('a hover', () => {
  test('gives the reasons of the line, of refusals too', async () => {
    const editor = await startEditor();
    editor.open(uriOf('Dockerfile'), UNSAFE);
    expect(await editor.hover(uriOf('Dockerfile'), 0)).toMatch(
      /^\*\*dockopt slim-base\*\*: unsafe \(<code>runs-downloaded-script<\/code>\) {2}\n.*Not sure/s,
    );
    expect(await editor.hover(uriOf('Dockerfile'), 1)).toMatch(
      /^\*\*dockopt builder-stage\*\*: left alone \(<code>run-unclassified<\/code>\) {2}\n/m,
    );
    expect(await editor.hover(uriOf('Dockerfile'), 30)).toBe('');
  });

  test('is plain text for an editor that shows no Markdown', async () => {
    const { textDocument, ...rest } = CAPABILITIES;
    const editor = await startEditor({
      capabilities: { ...rest, textDocument: { ...textDocument, hover: {} } },
    });
    editor.open(uriOf('Dockerfile'), TEXT);
    expect(await editor.hover(uriOf('Dockerfile'), 0)).toMatch(
      /^dockopt slim-base: safe\ndebian:12 becomes its slim twin debian:12-slim,/,
    );
  });
});

describe('what surrounds a Dockerfile', () => {
  const copying = 'FROM debian:12-slim\nCOPY app.py /app.py\n';
  const hoverOfCopy = async (editor: Editor): Promise<string> =>
    editor.hover(uriOf('docker/Dockerfile'), 1);

  test('is read anew when the editor tells that files have changed, or saves one', async () => {
    sandbox.write({ 'docker/Dockerfile': copying, '.git/HEAD': 'ref: refs/heads/main\n' });
    const editor = await startEditor({ folder: sandbox.folder });
    const uri = uriOf('docker/Dockerfile');
    editor.open(uri, copying);
    const unknown = await hoverOfCopy(editor);
    expect(unknown).toContain('build context is not known');

    sandbox.write({
      'compose.yaml':
        'services:\n  app:\n    build:\n      context: .\n      dockerfile: docker/Dockerfile\n',
      'app.py': '',
      'README.md': '',
    });
    editor.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('compose.yaml'), type: 1 }],
    });
    expect(await hoverOfCopy(editor)).not.toContain('build context is not known');

    sandbox.write({ 'compose.yaml': 'services: {}\n' });
    editor.save(uri);
    expect(await hoverOfCopy(editor)).toContain('build context is not known');
    expect(editor.registrations.map(({ method }) => method)).toContain(
      'workspace/didChangeWatchedFiles',
    );
  });

  test('is what the setting says', async () => {
    sandbox.write({ 'docker/Dockerfile': copying, 'all/app.py': '' });
    let context = 'all';
    const capabilities = {
      ...CAPABILITIES,
      workspace: { ...CAPABILITIES.workspace, configuration: true },
    };
    const editor = await startEditor({
      folder: sandbox.folder,
      capabilities,
      settings: () => ({ context, only: ['slim-base', 'nothing'] }),
    });
    const uri = uriOf('docker/Dockerfile');
    editor.open(uri, copying);
    expect(await editor.published(uri)).toEqual([]);
    expect(editor.log.join('\n')).toMatch(/the setting only names "nothing", which is none of/);
    context = 'none';
    const next = editor.nextPublished(uri);
    editor.notify('workspace/didChangeConfiguration', { settings: null });
    expect((await next).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The setting context: none:1:1 is no folder/),
    ]);
  });
});

describe('a session', () => {
  test('tells what the server can do', async () => {
    const editor = await startEditor();
    await editor.stop();
    expect(editor.initialized).toMatchObject({
      serverInfo: { name: 'dockopt' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2 },
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.dockopt'] },
        hoverProvider: true,
      },
    });
  });

  test('ends as the protocol has it', async () => {
    const start = () => startEditor({ capabilities: {} });
    expect(await (await start()).stop()).toBe(0);
    expect(await (await start()).stop(false)).toBe(1);
    const gone = await start();
    expect(await gone.hover('file:///Dockerfile', 0)).toBe('');
    gone.closeInput();
    expect(await gone.ended).toBe(1);
  });

  test('takes no other way than standard input and output', () => {
    const { status, stderr } = spawnSync(execPath, [PROGRAM, 'lsp', '--socket=1'], {
      env: ENVIRONMENT,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^dockopt: unknown option --socket/);
  });

  test('outlives messages that are none', async () => {
    const editor = await startEditor();
    for (const body of ['{x}', 'null', '[]', '5', '{"jsonrpc":"2.0","id":{},"result":1}']) {
      editor.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    }
    editor.open(uriOf('Dockerfile'), TEXT);
    expect(await editor.published(uriOf('Dockerfile'))).toHaveLength(3);
    expect(await editor.stop()).toBe(0);
  });

  test('outlives what is no sense', async () => {
    const editor = await startEditor({ folder: sandbox.folder });
    const uri = uriOf('Dockerfile');
    const refused = async (method: string, parameters: unknown): Promise<void> => {
      await editor.request(method, parameters).then(
        (answer) => {
          expect(answer === null || Array.isArray(answer)).toBe(true);
        },
        (error: unknown) => {
          expect(error).toBeInstanceOf(Error);
        },
      );
    };
    const texts = [
      '',
      '\0',
      '\ud800',
      'FROM',
      `FROM a${'\n'.repeat(1000)}RUN ${'('.repeat(3000)}`,
      `FROM a\nRUN ${'"'.repeat(10_001)}`,
      `FROM a\nRUN ${'$('.repeat(5000)}`,
      `FROM a\n${'RUN a\n'.repeat(2000)}`,
      'FROM a\rRUN b\r',
      `FROM a\nRUN <<${'A'.repeat(20_000)}\n`,
      'x'.repeat(9 * 1024 * 1024),
    ];
    for (const [index, text] of texts.entries()) {
      const hostile = uriOf(`${index}.Dockerfile`);
      editor.open(hostile, text);
      await editor.published(hostile);
      await refused('textDocument/codeAction', {
        textDocument: { uri: hostile },
        range: EVERYWHERE,
        context: { diagnostics: [] },
      });
      editor.close(hostile);
    }
    editor.open('file://host.example/%zz', TEXT);
    editor.open('file:///%00/Dockerfile', TEXT);
    editor.open('http://[', TEXT);
    editor.open(uri, TEXT);
    editor.change(
      uri,
      [
        {
          range: { start: { line: -1, character: 9e9 }, end: { line: 9e9, character: -5 } },
          text: 'FROM scratch',
        },
      ].slice(1),
    );
    for (const parameters of [
      undefined,
      {},
      { textDocument: null },
      { textDocument: { uri: 5 } },
      { textDocument: { uri }, contentChanges: 'x' },
      { textDocument: { uri }, contentChanges: [{ range: null, text: 4 }] },
      { changes: [null] },
    ]) {
      for (const method of ['didOpen', 'didChange', 'didSave', 'didClose']) {
        if (
          parameters?.textDocument !== undefined &&
          'contentChanges' in parameters &&
          method !== 'didChange'
        )
          continue;
        editor.notify(`textDocument/${method}`, parameters);
      }
      editor.notify('workspace/didChangeWatchedFiles', parameters);
      editor.notify('workspace/didChangeConfiguration', parameters);
      await refused('textDocument/hover', parameters);
      await refused('textDocument/codeAction', parameters);
      await refused('nothing/at/all', parameters);
    }
    const fine = uriOf('fine.Dockerfile');
    editor.open(fine, TEXT);
    expect(await editor.published(fine)).toHaveLength(3);
    expect(await editor.stop()).toBe(0);
  }, 120_000);
});

describe('the configuration of a repository', () => {
  test('decides what is offered, and is told where it is wrong', async () => {
    sandbox.write({
      Dockerfile: TEXT,
      'dockopt.config.yaml': 'transforms:\n  slim-base: off\n',
    });
    const editor = await startEditor({ folder: sandbox.folder });
    editor.open(uriOf('Dockerfile'), TEXT);
    expect(brief(await editor.published(uriOf('Dockerfile')))).toEqual([
      '1:0-1:18 3 dockopt merge-runs',
      '1:0-1:18 3 dockopt clean-caches',
    ]);

    sandbox.write({ 'again/dockopt.config.yaml': 'transform: {}\n' });
    editor.open(uriOf('again/Dockerfile'), TEXT);
    const [wrong] = await editor.published(uriOf('again/Dockerfile'));
    expect(wrong?.message).toMatch(/configuration is wrong: .*did you mean/s);
  });

  test('leaves files alone', async () => {
    sandbox.write({ Dockerfile: TEXT, 'dockopt.config.yaml': 'ignore: [Dockerfile]\n' });
    const editor = await startEditor({ folder: sandbox.folder });
    editor.open(uriOf('Dockerfile'), TEXT);
    expect(await editor.published(uriOf('Dockerfile'))).toEqual([]);
  });
});
