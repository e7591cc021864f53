/** What the install script of a package looks for in the project that installs it. */
export type ProjectReader = 'prisma' | 'configuration' | 'git' | 'workspace';

/**
 * Packages of npm whose own install script looks at the project, by what it looks for: `prisma` the schema from which a client is
 * generated, `configuration` files of settings named after the package, `git` the repository, to set up hooks where there is
 * one, `workspace` anything. Read on 2026-11-30 in their repositories: mswjs/msw at 00e9c58, nrwl/nx at 16b6403, prisma/prisma at
 * 0b5305a, puppeteer/puppeteer at 1ad32ec, toplenboren/simple-git-hooks at 011a40b, evilmartians/lefthook at 535d3e8; the other
 * packages that set up hooks by what they are made for.
 */
const PROJECT_READERS: ReadonlyMap<string, ProjectReader> = new Map([
  ['@prisma/client', 'prisma'],
  ['puppeteer', 'configuration'],
  ['ghooks', 'git'],
  ['husky', 'git'],
  ['pre-commit', 'git'],
  ['simple-git-hooks', 'git'],
  ['yorkie', 'git'],
  ['@evilmartians/lefthook', 'workspace'],
  ['lefthook', 'workspace'],
  ['msw', 'workspace'],
  ['nx', 'workspace'],
]);

/**
 * Packages without native code whose install script only prints, or fetches into the package's own folder. Read on 2026-11-30:
 * nestjs/nest at 0036779, prisma/prisma at 071e5c2, getsentry/sentry-cli at 07a6080, zloirock/core-js at 1ff3a8c,
 * electron/electron at 023ed1c, medikoo/es5-ext at 28de285, protobufjs/protobuf.js at 4b21e00, vueuse/vue-demi at 339d8fd.
 */
const STAY_IN_THEIR_FOLDER: ReadonlySet<string> = new Set(
  '@nestjs/core @prisma/engines @sentry/cli core-js core-js-bundle core-js-pure electron es5-ext protobufjs vue-demi'.split(
    ' ',
  ),
);

/** What the install script of a package looks for in the project; undefined where none of that is known. */
export function projectReader(name: string): ProjectReader | undefined {
  return PROJECT_READERS.get(name);
}

/** Whether the install script of a package is known to leave the project alone. */
export function staysInItsFolder(name: string): boolean {
  return STAY_IN_THEIR_FOLDER.has(name);
}
