import type { GoProject } from '../../../../src/context/go-project.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { NEUTRAL } from '../../command-role.js';
import type { BuildPlan, Site } from '../../site.js';
import { buildSteps } from '../common/build-steps.js';
import { bringsData } from '../common/data-files.js';

/** Imports that look for configuration or data files by themselves. */
const FILE_READERS =
  /\/(?:viper|koanf(?:\/.*)?|godotenv(?:\/autoload)?|golang-migrate\/.*|goose(?:\/.*)?|packr(?:\/.*)?|pkger|envconfig)(?:\/v\d+)?$/;

/** What of the go command makes no files in the program's folder but programs and the sources of modules. */
const BUILDS = /^(?:build|clean|env|fmt|get|install|list|mod|version|vet)$/;
/** Commands beside it that make none. */
const MAKES_NONE = /^(?:apk|apt|apt-get|chmod|gofmt|golangci-lint|mkdir|rm|staticcheck|upx)$/;

/** The names in the program's folder that it reads when it runs; `folder` where they can't be told. */
export function dataOf(
  project: GoProject,
  { site, builds }: BuildPlan,
  folder: string,
): 'folder' | readonly string[] {
  const isUnknown =
    [...project.imports].some((path) => FILE_READERS.test(path)) ||
    project.fileReads.some(({ path }) => path === undefined);
  if (project.incomplete) return 'folder';
  if (
    isUnknown &&
    // One of several programs of the folder may start another.
    (project.programsRun.includes(undefined) ||
      makesFiles(site, builds) ||
      bringsData(site, folder, isBuildInput))
  ) {
    return 'folder';
  }
  const names = new Set<string>();
  const prefix = project.folder === '' ? '' : `${project.folder}/`;
  for (const { path } of project.fileReads) {
    if (path === undefined || path.startsWith('/') || path.startsWith('~')) continue;
    if (path.startsWith('..')) return 'folder';
    const first = path.replace(/^\.\//, '').split('/')[0] ?? '';
    if (first === '' || first === '.' || /[*?[]/.test(first)) return 'folder';
    if (site.context.entry(`${prefix}${first}`) !== undefined) names.add(first);
  }
  return [...names];
}

/** Whether a build may leave files in the program's folder that the program could read. */
function makesFiles(site: Site, builds: readonly Instruction[]): boolean {
  return buildSteps(site, builds).some(({ name = '', words: [verb = ''] }) =>
    name === 'go' ? !BUILDS.test(verb) : !MAKES_NONE.test(name) && !NEUTRAL.has(name),
  );
}

/** Sources of Go, and of C that it compiles, manifests, and modules that are kept with them. */
function isBuildInput(path: string): boolean {
  return (
    /\.(?:go|[chsS])$|(?:^|\/)vendor\//.test(path) ||
    /(?:^|\/)(?:go\.(?:mod|sum|work|work\.sum)|Makefile|\.golangci\.ya?ml)$/.test(path)
  );
}

/** Where paths can't be followed, a program that reads nothing still needs nothing. */
export function wholeUnlessNothing(
  data: 'folder' | readonly string[],
): 'folder' | readonly string[] {
  return data.length === 0 ? data : 'folder';
}
