import type { ConfigurationChange, ConfigurationSetting } from './image-comparison.js';
import type { Healthcheck, ImageConfiguration } from './image-contents.js';

/** What two configurations differ in, in the order of the settings; named values by their names. */
export function configurationChanges(
  before: ImageConfiguration,
  after: ImageConfiguration,
): readonly ConfigurationChange[] {
  const old = settings(before);
  const now = settings(after);
  return [...old].flatMap(([setting, values]) => {
    const others = now.get(setting) ?? new Map<string, string>();
    return [...new Set([...values.keys(), ...others.keys()])]
      .sort()
      .map((name) => ({ setting, name, before: values.get(name), after: others.get(name) }))
      .filter((change) => change.before !== change.after);
  });
}

type Values = ReadonlyMap<string, string>;

/** Every setting with its values by name, written as a Dockerfile would. */
function settings(configuration: ImageConfiguration): ReadonlyMap<ConfigurationSetting, Values> {
  const { entrypoint, command, workingDirectory, user, stopSignal, shell } = configuration;
  return new Map<ConfigurationSetting, Values>([
    ['ENV', new Map(configuration.environment.map(variable))],
    ['ENTRYPOINT', single(words(entrypoint))],
    ['CMD', single(words(command))],
    ['WORKDIR', single(workingDirectory)],
    ['USER', single(user)],
    ['EXPOSE', named(configuration.exposedPorts)],
    ['VOLUME', named(configuration.volumes)],
    ['LABEL', configuration.labels],
    ['STOPSIGNAL', single(stopSignal)],
    ['SHELL', single(words(shell))],
    ['HEALTHCHECK', single(healthcheck(configuration.healthcheck))],
    ['ONBUILD', single(configuration.onBuild.join('\n'))],
  ]);
}

function variable(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

function single(value: string | undefined): Values {
  return value === undefined || value === '' ? new Map() : new Map([['', value]]);
}

function named(names: readonly string[]): Values {
  return new Map(names.map((name) => [name, name]));
}

function words(list: readonly string[] | undefined): string | undefined {
  return list === undefined ? undefined : JSON.stringify(list);
}

/** HEALTHCHECK takes no shorter times than milliseconds; an image has them in nanoseconds. */
const MILLISECOND = 1_000_000;
const SECOND = 1000 * MILLISECOND;

function healthcheck(check: Healthcheck | undefined): string | undefined {
  if (check === undefined) return undefined;
  const [form = '', ...rest] = check.test;
  if (form === 'NONE') return 'NONE';
  const command = form === 'CMD-SHELL' ? `CMD ${rest.join(' ')}` : `CMD ${JSON.stringify(rest)}`;
  const duration = (name: string, nanoseconds: number | undefined) =>
    nanoseconds === undefined ? [] : [`--${name}=${time(nanoseconds)}`];
  return [
    ...duration('interval', check.interval),
    ...duration('timeout', check.timeout),
    ...duration('start-period', check.startPeriod),
    ...(check.retries === undefined ? [] : [`--retries=${check.retries}`]),
    command,
  ].join(' ');
}

function time(nanoseconds: number): string {
  return nanoseconds % SECOND === 0 ? `${nanoseconds / SECOND}s` : `${nanoseconds / MILLISECOND}ms`;
}
