import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fix } from '../../src/index.js';
import { createDiskContext } from '../../src/workspace/disk-context.js';
import {
  baseImages,
  buildImage,
  connectEngine,
  PREFIX,
  provideBases,
  removeImage,
  REQUIRE_ALL,
  runImage,
  type Engine,
} from './engine.js';

/** A context, and what of it must not reach the image any more, besides all of `.git`. */
interface Case {
  readonly dockerfile: string;
  /** Where the image has the context. */
  readonly target: string;
  readonly tracked: Readonly<Record<string, string>>;
  readonly untracked: Readonly<Record<string, string>>;
  readonly leaving: readonly string[];
}

const CASES: Readonly<Record<string, Case>> = {
  node: {
    dockerfile:
      'FROM node:20-slim\nWORKDIR /app\nCOPY package.json ./\nCOPY greeter greeter\nRUN npm install --offline\nCOPY . .\nCMD ["node", "server.js"]\n',
    target: '/app',
    tracked: {
      '.gitignore': 'node_modules\ncoverage\n',
      'package.json': '{ "name": "app", "dependencies": { "greeter": "file:./greeter" } }\n',
      'greeter/package.json': '{ "name": "greeter", "version": "1.0.0", "main": "index.js" }\n',
      'greeter/index.js': 'module.exports = () => "hello";\n',
      'server.js': 'console.log(require("greeter")());\n',
      'docs/README.md': 'Read at run time by nobody, but tracked.\n',
    },
    untracked: {
      'node_modules/old/index.js': 'old\n',
      'greeter/node_modules/older/index.js': 'older\n',
      'coverage/index.html': '<p>100 %</p>\n',
      'notes.txt': 'Somebody may want this.\n',
      '.DS_Store': 'desktop\n',
    },
    // The install of the root is no proof for greeter/node_modules, so both stay.
    leaving: ['coverage/index.html', '.DS_Store'],
  },
  'node with one project': {
    dockerfile:
      'FROM node:20-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm install --offline\nCOPY . .\nCMD ["node", "server.js"]\n',
    target: '/app',
    tracked: { 'package.json': '{ "name": "app" }\n', 'server.js': 'console.log("hello");\n' },
    untracked: { 'node_modules/old/index.js': 'old\n', 'node_modules/.bin/old': 'old\n' },
    leaving: ['node_modules/old/index.js', 'node_modules/.bin/old'],
  },
  python: {
    dockerfile:
      'FROM python:3.11-slim\nWORKDIR /srv\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD ["python", "-m", "shop"]\n',
    target: '/srv',
    tracked: {
      'requirements.txt': '# nothing yet\n',
      'shop/__main__.py': 'print("hello")\n',
      'tests/test_shop.py': 'def test(): pass\n',
    },
    untracked: {
      '.venv/pyvenv.cfg': 'home = /usr/bin\n',
      '.venv/lib/flask.py': '# flask\n',
      'shop/__pycache__/__main__.cpython-39.pyc': 'code',
      'tests/test_shop.pyc': 'code',
      '.mypy_cache/3.11/shop.data.json': '{}',
      'shop.cfg': 'untracked, but nobody knows why\n',
    },
    leaving: [
      '.venv/pyvenv.cfg',
      '.venv/lib/flask.py',
      'shop/__pycache__/__main__.cpython-39.pyc',
      'tests/test_shop.pyc',
      '.mypy_cache/3.11/shop.data.json',
    ],
  },
  plain: {
    dockerfile: 'FROM debian:12-slim\nCOPY . /data\nCMD ["cat", "/data/text"]\n',
    target: '/data',
    tracked: {
      '.gitignore': '*.log\n.env\n',
      text: 'hello\n',
      'kept.log.txt': 'a\n',
      '.env.example': 'TOKEN=\n',
    },
    untracked: {
      'run.log': 'log\n',
      '.env': 'TOKEN=secret\n',
      'sub/.idea/workspace.xml': '<x/>\n',
      'sub/other.log': 'kept: only the logs at the root are known\n',
    },
    leaving: ['run.log', '.env', 'sub/.idea/workspace.xml'],
  },
};

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Hash and path of each file that an image has below a folder. */
async function filesOf(
  engine: Engine,
  name: string,
  context: string,
  { dockerfile, target }: Case,
): Promise<ReadonlyMap<string, string>> {
  const tag = await buildImage(engine, { name, dockerfile, context });
  try {
    const { stdout, stderr, status } = await runImage(engine, tag, {
      entrypoint: 'find',
      words: [target, '-type', 'f', '-exec', 'sha256sum', '{}', '+'],
    });
    if (status !== 0) throw new Error(stderr);
    const lines = stdout.trim().split('\n');
    return new Map(lines.map((line) => [relative(target, line.slice(66)), line.slice(0, 64)]));
  } finally {
    await removeImage(engine, tag);
  }
}

async function prove(engine: Engine, name: string, given: Case): Promise<void> {
  await provideBases(engine, baseImages(given.dockerfile));
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  try {
    write(folder, { ...given.tracked, Dockerfile: given.dockerfile });
    const git = (...words: readonly string[]): void => {
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
        cwd: folder,
        stdio: 'ignore',
      });
    };
    git('init');
    git('add', '--all');
    git('commit', '--message=All');
    write(folder, given.untracked);
    const result = fix({
      text: given.dockerfile,
      dockerignore: '',
      context: createDiskContext(folder, join(folder, 'Dockerfile'), () => []),
      today: '2026-11-23',
      only: ['dockerignore'],
    });
    if (result.kind === 'rejected') throw new Error(result.problem.message);

    const image = `dockerignore-${name.replaceAll(' ', '-')}`;
    const before = await filesOf(engine, `${image}-before`, folder, given);
    write(folder, { '.dockerignore': result.plan.dockerignore.after });
    const after = await filesOf(engine, `${image}-after`, folder, given);

    const history = readdirSync(join(folder, '.git'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
    const gone = [...before.keys()].filter((path) => !after.has(path));
    expect(gone.sort()).toEqual([...history, ...given.leaving].sort());
    const kept = [...before].filter(([path]) => after.has(path));
    expect(new Map([...after].filter(([path]) => path !== '.dockerignore'))).toEqual(new Map(kept));
    const applied = result.plan.findings.filter(({ status }) => status === 'applied');
    expect(applied.map(({ message }) => message)).toEqual([
      expect.stringMatching(new RegExp(`In all: ${gone.length} files, `)),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const connected = await connectEngine();
const title = 'dockerignore: an image loses exactly the files that the finding names';

if (connected.kind === 'ready') {
  describe(title, () => {
    test.each(Object.entries(CASES))('%s', (name, given) => prove(connected.engine, name, given));
  });
} else if (REQUIRE_ALL) {
  test(title, () => {
    throw new Error(connected.why);
  });
} else {
  test.skip(`${title} (skipped: ${connected.why})`, () => undefined);
}
