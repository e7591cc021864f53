import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { buildImage } from '../../src/image/build.js';
import { EngineError } from '../../src/image/engine-error.js';
import type { BuildRequest, BuildSettings, Session } from '../../src/image/session.js';
import { scratch } from '../workspace/scratch.js';
import { PLAIN_BUILD, useFakeClients } from './fake-client.js';

const clients = useFakeClients();

const REQUEST: BuildRequest = {
  title: 'app/Dockerfile as it is',
  dockerfile: 'FROM scratch\n',
  dockerignore: '*.log\n',
  context: '/srv/app',
  settings: PLAIN_BUILD,
  noCache: false,
};

const ALL_SETTINGS: BuildSettings = {
  target: 'run',
  platform: 'linux/arm64',
  buildArguments: ['A=1', 'B'],
  buildContexts: ['lib=../lib'],
  secrets: ['id=npm,src=.npmrc'],
  ssh: ['default'],
  network: 'host',
  addHosts: ['db:10.0.0.1'],
  timeoutSeconds: 60,
};

/** The words of the one build, with what differs from run to run left out. */
function buildCall(client: string): readonly string[] {
  const [call = [], ...more] = clients.calls(client);
  expect(more).toEqual([]);
  return call.map((word) =>
    word.replace(/\/\S*(?=\/Dockerfile)/, '').replace(/:[0-9a-f]{8}$/, ':x'),
  );
}

async function failure(session: Session, request: BuildRequest = REQUEST): Promise<EngineError> {
  const error: unknown = await buildImage(session, request).catch((thrown: unknown) => thrown);
  if (error instanceof EngineError) return error;
  throw new Error(`no EngineError: ${String(error)}`);
}

describe('every setting goes to the client', () => {
  const asked = [
    '--no-cache',
    '--target=run',
    '--platform=linux/arm64',
    '--network=host',
    '--build-arg=A=1',
    '--build-arg=B',
    '--build-context=lib=../lib',
    '--secret=id=npm,src=.npmrc',
    '--ssh=default',
    '--add-host=db:10.0.0.1',
    '/srv/app',
  ];
  const request = { ...REQUEST, settings: ALL_SETTINGS, noCache: true };

  test('docker', async () => {
    clients.install('docker', 'exit 0');
    const built = await buildImage(clients.session(), request);
    expect(built.reference).toMatch(/^dockopt-1-1-0123456789ab-0123456789ab:[0-9a-f]{8}$/);
    expect(buildCall('docker')).toEqual([
      'build',
      '--file=/Dockerfile',
      '--tag=dockopt-1-1-0123456789ab-0123456789ab:x',
      '--label=dev.dockopt.run=1-1-0123456789ab-0123456789ab',
      '--progress=plain',
      '--load',
      ...asked,
    ]);
  });

  test('docker with a builder', async () => {
    clients.install('docker', 'exit 0');
    const engine = { name: 'docker', version: '1', builder: 'farm' } as const;
    await buildImage(clients.session('docker', { engine }), REQUEST);
    expect(buildCall('docker').slice(4)).toEqual([
      '--progress=plain',
      '--load',
      '--builder=farm',
      '/srv/app',
    ]);
  });

  test.each(['podman', 'buildah'] as const)('%s', async (name) => {
    clients.install(name, 'exit 0');
    const built = await buildImage(clients.session(name), request);
    expect(built.reference).toMatch(/^localhost\/dockopt-/);
    expect(buildCall(name)).toEqual([
      'build',
      '--file=/Dockerfile',
      '--tag=localhost/dockopt-1-1-0123456789ab-0123456789ab:x',
      '--label=dev.dockopt.run=1-1-0123456789ab-0123456789ab',
      '--ignorefile=/Dockerfile.dockerignore',
      '--format=docker',
      '--layers',
      ...asked,
    ]);
  });

  test('two builds of a session do not share a name', async () => {
    clients.install('docker', 'exit 0');
    const session = clients.session();
    const [first, second] = [
      await buildImage(session, REQUEST),
      await buildImage(session, REQUEST),
    ];
    expect(first.reference).not.toBe(second.reference);
  });
});

