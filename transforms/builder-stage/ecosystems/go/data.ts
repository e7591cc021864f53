import type { GoProject } from '../../../../src/context/go-project.js';
import type { Site } from '../../site.js';

/** Imports that look for configuration or data files by themselves. */
const FILE_READERS =
  /\/(?:viper|koanf(?:\/.*)?|godotenv(?:\/autoload)?|golang-migrate\/.*|goose(?:\/.*)?|packr(?:\/.*)?|pkger|envconfig)(?:\/v\d+)?$/;

/** The names in the program's folder that it reads when it runs; `folder` where they can't be told. */
export function dataOf(project: GoProject, site: Site): 'folder' | readonly string[] {
  if (project.incomplete || [...project.imports].some((path) => FILE_READERS.test(path)))
    return 'folder';
  const names = new Set<string>();
  const prefix = project.folder === '' ? '' : `${project.folder}/`;
  for (const { path } of project.fileReads) {
    if (path === undefined) return 'folder';
    if (path.startsWith('/') || path.startsWith('~')) continue;
    if (path.startsWith('..')) return 'folder';
    const first = path.replace(/^\.\//, '').split('/')[0] ?? '';
    if (first === '' || first === '.' || /[*?[]/.test(first)) return 'folder';
    if (site.context.entry(`${prefix}${first}`) !== undefined) names.add(first);
  }
  return [...names];
}

/** Where paths can't be followed, a program that reads nothing still needs nothing. */
export function wholeUnlessNothing(
  data: 'folder' | readonly string[],
): 'folder' | readonly string[] {
  return data.length === 0 ? data : 'folder';
}
