import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildImage,
  connectEngine,
  freePort,
  imageSize,
  PREFIX,
  provideBases,
  removeContainer,
  removeImage,
  REQUIRE_ALL,
  startImage,
  type Engine,
} from './engine.js';
import { rewrite } from './rewrite.js';

/** Stands in for nginx's image of Alpine, where images are not pulled but made of Debian's packages. */
const STAND_IN = 'nginx:1.22';

/** A small site, and a build that leaves it in `dist`. */
const FILES: Readonly<Record<string, string>> = {
  'package.json':
    '{ "private": true, "scripts": { "build": "cp -r site dist", "preview": "serve -s dist" } }\n',
  'site/index.html': '<p>root</p>\n',
  'site/about.html': '<p>about</p>\n',
  'site/docs/index.html': '<p>docs</p>\n',
  'site/assets/app.js': 'start();\n',
};

/** Paths that nginx has to answer like the server that it replaces: with the status, the text and its kind. */
const CASES = [
  {
    server: 'serve -s',
    install: 'serve@14.2.4',
    command: (port: number) => ['serve', '-s', 'dist', '-l', String(port)],
    paths: ['/', '/deep/link', '/about', '/docs', '/docs/', '/missing.js', '/assets/app.js'],
  },
  {
    server: 'serve',
    install: 'serve@14.2.4',
    command: (port: number) => ['serve', 'dist', '-l', `tcp://0.0.0.0:${port}`],
    paths: ['/', '/about', '/docs', '/docs/', '/assets/app.js'],
  },
  {
    server: 'http-server',
    install: 'http-server@14.1.1',
    command: (port: number) => ['http-server', 'dist', '-p', String(port)],
    paths: ['/', '/about', '/about.html', '/docs/', '/assets/app.js'],
  },
  {
    server: 'vite preview',
    install: 'vite@5.4.11',
    command: (port: number) => ['vite', 'preview', '--host', '--port', String(port)],
    paths: ['/', '/about', '/about.html', '/docs', '/docs/', '/deep/link', '/assets/app.js'],
  },
] as const;

const found = await connectEngine();

if (found.kind === 'ready') {
  describe('nginx in the place of a server of Node', () => {
    declare(found.engine);
  });
} else if (REQUIRE_ALL) {
  test('nginx in the place of a server of Node: a container engine answers', () => {
    throw new Error(found.why);
  });
} else {
  describe.skip('nginx in the place of a server of Node', () => {
    test(`skipped: ${found.why}`, () => {
      throw new Error(found.why);
    });
  });
}

function declare(engine: Engine): void {
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), PREFIX));
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    await provideBases(engine, ['node:20', STAND_IN]);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(CASES)('$server', async ({ server, install, command, paths }) => {
    const port = await freePort();
    const name = server.replace(/\W+/g, '-');
    const before = [
      'FROM node:20',
      `RUN npm install --global ${install}`,
      'WORKDIR /app',
      'COPY . .',
      'RUN npm run build',
      `EXPOSE ${port}`,
      `CMD ${JSON.stringify(command(port))}`,
      '',
    ].join('\n');
    const { after, applied } = rewrite(
      folder,
      { dockerfile: before, dockerignore: '' },
      { only: ['minimal-base'], unsafe: true },
    );
    expect(applied).toEqual(['minimal-base']);
    const replacedBases = new Map(
      engine.script === undefined ? [] : [['nginx:1.30-alpine', STAND_IN]],
    );
    const old = await buildImage(engine, {
      name: `${name}-node`,
      dockerfile: before,
      context: folder,
    });
    const rewritten = await buildImage(engine, {
      name: `${name}-nginx`,
      dockerfile: after.dockerfile,
      context: folder,
      replacedBases,
    });
    try {
      const expected = await answersOf(engine, old, port, paths);
      expect(expected[0]).toMatch(/^\/ 200 text\/html <p>root<\/p>/);
      expect(await answersOf(engine, rewritten, port, paths)).toEqual(expected);
      expect(await imageSize(engine, rewritten)).toBeLessThan((await imageSize(engine, old)) / 4);
    } finally {
      await removeImage(engine, rewritten);
      await removeImage(engine, old);
    }
  });
}

/** What the server of an image answers; the two names that JavaScript has count as one. */
async function answersOf(
  engine: Engine,
  tag: string,
  port: number,
  paths: readonly string[],
): Promise<readonly string[]> {
  const container = await startImage(engine, tag);
  try {
    await answering(port);
    const answers: string[] = [];
    for (const path of paths) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
      const kind = (response.headers.get('content-type') ?? '')
        .replace(/;.*/, '')
        .replace('application/javascript', 'text/javascript');
      answers.push(`${path} ${response.status} ${kind} ${await response.text()}`);
    }
    return answers;
  } finally {
    await removeContainer(engine, container);
  }
}

async function answering(port: number): Promise<void> {
  for (let left = 60; left > 0; left -= 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`nobody answers at port ${port}`);
}
