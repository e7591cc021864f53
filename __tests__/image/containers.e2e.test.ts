import { describe, expect, test } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { buildImage } from '../../src/image/build.js';
import {
  containerLogs,
  containerState,
  execInContainer,
  removeContainer,
  runToEnd,
  startContainer,
} from '../../src/image/containers.js';
import { EngineError } from '../../src/image/engine-error.js';
import { listeningPorts } from '../../src/image/listening.js';
import type { EngineName, RunSettings, Session } from '../../src/image/session.js';
import { withSession } from '../../src/image/with-session.js';
import { scratch } from '../workspace/scratch.js';
import { PLAIN_BUILD } from './fake-client.js';
import { BASE, command, describeEngines } from './real-engines.js';

const SETTINGS: RunSettings = {
  // The limits are within those of any machine; podman would raise them where it may not.
  runArguments: ['--network=none', '--ulimit=nofile=1024:1024', '--ulimit=nproc=1000:1000'],
  ports: [],
  smokeTimeoutSeconds: 60,
};

function use<Result>(
  engine: EngineName,
  call: (session: Session) => Promise<Result>,
): Promise<Result> {
  return withSession({ engine, builder: undefined, keep: false }, call);
}

/** Asks until the answer is true; the test's own time limit ends it. */
async function until(ask: () => Promise<boolean>): Promise<void> {
  while (!(await ask())) await wait(200);
}

await describeEngines(['docker', 'podman'], 'a container', (name) => {
  test('runs in the background, is asked and is gone after the session', async () => {
    const container = await use(name, async (session) => {
      const started = await startContainer(session, BASE, SETTINGS, {
        words: ['sh', '-c', 'echo out; echo err >&2; touch /ready; exec sleep 600'],
      });
      expect(started.failure).toBeUndefined();
      expect(await containerState(session, started)).toEqual({ kind: 'running' });
      const ask = (...words: readonly string[]) => execInContainer(session, started, words, 60);
      await until(async () => (await ask('test', '-e', '/ready')).status === 0);
      expect(await containerLogs(session, started)).toEqual({ stdout: 'out\n', stderr: 'err\n' });
      expect(await ask('sh', '-c', 'echo a; echo b >&2; exit 4')).toEqual({
        status: 4,
        stdout: 'a\n',
        stderr: 'b\n',
      });
      expect((await ask('dockopt-test-nothing')).status).toBe(127);
      expect(await listeningPorts(session, started)).toEqual(new Set());
      return started;
    });
    const listed = await command(name, ['ps', '--all', '--format={{.Names}}']);
    expect(listed).not.toContain(container.name);
  });

  test('that ends tells its status', async () => {
    await use(name, async (session) => {
      const container = await startContainer(session, BASE, SETTINGS, {
        words: ['sh', '-c', 'exit 3'],
      });
      await until(async () => (await containerState(session, container)).kind === 'exited');
      expect(await containerState(session, container)).toEqual({ kind: 'exited', status: 3 });
      await removeContainer(session, container);
      await expect(containerState(session, container)).rejects.toThrow(EngineError);
    });
  });

  test('whose program is not there has failed', async () => {
    await use(name, async (session) => {
      const container = await startContainer(session, BASE, SETTINGS, {
        words: ['dockopt-test-nothing'],
      });
      expect(container.failure?.lines.join('\n')).toContain('dockopt-test-nothing');
      expect(await containerState(session, container)).toEqual({ kind: 'exited', status: 127 });
    });
  });

  test('of a wrong option is an error with what the client says', async () => {
    const settings = { ...SETTINGS, runArguments: ['--dockopt-test-nothing'] };
    await use(name, async (session) => {
      for (const promise of [
        startContainer(session, BASE, settings),
        runToEnd(session, BASE, settings),
      ]) {
        const error: unknown = await promise.catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(EngineError);
        expect(error).toMatchObject({
          details: expect.arrayContaining([expect.stringContaining('--dockopt-test-nothing')]),
        });
      }
    });
  });

  test('runs to its end, with input, another entry point and a time limit', async () => {
    await use(name, async (session) => {
      const outcome = await runToEnd(session, BASE, SETTINGS, {
        entrypoint: 'sh',
        words: ['-c', 'cat; echo err >&2; exit 5'],
        stdin: 'given\n',
      });
      expect(outcome).toEqual({ status: 5, stdout: 'given\n', stderr: 'err\n' });
      // Podman copies the whole image before it starts it.
      const settings = { ...SETTINGS, smokeTimeoutSeconds: name === 'docker' ? 5 : 20 };
      const slow = await runToEnd(session, BASE, settings, {
        words: ['sh', '-c', 'trap "" TERM; echo begun; while :; do sleep 1; done'],
      });
      expect(slow).toMatchObject({ status: undefined, stdout: 'begun\n' });
      const label = `--filter=label=dev.dockopt.run=${session.id}`;
      expect(await command(name, ['ps', '--all', '--quiet', label])).toBe('');
    });
  });

  describe('shows the ports on which it listens', () => {
    test.each([
      ['with cat', ''],
      ['without it', ' && rm /bin/cat'],
    ])('%s', async (_what, more) => {
      const server =
        "use IO::Socket::INET; $s = IO::Socket::INET->new(LocalAddr => '127.0.0.1:8123', Listen => 1) or die; sleep 600";
      await use(name, async (session) => {
        const { reference } = await buildImage(session, {
          title: 'server',
          dockerfile: `FROM ${BASE}\nRUN echo "${server.replaceAll('$', '\\$')}" >/server.pl${more}\nCMD ["perl", "/server.pl"]\n`,
          dockerignore: '',
          context: scratch(),
          settings: { ...PLAIN_BUILD, network: 'host' },
          noCache: false,
        });
        const container = await startContainer(session, reference, SETTINGS);
        await until(async () => (await listeningPorts(session, container))?.has(8123) === true);
        expect(await listeningPorts(session, container)).toEqual(new Set([8123]));
      });
    });
  });
});
