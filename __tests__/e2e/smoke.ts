import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  containerLog,
  execInContainer,
  imageConfiguration,
  removeContainer,
  runImage,
  startImage,
  type Engine,
  type RunningContainer,
} from './engine.js';
import type { RewriteOptions } from './rewrite.js';

/** A program to run in a container of its own, and what it must do. */
export interface SmokeCommand {
  /** Words in place of the image's CMD; the image's own command where they are not given. */
  readonly run?: readonly string[];
  /** A program in place of the image's ENTRYPOINT. */
  readonly entrypoint?: string;
  readonly stdin?: string;
  /** All of its standard output. */
  readonly stdout: string;
  /** 0 where it is not given. */
  readonly status?: number;
}

/** A request to the image's server, and its answer. */
export interface SmokeRequest {
  /** `GET` where it is not given. */
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly send?: string;
  /** 200 where it is not given. */
  readonly status?: number;
  readonly body: string;
}

/** How an image is built, beyond its two files. */
export interface BuildOptions {
  readonly arguments?: Readonly<Record<string, string>>;
  readonly target?: string;
  /** The builder that was there before BuildKit, which `DOCKER_BUILDKIT=0` still asks for. */
  readonly classic?: boolean;
}

/** What dockopt must do with a case of `hazards/`, and how the naive rewriting of it fails. */
export interface HazardExpectation {
  /** The transforms that change something, all of them; none where it is not given. */
  readonly rewrites?: readonly string[];
  /** Findings that must be there: `transform reason`. */
  readonly refuses?: readonly string[];
  /** What the failure of `naive.Dockerfile` or `naive.dockerignore` must say. */
  readonly naive?: string;
}

/** `smoke.json`: how an image is built and run, and what it must answer. */
export interface Smoke {
  readonly description: string;
  readonly build?: BuildOptions;
  /** The build must fail, and its log must have this text; then nothing is run. */
  readonly buildFails?: string;
  /** The context is a git repository with one commit, tagged `v1.0.0`. */
  readonly git?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly commands?: readonly SmokeCommand[];
  /** Sent in this order to one server, which listens on the port that `PORT` names. */
  readonly requests?: readonly SmokeRequest[];
  /** How the library is called for a case; the whole pipeline, safe fixes alone, where it is not given. */
  readonly rewrite?: RewriteOptions;
  /** For a case of `hazards/` alone. */
  readonly hazard?: HazardExpectation;
  /** Bytes that the rewriting must win at least; 0 where it is not given. */
  readonly saves?: number;
}

/** What one probe of an image gave, in the words of `smoke.json`. */
export interface Observation {
  readonly probe: string;
  readonly status: number;
  readonly output: string;
  /** Standard error, which no case demands, but a failure is understood by. */
  readonly errors: string;
}

const START_MILLISECONDS = 30_000;

/** Reads a `smoke.json`. */
export function readSmoke(path: string): Smoke {
  // The file is ours, and its shape is the interface above.
  return JSON.parse(readFileSync(path, 'utf8')) as Smoke;
}

/** What `smoke.json` demands, in the order in which `observe` answers. */
export function expectedObservations(smoke: Smoke, hasHealthcheck: boolean): Observation[] {
  return [
    ...(smoke.commands ?? []).map((command) => ({
      probe: commandName(command),
      status: command.status ?? 0,
      output: command.stdout,
      errors: '',
    })),
    ...(smoke.requests ?? []).map((request) => ({
      probe: requestName(request),
      status: request.status ?? 200,
      output: request.body,
      errors: '',
    })),
    ...(hasHealthcheck && smoke.requests !== undefined
      ? [{ probe: 'HEALTHCHECK', status: 0, output: '', errors: '' }]
      : []),
  ];
}

/**
 * Runs all that a `smoke.json` names, and the image's own HEALTHCHECK beside its server.
 * @throws Error with the container's log when its server does not come up
 */
export async function observe(engine: Engine, tag: string, smoke: Smoke): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const command of smoke.commands ?? []) {
    const { status, stdout, stderr } = await runImage(engine, tag, {
      words: command.run ?? [],
      stdin: command.stdin ?? '',
      environment: smoke.environment ?? {},
      ...(command.entrypoint === undefined ? {} : { entrypoint: command.entrypoint }),
    });
    observations.push({ probe: commandName(command), status, output: stdout, errors: stderr });
  }
  if (smoke.requests === undefined) return observations;

  const container = await startImage(engine, tag, smoke.environment);
  try {
    await waitForServer(engine, container);
    for (const request of smoke.requests) observations.push(await send(container, request));
    const test = await healthcheckWords(engine, tag);
    if (test !== undefined) {
      const { status, stdout, stderr } = await execInContainer(engine, container, test);
      observations.push({ probe: 'HEALTHCHECK', status, output: '', errors: stdout + stderr });
    }
  } finally {
    await removeContainer(engine, container);
  }
  return observations;
}

/** The program that an image's HEALTHCHECK runs; undefined where it has none. */
export async function healthcheckWords(
  engine: Engine,
  tag: string,
): Promise<readonly string[] | undefined> {
  const [form, ...words] = (await imageConfiguration(engine, tag)).Healthcheck?.Test ?? [];
  if (form === undefined || form === 'NONE') return undefined;
  return form === 'CMD-SHELL' ? ['/bin/sh', '-c', ...words] : words;
}

/** What differs between what was seen and what is demanded, with what the program said of it; empty where nothing does. */
export function differences(
  observed: readonly Observation[],
  expected: readonly Observation[],
): string {
  return expected
    .flatMap(({ probe, status, output }, index) => {
      const seen = observed[index];
      if (seen?.probe === probe && seen.status === status && seen.output === output) return [];
      return [
        `${probe}: expected status ${status} and ${JSON.stringify(output)}`,
        seen === undefined
          ? 'but it was not tried'
          : `but got status ${seen.status} and ${JSON.stringify(seen.output)}\n${seen.errors}`,
      ];
    })
    .join('\n');
}

async function send(container: RunningContainer, request: SmokeRequest): Promise<Observation> {
  const response = await fetch(`http://127.0.0.1:${container.port}${request.path}`, {
    method: request.method ?? 'GET',
    redirect: 'manual',
    ...(request.headers === undefined ? {} : { headers: request.headers }),
    ...(request.send === undefined ? {} : { body: request.send }),
  });
  return {
    probe: requestName(request),
    status: response.status,
    output: await response.text(),
    errors: '',
  };
}

async function waitForServer(engine: Engine, container: RunningContainer): Promise<void> {
  const end = Date.now() + START_MILLISECONDS;
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${container.port}/`, { redirect: 'manual' });
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw new Error(
          `nothing answers on port ${container.port}; the container said:\n${await containerLog(engine, container)}`,
          { cause: error },
        );
      }
      await sleep(100);
    }
  }
}

function commandName({ run, entrypoint }: SmokeCommand): string {
  return [...(entrypoint === undefined ? [] : [entrypoint]), ...(run ?? ['CMD'])].join(' ');
}

function requestName({ method, path }: SmokeRequest): string {
  return `${method ?? 'GET'} ${path}`;
}
