import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  baseImages,
  buildWithLog,
  connectEngine,
  provideBases,
  removeImage,
  REQUIRE_ALL,
  runImage,
  type Engine,
} from './engine.js';
import { readOrEmpty, withStagedContext } from './prove.js';
import { servePythonIndex, type PythonIndex } from './python-index.js';
import { rewrite, type BuildFiles } from './rewrite.js';

const CASES = fileURLToPath(new URL('rebuilds/', import.meta.url));

/** `rebuild.json`. */
interface Rebuild {
  /** What stands in the step of the install. */
  readonly install: string;
  /** A source that the second build finds changed, and what a comment in it starts with. */
  readonly change: string;
  readonly comment: string;
  /** The folder of the program in the image: its files are compared byte for byte. */
  readonly folder: string;
  /** What the program prints. */
  readonly stdout: string;
}

/** Kind, mode, owner and size of every path, and the contents of the program's files. Logs and caches differ from build to build. */
const LIST = `find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -name .npm -o -path /root/.cache \
-o -path /root/.local/share/pnpm -o -path /root/.local/state -o -name __pycache__ -o -path /var/log -o -name aux-cache \
-o -name .modules.yaml -o -name '.pnpm-workspace-state*' \\) -prune \
-o -type d -printf '%M %u %g - %p\\n' -o -printf '%M %u %g %s %p %l\\n' | sort; \
find "$0" -type f ! -name .modules.yaml ! -name '.pnpm-workspace-state*' ! -path '*/__pycache__/*' -print0 | sort -z | xargs -0 sha256sum`;

const connected = await connectEngine();

if (connected.kind === 'absent') {
  if (REQUIRE_ALL) {
    test('rebuilds: a container engine answers', () => {
      throw new Error(connected.why);
    });
  } else {
    test.skip(`rebuilds (skipped: ${connected.why})`, () => undefined);
  }
} else {
  proveRebuilds(connected.engine);
}

function proveRebuilds(engine: Engine): void {
  describe('rebuilds: the same image, and the install from the cache', () => {
    let index: PythonIndex | undefined;
    beforeAll(async () => {
      index = await servePythonIndex(engine);
    });
    afterAll(async () => {
      await index?.close();
    });

    test.each(readdirSync(CASES).sort())('%s', async (name) => {
      const folder = join(CASES, name);
      // The file is ours, and its shape is the interface above.
      const given = JSON.parse(readFileSync(join(folder, 'rebuild.json'), 'utf8')) as Rebuild;
      const context = { tracked: join(folder, 'context') };
      const before = {
        dockerfile: readOrEmpty(join(folder, 'before.Dockerfile')),
        dockerignore: readOrEmpty(join(folder, 'before.dockerignore')),
      };
      const { after } = await withStagedContext(context, before, (staged) =>
        rewrite(staged, before, { only: ['cache-order'] }),
      );
      expect(after.dockerfile).not.toBe(before.dockerfile);
      const old = await buildTwice(name, given, context, before);
      const ordered = await buildTwice(name, given, context, after);
      expect(ordered.files).toEqual(old.files);
      expect(ordered.stdout).toBe(given.stdout);
      expect(old.stdout).toBe(given.stdout);
      expect({ before: old.isCached, after: ordered.isCached }).toEqual({
        before: false,
        after: true,
      });
    });

    /** Builds, changes a source, and builds again. */
    async function buildTwice(
      name: string,
      given: Rebuild,
      context: { readonly tracked: string },
      files: BuildFiles,
    ): Promise<{
      readonly files: readonly string[];
      readonly stdout: string;
      readonly isCached: boolean;
    }> {
      const bases = baseImages(files.dockerfile);
      await provideBases(engine, bases);
      const replacedBases = (await index?.replaceBases(bases)) ?? new Map<string, string>();
      return withStagedContext(context, files, async (staged) => {
        const request = {
          name: `rebuild-${name}`,
          dockerfile: files.dockerfile,
          context: staged,
          replacedBases,
        };
        const { tag } = await buildWithLog(engine, request);
        try {
          const listed = await runImage(engine, tag, {
            entrypoint: 'sh',
            words: ['-c', LIST, given.folder],
          });
          expect(listed.status).toBe(0);
          const { stdout } = await runImage(engine, tag);
          // No earlier run of this test has built with the same change.
          appendFileSync(
            join(staged, given.change),
            `${given.comment} ${process.pid} ${Date.now()}\n`,
          );
          const { log } = await buildWithLog(engine, request);
          return {
            files: listed.stdout.split('\n'),
            stdout,
            isCached: isCached(log, given.install),
          };
        } finally {
          await removeImage(engine, tag);
        }
      });
    }
  });
}

/** Whether a step was taken from the cache: the log names a step once with its text, then by its number alone. */
function isCached(log: string, text: string): boolean {
  const step = log
    .split('\n')
    .map((line) => /^#(\d+) \[[^\]]*\d\/\d+\] (.*)$/.exec(line))
    .find((match) => match?.[2]?.includes(text) === true)?.[1];
  if (step === undefined) throw new Error(`no step has “${text}”:\n${log}`);
  return log.split('\n').includes(`#${step} CACHED`);
}
