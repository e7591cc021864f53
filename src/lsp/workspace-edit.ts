import type {
  CreateFile,
  TextDocumentEdit,
  TextEdit as ProtocolEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EditedFile, Plan, TextEdit } from '../core.js';
import type { IgnoreDocument } from './analysis.js';

/** What an editor can do with an edit of the workspace. */
export interface EditCapabilities {
  /** It takes edits of documents with their versions, in order. */
  readonly documentChanges: boolean;
  /** It can create a file as a part of an edit. */
  readonly create: boolean;
}

/** The edits of one document, in the version for which they were made. */
interface DocumentChange {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: ProtocolEdit[];
}

/**
 * The edits of a plan for an editor, in the versions of the documents that it was made for.
 * @returns undefined where there are none, and where the editor can't make all of them: it would have to create the ignore
 * file
 */
export function workspaceEdit(
  plan: Plan,
  dockerfile: TextDocument,
  ignoreFile: IgnoreDocument | undefined,
  can: EditCapabilities,
): WorkspaceEdit | undefined {
  const changes: DocumentChange[] = [];
  const ofDockerfile = editsOf(plan, 'dockerfile');
  if (ofDockerfile.length > 0) {
    const { uri, version } = dockerfile;
    changes.push({ uri, version, edits: protocolEdits(dockerfile, ofDockerfile) });
  }
  const ofIgnoreFile = editsOf(plan, 'dockerignore');
  let created: CreateFile | undefined;
  if (ofIgnoreFile.length > 0) {
    if (ignoreFile === undefined) return undefined;
    const { uri, version, isNew, text } = ignoreFile;
    if (isNew) {
      if (!can.documentChanges || !can.create) return undefined;
      // It fails where the file has come to be since: the edits were made for none.
      created = { kind: 'create', uri };
    }
    const document = TextDocument.create(uri, 'ignore', 0, text);
    changes.push({ uri, version, edits: protocolEdits(document, ofIgnoreFile) });
  }
  if (changes.length === 0) return undefined;
  if (!can.documentChanges) {
    return { changes: Object.fromEntries(changes.map(({ uri, edits }) => [uri, edits])) };
  }
  const edited = changes.map(({ uri, version, edits }): TextDocumentEdit => ({
    textDocument: { uri, version },
    edits,
  }));
  return { documentChanges: created === undefined ? edited : [created, ...edited] };
}

/** A plan without what it does to the ignore file. */
export function withoutIgnoreFile(plan: Plan): Plan {
  return { ...plan, edits: editsOf(plan, 'dockerfile') };
}

function editsOf({ edits }: Plan, file: EditedFile): readonly TextEdit[] {
  return edits.filter((edit) => edit.file === file);
}

/**
 * Edits in lines and UTF-16 characters. No position can lie between the two characters of a CRLF, so that an edit which
 * starts or ends there takes in the whole line end.
 */
function protocolEdits(document: TextDocument, edits: readonly TextEdit[]): ProtocolEdit[] {
  const text = document.getText();
  const isInsideLineEnd = (offset: number): boolean =>
    text[offset - 1] === '\r' && text[offset] === '\n';
  return edits.map(({ range, text: inserted }) => {
    const before = isInsideLineEnd(range.start) ? '\r' : '';
    const after = isInsideLineEnd(range.end) ? '\n' : '';
    return {
      range: {
        start: document.positionAt(range.start - before.length),
        end: document.positionAt(range.end + after.length),
      },
      newText: before + inserted + after,
    };
  });
}
