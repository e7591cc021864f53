import type { Argv } from 'yargs';
import {
  ENGINE_NAMES,
  type BuildSettings,
  type EngineName,
  type RunSettings,
} from '../image/session.js';
import { many, once, seconds, text, UsageError } from './option-values.js';

const BUILD_SECONDS = 1800;
const SMOKE_SECONDS = 60;

const GROUP = 'Building and running:';

/** The names of the options that {@link engineOptions} adds. */
export const ENGINE_OPTIONS = [
  ...['engine', 'builder', 'platform', 'build-arg', 'build-context', 'secret', 'ssh', 'network'],
  ...['add-host', 'run-arg', 'port', 'build-timeout', 'smoke-timeout', 'keep'],
] as const;

/** Those of them that are about running containers. */
export const RUN_OPTIONS = ['run-arg', 'port', 'smoke-timeout'] as const;

/** What the command line says about building and running images. */
export interface EngineSettings {
  /** The only client to use; undefined for the first whose engine answers. */
  readonly engine: EngineName | undefined;
  readonly builder: string | undefined;
  readonly keep: boolean;
  readonly build: BuildSettings;
  readonly run: RunSettings;
}

/** Adds the options of every command that builds. `--target` is not among them: a plan asks for it, too. */
export function engineOptions<Options>(builder: Argv<Options>) {
  const one = { type: 'string', requiresArg: true, group: GROUP } as const;
  // Each takes one word, so that a path may follow it.
  const more = { type: 'string', array: true, nargs: 1, group: GROUP } as const;
  return builder
    .option('engine', {
      choices: ENGINE_NAMES,
      requiresArg: true,
      group: GROUP,
      describe: 'The client to use [the first whose engine answers]',
    })
    .option('builder', { ...one, describe: 'A builder of docker buildx' })
    .option('platform', { ...one, describe: 'Build for this platform' })
    .option('build-arg', { ...more, describe: 'NAME=value, or NAME of a variable' })
    .option('build-context', { ...more, describe: 'A further context: NAME=path' })
    .option('secret', { ...more, describe: 'A secret: id=NAME,src=path; never printed' })
    .option('ssh', { ...more, describe: 'An agent or key: default, or id=path' })
    .option('network', { ...one, describe: 'The network of RUN' })
    .option('add-host', { ...more, describe: 'A host that RUN knows: name:address' })
    .option('run-arg', { ...more, describe: 'A word for each run: --run-arg=--env=A=1' })
    .option('port', { ...more, describe: 'A port on which the program listens' })
    .option('build-timeout', { ...one, describe: `Seconds for each build [${BUILD_SECONDS}]` })
    .option('smoke-timeout', { ...one, describe: `Seconds for each smoke run [${SMOKE_SECONDS}]` })
    .option('keep', {
      type: 'boolean',
      group: GROUP,
      describe: 'Keep images, containers and temporary files',
    });
}

/** What yargs reads of {@link engineOptions}, and of `--target`. */
export type EngineArguments = Awaited<ReturnType<typeof engineOptions>['argv']> & {
  readonly target: string | undefined;
};

/** Reads the options of {@link engineOptions}. @throws UsageError where a value is none */
export function readEngineOptions(parsed: EngineArguments): EngineSettings {
  return {
    engine: once('engine', parsed.engine),
    builder: text('builder', parsed.builder),
    keep: parsed.keep === true,
    build: {
      target: text('target', parsed.target),
      platform: text('platform', parsed.platform),
      buildArguments: many('build-arg', parsed['build-arg']),
      buildContexts: many('build-context', parsed['build-context']),
      secrets: many('secret', parsed.secret),
      ssh: many('ssh', parsed.ssh),
      network: text('network', parsed.network),
      addHosts: many('add-host', parsed['add-host']),
      timeoutSeconds: seconds('build-timeout', parsed['build-timeout']) ?? BUILD_SECONDS,
    },
    run: {
      runArguments: many('run-arg', parsed['run-arg']),
      ports: many('port', parsed.port).map(readPort),
      smokeTimeoutSeconds: seconds('smoke-timeout', parsed['smoke-timeout']) ?? SMOKE_SECONDS,
    },
  };
}

/** The options of {@link engineOptions} that a command line has, for commands in which they need another one. */
export function givenEngineOptions(parsed: Readonly<Record<string, unknown>>): readonly string[] {
  return ENGINE_OPTIONS.filter((name) => parsed[name] !== undefined);
}

function readPort(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= 65535) return port;
  throw new UsageError(`--port can't be ${value}, give a number from 1 to 65535`);
}
