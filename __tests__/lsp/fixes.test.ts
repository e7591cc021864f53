import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import type { CodeAction } from 'vscode-languageserver-protocol/node';
import { useSandbox } from '../cli/command.js';
import {
  applyWorkspaceEdit,
  CAPABILITIES,
  EVERYWHERE,
  startEditor,
  type Editor,
} from './client.js';

// Each test starts programs.
jest.setTimeout(120_000);

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const sandbox = useSandbox();
const uriOf = (path: string): string => pathToFileURL(join(sandbox.folder, path)).href;
const read = (path: string): string => readFileSync(join(sandbox.folder, path), 'utf8');
const onDisk = (uri: string): string => readFileSync(new URL(uri), 'utf8');

/** Opens a Dockerfile of the sandbox, and gives what an action makes of it and of its ignore file. */
function after(editor: Editor, action: CodeAction | undefined) {
  const open = editor.textOf(uriOf('Dockerfile'));
  const texts = applyWorkspaceEdit(action?.edit, (uri) =>
    uri === uriOf('Dockerfile') ? open : onDisk(uri),
  );
  return {
    dockerfile: texts.get(uriOf('Dockerfile')) ?? open,
    dockerignore: texts.get(uriOf('.dockerignore')),
  };
}

async function openDockerfile(text: string, folder = sandbox.folder): Promise<Editor> {
  const editor = await startEditor({ folder });
  editor.open(uriOf('Dockerfile'), text);
  return editor;
}

const fixAll = async (editor: Editor): Promise<CodeAction | undefined> =>
  (await editor.actions(uriOf('Dockerfile'), EVERYWHERE, ['source.fixAll']))[0];

const quickFixes = (editor: Editor): Promise<readonly CodeAction[]> =>
  editor.actions(uriOf('Dockerfile'), EVERYWHERE, ['quickfix']);

describe('fix all', () => {
  test.each(['toolbox', 'flask-app', 'node-api', 'go-service', 'c-tool'])(
    'makes of examples/%s what dockopt fix --write makes of it',
    async (name) => {
      cpSync(join(EXAMPLES, name, 'before'), sandbox.folder, { recursive: true });
      const text = read('Dockerfile');
      const editor = await openDockerfile(text);
      const action = await fixAll(editor);
      expect(action?.kind).toBe('source.fixAll.dockopt');
      const { dockerfile, dockerignore } = after(editor, action);
      expect(await editor.stop()).toBe(0);

      expect(sandbox.run(['fix', '--write', 'Dockerfile']).exitCode).toBe(0);
      expect(dockerfile).toBe(read('Dockerfile'));
      expect(dockerfile).not.toBe(text);
      const path = join(sandbox.folder, '.dockerignore');
      expect(dockerignore).toBe(existsSync(path) ? read('.dockerignore') : undefined);
    },
  );

  test('leaves what is unsafe', async () => {
    const text = 'FROM node:20\nRUN npm install -g left-pad\nCMD ["node"]\n';
    sandbox.write({ Dockerfile: text });
    const editor = await openDockerfile(text);
    const { dockerfile } = after(editor, await fixAll(editor));
    sandbox.run(['fix', '--write', 'Dockerfile']);
    expect(dockerfile).toBe(read('Dockerfile'));
    sandbox.run(['fix', '--write', '--unsafe', 'Dockerfile']);
    expect(read('Dockerfile')).not.toBe(dockerfile);
  });

  test('is not offered where there is nothing to do, nor for another kind', async () => {
    const editor = await openDockerfile('FROM scratch\nLABEL a=b\n');
    expect(await editor.actions(uriOf('Dockerfile'), EVERYWHERE)).toEqual([]);
    const uri = uriOf('other.Dockerfile');
    editor.open(uri, 'FROM debian:12\n');
    expect(await editor.actions(uri, EVERYWHERE, ['refactor'])).toEqual([]);
    expect(await editor.actions(uri, EVERYWHERE, ['source.fixAll.other'])).toEqual([]);
    const kinds = (await editor.actions(uri, EVERYWHERE)).map(({ kind }) => kind);
    expect(kinds).toEqual(['quickfix', 'source.fixAll.dockopt']);
  });
});

