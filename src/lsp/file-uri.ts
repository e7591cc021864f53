import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { dockerfileName } from '../context/dockerfile-name.js';

/** The absolute path that a URI names; undefined where it names no file of this machine (`untitled:`, `git:`). */
export function pathOfUri(uri: string): string | undefined {
  if (!/^file:/i.test(uri)) return undefined;
  try {
    return fileURLToPath(uri);
  } catch (error) {
    // A host, a bad escape: no file of this machine.
    if (error instanceof TypeError || error instanceof URIError) return undefined;
    throw error;
  }
}

/** The URI of an absolute path. */
export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

/** Whether a document is a Dockerfile: its editor says so, or its name does. */
export function isDockerfile({ languageId, uri }: TextDocument): boolean {
  if (/^(?:dockerfile|containerfile)$/i.test(languageId)) return true;
  const path = pathOfUri(uri);
  return path !== undefined && dockerfileName(basename(path)) === 'yes';
}
