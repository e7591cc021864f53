import type { BuildContext } from '../../src/context/build-context.js';
import type { Dockerfile } from '../../src/dockerfile/model.js';
import type { WalkedEntry } from './walk.js';

/** A Dockerfile with the words that tell it from the one at hand: ` of web.Dockerfile`; none for that one. */
export interface NamedDockerfile {
  readonly dockerfile: Dockerfile;
  readonly suffix: string;
}

/** Where in the project a thing is named; `unsearched` where there is more text than can be looked through. */
export type Mention =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly where: string; readonly inBuild: boolean }
  | { readonly kind: 'unsearched' };

/**
 * Tools that ask Git for a version, files or a commit, and programs that look into `.git` themselves (hazards D2, D3, D16).
 */
const GIT_USE =
  /setuptools[-_]scm|setuptools[-_]git|hatch-vcs|pdm-vcs|versioneer|versioningit|poetry-dynamic-versioning|dunamai|\bpbr\b|vergen|git2?::Repository|git[_-]version|git-commit-id|jgitver|gitversion|nerdbank|minver|axion-release|buildvcs|git[-_]re[pv]o?[-_]info|git-rev|git_?sha|simple-git|isomorphic-git|nodegit|GitPython|\bgit\.Repo\b|safe\.directory|[^\w]\.git\/|\bgit["']?,?\s+["']?(?:-C\s+\S+\s+)?(?:describe|rev-parse|log|ls-files|show|rev-list|status|submodule|diff|tag|branch|archive)\b/i;

/** A command that looks for the folder; `rm -f` does without. */
const GIT_FOLDER = /(?<!\brm\s+-\w*f\w*[^&|;\n]*)[\s"'=]\.git(?=[\s"';)&|]|$)/;

/**
 * A path that a program is given, and what names a release by the commit that it finds, and does without: Sentry's error trackers, and Go programs that read
 * the build information which `go build` stamps.
 */
const GIT_IN_SOURCES =
  /["'`]\.git["'`]|sentry|ReadBuildInfo|versioninfo|prometheus\/common\/version/i;

/** Libraries that read `.env` files, options that name one, and the name of the file. */
const ENV_LIBRARIES =
  /dotenv|environs|env[_-]cmd|pydantic[-_]settings|BaseSettings|decouple|dynaconf|chainlit|litellm|honcho|loadEnvFile|--env-file|(?<![\w)\]}?.$])\.env(?![\w-])/i;

/** Tools that read `.env` files unasked; some of their names are common words, so only manifests and commands count. */
const ENV_TOOLS =
  /\b(?:meltano|dagster|foreman|pipenv|bun|react-scripts|vite|next|nuxi?t?|nitro(?:pack)?|gatsby|astro|remix|parcel|expo|razzle|umi(?:js)?|quasar|strapi|directus|prisma|vue-cli-service|quarkus|codeigniter4?)\b|@nestjs\/config|@(?:remix-run|strapi|expo)\/|laravel\/(?:framework|lumen)/i;

/** What makes the build or the program read a kind of files: each is looked for in one kind of text. */
export interface Use {
  readonly anywhere: RegExp;
  /** In the Dockerfiles. */
  readonly instructions?: RegExp;
  /** In manifests and scripts of the build. */
  readonly manifests?: RegExp;
  /** In all other texts; the build itself does not fail for it. */
  readonly sources?: RegExp;
}

/** What reads version control data. */
export const GIT: Use = {
  anywhere: GIT_USE,
  instructions: GIT_FOLDER,
  sources: GIT_IN_SOURCES,
};

/** What reads `.env` files. */
export const ENVIRONMENT_FILES: Use = {
  anywhere: ENV_LIBRARIES,
  instructions: ENV_TOOLS,
  manifests: ENV_TOOLS,
};

/** Manifests and scripts that the build itself reads. */
const BUILD_FILE =
  /(?:^|\/)(?:package\.json|Procfile|Pipfile|pyproject\.toml|setup\.(?:py|cfg)|(?:GNU)?[Mm]akefile|[^/]*\.mk|CMakeLists\.txt|meson\.build|Cargo\.toml|build\.rs|pom\.xml|build\.gradle(?:\.kts)?|build\.sbt|[^/]*\.gemspec|[^/]*\.(?:cs|fs|vb)proj|Directory\.Build\.(?:props|targets)|composer\.json|mix\.exs|Taskfile\.ya?ml|magefile\.go)$/;

