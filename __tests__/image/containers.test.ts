import { describe, expect, test } from '@jest/globals';
import {
  containerState,
  removeContainer,
  runToEnd,
  startContainer,
} from '../../src/image/containers.js';
import { EngineError } from '../../src/image/engine-error.js';
import { listeningPorts } from '../../src/image/listening.js';
import { useFakeClients } from './fake-client.js';

const clients = useFakeClients();

const SETTINGS = {
  runArguments: ['--network=host', '--env=A=1'],
  ports: [80, 8080],
  smokeTimeoutSeconds: 30,
};
const NAME = /^dockopt-1-1-0123456789ab-0123456789ab-[0-9a-f]{8}$/;
const LABEL = '--label=dev.dockopt.run=1-1-0123456789ab-0123456789ab';

async function failure(promise: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof EngineError) return error;
  throw new Error(`no EngineError: ${String(error)}`);
}

describe('the words', () => {
  test('of a container in the background', async () => {
    clients.install('docker', 'echo 0123');
    const container = await startContainer(clients.session(), 'app:1', SETTINGS);
    expect(container.name).toMatch(NAME);
    expect(clients.calls('docker')).toEqual([
      [
        ...['run', '--detach', `--name=${container.name}`, LABEL],
        ...['--publish=127.0.0.1::80', '--publish=127.0.0.1::8080'],
        ...['--network=host', '--env=A=1', 'app:1'],
      ],
    ]);
  });

  test('of a run to the end, with a command of its own', async () => {
    clients.install('podman', 'cat; echo said >&2; exit 3');
    const outcome = await runToEnd(clients.session('podman'), 'app:1', SETTINGS, {
      entrypoint: 'sh',
      words: ['-c', 'true'],
      stdin: 'given\n',
    });
    expect(outcome).toEqual({ status: 3, stdout: 'given\n', stderr: 'said\n' });
    const [[, , , name = '', ...words] = []] = clients.calls('podman');
    expect(name.replace('--name=', '')).toMatch(NAME);
    expect(words).toEqual([
      ...[LABEL, '--network=host', '--env=A=1', '--entrypoint=sh', 'app:1', '-c', 'true'],
    ]);
  });

  test('of a run without input', async () => {
    clients.install('docker', 'exit 0');
    await runToEnd(clients.session(), 'app:1', SETTINGS);
    expect(clients.calls('docker')[0]).not.toContain('--interactive');
  });
});

describe('a program that can’t be started', () => {
  const missing = 'echo "docker: exec: nosuch: executable file not found" >&2; exit 127';

  test('is a container that failed', async () => {
    clients.install('docker', missing);
    const session = clients.session();
    const container = await startContainer(session, 'app:1', SETTINGS);
    expect(container.failure).toEqual({
      status: 127,
      lines: ['docker: exec: nosuch: executable file not found'],
    });
    expect(await containerState(session, container)).toEqual({ kind: 'exited', status: 127 });
  });

  test('is a status of a run', async () => {
    clients.install('docker', missing);
    expect(await runToEnd(clients.session(), 'app:1', SETTINGS)).toMatchObject({ status: 127 });
  });
});

describe('what the client itself refuses is an error', () => {
  test.each([
    ['unknown flag: --bad', 'app:1 does not start'],
    [
      'docker: Error response from daemon: failed to start: no space left on device',
      'the disk is full',
    ],
    [
      'docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'no engine answers',
    ],
  ])('%s', async (line, part) => {
    clients.install('docker', `echo "${line}" >&2; exit 125`);
    const errors = [
      await failure(startContainer(clients.session(), 'app:1', SETTINGS)),
      await failure(runToEnd(clients.session(), 'app:1', SETTINGS)),
    ];
    for (const error of errors) {
      expect(error.message).toContain(part);
      expect(error.details).toEqual([line]);
    }
  });

  test('but a program may end with that status', async () => {
    clients.install('docker', 'echo "nothing to do" >&2; exit 125');
    expect(await runToEnd(clients.session(), 'app:1', SETTINGS)).toEqual({
      status: 125,
      stdout: '',
      stderr: 'nothing to do\n',
    });
  });
});

test('a run that takes too long is ended, and its container removed', async () => {
  clients.install('docker', 'test "$1" = run && exec sleep 60');
  const outcome = await runToEnd(clients.session(), 'app:1', {
    ...SETTINGS,
    smokeTimeoutSeconds: 0.3,
  });
  expect(outcome.status).toBeUndefined();
  const [run = [], remove = []] = clients.calls('docker');
  const name = run.find((word) => word.startsWith('--name='))?.replace('--name=', '');
  expect(remove).toEqual(['rm', '--force', '--volumes', name]);
});

test.each([
  ['true 0', { kind: 'running' }],
  ['false 137', { kind: 'exited', status: 137 }],
])('%s is a state', async (line, state) => {
  clients.install('docker', `echo "${line}"`);
  const container = { name: 'a', failure: undefined };
  expect(await containerState(clients.session(), container)).toEqual(state);
});

test('a container that is gone has no state', async () => {
  clients.install('docker', 'echo "Error: No such container: a" >&2; exit 1');
  const container = { name: 'a', failure: undefined };
  const error = await failure(containerState(clients.session(), container));
  expect(error.message).toContain('nothing is known of the container a');
  await removeContainer(clients.session(), container);
});

test('ports that are listened on are read from the tables of the kernel', async () => {
  clients.install(
    'docker',
    `cat <<'END'
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 0100007F:0050 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0 0 10 0
  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 3 1 0 100 0 0 10 0
END`,
  );
  expect(await listeningPorts(clients.session(), { name: 'a' })).toEqual(new Set([8080, 443]));
});

test('ports that can’t be seen are not said to be closed', async () => {
  clients.install('docker', 'exit 127');
  expect(await listeningPorts(clients.session(), { name: 'a' })).toBeUndefined();
});

test('buildah runs none', async () => {
  clients.install('buildah', 'exit 0');
  const session = clients.session('buildah');
  for (const promise of [
    startContainer(session, 'app:1', SETTINGS),
    runToEnd(session, 'app:1', SETTINGS),
  ]) {
    expect(await failure(promise)).toMatchObject({ failure: 'unsupported' });
  }
  expect(clients.calls('buildah')).toEqual([]);
});
