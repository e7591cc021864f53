import { globExpression } from '../../src/context/path-pattern.js';

/** What kind of files a pattern keeps out, which decides what has to be checked. */
export type CandidateKind =
  /** History of the project. */
  | 'version-control'
  /** What an install command of the build makes anew. */
  | 'dependencies'
  /** What a build command makes anew. */
  | 'output'
  /** Caches, logs and editor files, which nothing needs. */
  | 'disposable'
  /** Files with local settings and secrets. */
  | 'secrets';

/** A command that makes a folder anew. */
export interface Maker {
  /** Its first words, options left out; a word that ends with `*` stands for all that begin so. */
  readonly words: readonly string[];
  /** The folders whose product it makes: its working directory, all below it too, or wherever it runs. */
  readonly reach: 'folder' | 'below' | 'any';
}

/** Files or folders that a `.dockerignore` could name. */
export interface Candidate {
  /** Name of the file or folder, as `*`, `?` and brackets match it. */
  readonly name: string;
  readonly isFolder: boolean;
  /** Where it counts, and so how it is written: `x` at the root, `**` + `/x` anywhere, `path/x` beside a marker. */
  readonly place: 'root' | 'anywhere' | 'beside-marker';
  readonly kind: CandidateKind;
  /** For the message: what it is. */
  readonly what: string;
  /** Names of files of which one must be in the same folder (or, for `expected`, somewhere). */
  readonly marker?: RegExp;
  /** What the folder must hold, as the proof that it is what it is called. */
  readonly holds?: string;
  /** Written with others where nothing matches yet: other people's folders will have it. */
  readonly expected?: true;
  /** The name is used for sources too: a `.gitignore` must say that it is none. */
  readonly ambiguous?: true;
  readonly makers?: readonly Maker[];
}

const makers = (reach: Maker['reach'], ...commands: readonly string[]): readonly Maker[] =>
  commands.map((command) => ({ words: command.split(' '), reach }));

const PACKAGE_JSON = /^package\.json$/;
const NODE_INSTALL = makers(
  'folder',
  ...['npm ci', 'npm install', 'npm i', 'npm clean-install'],
  ...['yarn', 'yarn install', 'pnpm install', 'pnpm i', 'bun install', 'bun i'],
);
const NODE_BUILD = makers(
  'folder',
  ...['npm run build*', 'npm run-script build*', 'yarn build*', 'yarn run build*'],
  ...['pnpm build*', 'pnpm run build*', 'bun run build*', 'npx next build', 'npx vite build'],
);
const PYTHON_INSTALL = makers(
  'any',
  ...['pip install', 'pip3 install', 'python -m pip install', 'python3 -m pip install'],
  ...[
    'poetry install',
    'uv sync',
    'uv pip install',
    'pipenv install',
    'pipenv sync',
    'pdm install',
  ],
);

function disposable(
  name: string,
  what: string,
  more: Partial<Pick<Candidate, 'isFolder' | 'place' | 'marker' | 'expected' | 'ambiguous'>> = {},
): Candidate {
  return { name, kind: 'disposable', what, isFolder: true, place: 'anywhere', ...more };
}