describe('the texts lie in the folder of the session', () => {
  test.each([
    ['*.log\n', '*.log\n'],
    ['', '# nothing is ignored\n'],
  ])('ignore file %j', async (dockerignore, written) => {
    clients.install('docker', 'exit 0');
    const session = clients.session();
    await buildImage(session, { ...REQUEST, dockerignore });
    const [[, option = ''] = []] = clients.calls('docker');
    const file = option.replace('--file=', '');
    expect(dirname(dirname(file))).toBe(session.folder);
    expect(readFileSync(file, 'utf8')).toBe('FROM scratch\n');
    expect(readFileSync(`${file}.dockerignore`, 'utf8')).toBe(written);
  });
});

test('steps are told as they begin', async () => {
  clients.install(
    'docker',
    `cat >&2 <<'END'
#1 [internal] load build definition from Dockerfile
#1 DONE 0.0s
#5 [build 1/2] FROM docker.io/library/debian:12
#5 CACHED
#6 [2/2] RUN echo "[1/2] no step"
#6 0.312 [1/2] no step
#6 DONE 0.4s
END`,
  );
  clients.install(
    'podman',
    `cat <<'END'
STEP 1/3: FROM debian:12
[2/2] STEP 2/3: RUN make
STEP 3/3: LABEL "dev.dockopt.run"="1"
END`,
  );
  const steps: string[] = [];
  const onStep = (step: string): void => void steps.push(step);
  await buildImage(clients.session(), REQUEST, { onStep });
  await buildImage(clients.session('podman'), REQUEST, { onStep });
  expect(steps).toEqual([
    '[build 1/2] FROM docker.io/library/debian:12',
    '[2/2] RUN echo "[1/2] no step"',
    'STEP 1/3: FROM debian:12',
    'STEP 2/3: RUN make',
  ]);
});

describe('a build that fails', () => {
  test('is told with the last lines of the engine', async () => {
    clients.install(
      'docker',
      'i=0; while [ $i -lt 40 ]; do echo "#5 line $i" >&2; i=$((i+1)); done; echo "ERROR: failed to solve: process \\"/bin/sh -c false\\" did not complete successfully: exit code: 1" >&2; exit 1',
    );
    const error = await failure(clients.session());
    expect(error.message).toBe('app/Dockerfile as it is does not build');
    expect(error.failure).toBe('build');
    expect(error.details).toHaveLength(20);
    expect(error.details.at(-1)).toContain('did not complete successfully');
  });

  test.each([
    [
      'base',
      'ERROR: failed to build: failed to solve: nope:1: failed to resolve source metadata for docker.io/library/nope:1: docker.io/library/nope:1: not found',
      'the image nope:1 can',
    ],
    [
      'base',
      'Error: creating build container: initializing source docker://quay.io/a/b:1: reading manifest 1 in quay.io/a/b: manifest unknown',
      'the image quay.io/a/b:1 can',
    ],
    [
      'base',
      'Error: creating build container: short-name "nope:1" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
      'docker.io/library/nope:1',
    ],
    [
      'frontend',
      'ERROR: failed to build: failed to solve: docker/dockerfile:1: failed to resolve source metadata for docker.io/docker/dockerfile:1: failed to do request: Head "https://registry-1.docker.io/v2/docker/dockerfile/manifests/1": dial tcp: lookup registry-1.docker.io: no such host',
      'the frontend docker/dockerfile:1 that # syntax= names',
    ],
    [
      'disk-full',
      'ERROR: failed to solve: ResourceExhausted: failed to copy files: write /var/lib/x: no space left on device',
      'the disk is full; make room',
    ],
    ['disk-full', '#7 2.10 dpkg: error: No space left on device', 'the disk is full'],
    [
      'absent',
      'ERROR: Cannot connect to the Docker daemon at tcp://10.0.0.1:2375. Is the docker daemon running?',
      'no engine answers at tcp://10.0.0.1:2375; start it',
    ],
    [
      'permission',
      'ERROR: permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
      'no permission to use unix:///var/run/docker.sock; join the group',
    ],
    ['unsupported', 'ERROR: no builder "farm" found', 'docker buildx ls'],
    [
      'unsupported',
      'ERROR: BuildKit is enabled but the buildx component is missing or broken.',
      'install it',
    ],
    ['build', '#9 0.2 Error: initializing source docker://nope:1: no', 'does not build'],
  ])('is %s where the engine says %j', async (kind, line, part) => {
    clients.install('docker', `cat >&2 <<'END'\n${line}\nEND\nexit 1`);
    const error = await failure(clients.session());
    expect(error.failure).toBe(kind);
    expect(error.message).toMatch(/^app\/Dockerfile as it is does not build[^\n]*$/);
    expect(error.message).toContain(part);
    expect(error.details).toEqual([line]);
  });

  test('is ended when it takes too long', async () => {
    clients.install('docker', 'echo "#1 [1/2] RUN sleep" >&2; exec sleep 60');
    const settings = { ...PLAIN_BUILD, timeoutSeconds: 0.2 };
    const error = await failure(clients.session(), { ...REQUEST, settings });
    expect(error.message).toBe(
      'app/Dockerfile as it is: the build took longer than 0.2 s; give it more with --build-timeout',
    );
    expect(error.failure).toBe('timeout');
  });

  test('is no EngineError where the session is ended', async () => {
    clients.install('docker', 'exec sleep 60');
    const controller = new AbortController();
    const built = buildImage(clients.session('docker', { signal: controller.signal }), REQUEST);
    controller.abort(new Error('ended by SIGINT'));
    await expect(built).rejects.toThrow('ended by SIGINT');
  });
});