/** Two RUNs to merge, whose caches can be cleaned then, and a base with a slim twin. */
const TEXT =
  'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends jq\n';

describe('a quick fix', () => {
  test.each([
    ['characters beyond the BMP', TEXT.replace('RUN', '# 𝒟𝒪𝒞𝒦 🐳🐳\nLABEL a="🐳" b="𝒳"\nRUN')],
    ['characters beyond the BMP on an edited line', TEXT.replace('jq', 'jq # 🐳𝒳')],
    ['line ends of Windows', TEXT.replaceAll('\n', '\r\n')],
    ['mixed line ends', TEXT.replace('\n', '\r\n')],
    ['a byte order mark', `\ufeff${TEXT}`],
    ['no line end at its end', TEXT.trimEnd()],
    ['plain lines', TEXT],
  ])('alone does what --only does, in a text with %s', async (_what, text) => {
    sandbox.write({ Dockerfile: text });
    const editor = await openDockerfile(text);
    const actions = await quickFixes(editor);
    const ids = actions.map(({ title }) => /^[\w-]+/.exec(title)?.[0] ?? '');
    expect(ids).toEqual(['slim-base', 'merge-runs', 'clean-caches']);
    for (const [index, id] of ids.entries()) {
      sandbox.write({ Dockerfile: text });
      // The caches lie in two RUNs until those are merged.
      const only = id === 'clean-caches' ? `merge-runs,${id}` : id;
      expect(sandbox.run(['fix', '--write', '--only', only, 'Dockerfile']).exitCode).toBe(0);
      expect(read('Dockerfile')).not.toBe(text);
      expect(after(editor, actions[index]).dockerfile).toBe(read('Dockerfile'));
    }
    sandbox.write({ Dockerfile: text });
    sandbox.run(['fix', '--write', 'Dockerfile']);
    expect(after(editor, await fixAll(editor)).dockerfile).toBe(read('Dockerfile'));
  });

  test('is offered on the lines of its finding, with the diagnostics that it puts right', async () => {
    const editor = await openDockerfile(TEXT);
    const at = (line: number) =>
      editor.actions(
        uriOf('Dockerfile'),
        { start: { line, character: 1 }, end: { line, character: 1 } },
        ['quickfix'],
      );
    expect((await at(0)).map(({ title }) => title)).toEqual([
      expect.stringMatching(/^slim-base: debian:12 becomes its slim twin debian:12-slim/),
    ]);
    expect((await at(2)).map(({ title }) => title)).toEqual([
      expect.stringMatching(/^merge-runs: /),
      expect.stringMatching(/^clean-caches, with 1 fix that it needs: /),
    ]);
    const published = await editor.published(uriOf('Dockerfile'));
    const [slim] = await at(0);
    expect(slim).toMatchObject({ isPreferred: true, diagnostics: [published[0]] });
    expect(slim?.edit).toEqual({
      documentChanges: [
        {
          textDocument: { uri: uriOf('Dockerfile'), version: 1 },
          edits: [
            {
              range: { start: { line: 0, character: 12 }, end: { line: 0, character: 14 } },
              newText: '12-slim',
            },
          ],
        },
      ],
    });
  });

  test('that is unsafe is offered, said to be so, and does what --unsafe does', async () => {
    const text =
      'FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y wget\nRUN wget -qO- https://example.com/install.sh | bash\n';
    sandbox.write({ Dockerfile: text });
    const editor = await openDockerfile(text);
    const actions = (await quickFixes(editor)).filter(({ title }) => title.includes('(unsafe)'));
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) {
      const [, id = ''] = /^([\w-]+) \(unsafe\)/.exec(action.title) ?? [];
      expect(action.isPreferred).toBe(false);
      const { dockerfile } = after(editor, action);
      const rewrite = (before: string, ...words: readonly string[]): string => {
        sandbox.write({ Dockerfile: before });
        sandbox.run(['fix', '--write', '--only', id, ...words, 'Dockerfile']);
        return read('Dockerfile');
      };
      const all = rewrite(text, '--unsafe');
      // The safe fixes are left to the action that makes them.
      expect(dockerfile).not.toBe(all);
      const joined = (made: string): string => made.replace(/ *\\\n */g, ' ');
      expect(joined(rewrite(dockerfile))).toBe(joined(all));
      expect(rewrite(text)).not.toBe(all);
    }
  });
});

