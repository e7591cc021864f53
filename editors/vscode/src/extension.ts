import process from 'node:process';
import { workspace } from 'vscode';
import { LanguageClient, TransportKind, type Executable } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

/** Starts the language server. VS Code calls it when the first Dockerfile is opened. */
export async function activate(): Promise<void> {
  const command = workspace.getConfiguration('dockopt').get<string>('path', 'dockopt');
  const server: Executable = {
    command,
    args: ['lsp'],
    transport: TransportKind.stdio,
    // What npm installs on Windows is a script for its shell.
    options: { shell: process.platform === 'win32' },
  };
  client = new LanguageClient('dockopt', 'dockopt', server, {
    documentSelector: [
      { language: 'dockerfile' },
      // What is written there, and not saved yet, counts.
      { scheme: 'file', pattern: '**/*.dockerignore' },
      { scheme: 'file', pattern: '**/.dockerignore' },
    ],
  });
  await client.start();
}

/** Ends the language server. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
