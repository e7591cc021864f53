import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A container engine that answers, with the environment in which `docker` finds it. */
export interface Engine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The script that makes base images; undefined where the engine pulls them itself. */
  readonly script: string | undefined;
}

/** An engine, or the sentence that says why there is none. */
export type EngineResult =
  | { readonly kind: 'ready'; readonly engine: Engine }
  | { readonly kind: 'absent'; readonly why: string };

/** What a command printed, and how it ended. */
export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The part of an image's configuration that decides how it runs, as `docker image inspect` gives it. */
export interface ImageConfiguration {
  readonly [key: string]: unknown;
  readonly Env?: readonly string[] | null;
  readonly Healthcheck?: { readonly Test?: readonly string[] } | null;
}

/** A running container. */
export interface RunningContainer {
  readonly name: string;
  /** The port of this machine on which its server was told to listen (`PORT`). */
  readonly port: number;
}

/** Every image and container of these tests has this prefix, so that nobody else's is ever removed. */
export const PREFIX = 'dockopt-test-';

const MEBIBYTE = 1024 * 1024;
const BUILD_MILLISECONDS = 540_000;
const RUN_MILLISECONDS = 120_000;

/** Whether an absent engine, corpus or table is a failure and not a skip. */
export const REQUIRE_ALL = process.env['DOCKOPT_REQUIRE_ALL'] === '1';

/** Runs a command to its end; a status other than 0 is a result, not an error. A killed command has status -1. */
export function run(
  command: string,
  words: readonly string[],
  options: {
    readonly environment?: Engine['environment'];
    readonly stdin?: string;
    readonly milliseconds?: number;
  } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      words,
      {
        env: { ...process.env, ...options.environment },
        maxBuffer: 64 * MEBIBYTE,
        timeout: options.milliseconds ?? RUN_MILLISECONDS,
      },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({
          status,
          stdout,
          stderr: status === -1 ? `${error?.message}\n${stderr}` : stderr,
        });
      },
    );
    // A program may end without reading its input, which is its right.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.stdin ?? '');
  });
}

interface DockerOptions {
  readonly stdin?: string;
  readonly milliseconds?: number;
  readonly environment?: Engine['environment'];
}

/** Runs `docker` and returns its standard output. @throws Error with what it printed when it fails */
async function docker(
  engine: Engine,
  words: readonly string[],
  options: DockerOptions = {},
): Promise<string> {
  return (await dockerResult(engine, words, options)).stdout;
}

async function dockerResult(
  engine: Engine,
  words: readonly string[],
  options: DockerOptions,
): Promise<CommandResult> {
  const result = await run('docker', words, {
    ...options,
    environment: { ...engine.environment, ...options.environment },
  });
  if (result.status !== 0) {
    // The builder before BuildKit prints its log on standard output.
    const lines = (result.stdout + result.stderr).replace(/^(.{300}).+/gm, '$1…');
    const log = lines.slice(-4000);
    throw new Error(`docker ${words.join(' ')}: status ${result.status}\n${log}`);
  }
  return result;
}

/**
 * Finds a container engine: one that answers already, else the one that `engine.sh up` of `DOCKOPT_ENGINE`
 * (default: `../shared/engine` beside the project) starts.
 */
export async function connectEngine(): Promise<EngineResult> {
  const folder =
    process.env['DOCKOPT_ENGINE'] ??
    fileURLToPath(new URL('../../../shared/engine', import.meta.url));
  const found = join(folder, 'engine.sh');
  const script = existsSync(found) ? found : undefined;
  const answer = await run('docker', ['version', '--format', '{{.Server.Os}}']);
  if (answer.status === 0 && answer.stdout.trim() === 'linux') {
    return { kind: 'ready', engine: { environment: {}, script } };
  }
  if (script === undefined) {
    return {
      kind: 'absent',
      why: `no container engine answers, and there is no engine.sh in ${folder} (set DOCKOPT_ENGINE)`,
    };
  }
  const started = await run(
    'bash',
    [
      '-c',
      'line=$("$0" up) && eval "$line" && printf "%s\\0" "$DOCKER_HOST" "$DOCKER_CONFIG" "$PATH"',
      script,
    ],
    { milliseconds: BUILD_MILLISECONDS },
  );
  const [host, config, path] = started.stdout.split('\0');
  if (started.status !== 0 || host === undefined || config === undefined || path === undefined) {
    return { kind: 'absent', why: `engine.sh up failed: ${started.stderr.trim().slice(-1000)}` };
  }
  return {
    kind: 'ready',
    engine: { environment: { DOCKER_HOST: host, DOCKER_CONFIG: config, PATH: path }, script },
  };
}

