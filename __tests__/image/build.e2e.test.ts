import { execFileSync } from 'node:child_process';
import { createWriteStream, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { expect, test } from '@jest/globals';
import { buildImage } from '../../src/image/build.js';
import { EngineError } from '../../src/image/engine-error.js';
import { ensureImage, imageExists, imageId, imageSize } from '../../src/image/images.js';
import { saveImage } from '../../src/image/save.js';
import type { BuildRequest, EngineName, Session } from '../../src/image/session.js';
import { withSession } from '../../src/image/with-session.js';
import { scratch } from '../workspace/scratch.js';
import { PLAIN_BUILD } from './fake-client.js';
import { BASE, command, describeEngines } from './real-engines.js';

function request(more: Partial<BuildRequest> = {}): BuildRequest {
  return {
    title: 'Dockerfile as it is',
    dockerfile: `FROM ${BASE}\nCOPY . /context\n`,
    dockerignore: '',
    context: scratch({ kept: 'kept\n', dropped: 'dropped\n' }),
    settings: { ...PLAIN_BUILD, network: 'host', timeoutSeconds: 300 },
    noCache: false,
    ...more,
  };
}

/** The names of the regular files that the last layer of an image holds. */
async function lastLayer(session: Session, reference: string): Promise<readonly string[]> {
  const folder = scratch();
  const archive = join(folder, 'image.tar');
  const saved = saveImage(session, reference);
  await pipeline(saved.stream, createWriteStream(archive));
  await saved.done;
  const tar = (...words: readonly string[]): string =>
    execFileSync('tar', words, { encoding: 'utf8', cwd: folder });
  const manifest: unknown = JSON.parse(tar('-xOf', archive, 'manifest.json'));
  const [, layer = ''] = /"Layers":\[(?:"[^"]*",)*"([^"]*)"\]/.exec(JSON.stringify(manifest)) ?? [];
  tar('-xf', archive, layer);
  return tar('-tf', join(folder, layer))
    .split('\n')
    .filter((name) => /[^/]$/.test(name))
    .sort();
}

function use<Result>(
  engine: EngineName,
  call: (session: Session) => Promise<Result>,
): Promise<Result> {
  return withSession({ engine, builder: undefined, keep: false }, call);
}

async function failure(promise: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await promise.then(
    () => 'nothing',
    (thrown: unknown) => thrown,
  );
  if (error instanceof EngineError) return error;
  throw new Error(`no EngineError: ${String(error)}`);
}

await describeEngines(['docker', 'podman', 'buildah'], 'an image', (name) => {
  test('is built from the texts given, saved, and gone after the session', async () => {
    const context = scratch({
      kept: 'kept\n',
      dropped: 'dropped\n',
      Dockerfile: 'FROM nothing\n',
      '.dockerignore': 'kept\n',
    });
    const { id, reference, folder } = await use(name, async (session) => {
      const dockerignore = 'dropped\nDockerfile\n.dockerignore\n';
      const built = await buildImage(session, request({ context, dockerignore }));
      expect(await lastLayer(session, built.reference)).toEqual(['context/kept']);
      const all = await buildImage(session, request({ context }));
      expect(await lastLayer(session, all.reference)).toEqual([
        'context/.dockerignore',
        'context/Dockerfile',
        'context/dropped',
        'context/kept',
      ]);
      expect(await imageExists(session, built.reference)).toBe(true);
      const id = await imageId(session, built.reference);
      return { id, reference: built.reference, folder: session.folder };
    });
    await expect(command(name, ['inspect', '--type=image', id])).rejects.toThrow();
    await expect(command(name, ['inspect', '--type=image', reference])).rejects.toThrow();
    expect(readdirSync(tmpdir())).not.toContain(folder.split('/').at(-1));
  });

  test('has the size that the engine gives, where it gives one', async () => {
    await use(name, async (session) => {
      const { reference } = await buildImage(session, request());
      const size = await imageSize(session, reference);
      if (name === 'buildah') {
        expect(size).toBeUndefined();
        return;
      }
      const listed: unknown = JSON.parse(await command(name, ['image', 'inspect', reference]));
      expect(listed).toMatchObject([{ Size: size }]);
    });
  });

  test('gets every setting of the build', async () => {
    const dockerfile = [
      `FROM ${BASE} AS first`,
      'ARG WORD',
      'COPY --from=more note /note',
      'RUN --mount=type=secret,id=word test "$(cat /run/secrets/word)" = hidden-word \\',
      '  && test "$WORD" = given && grep -q "10.0.0.9.*dockopt-test-host" /etc/hosts',
      'FROM first',
      'RUN false',
      '',
    ].join('\n');
    const more = scratch({ note: 'a\n' });
    const context = scratch({});
    process.env['DOCKOPT_TEST_WORD'] = 'hidden-word';
    const settings = {
      ...request().settings,
      target: 'first',
      platform: 'linux/amd64',
      buildArguments: ['WORD=given'],
      buildContexts: [`more=${more}`],
      secrets: ['id=word,env=DOCKOPT_TEST_WORD'],
      addHosts: ['dockopt-test-host:10.0.0.9'],
    };
    await use(name, (session) => buildImage(session, request({ dockerfile, context, settings })));
  });

  test('that does not build is told with what the build said, and without its secrets', async () => {
    process.env['DOCKOPT_TEST_WORD'] = 'hidden-word';
    const settings = { ...request().settings, secrets: ['id=word,env=DOCKOPT_TEST_WORD'] };
    const dockerfile = `FROM ${BASE}\nRUN --mount=type=secret,id=word echo "the word is $(cat /run/secrets/word)"; exit 7\n`;
    const error = await failure(
      use(name, (session) => buildImage(session, request({ dockerfile, settings }))),
    );
    expect(error).toMatchObject({
      message: 'Dockerfile as it is does not build',
      failure: 'build',
    });
    expect(error.details.join('\n')).toContain('the word is ***');
    expect(error.details.join('\n')).not.toContain('hidden-word');
  });

  test('of a base that is nowhere is told so', async () => {
    const dockerfile = 'FROM localhost:1/dockopt-test-nowhere:1\n';
    const error = await failure(
      use(name, (session) => buildImage(session, request({ dockerfile }))),
    );
    expect(error.failure).toBe('base');
    expect(error.message).toMatch(
      /^Dockerfile as it is does not build: the image localhost:1\/dockopt-test-nowhere:1 can't be had; check its name/,
    );
  });

  test('of a Dockerfile that is none is a build that fails', async () => {
    const error = await failure(
      use(name, (session) =>
        buildImage(session, request({ dockerfile: `FROM ${BASE}\nRNU true\n` })),
      ),
    );
    expect(error.failure).toBe('build');
    expect(error.details.join('\n')).toMatch(/rnu/i);
  });

  test('that takes longer than it may is ended', async () => {
    const settings = { ...request().settings, timeoutSeconds: 3 };
    const dockerfile = `FROM ${BASE}\nRUN sleep 600\n`;
    const error = await failure(
      use(name, (session) => buildImage(session, request({ dockerfile, settings }))),
    );
    expect(error.failure).toBe('timeout');
  });

  test('that does not exist is told so, whatever is asked about it', async () => {
    const reference = 'localhost:1/dockopt-test-nowhere:1';
    await use(name, async (session) => {
      expect(await imageExists(session, reference)).toBe(false);
      const asked = [ensureImage(session, reference), saveImage(session, reference).done];
      if (name !== 'buildah') asked.push(imageSize(session, reference).then(() => undefined));
      for (const promise of asked) {
        const error = await failure(promise);
        expect(error).toMatchObject({ failure: 'image' });
        expect(error.message).toContain(reference);
        expect(error.details).not.toEqual([]);
      }
    });
  });

  test('that exists is not pulled', async () => {
    await use(name, (session) => ensureImage(session, BASE));
  });
});
