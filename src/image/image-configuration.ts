import type { Healthcheck, ImageConfiguration } from '../comparison/image-contents.js';
import { instructionOf } from './created-by.js';
import { items, members, number, text, textMembers, texts } from './json.js';

/** What an image's configuration file says. */
export interface ConfigurationFile {
  /** `linux/amd64`, with a variant where it has one: `linux/arm/v7`. */
  readonly platform: string;
  readonly configuration: ImageConfiguration;
  /** Digests of the uncompressed layers, from the base up. */
  readonly diffIds: readonly string[];
  /** The instruction of each layer; empty where the history does not tell. */
  readonly instructions: readonly string[];
}

/**
 * Reads an image's configuration; undefined where the value is none.
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export function readConfigurationFile(value: unknown): ConfigurationFile | undefined {
  const file = members(value);
  const diffIds = texts(members(file['rootfs'])['diff_ids']);
  if (diffIds === undefined) return undefined;
  return {
    platform: platformOf(file),
    configuration: configurationOf(members(file['config'])),
    diffIds,
    instructions: instructionsOf(items(file['history']), diffIds.length),
  };
}

/** `os/architecture` or `os/architecture/variant`, of an image's configuration or of a descriptor's platform. */
export function platformOf(value: Readonly<Record<string, unknown>>): string {
  const parts = [text(value['os']) ?? 'linux', text(value['architecture']) ?? 'unknown'];
  const variant = text(value['variant']);
  return [...parts, ...(variant === undefined || variant === '' ? [] : [variant])].join('/');
}

function configurationOf(config: Readonly<Record<string, unknown>>): ImageConfiguration {
  return {
    environment: texts(config['Env']) ?? [],
    entrypoint: wordsOf(config['Entrypoint']),
    command: wordsOf(config['Cmd']),
    workingDirectory: text(config['WorkingDir']) ?? '',
    user: text(config['User']) ?? '',
    exposedPorts: Object.keys(members(config['ExposedPorts'])).sort(),
    volumes: Object.keys(members(config['Volumes'])).sort(),
    labels: textMembers(config['Labels']),
    stopSignal: text(config['StopSignal']),
    shell: wordsOf(config['Shell']),
    healthcheck: healthcheckOf(members(config['Healthcheck'])),
    onBuild: texts(config['OnBuild']) ?? [],
  };
}

/** Some tools write an empty list where others write none; no engine tells them apart. */
function wordsOf(value: unknown): readonly string[] | undefined {
  const words = texts(value);
  return words?.length === 0 ? undefined : words;
}

function healthcheckOf(check: Readonly<Record<string, unknown>>): Healthcheck | undefined {
  const test = texts(check['Test']);
  if (test === undefined || test.length === 0) return undefined;
  return {
    test,
    interval: number(check['Interval']),
    timeout: number(check['Timeout']),
    startPeriod: number(check['StartPeriod']),
    retries: number(check['Retries']),
  };
}

/** The history names the layers in their order, between instructions that made none. */
function instructionsOf(history: readonly unknown[], layers: number): readonly string[] {
  const made = history.map(members).filter((entry) => entry['empty_layer'] !== true);
  // Tools that squash or rebase leave histories that do not fit: then which is whose is unknown.
  if (made.length !== layers) return Array.from({ length: layers }, () => '');
  return made.map((entry) => instructionOf(text(entry['created_by']) ?? ''));
}