describe('the ignore file', () => {
  const text = 'FROM node:20-slim\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n';
  const files = {
    Dockerfile: text,
    'server.js': '',
    'package.json': '{"name":"a","version":"1.0.0"}',
    'README.md': 'text',
    '.git/HEAD': 'ref: refs/heads/main\n',
  };
  const ignoring = (actions: readonly CodeAction[]): readonly CodeAction[] =>
    actions.filter(({ title }) => title.startsWith('dockerignore'));

  test('is created by the edit that fills it', async () => {
    sandbox.write(files);
    const editor = await openDockerfile(text);
    const [action, ...others] = ignoring(await quickFixes(editor));
    expect(others).toEqual([]);
    expect(action?.edit?.documentChanges).toEqual([
      { kind: 'create', uri: uriOf('.dockerignore') },
      {
        textDocument: { uri: uriOf('.dockerignore'), version: null },
        edits: [expect.objectContaining({ newText: expect.stringContaining('.git\n') })],
      },
    ]);
    const { dockerignore } = after(editor, action);
    sandbox.run(['fix', '--write', '--only', 'dockerignore', 'Dockerfile']);
    expect(dockerignore).toBe(read('.dockerignore'));
  });

  test('is not edited for an editor that can create no file', async () => {
    sandbox.write(files);
    const { workspace, ...rest } = CAPABILITIES;
    const editor = await startEditor({
      folder: sandbox.folder,
      capabilities: { ...rest, workspace: { ...workspace, workspaceEdit: {} } },
    });
    editor.open(uriOf('Dockerfile'), text.replace('-slim', ''));
    expect(ignoring(await quickFixes(editor))).toEqual([]);
    for (const action of await editor.actions(uriOf('Dockerfile'), EVERYWHERE)) {
      expect(action.edit?.documentChanges).toBeUndefined();
      expect(Object.keys(action.edit?.changes ?? {})).toEqual([uriOf('Dockerfile')]);
    }
    sandbox.write({ '.dockerignore': '# mine\n' });
    editor.save(uriOf('Dockerfile'));
    const [action] = ignoring(await quickFixes(editor));
    expect(Object.keys(action?.edit?.changes ?? {})).toEqual([uriOf('.dockerignore')]);
    expect(after(editor, action).dockerignore).toMatch(/^# mine\n/);
  });

  test('is read as the editor has it', async () => {
    sandbox.write({ ...files, '.dockerignore': '' });
    const editor = await openDockerfile(text);
    editor.open(uriOf('.dockerignore'), '# 🐳 mine\r\n', 'ignore');
    const [action] = ignoring(await quickFixes(editor));
    expect(action?.edit?.documentChanges).toEqual([
      expect.objectContaining({ textDocument: { uri: uriOf('.dockerignore'), version: 1 } }),
    ]);
    const texts = applyWorkspaceEdit(action?.edit, (uri) => editor.textOf(uri));
    expect(texts.get(uriOf('.dockerignore'))).toMatch(/^# 🐳 mine\r\n/);
    editor.change(uriOf('.dockerignore'), [{ text: texts.get(uriOf('.dockerignore')) ?? '' }]);
    expect(ignoring(await quickFixes(editor))).toEqual([]);
  });
});
