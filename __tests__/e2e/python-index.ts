import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildFolder,
  buildImage,
  PREFIX,
  provideBases,
  removeImage,
  type Engine,
} from './engine.js';

/** A package index on this machine's loopback, and Python base images whose pip asks it alone. */
export interface PythonIndex {
  /** Twins of the given base images, by the name of what they are twins of. */
  readonly replaceBases: (bases: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly close: () => Promise<void>;
}

/**
 * Makes wheels of the Debian packages that `wheelhouse/` names and serves them. An index of the outside would need a
 * network that not every machine has, and would give another Flask next year.
 * @param more further folders whose Dockerfile makes packages
 */
export async function servePythonIndex(
  engine: Engine,
  more: readonly string[] = [],
): Promise<PythonIndex> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await provideBases(engine, ['debian:12']);
  for (const wheelhouse of [fileURLToPath(new URL('wheelhouse', import.meta.url)), ...more]) {
    await buildFolder(engine, wheelhouse, folder);
  }
  const names = await readdir(folder);

  const server = createServer((request, response) => {
    const name = basename(decodeURIComponent(request.url ?? '/'));
    if (!names.includes(name)) {
      response.setHeader('content-type', 'text/html');
      response.end(names.map((wheel) => `<a href="/${wheel}">${wheel}</a>\n`).join(''));
      return;
    }
    readFile(join(folder, name)).then(
      (wheel) => {
        // pip keeps what may be kept, as it does with what the public index sends.
        response.setHeader('cache-control', 'max-age=365000000, immutable, public');
        response.setHeader('content-type', 'application/octet-stream');
        response.end(wheel);
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the index has no port');
  const { port } = address;
  const twins = new Map<string, string>();

  return {
    async replaceBases(bases) {
      const wanted = bases.filter((base) => /^(docker\.io\/)?(library\/)?python:/.test(base));
      for (const base of wanted) {
        if (twins.has(base)) continue;
        // pip keeps downloads over plain HTTP only from a host that it is told to trust.
        const lines = [
          '[global]',
          'no-index = true',
          `find-links = http://127.0.0.1:${port}/`,
          'trusted-host = 127.0.0.1',
        ];
        const tag = await buildImage(engine, {
          name: `index-${base.replace(/[^a-z0-9]+/g, '-')}-${port}`,
          dockerfile: `FROM ${base}\nRUN printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} >/etc/pip.conf\n`,
          context: folder,
        });
        twins.set(base, tag);
      }
      return new Map([...twins].filter(([base]) => wanted.includes(base)));
    },
    async close() {
      await new Promise((resolve) => server.close(resolve));
      for (const tag of twins.values()) await removeImage(engine, tag);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
