import type { BuildContext } from '../../src/context/build-context.js';
import { walk } from './walk.js';

/** Where in the project a thing is named; `unsearched` where there is more text than can be looked through. */
export type Mention =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'unsearched' };

/**
 * Tools that ask Git for a version, files or a commit, and programs that look into `.git` themselves (hazards D2, D3, D16).
 */
export const GIT_USE =
  /setuptools[-_]scm|setuptools[-_]git|hatch-vcs|versioneer|poetry-dynamic-versioning|dunamai|\bpbr\b|vergen|git-commit-id|jgitver|gitversion|nerdbank|minver|axion-release|git-version|ReadBuildInfo|buildvcs|git-rev|git_sha|simple-git|isomorphic-git|nodegit|GitPython|\bgit\.Repo\b|[^\w]\.git\/|["'`]\.git["'`]|\bgit["']?,?\s+["']?(?:describe|rev-parse|log|ls-files|show|rev-list|status|submodule|diff|tag|branch)\b/i;

/** Libraries and tools that read `.env` files. */
export const ENV_USE =
  /dotenv|load_dotenv|env_file|django-environ|environs|pydantic[-_]settings|BaseSettings|decouple|["'`/]\.env\b|process\.loadEnvFile|--env-file|react-scripts|\bvite\b|\bnext\b|nuxt|vue-cli-service|@nestjs\/config|godotenv|vlucas\/phpdotenv|laravel\/framework|symfony\/dotenv/i;

/** Files that are neither text that a build reads nor anything that names a tool. */
const SKIPPED =
  /\.(?:png|jpe?g|gif|ico|svg|webp|woff2?|ttf|eot|mp[34]|webm|pdf|zip|gz|tgz|xz|bz2|jar|war|class|so|o|a|exe|dll|wasm|map|csv|parquet|db|sqlite3?|md|rst|adoc|txt~|snap)$/i;
const SEARCHED_TEXT = /(?:^|\/)requirements[^/]*\.txt$/i;
const TEXT_LIMIT = 3000;

/**
 * Looks for a mention in the project's own texts.
 * @param leaveOut folders that are no texts of the project
 */
export function findMention(
  context: BuildContext,
  expression: RegExp,
  leaveOut: (path: string) => boolean,
): Mention {
  const entries = walk(context, '', (folder) => !leaveOut(folder));
  if (entries === undefined) return { kind: 'unsearched' };
  const texts = entries.filter(
    ({ path, entry }) =>
      entry.kind === 'file' &&
      !leaveOut(path) &&
      !SKIPPED.test(path) &&
      (!path.endsWith('.txt') || SEARCHED_TEXT.test(path)) &&
      !/(?:^|\/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|Cargo\.lock|go\.sum|\.gitignore|\.gitattributes|\.dockerignore)$/.test(
        path,
      ),
  );
  if (texts.length > TEXT_LIMIT) return { kind: 'unsearched' };
  const found = texts.find(({ path }) => expression.test(context.read(path) ?? ''));
  return found === undefined ? { kind: 'none' } : { kind: 'found', path: found.path };
}
