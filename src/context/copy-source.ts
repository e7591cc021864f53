import type { BuildContext } from './build-context.js';
import { cleanPath, globExpression, hasWildcard } from './path-pattern.js';

/**
 * The paths of a build context that one local source of COPY or ADD names: a path, or a pattern as Docker expands it
 * (`*`, `?` and brackets within a name; `**` for any folders, as `COPY --parents` takes it). A leading `/` and `..` never
 * lead out of the context. Empty when nothing is there: the build would fail. Ignore files are not looked at.
 */
export function expandSource(context: BuildContext, source: string): readonly string[] {
  const path = cleanPath(`/${source}`).slice(1);
  if (!hasWildcard(path)) return context.entry(path) === undefined ? [] : [path];
  let folders: readonly string[] = [''];
  const parts = path.split('/');
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    folders = folders.flatMap((folder) => expandPart(context, folder, part, last));
  }
  return [...new Set(folders)];
}

function expandPart(
  context: BuildContext,
  folder: string,
  part: string,
  last: boolean,
): readonly string[] {
  const below = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
  if (part === '**') return foldersBelow(context, folder);
  if (!hasWildcard(part)) {
    const entry = context.entry(below(part));
    return entry !== undefined && (last || entry.kind === 'directory') ? [below(part)] : [];
  }
  const expression = globExpression(part);
  if (expression === undefined) return [];
  return context
    .list(folder)
    .filter(({ name, kind }) => (last || kind === 'directory') && expression.test(name))
    .map(({ name }) => below(name));
}

/** Links can make a tree without an end; no real one is deeper. */
const DEPTH_LIMIT = 40;

function foldersBelow(context: BuildContext, folder: string): readonly string[] {
  if (folder.split('/').length > DEPTH_LIMIT) return [];
  const inner = context.list(folder).filter((entry) => entry.kind === 'directory');
  return [
    folder,
    ...inner.flatMap(({ name }) =>
      foldersBelow(context, folder === '' ? name : `${folder}/${name}`),
    ),
  ];
}