/** Base images that the engine was found to have. */
const provided = new Set<string>();

/**
 * Makes base images that the engine does not have yet. Names that are no images of a registry but of the script's own
 * knowledge only are refused by it. Where there is no script, the engine pulls while it builds.
 * @throws Error when one cannot be made
 */
export async function provideBases(engine: Engine, references: readonly string[]): Promise<void> {
  const wanted = new Set(references.filter((reference) => !provided.has(reference)));
  if (engine.script === undefined || wanted.size === 0) return;
  const result = await run(engine.script, ['bases', ...wanted], {
    environment: engine.environment,
    milliseconds: 900_000,
  });
  if (result.status !== 0) {
    throw new Error(`engine.sh bases ${[...wanted].join(' ')}: ${result.stderr.slice(-2000)}`);
  }
  for (const reference of wanted) provided.add(reference);
}

/**
 * The images that a Dockerfile starts from, as the engine names them; stages and `scratch` are left out.
 * @param given values of build arguments, which take the place of those that the file gives
 */
export function baseImages(
  dockerfile: string,
  given: Readonly<Record<string, string>> = {},
): readonly string[] {
  const stages = new Set(['scratch']);
  const bases: string[] = [];
  const [preamble = ''] = dockerfile.split(/^[ \t]*FROM\b/im);
  const values = new Map(
    [...preamble.matchAll(/^[ \t]*ARG[ \t]+(\w+)=(\S+)/gim)].map(([, name = '', value = '']) => [
      name,
      given[name] ?? value,
    ]),
  );
  for (const match of dockerfile.matchAll(
    /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?/gim,
  )) {
    const [, written = '', stage] = match;
    const base = written
      .replace(/\$\{?(\w+)\}?/g, (variable, name: string) => values.get(name) ?? variable)
      .replace(/^(?:docker\.io\/)?library\//, '');
    if (!stages.has(base.toLowerCase())) bases.push(base);
    if (stage !== undefined) stages.add(stage.toLowerCase());
  }
  return bases;
}

/** What to build. */
export interface BuildRequest {
  /** A name without prefix; lower-case letters, digits and dashes. */
  readonly name: string;
  readonly dockerfile: string;
  /** Folder of the build context. */
  readonly context: string;
  /** Images to use in place of those that the Dockerfile names. */
  readonly replacedBases?: ReadonlyMap<string, string>;
  readonly arguments?: Readonly<Record<string, string>>;
  readonly target?: string;
  /** Build with what was there before BuildKit; it has no bases to replace. */
  readonly classic?: boolean;
  /** Run every instruction, whatever the engine has kept of earlier builds. */
  readonly noCache?: boolean;
}

/**
 * Builds an image and returns its tag. A `# syntax=` line is left out: it asks for a frontend from a registry, and the
 * engine's own frontend reads the same language.
 * @throws Error with the end of the log when the build fails
 */
export async function buildImage(engine: Engine, request: BuildRequest): Promise<string> {
  return (await buildWithLog(engine, request)).tag;
}

/**
 * Builds an image like {@link buildImage}; the log has a line for each step, and `CACHED` for those that were not run.
 * @throws Error with the end of the log when the build fails
 */
export async function buildWithLog(
  engine: Engine,
  request: BuildRequest,
): Promise<{ readonly tag: string; readonly log: string }> {
  const tag = `${PREFIX}${request.name}-${process.pid}`;
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  try {
    const file = join(folder, 'Dockerfile');
    await writeFile(file, request.dockerfile.replace(/^#[ \t]*syntax[ \t]*=.*/i, '#'));
    const { stdout, stderr } = await dockerResult(
      engine,
      [
        'build',
        // The log of a failed RUN is printed in this form alone.
        ...(request.classic === true ? [] : ['--progress=plain']),
        '--network=host',
        `--tag=${tag}`,
        `--file=${file}`,
        ...Object.entries(request.arguments ?? {}).map(
          ([name, value]) => `--build-arg=${name}=${value}`,
        ),
        ...(request.target === undefined ? [] : [`--target=${request.target}`]),
        ...(request.noCache === true ? ['--no-cache'] : []),
        ...[...(request.replacedBases ?? [])].map(
          ([base, image]) => `--build-context=${base}=docker-image://${image}`,
        ),
        request.context,
      ],
      {
        milliseconds: BUILD_MILLISECONDS,
        environment: { DOCKER_BUILDKIT: request.classic === true ? '0' : '1' },
      },
    );
    return { tag, log: stdout + stderr };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Builds a folder's Dockerfile and writes the files of its last stage to another folder. */
export async function buildFolder(engine: Engine, context: string, output: string): Promise<void> {
  await docker(
    engine,
    ['build', '--quiet', '--network=host', `--output=type=local,dest=${output}`, context],
    { milliseconds: BUILD_MILLISECONDS },
  );
}

/** Containers that were run to their end. */
let runs = 0;

/**
 * Runs an image's command, or the given words in its place, and waits for the end. One that does not come to an end in two
 * minutes is removed.
 */
export async function runImage(
  engine: Engine,
  tag: string,
  options: {
    readonly words?: readonly string[];
    readonly stdin?: string;
    readonly environment?: Readonly<Record<string, string>>;
    /** Take this program in place of the image's entry point. */
    readonly entrypoint?: string;
  } = {},
): Promise<CommandResult> {
  runs += 1;
  const name = `${tag}-run-${runs}`;
  const result = await run(
    'docker',
    [
      'run',
      '--rm',
      '--interactive',
      '--network=host',
      `--name=${name}`,
      ...(options.entrypoint === undefined ? [] : [`--entrypoint=${options.entrypoint}`]),
      ...environmentFlags(options.environment),
      tag,
      ...(options.words ?? []),
    ],
    { environment: engine.environment, stdin: options.stdin ?? '' },
  );
  // The client was killed, which does not end the container.
  if (result.status === -1) await run('docker', ['rm', '--force', name], engine);
  return result;
}

function environmentFlags(environment: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`);
}

/** Starts an image's server on a free port of this machine, told to it as `PORT`. */
export async function startImage(
  engine: Engine,
  tag: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningContainer> {
  const port = await freePort();
  const name = `${tag}-${port}`;
  await docker(engine, [
    'run',
    '--detach',
    '--network=host',
    `--name=${name}`,
    ...environmentFlags({ ...environment, PORT: String(port) }),
    tag,
  ]);
  return { name, port };
}

/** Runs words in a running container. */
export function execInContainer(
  engine: Engine,
  container: RunningContainer,
  words: readonly string[],
): Promise<CommandResult> {
  return run('docker', ['exec', container.name, ...words], { environment: engine.environment });
}

/** What a container has printed so far, on both streams. */
export async function containerLog(engine: Engine, container: RunningContainer): Promise<string> {
  const log = await run('docker', ['logs', container.name], { environment: engine.environment });
  return log.stdout + log.stderr;
}

/** Stops and removes a container. */
export async function removeContainer(engine: Engine, container: RunningContainer): Promise<void> {
  await docker(engine, ['rm', '--force', container.name]);
}

/** Size of an image in bytes: the sum of its uncompressed layers. */
export async function imageSize(engine: Engine, tag: string): Promise<number> {
  return Number(await docker(engine, ['image', 'inspect', '--format={{.Size}}', tag]));
}

/** How many layers an image has. */
export async function layerCount(engine: Engine, tag: string): Promise<number> {
  return Number(await docker(engine, ['image', 'inspect', '--format={{len .RootFS.Layers}}', tag]));
}

/** Whether an image was built on this engine and not taken from a registry, as the stand-ins for base images are. */
export async function isBuiltHere(engine: Engine, tag: string): Promise<boolean> {
  return (
    Number(await docker(engine, ['image', 'inspect', '--format={{len .RepoDigests}}', tag])) === 0
  );
}

/** What the engine calls itself: `Docker 28.5.2, linux/amd64`. */
export async function engineVersion(engine: Engine): Promise<string> {
  const format = 'Docker {{.Server.Version}}, {{.Server.Os}}/{{.Server.Arch}}';
  return (await docker(engine, ['version', `--format=${format}`])).trim();
}

/** The configuration of an image. */
export async function imageConfiguration(engine: Engine, tag: string): Promise<ImageConfiguration> {
  const text = await docker(engine, ['image', 'inspect', '--format={{json .Config}}', tag]);
  // The engine's documented answer; members that a test reads are checked where they are compared.
  return JSON.parse(text) as ImageConfiguration;
}

/** Removes an image; one that is not there is no error. */
export async function removeImage(engine: Engine, tag: string): Promise<void> {
  if (!tag.startsWith(PREFIX)) throw new Error(`${tag} is not an image of these tests`);
  await docker(engine, ['image', 'rm', '--force', tag]);
}

/** A port of this machine on which nobody listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port was given'));
        else resolve(address.port);
      });
    });
  });
}
