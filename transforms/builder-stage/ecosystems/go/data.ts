import type { GoProject } from '../../../../src/context/go-project.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { NEUTRAL } from '../../command-role.js';
import { isWithin } from '../../folders.js';
import type { BuildPlan, Site } from '../../site.js';
import { buildSteps } from '../common/build-steps.js';
import { contextNamesIn, contextPathAt, siteBefore } from '../common/context-paths.js';
import { bringsData, dataIn } from '../common/data-files.js';

/** Imports that look for configuration or data files by themselves. */
const FILE_READERS =
  /\/(?:viper|koanf(?:\/.*)?|godotenv(?:\/autoload)?|golang-migrate\/.*|goose(?:\/.*)?|packr(?:\/.*)?|pkger|envconfig)(?:\/v\d+)?$/;

/**
 * Modules that open no files but those whose paths a source gives them. Written by hand on 2026-11-30 from their documentation, from
 * memory.
 */
const READ_NOTHING =
  /^(?:github\.com\/(?:gin-(?:gonic|contrib)\/(?:cors|gin|gzip)|go-chi\/(?:chi|cors)|go-redis\/redis|go-sql-driver\/mysql|golang-jwt\/jwt|google\/uuid|gorilla\/(?:handlers|mux|websocket)|jackc\/pgx|jmoiron\/sqlx|julienschmidt\/httprouter|lib\/pq|mattn\/go-sqlite3|pkg\/errors|prometheus\/client_golang|redis\/go-redis|rs\/(?:cors|zerolog)|sirupsen\/logrus|stretchr\/testify)(?:\/v\d+)?|go\.uber\.org\/zap|golang\.org\/x\/(?:crypto|net|sync|sys|text|time)|gopkg\.in\/yaml\.v[23])$/;

/** What of the go command makes no files in the program's folder but programs and the sources of modules. */
const BUILDS = /^(?:build|clean|env|fmt|get|install|list|mod|version|vet)$/;
/** Commands beside it that make none. */
const MAKES_NONE = /^(?:apk|apt|apt-get|chmod|gofmt|golangci-lint|mkdir|rm|staticcheck|upx)$/;

/**
 * The names in the program's folder that it reads when it runs; `folder` where they can't be told.
 * @param startsThere the program is built and starts in this folder, so that relative paths of the sources start there
 */
export function dataOf(
  project: GoProject,
  { site, builds, lastBuild }: BuildPlan,
  folder: string,
  startsThere: boolean,
): 'folder' | readonly string[] {
  const { context } = site;
  if (project.incomplete) return 'folder';
  const isSource = (path: string): boolean => isBuildInput(project, path);
  const isUnknown =
    [...project.imports].some((path) => FILE_READERS.test(path)) ||
    project.fileReads.some(
      ({ path }) => path === undefined || (!startsThere && !/^[/~]/.test(path)),
    );
  if (
    isUnknown &&
    // One of several programs of the folder may start another.
    (project.programsRun.includes(undefined) ||
      makesFiles(site, builds) ||
      bringsData(site, folder, isSource))
  ) {
    return 'folder';
  }
  const read = new Set<string>();
  for (const { path } of project.fileReads) {
    const first = path === undefined ? undefined : firstName(path, folder);
    if (first === undefined) continue;
    if (first === '' || first === '..' || /[*?[]/.test(first)) return 'folder';
    read.add(first);
  }
  // What any literal names may be read by it, by a module, or be a folder to write into.
  const named = new Set(
    [...project.literals].flatMap((literal) => {
      const first = firstName(literal.replace(/^file:(?:\/\/)?/, ''), folder);
      return first === undefined || isEmbedded(project, first) ? [] : [first];
    }),
  );
  const hasData = dataIn(context, isSource);
  const isNamed = (name: string): boolean => {
    const path = named.has(name) ? contextPathAt(site, `${folder}/${name}`) : undefined;
    return path !== undefined && hasData(path);
  };
  // What comes after the last build comes to the final stage by itself.
  const brought = contextNamesIn(siteBefore(site, lastBuild), folder);
  const usesModules = project.requirements.some(
    ({ path, indirect }) => !indirect && !READ_NOTHING.test(path),
  );
  // What is read, and not in the context, a build may make.
  const mayBeMade = usesModules || [...read].some((name) => !brought.includes(name));
  if (mayBeMade && makesFiles(site, builds)) return 'folder';
  const names = [
    ...[...read].filter((name) => brought.includes(name)),
    ...brought.filter((name) => !read.has(name) && isNamed(name)),
  ];
  const origins = names.flatMap((name) => contextPathAt(site, `${folder}/${name}`) ?? []);
  return usesModules &&
    bringsData(
      site,
      folder,
      (path) =>
        isSource(path) ||
        isEmbedded(project, path) ||
        origins.some((origin) => isWithin(path, origin)),
    )
    ? 'folder'
    : names;
}

/** The first name of a path in the program's folder, as a source writes it; undefined where it leads elsewhere. */
function firstName(path: string, folder: string): string | undefined {
  if (path.startsWith('~') || (path.startsWith('/') && !isWithin(path, folder))) return undefined;
  const relative = path.startsWith('/') ? path.slice(folder.length + 1) : path;
  const first = relative.replace(/^(?:\.\/+)+/, '').split('/')[0] ?? '';
  return first === '.' ? '' : first;
}

/** Whether a path of the context is in the program itself. */
function isEmbedded({ embeddedPaths, folder }: GoProject, path: string): boolean {
  return embeddedPaths.some((pattern) => {
    const fixed = pattern.replace(/\/?[^/]*[*?[].*$/, '');
    const embedded = [folder, fixed].filter((part) => part !== '').join('/');
    return fixed !== '' && (isWithin(path, embedded) || isWithin(path, fixed));
  });
}

/** Whether a build may leave files in the program's folder that the program could read. */
function makesFiles(site: Site, builds: readonly Instruction[]): boolean {
  return buildSteps(site, builds).some(({ name = '', words: [verb = ''] }) =>
    name === 'go' ? !BUILDS.test(verb) : !MAKES_NONE.test(name) && !NEUTRAL.has(name),
  );
}

/** Sources of Go, and of C that it compiles, manifests, and modules that are kept with them. */
function isBuildInput({ folder, hasVendorFolder }: GoProject, path: string): boolean {
  return (
    /\.(?:go|[chsS])$/.test(path) ||
    (hasVendorFolder && path.startsWith(folder === '' ? 'vendor/' : `${folder}/vendor/`)) ||
    /(?:^|\/)(?:go\.(?:mod|sum|work|work\.sum)|Makefile|\.golangci\.ya?ml)$/.test(path)
  );
}

/** Where paths can't be followed, a program that reads nothing still needs nothing. */
export function wholeUnlessNothing(
  data: 'folder' | readonly string[],
): 'folder' | readonly string[] {
  return data.length === 0 ? data : 'folder';
}
