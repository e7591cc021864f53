import { dockerfileName } from '../context/dockerfile-name.js';
import { cleanPath } from '../context/path-pattern.js';
import { DOCKERFILE, withFile, type InputFile, type PlaygroundInput } from './input.js';

/** Files over this many bytes have no text in a build context: 2 MiB, as on disk. */
const TEXT_LIMIT_BYTES = 2 * 1024 * 1024;
/** How many files are taken in. */
const FILE_LIMIT = 2000;

/** A file that a person gave, with its path below what was given. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
}

/**
 * The files of a drop, folders looked through. To be called while the drop is told of; what it holds is gone after that.
 * @returns why there are none, where the browser does not let a page look into folders, as one that came from a disk
 */
export async function droppedFiles(
  data: DataTransfer,
): Promise<readonly GivenFile[] | { readonly problem: string }> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = [...data.files].map((file) => ({ path: file.name, file }));
  if (!entries.some(isDirectory)) return files;
  try {
    return await collect(entries);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return {
      problem:
        'The browser lets this page look into no folder that is dropped; use + File, Open folder.',
    };
  }
}

/** The files that were chosen in a dialog. Those of a folder are its build context: it is no part of their paths. */
export function chosenFiles(list: FileList | null): readonly GivenFile[] {
  return [...(list ?? [])].map((file) => ({
    path: file.webkitRelativePath.replace(/^[^/]*\//, '') || file.name,
    file,
  }));
}

async function collect(entries: readonly FileSystemEntry[]): Promise<readonly GivenFile[]> {
  const [only, ...others] = entries;
  // A single folder is the build context itself.
  const isContext = only?.isDirectory === true && others.length === 0;
  const found: GivenFile[] = [];
  const left = [...entries];
  for (let entry = left.shift(); entry !== undefined; entry = left.shift()) {
    if (found.length > FILE_LIMIT) break;
    if (isDirectory(entry)) {
      left.push(...(await entriesOf(entry)));
    } else if (isFile(entry)) {
      const file = entry;
      const path = entry.fullPath.replace(/^\//, '');
      found.push({
        path: isContext ? path.slice(path.indexOf('/') + 1) : path,
        file: await new Promise<File>((resolve, reject) => {
          file.file(resolve, reject);
        }),
      });
    }
  }
  return found;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // A reader hands its entries out in parts.
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0 || all.length > FILE_LIMIT) return all;
    all.push(...some);
  }
}

/**
 * Takes files in. A single one that is named like a Dockerfile takes the place of the Dockerfile; several with a Dockerfile
 * among them are another project, and take the place of all.
 * @returns the input with them, and what to tell of it
 */
export async function takeFiles(
  input: PlaygroundInput,
  given: readonly GivenFile[],
): Promise<{ readonly input: PlaygroundInput; readonly said: string }> {
  if (given.length > FILE_LIMIT) {
    return {
      input,
      said: `Nothing was added: there are over ${FILE_LIMIT} files. Leave out folders such as .git and node_modules.`,
    };
  }
  const [only, ...others] = given;
  const isDockerfile =
    only !== undefined && others.length === 0 && dockerfileName(only.file.name) !== 'no';
  const isProject = others.length > 0 && given.some(({ path }) => cleanPath(path) === DOCKERFILE);
  let result = isProject ? { ...input, files: [], off: [] } : input;
  const added: string[] = [];
  for (const { path, file } of given) {
    const clean = isDockerfile ? DOCKERFILE : cleanPath(path);
    const read = await readFile(clean, file);
    if (clean === DOCKERFILE && !('text' in read)) continue;
    result = withFile(result, read);
    added.push(clean);
  }
  const words = added.length === 1 ? (added[0] ?? '') : `${added.length} files`;
  return {
    input: result,
    said: added.length === 0 ? 'Nothing was added: that is no text file.' : `Added ${words}.`,
  };
}

async function readFile(path: string, file: File): Promise<InputFile> {
  if (file.size <= TEXT_LIMIT_BYTES) {
    const bytes = await file.arrayBuffer();
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      if (!text.includes('\0')) return { path, text };
    } catch (error) {
      // That is what a decoder throws for what is no UTF-8.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return { path, bytes: file.size };
}
