import { describe, expect, test } from '@jest/globals';
import { createMemoryContext } from '../../src/context/memory-context.js';
import {
  normalizePythonName,
  parseRequirement,
  readPythonProject,
  readRequirements,
} from '../../src/context/python-project.js';

describe('readRequirements', () => {
  test('follows -r and -c, each file once', () => {
    const context = createMemoryContext({
      files: {
        'app/requirements/prod.txt': '-r base.txt\n-c constraints.txt\ngunicorn\n',
        'app/requirements/base.txt': '--requirement=prod.txt\nFlask==2.0 # web\n',
        'app/requirements/constraints.txt': 'Werkzeug<3\n',
      },
    });
    const read = readRequirements(context, 'app/requirements/prod.txt');
    expect(read.requirements.map(({ name }) => name)).toEqual(['flask', 'gunicorn']);
    expect(read.constraints.map(({ name }) => name)).toEqual(['werkzeug']);
    expect(read.unread).toEqual([]);
  });

  test('says what it could not read', () => {
    const context = createMemoryContext({
      files: { 'r.txt': '-r gone.txt\n???\n--odd-option x\n' },
    });
    expect(readRequirements(context, 'r.txt').unread).toEqual([
      'gone.txt',
      '???',
      '--odd-option x',
    ]);
  });

  test('reads options, continued lines and hashes', () => {
    const context = createMemoryContext({
      files: {
        'r.txt':
          '-i https://index.example/simple\n--no-binary psycopg2,numpy\n' +
          'a==1.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n',
      },
    });
    const read = readRequirements(context, 'r.txt');
    expect(read.indexes).toEqual(['https://index.example/simple']);
    expect(read.noBinary).toEqual(['psycopg2', 'numpy']);
    expect(read.requirements.map(({ name, hashes }) => [name, hashes.length])).toEqual([['a', 2]]);
  });
});

describe('parseRequirement', () => {
  test.each([
    ['Flask_SQLAlchemy', 'flask-sqlalchemy', '', undefined],
    ['uvicorn[standard]>=0.20, <1', 'uvicorn', '>=0.20,<1', undefined],
    ['tomli==2.0.1 ; python_version < "3.11"', 'tomli', '==2.0.1', 'python_version < "3.11"'],
    ['zope.interface', 'zope-interface', '', undefined],
  ])('%s', (line, name, specifier, marker) => {
    expect(parseRequirement(line)).toMatchObject({ name, specifier, marker, editable: false });
  });

  test('knows version control, URLs, paths and editable installs', () => {
    expect(parseRequirement('-e git+https://x/y.git@v1#egg=My_Pkg')).toMatchObject({
      name: 'my-pkg',
      versionControl: 'git',
      editable: true,
    });
    expect(parseRequirement('pkg @ git+ssh://git@x/y')).toMatchObject({
      name: 'pkg',
      versionControl: 'git',
    });
    expect(parseRequirement('./local[extra]')).toMatchObject({
      name: undefined,
      extras: ['extra'],
    });
    expect(parseRequirement('-e .')).toMatchObject({ editable: true, url: '.' });
    expect(parseRequirement('!!')).toBeUndefined();
  });
});

test('names are normalised by PEP 503', () => {
  expect(normalizePythonName('A_.-b--C')).toBe('a-b-c');
});

describe('readPythonProject', () => {
  test('reads PEP 621, PEP 735 and poetry tables, and lock files', () => {
    const context = createMemoryContext({
      files: {
        'pyproject.toml':
          '[project]\nname = "x"\nreadme = "README.md"\ndependencies = ["Flask>=2", "psycopg2; extra == \'pg\'"]\n' +
          '[project.optional-dependencies]\nDev_Tools = ["pytest"]\n[dependency-groups]\nlint = ["ruff"]\n' +
          '[build-system]\nrequires = ["hatchling"]\n[tool.poetry.dependencies]\npython = "^3.11"\nrequests = {version = "^2", extras = ["socks"]}\nodd = {git = "https://x/y.git"}\n',
        'poetry.lock': '[[package]]\nname = "Flask"\nversion = "2.0"\n',
      },
    });
    const read = readPythonProject(context, '', { release: '3.11' });
    expect(read?.pyproject?.dependencies.map(({ name }) => name)).toEqual([
      'flask',
      'psycopg2',
      'requests',
      'odd',
    ]);
    expect(read?.pyproject?.dependencies.at(-1)?.versionControl).toBe('git');
    expect([...(read?.pyproject?.groups.keys() ?? [])]).toEqual(['lint']);
    expect([...(read?.pyproject?.extras.keys() ?? [])]).toEqual(['dev-tools']);
    expect(
      read?.locks.map(({ file, packages }) => [file, packages?.map(({ name }) => name)]),
    ).toEqual([['poetry.lock', ['flask']]]);
  });

  test('reads a Pipfile, and sees a setup.py', () => {
    const context = createMemoryContext({
      files: {
        'setup.py': 'from setuptools import setup\nsetup()\n',
        Pipfile:
          '[packages]\ndjango = "*"\nhelpers = {git = "https://x/y.git", ref = "v1"}\n[dev-packages]\npytest = "~=8.0"\n',
      },
    });
    const read = readPythonProject(context, '', { release: undefined });
    expect(read?.hasSetup).toBe(true);
    expect(
      read?.pipfile?.packages.map(({ name, specifier, versionControl }) => [
        name,
        specifier,
        versionControl,
      ]),
    ).toEqual([
      ['django', '', undefined],
      ['helpers', '', 'git'],
    ]);
    expect(read?.pipfile?.devPackages.map(({ name }) => name)).toEqual(['pytest']);
  });

  test('is undefined where there is no manifest', () => {
    expect(
      readPythonProject(createMemoryContext({ files: { 'a.py': '' } }), '', { release: undefined }),
    ).toBeUndefined();
  });
});
