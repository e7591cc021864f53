/**
 * File name endings that a Dockerfile never has: what stands in front of them is a template, a backup, a document, a patch
 * or a checksum.
 */
const OTHER_ENDINGS =
  /(?:\.(?:dockerignore|j2|jinja2?|tmpl|tpl|template|in|erb|m4|mustache|hbs|gotmpl|ejs|bak|backup|orig|rej|old|save|sw[op]|tmp|md|markdown|mdx|txt|rst|adoc|asciidoc|org|html?|pdf|patch|diff|lock|sha256|asc|sig|pyc|map|snap)|~)$/i;

/** Endings that a program's source has, too: `dockerfile.go` is one, `Dockerfile.go` may be a Dockerfile for Go. */
const SOURCE_ENDINGS =
  /\.(?:c|cc|cpp|cs|css|go|groovy|h|hs|java|[cm]?jsx?|json|kt|lua|php|pl|proto|ps1|py|r|rb|rs|scala|sh|sql|swift|toml|[cm]?tsx?|vim|vue|xml|ya?ml)$/i;

/** Whether a file is a Dockerfile, by its name: `text` where its text has to tell. */
export type DockerfileName = 'no' | 'text' | 'yes';

/**
 * What a file's name says about its being a Dockerfile: in any case `Dockerfile` or `Containerfile`, either with `.SUFFIX`
 * or `-SUFFIX`, and `*.dockerfile`; never templates, backups, documents and patches.
 */
export function dockerfileName(name: string): DockerfileName {
  if (!/^(?:dockerfile|containerfile)(?:[.-].+)?$|.\.dockerfile$/i.test(name)) return 'no';
  if (OTHER_ENDINGS.test(name)) return 'no';
  return SOURCE_ENDINGS.test(name) ? 'text' : 'yes';
}

/** Whether the first line that is neither blank nor a comment is one that a Dockerfile may start with. */
export function startsLikeDockerfile(text: string): boolean {
  const first = /^\uFEFF?(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*([A-Za-z]+)[^\S\n]+\S/.exec(text)?.[1];
  return /^(?:FROM|ARG)$/i.test(first ?? '');
}
