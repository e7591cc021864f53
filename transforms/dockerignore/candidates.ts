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
  /** Files with secrets. */
  | 'secrets';

/** A pattern that could stand in a `.dockerignore`. */
export interface Candidate {
  /** As it would be written. */
  readonly pattern: string;
  readonly kind: CandidateKind;
  /** For the message: what it is. */
  readonly what: string;
  /** File names of which one must be in the context for the pattern to make sense; none: the files themselves. */
  readonly markers: readonly string[];
  /** Written even where nothing matches yet: other people's folders will have it. */
  readonly expected: boolean;
  /** For dependencies and output: first words of the commands that make them. */
  readonly madeBy: readonly (readonly string[])[];
}

const NODE = ['package.json'];
const PYTHON = [
  'requirements.txt',
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'Pipfile',
  'manage.py',
  'app.py',
  'main.py',
];
const NODE_INSTALL = [
  ['npm', 'ci'],
  ['npm', 'install'],
  ['npm', 'i'],
  ['yarn'],
  ['yarn', 'install'],
  ['pnpm', 'install'],
  ['pnpm', 'i'],
];
const NODE_BUILD = [
  ['npm', 'run', 'build'],
  ['yarn', 'build'],
  ['yarn', 'run', 'build'],
  ['pnpm', 'build'],
  ['pnpm', 'run', 'build'],
];

function disposable(
  pattern: string,
  what: string,
  markers: readonly string[],
  expected = false,
): Candidate {
  return { pattern, kind: 'disposable', what, markers, expected, madeBy: [] };
}

/** In the order in which they are written. */
export const CANDIDATES: readonly Candidate[] = [
  ...['.git', '.hg', '.svn'].map((pattern): Candidate => ({
    pattern,
    kind: 'version-control',
    what: 'the version control data',
    markers: [],
    expected: false,
    madeBy: [],
  })),
  {
    pattern: '**/node_modules',
    kind: 'dependencies',
    what: 'the Node packages that the build installs itself',
    markers: NODE,
    expected: true,
    madeBy: NODE_INSTALL,
  },
  ...['.venv', 'venv'].map((pattern): Candidate => ({
    pattern,
    kind: 'dependencies',
    what: 'a virtual environment that the build makes itself',
    markers: PYTHON,
    expected: pattern === '.venv',
    madeBy: [
      ['pip', 'install'],
      ['pip3', 'install'],
      ['python', '-m', 'pip', 'install'],
      ['python3', '-m', 'pip', 'install'],
      ['poetry', 'install'],
      ['uv', 'sync'],
      ['uv', 'pip', 'install'],
      ['pipenv', 'install'],
      ['pipenv', 'sync'],
    ],
  })),
  {
    pattern: 'vendor',
    kind: 'dependencies',
    what: 'the PHP packages that the build installs itself',
    markers: ['composer.json'],
    expected: false,
    madeBy: [
      ['composer', 'install'],
      ['composer', 'update'],
    ],
  },
  ...['dist', 'build', '.next', '.nuxt', '.output'].map((pattern): Candidate => ({
    pattern,
    kind: 'output',
    what: 'output that the build makes itself',
    markers: NODE,
    expected: false,
    madeBy: NODE_BUILD,
  })),
  {
    pattern: 'target',
    kind: 'output',
    what: 'output that the build makes itself',
    markers: ['Cargo.toml', 'pom.xml'],
    expected: false,
    madeBy: [['cargo', 'build'], ['cargo', 'install'], ['mvn'], ['mvnw']],
  },
  ...['build', '.gradle'].map((pattern): Candidate => ({
    pattern,
    kind: 'output',
    what: 'output that the build makes itself',
    markers: ['build.gradle', 'build.gradle.kts'],
    expected: false,
    madeBy: [['gradle'], ['gradlew']],
  })),
  disposable('**/__pycache__', "Python's byte code caches", PYTHON, true),
  disposable('**/*.py[cod]', "Python's byte code caches", PYTHON, true),
  disposable('.pytest_cache', 'the cache of pytest', []),
  disposable('.mypy_cache', 'the cache of mypy', []),
  disposable('.ruff_cache', 'the cache of ruff', []),
  disposable('.tox', 'the environments of tox', []),
  disposable('.nox', 'the environments of nox', []),
  disposable('.coverage', 'coverage data', PYTHON),
  disposable('htmlcov', 'coverage data', PYTHON),
  disposable('coverage', 'coverage data', NODE),
  disposable('.nyc_output', 'coverage data', NODE),
  disposable('.parcel-cache', 'the cache of parcel', NODE),
  disposable('.turbo', 'the cache of turbo', NODE),
  disposable('**/npm-debug.log*', 'logs', NODE, true),
  disposable('**/yarn-error.log*', 'logs', ['yarn.lock'], true),
  disposable('*.log', 'logs', []),
  disposable('.idea', 'editor files', []),
  disposable('.vscode', 'editor files', []),
  disposable('**/.DS_Store', 'files of the desktop', []),
  ...['.env', '.env.local', '.env.*.local'].map((pattern): Candidate => ({
    pattern,
    kind: 'secrets',
    what: 'local settings and secrets',
    markers: [],
    expected: false,
    madeBy: [],
  })),
];
