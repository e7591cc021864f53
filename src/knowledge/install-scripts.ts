/** The day on which the install scripts of the packages below were read. */
export const DATE = '2026-11-30';

/**
 * Packages of npm whose own install script looks at files of the project that installs them, by what it looks for:
 * `prisma` the schema from which a client is generated, `configuration` files of settings named after the package,
 * `git` the repository (it sets up hooks, and does nothing where there is none), `workspace` anything of the project.
 * Their manifests and scripts are in their public repositories.
 */
const PROJECT_READERS: Readonly<Record<string, 'prisma' | 'configuration' | 'git' | 'workspace'>> =
  {
    '@prisma/client': 'prisma',
    puppeteer: 'configuration',
    ghooks: 'git',
    husky: 'git',
    'pre-commit': 'git',
    'simple-git-hooks': 'git',
    yorkie: 'git',
    '@evilmartians/lefthook': 'workspace',
    lefthook: 'workspace',
    msw: 'workspace',
    nx: 'workspace',
  };

/** Packages of npm without native code whose install script stays in the package's own folder, or only prints or fetches. */
const STAY_IN_THEIR_FOLDER: ReadonlySet<string> = new Set(
  (
    '@apollo/protobufjs @nestjs/core @prisma/engines @scarf/scarf @sentry/cli @sentry-internal/node-cpu-profiler chromedriver ' +
    'core-js core-js-bundle core-js-pure cypress electron es5-ext esbuild ffmpeg-static fsevents geckodriver husky iltorb ' +
    'inferno mongodb-memory-server phantomjs-prebuilt playwright prisma protobufjs ' +
    'styled-components unrs-resolver vue-demi workerd youtube-dl-exec'
  ).split(' '),
);

/** What the install script of a package looks for in the project; undefined where none of that is known. */
export function projectReader(
  name: string,
): 'prisma' | 'configuration' | 'git' | 'workspace' | undefined {
  return Object.hasOwn(PROJECT_READERS, name) ? PROJECT_READERS[name] : undefined;
}

/** Whether the install script of a package is known to leave the project alone. */
export function staysInItsFolder(name: string): boolean {
  return STAY_IN_THEIR_FOLDER.has(name);
}