/** In the order in which they are written. */
export const CANDIDATES: readonly Candidate[] = [
  ...['.git', '.hg', '.svn'].map((name): Candidate => ({
    name,
    isFolder: true,
    place: 'root',
    kind: 'version-control',
    what: 'version control data',
  })),
  {
    name: 'node_modules',
    isFolder: true,
    place: 'anywhere',
    kind: 'dependencies',
    what: 'Node packages, which the build installs itself',
    marker: PACKAGE_JSON,
    expected: true,
    makers: NODE_INSTALL,
  },
  ...['.venv', 'venv', 'env'].map((name): Candidate => ({
    name,
    isFolder: true,
    place: 'beside-marker',
    kind: 'dependencies',
    what: "a virtual environment of this machine's Python",
    holds: 'pyvenv.cfg',
    makers: PYTHON_INSTALL,
  })),
  {
    name: 'vendor',
    isFolder: true,
    place: 'beside-marker',
    kind: 'dependencies',
    what: 'PHP packages, which the build installs itself',
    marker: /^composer\.json$/,
    holds: 'autoload.php',
    makers: makers('folder', 'composer install', 'composer update'),
  },
  ...['dist', 'build', '.next', '.nuxt', '.output'].map((name): Candidate => ({
    name,
    isFolder: true,
    place: 'beside-marker',
    kind: 'output',
    what: 'output, which the build makes itself',
    marker: PACKAGE_JSON,
    makers: NODE_BUILD,
  })),
  {
    name: 'target',
    isFolder: true,
    place: 'beside-marker',
    kind: 'output',
    what: 'output, which the build makes itself',
    marker: /^Cargo\.toml$/,
    makers: makers('below', 'cargo build', 'cargo install', 'cargo zigbuild'),
  },
  {
    name: 'target',
    isFolder: true,
    place: 'beside-marker',
    kind: 'output',
    what: 'output, which the build makes itself',
    marker: /^pom\.xml$/,
    makers: makers('below', 'mvn', 'mvnw'),
  },
  ...['build', '.gradle'].map((name): Candidate => ({
    name,
    isFolder: true,
    place: 'beside-marker',
    kind: 'output',
    what: 'output, which the build makes itself',
    marker: /^build\.gradle(?:\.kts)?$/,
    makers: makers('below', 'gradle', 'gradlew'),
  })),
  ...['bin', 'obj'].map((name): Candidate => ({
    name,
    isFolder: true,
    place: 'beside-marker',
    kind: 'output',
    what: 'output, which the build makes itself',
    marker: /\.(?:cs|fs|vb)proj$/,
    makers: makers('any', 'dotnet build', 'dotnet publish'),
  })),
  disposable('__pycache__', "Python's byte code", { marker: /\.py$/, expected: true }),
  disposable('*.py[cod]', "Python's byte code", {
    marker: /\.py$/,
    expected: true,
    isFolder: false,
  }),
  disposable('.pytest_cache', 'the cache of pytest'),
  disposable('.mypy_cache', 'the cache of mypy'),
  disposable('.ruff_cache', 'the cache of ruff'),
  disposable('.tox', 'the environments of tox'),
  disposable('.nox', 'the environments of nox'),
  disposable('.coverage', 'coverage data', { isFolder: false }),
  disposable('htmlcov', 'coverage data', { ambiguous: true }),
  disposable('coverage', 'coverage data', {
    place: 'beside-marker',
    marker: PACKAGE_JSON,
    ambiguous: true,
  }),
  disposable('.nyc_output', 'coverage data'),
  disposable('.parcel-cache', 'the cache of parcel'),
  disposable('.turbo', 'the cache of turbo'),
  disposable('npm-debug.log*', 'logs', { isFolder: false }),
  disposable('yarn-error.log', 'logs', { isFolder: false }),
  disposable('*.log', 'logs', { isFolder: false, place: 'root', ambiguous: true }),
  disposable('.idea', 'editor files'),
  disposable('.vscode', 'editor files'),
  disposable('.DS_Store', 'files of the desktop', { isFolder: false }),
  ...['.env', '.env.local', '.env.*.local'].map((name): Candidate => ({
    name,
    isFolder: false,
    place: 'anywhere',
    kind: 'secrets',
    what: 'local settings and secrets',
  })),
];

const BY_NAME = new Map<string, Candidate[]>();
const BY_GLOB: (readonly [RegExp, Candidate])[] = [];
for (const candidate of CANDIDATES) {
  const expression = /[*?[]/.test(candidate.name) ? globExpression(candidate.name) : undefined;
  if (expression !== undefined) BY_GLOB.push([expression, candidate]);
  else BY_NAME.set(candidate.name, [...(BY_NAME.get(candidate.name) ?? []), candidate]);
}

/** The candidates for which a file or folder of this name may be meant. */
export function candidatesNamed(name: string, isFolder: boolean): readonly Candidate[] {
  const exact = BY_NAME.get(name) ?? [];
  const globbed = BY_GLOB.flatMap(([expression, candidate]) =>
    expression.test(name) ? [candidate] : [],
  );
  return [...exact, ...globbed].filter((candidate) => candidate.isFolder === isFolder);
}
