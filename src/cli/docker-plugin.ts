import packageManifest from '../../package.json' with { type: 'json' };

/** How the program was called. */
export type Invocation =
  | { readonly kind: 'program'; readonly words: readonly string[]; readonly program: string }
  | {
      /** By docker, as a plugin of it. */
      readonly kind: 'plugin';
      readonly words: readonly string[];
      readonly program: string;
      /** What docker was told, as docker reads it of the environment; undefined for what is not to be there. */
      readonly environment: Environment;
    }
  | {
      /** By docker, for no more than this text. */
      readonly kind: 'answer';
      readonly text: string;
    }
  | {
      readonly kind: 'usage';
      readonly message: string;
    };

type Environment = Readonly<Record<string, string | undefined>>;

/** The name under which docker runs the program. */
const NAME = 'dockopt';

/** The options of docker that take a value, by all their names, and what each means for the engine that is asked. */
const VALUES: readonly {
  readonly names: readonly string[];
  /** Undefined for what can't be handed on. */
  readonly environment: ((value: string) => Environment) | undefined;
}[] = [
  { names: ['--config'], environment: (value) => ({ DOCKER_CONFIG: value }) },
  {
    names: ['--context', '-c'],
    // Of the environment alone the host would win.
    environment: (value) => ({ DOCKER_CONTEXT: value, DOCKER_HOST: undefined }),
  },
  {
    names: ['--host', '-H'],
    environment: (value) => ({ DOCKER_HOST: value, DOCKER_CONTEXT: undefined }),
  },
  { names: ['--log-level', '-l'], environment: () => ({}) },
  { names: ['--tlscacert'], environment: undefined },
  { names: ['--tlscert'], environment: undefined },
  { names: ['--tlskey'], environment: undefined },
];

/** The options of docker that take none. */
const SWITCHES: Readonly<Record<string, Environment>> = {
  '--debug': {},
  '-D': {},
  '--tls': { DOCKER_TLS: '1' },
  '--tlsverify': { DOCKER_TLS_VERIFY: '1' },
};

/**
 * Tells how the program was called: by a person, or by docker as a plugin of it. Docker asks for metadata first, and then
 * calls it with all its own arguments: `docker --host H dockopt fix` comes as `--host H dockopt fix`.
 * @param words the arguments, without the names of Node and of the program
 * @see https://github.com/docker/cli/blob/v28.2.2/cli-plugins/metadata/metadata.go
 */
export function readInvocation(words: readonly string[], environment: Environment): Invocation {
  if (words[0] === 'docker-cli-plugin-metadata') {
    return { kind: 'answer', text: `${JSON.stringify(metadata())}\n` };
  }
  const own: Invocation = { kind: 'program', words, program: NAME };
  if (environment['DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND'] === undefined) return own;
  const read = readDockerOptions(words);
  if ('message' in read) return { kind: 'usage', message: read.message };
  const { rest } = read;
  const plugin = {
    kind: 'plugin',
    program: `docker ${NAME}`,
    environment: read.environment,
  } as const;
  const [first = '', ...others] = rest;
  if (first === NAME) return { ...plugin, words: others };
  if (first === 'help' && others[0] === NAME) {
    return { ...plugin, words: [...others.slice(1), '--help'] };
  }
  // A shell asks for completions: none but names of files.
  if (/^__complete(?:NoDesc)?$/.test(first) && others[0] === NAME) {
    return { kind: 'answer', text: ':0\n' };
  }
  return own;
}

/** What docker has to know of a plugin. */
function metadata() {
  return {
    SchemaVersion: '0.1.0',
    Vendor: NAME,
    Version: packageManifest.version,
    ShortDescription: packageManifest.description,
    URL: 'https://github.com/dockopt/dockopt',
  };
}

/** Reads docker's own options off the front of the arguments. */
function readDockerOptions(
  words: readonly string[],
):
  | { readonly environment: Environment; readonly rest: readonly string[] }
  | { readonly message: string } {
  let environment: Environment = {};
  let at = 0;
  for (; words[at]?.startsWith('-') === true; at += 1) {
    const word = words[at] ?? '';
    const switched = SWITCHES[word.replace(/=true$/, '')];
    if (switched !== undefined) {
      environment = { ...environment, ...switched };
      continue;
    }
    const option = VALUES.find(({ names }) => names.some((name) => isOption(word, name)));
    if (option === undefined) break;
    const isWhole = option.names.includes(word);
    const value = isWhole ? (words[at + 1] ?? '') : word.replace(/^--[^=]*=|^-[a-zA-Z]=?/, '');
    if (isWhole) at += 1;
    if (option.environment === undefined) {
      return {
        message: `docker does not hand on ${option.names.join(', ')}, set DOCKER_CERT_PATH to the folder of the certificates`,
      };
    }
    environment = { ...environment, ...option.environment(value) };
  }
  return { environment, rest: words.slice(at) };
}

/** Whether a word is an option, alone or with its value: `--host`, `--host=H`, `-H`, `-HH`. */
function isOption(word: string, name: string): boolean {
  if (word === name) return true;
  return name.startsWith('--')
    ? word.startsWith(`${name}=`)
    : word.startsWith(name) && !word.startsWith('--');
}
