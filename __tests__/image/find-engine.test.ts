import { describe, expect, test } from '@jest/globals';
import { EngineError } from '../../src/image/engine-error.js';
import { findEngine, type EngineChoice } from '../../src/image/find-engine.js';
import { useFakeClients } from './fake-client.js';

const clients = useFakeClients();

const DOCKER = 'echo "28.5.2 linux"';
const PODMAN = 'echo 4.3.1';
const BUILDAH = 'printf "Version:         1.28.2\\nGo Version:      go1.19.8\\n"';
const REFUSED =
  'echo "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get \\"http://%2Fvar%2Frun%2Fdocker.sock/v1.50/version\\": dial unix /var/run/docker.sock: connect: permission denied" >&2; exit 1';
const STOPPED =
  'echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?" >&2; exit 1';

const ANY: EngineChoice = { engine: undefined, builder: undefined };

async function failure(choice: EngineChoice): Promise<EngineError> {
  const error: unknown = await findEngine(choice).catch((thrown: unknown) => thrown);
  if (error instanceof EngineError) return error;
  throw new Error(`no EngineError: ${String(error)}`);
}

describe('the first client whose engine answers is taken', () => {
  test('docker', async () => {
    clients.install('docker', DOCKER);
    clients.install('podman', PODMAN);
    expect(await findEngine(ANY)).toEqual({
      name: 'docker',
      version: '28.5.2',
      builder: undefined,
    });
    expect(clients.calls('docker')).toEqual([
      ['version', '--format', '{{.Server.Version}} {{.Server.Os}}'],
    ]);
    expect(clients.calls('podman')).toEqual([]);
  });

  test('podman, where docker is not there', async () => {
    clients.install('podman', PODMAN);
    clients.install('buildah', BUILDAH);
    expect(await findEngine(ANY)).toMatchObject({ name: 'podman', version: '4.3.1' });
  });

  test.each([
    ['is stopped', STOPPED],
    ['may not be used', REFUSED],
    ['is a stand-in for podman without an engine of its own', 'echo "<no value> <no value>"'],
    ['runs Windows containers', 'echo "28.5.2 windows"'],
  ])('podman, where docker %s', async (_why, docker) => {
    clients.install('docker', docker);
    clients.install('podman', PODMAN);
    expect(await findEngine(ANY)).toMatchObject({ name: 'podman' });
  });

  test('buildah, where neither is there', async () => {
    clients.install('buildah', BUILDAH);
    expect(await findEngine(ANY)).toMatchObject({ name: 'buildah', version: '1.28.2' });
  });

  test('the one that is asked for', async () => {
    clients.install('docker', DOCKER);
    clients.install('buildah', BUILDAH);
    expect(await findEngine({ ...ANY, engine: 'buildah' })).toMatchObject({ name: 'buildah' });
    expect(clients.calls('docker')).toEqual([]);
  });

  test('docker alone with a builder', async () => {
    clients.install('docker', DOCKER);
    expect(await findEngine({ ...ANY, builder: 'farm' })).toMatchObject({
      name: 'docker',
      builder: 'farm',
    });
  });
});

describe('no engine is one line with what to do', () => {
  test('nothing is installed', async () => {
    const error = await failure(ANY);
    expect(error.message).toBe(
      'building needs a container engine, and none is installed; install docker, podman or buildah',
    );
    expect(error.failure).toBe('absent');
  });

  test('the one asked for is not installed', async () => {
    clients.install('docker', DOCKER);
    const error = await failure({ ...ANY, engine: 'podman' });
    expect(error.message).toBe(
      'podman is not installed; install it, or leave --engine out to use another engine',
    );
  });

  test('it is not running', async () => {
    clients.install('docker', STOPPED);
    const error = await failure(ANY);
    expect(error.message).toBe(
      "docker can't be used: no engine answers at unix:///var/run/docker.sock; start it (systemctl start docker, or Docker Desktop), or set DOCKER_HOST",
    );
    expect(error.details).toEqual([
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    ]);
    expect(error.failure).toBe('absent');
  });

  test('there is no permission on the socket', async () => {
    clients.install('docker', REFUSED);
    const error = await failure(ANY);
    expect(error.message).toMatch(
      /^docker can't be used: there is no permission to use unix:\/\/\/var\/run\/docker\.sock; join the group .*usermod -aG docker.*sudo.*DOCKER_HOST$/,
    );
    expect(error.failure).toBe('permission');
  });

  test('it says what nobody knows', async () => {
    clients.install('docker', 'echo "out of cheese" >&2; exit 3');
    const error = await failure(ANY);
    expect(error.message).toBe("docker can't be used: its engine does not answer; start it");
    expect(error.details).toEqual(['out of cheese']);
  });

  test('podman has no machine', async () => {
    clients.install(
      'podman',
      'echo "Cannot connect to Podman. Please verify your connection to the Linux system using \\`podman system connection list\\`, or try \\`podman machine init\\` and \\`podman machine start\\` to manage a new Linux VM" >&2; exit 125',
    );
    expect((await failure(ANY)).message).toBe(
      "podman can't be used: Podman does not answer; start it with podman machine start",
    );
  });

  test.each(['podman', 'buildah'] as const)('%s takes no builder', async (engine) => {
    clients.install(engine, 'exit 0');
    const error = await failure({ engine, builder: 'farm' });
    expect(error.message).toContain(`which ${engine} does not have`);
    expect(error.failure).toBe('unsupported');
  });
});

test('a search that is ended ends the client', async () => {
  clients.install('docker', 'exec sleep 60');
  const controller = new AbortController();
  const found = findEngine(ANY, controller.signal);
  controller.abort(new Error('stop'));
  await expect(found).rejects.toThrow('stop');
});
