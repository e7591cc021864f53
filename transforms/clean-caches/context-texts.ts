import type { BuildContext } from '../../src/context/build-context.js';
import type { Dockerfile } from '../../src/dockerfile/model.js';

/** Whether a COPY or ADD takes files out of the build context. */
export function copiesFromContext(dockerfile: Dockerfile): boolean {
  return dockerfile.instructions.some(
    ({ keyword, flags, words, heredocs }) =>
      (keyword === 'COPY' || keyword === 'ADD') &&
      heredocs.length === 0 &&
      !flags.some(({ name }) => name === 'from') &&
      words.slice(0, -1).some(({ text }) => !/^(?:https?|git|ssh):\/\/|^git@/.test(text)),
  );
}

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
  '.venv',
  '__pycache__',
]);
const MOST_FILES = 5000;
/** In bytes. */
const LARGEST_FILE = 262_144;

/** Whether a text file of the build context matches; true too where the context is too large to be read. */
export function contextMentions(
  context: BuildContext,
  matches: (content: string) => boolean,
): boolean {
  let left = MOST_FILES;
  const visit = (folder: string): boolean =>
    context.list(folder).some(({ name, kind, bytes }) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory') return !SKIPPED_FOLDERS.has(name) && visit(path);
      left -= 1;
      if (left < 0) return true;
      if (kind !== 'file' || path === context.dockerfilePath) return false;
      const content = bytes > LARGEST_FILE ? undefined : context.read(path);
      return content !== undefined && matches(content);
    });
  return visit('');
}
