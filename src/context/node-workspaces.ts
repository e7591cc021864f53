import type { BuildContext } from './build-context.js';
import { readNodeProject, type NodeProject } from './node-project.js';
import { globExpression } from './path-pattern.js';
import { readIndented } from './indented.js';

/** Folders of packages and of version control have no members. */
const SKIPPED = /^(?:node_modules|\..*)$/;
/** Folders below this depth are not looked at; no workspace that was seen is deeper. */
const DEPTH = 6;

/**
 * The members of a project's workspaces, those of `pnpm-workspace.yaml` too, in the order of their folders.
 * @see https://docs.npmjs.com/cli/v10/using-npm/workspaces
 */
export function workspaceProjects(
  context: BuildContext,
  project: NodeProject,
): readonly NodeProject[] {
  const patterns = [...project.workspaces, ...pnpmPatterns(context, project.folder)];
  if (patterns.length === 0) return [];
  const [excluded, included] = [true, false].map((negated) =>
    patterns
      .filter((pattern) => pattern.startsWith('!') === negated)
      .flatMap((pattern) => folderExpression(pattern.replace(/^!/, '')) ?? []),
  );
  const isMember = (path: string): boolean =>
    included?.some((expression) => expression.test(path)) === true &&
    excluded?.some((expression) => expression.test(path)) !== true;
  return foldersBelow(context, project.folder, DEPTH).flatMap((folder) => {
    const path = project.folder === '' ? folder : folder.slice(project.folder.length + 1);
    return isMember(path) ? (readNodeProject(context, folder) ?? []) : [];
  });
}

function pnpmPatterns(context: BuildContext, folder: string): readonly string[] {
  const text = context.read(
    folder === '' ? 'pnpm-workspace.yaml' : `${folder}/pnpm-workspace.yaml`,
  );
  const settings = text === undefined ? undefined : readIndented(text);
  return settings?.find(({ key }) => key === 'packages')?.items ?? [];
}

/** The folders that a pattern means, in which `**` stands for any number of them. */
function folderExpression(pattern: string): RegExp | undefined {
  const parts = pattern.replace(/^(?:\.?\/)+|\/+$/g, '').split('/');
  const expressions = parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    if (part === '**') return isLast ? '[^/]+(?:/[^/]+)*' : '(?:[^/]+/)*';
    const expression = globExpression(part)?.source.replace(/^\^|\$$/g, '');
    return expression === undefined || isLast ? expression : `${expression}/`;
  });
  return expressions.includes(undefined) ? undefined : new RegExp(`^${expressions.join('')}$`, 'u');
}

function foldersBelow(context: BuildContext, folder: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  return context
    .list(folder)
    .filter(({ name, kind }) => kind === 'directory' && !SKIPPED.test(name))
    .flatMap(({ name }) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      return [path, ...foldersBelow(context, path, depth - 1)];
    });
}