describe('values of secrets are never told', () => {
  const folder = (): string =>
    scratch({ npmrc: '//registry/:_authToken=s3cr3t-in-file\n{\nalways-auth=true\n' });

  test.each([
    ['of a file', (path: string) => ({ secrets: [`id=npm,src=${path}/npmrc`] })],
    [
      'of a file, by other words',
      (path: string) => ({ secrets: [`type=file,id=npm,source=${path}/npmrc`] }),
    ],
    ['of a variable', () => ({ secrets: ['id=npm,env=DOCKOPT_TEST_SECRET'] })],
    ['of a variable called like the secret', () => ({ secrets: ['id=DOCKOPT_TEST_SECRET'] })],
    ['of a variable, by type', () => ({ secrets: ['type=env,id=DOCKOPT_TEST_SECRET'] })],
    ['of a build argument', () => ({ buildArguments: ['NPM_TOKEN=s3cr3t-of-argument'] })],
    ['of an inherited argument', () => ({ buildArguments: ['DOCKOPT_TEST_SECRET'] })],
  ])('%s', async (_what, settings) => {
    process.env['DOCKOPT_TEST_SECRET'] = 's3cr3t-of-variable';
    const said = [
      's3cr3t-of-variable',
      's3cr3t-of-argument',
      '//registry/:_authToken=s3cr3t-in-file',
    ];
    clients.install(
      'docker',
      `for s in ${said.join(' ')}; do echo "#5 [1/2] RUN login $s now {" >&2; done; exit 1`,
    );
    const steps: string[] = [];
    const request = { ...REQUEST, settings: { ...PLAIN_BUILD, ...settings(folder()) } };
    const error: unknown = await buildImage(clients.session(), request, {
      onStep: (step) => void steps.push(step),
    }).catch((thrown: unknown) => thrown);
    delete process.env['DOCKOPT_TEST_SECRET'];
    const details = error instanceof EngineError ? error.details : [];
    expect(details).toHaveLength(3);
    expect(details.filter((line) => line.includes('RUN login *** now {'))).toHaveLength(1);
    expect(steps.filter((line) => line.includes('RUN login *** now {'))).toHaveLength(1);
  });
});