/** Files that neither a build nor a program reads as its settings: media, data, prose, locks, style sheets. */
const NO_PROGRAM =
  /\.(?:png|jpe?g|gif|ico|svg|webp|woff2?|ttf|eot|otf|mp[34]|webm|pdf|zip|gz|tgz|xz|zst|bz2|jar|war|class|so|o|a|exe|dll|wasm|map|csv|tsv|jsonl|ndjson|parquet|npy|npz|pkl|onnx|bin|dat|db|sqlite3?|md|mdx|rst|adoc|snap|lock|sum|css|scss|less|po|mo)$|(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|LICENSE[^/]*|COPYING|CODEOWNERS|Vagrantfile|Jenkinsfile|\.[\w-]*ignore|\.gitattributes|\.gitmodules|\.editorconfig|\.env[^/]*|\.travis\.yml|\.gitlab-ci\.yml|\.pre-commit-config\.yaml|\.goreleaser\.ya?ml|\.flake8|\.pylintrc|\.eslintrc[^/]*|\.prettierrc[^/]*|\.stylelintrc[^/]*|\.coveragerc|\.yamllint|tox\.ini|pytest\.ini|mypy\.ini|\.bumpversion\.cfg|codecov\.yml|renovate\.json|sonar-project\.properties|azure-pipelines\.yml|bitbucket-pipelines\.yml|(?:docker-)?compose[^/]*\.ya?ml|Dockerfile[^/]*|[^/]*\.[Dd]ockerfile|Containerfile[^/]*)$|(?:^|\/)\.(?:github|circleci|husky|gitlab|devcontainer|buildkite)\//;
/** Of data in JSON only these say what runs. */
const PROGRAM_JSON =
  /(?:^|\/)(?:(?:package|composer|deno|turbo|nx|lerna|project|angular|app)\.json|[^/]*(?:config|settings)[^/]*\.json|\.[^/]*rc\.json)$/i;
const REQUIREMENTS = /(?:^|\/)(?:requirements[^/]*|constraints[^/]*|CMakeLists)\.txt$/i;

/** Instructions that run something, or set what runs; what COPY names is asked for elsewhere. */
const COMMANDS: ReadonlySet<string> = new Set([
  ...['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ENV', 'ARG', 'ONBUILD'],
]);

const FILES_LIMIT = 20_000;
const BYTES_LIMIT = 100_000_000;

/**
 * Looks for a mention in the Dockerfiles and in the texts that they copy.
 * @param entries what is copied
 */
export function findMention(
  context: BuildContext,
  dockerfiles: readonly NamedDockerfile[],
  entries: readonly WalkedEntry[],
  use: Use,
): Mention {
  const isIn = (more: RegExp | undefined, text: string): boolean =>
    use.anywhere.test(text) || more?.test(text) === true;
  for (const { dockerfile, suffix } of dockerfiles) {
    const named = dockerfile.instructions.find(
      ({ keyword, arguments: { text }, heredocs }) =>
        COMMANDS.has(keyword) &&
        [text, ...heredocs.map(({ content }) => content)].some((part) =>
          isIn(use.instructions, part),
        ),
    );
    if (named !== undefined) {
      return {
        kind: 'found',
        where: `${named.keyword} in line ${named.shownLine}${suffix}`,
        inBuild: true,
      };
    }
  }
  const texts = entries.filter(
    ({ path, entry }) =>
      entry.kind === 'file' &&
      !NO_PROGRAM.test(path) &&
      (!path.endsWith('.json') || PROGRAM_JSON.test(path)) &&
      (!path.endsWith('.txt') || REQUIREMENTS.test(path)),
  );
  // A manifest decides more than a source, so it is looked at first.
  const manifests = texts.filter(({ path }) => BUILD_FILE.test(path));
  const manifest = manifests.find(({ path }) => isIn(use.manifests, context.read(path) ?? ''));
  if (manifest !== undefined) return { kind: 'found', where: manifest.path, inBuild: true };
  const bytes = texts.reduce((sum, { entry }) => sum + entry.bytes, 0);
  if (texts.length > FILES_LIMIT || bytes > BYTES_LIMIT) return { kind: 'unsearched' };
  const source = texts.find(
    ({ path }) => !BUILD_FILE.test(path) && isIn(use.sources, context.read(path) ?? ''),
  );
  return source === undefined
    ? { kind: 'none' }
    : { kind: 'found', where: source.path, inBuild: false };
}
