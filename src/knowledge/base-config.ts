/** One variable that a base image sets. */
export interface BaseVariable {
  readonly name: string;
  /** As an ENV line would say it; undefined where it changes with every release of the image. */
  readonly value: string | undefined;
}

/** What the configuration of a base image gives to all that is built on it. */
export interface BaseConfig {
  readonly environment: readonly BaseVariable[];
  /** `/` where none is set. */
  readonly workdir: string;
  /** undefined: root. */
  readonly user: string | undefined;
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
  readonly stopSignal: string | undefined;
  readonly exposed: readonly string[];
}

/** Read from the Dockerfiles of the images' repositories, on 2026-11-23. */
export const BASE_CONFIG_DATE = '2026-11-23';

const SHELL: BaseConfig = {
  environment: [],
  workdir: '/',
  user: undefined,
  entrypoint: undefined,
  command: ['bash'],
  stopSignal: undefined,
  exposed: [],
};

function variables(text: Readonly<Record<string, string | undefined>>): readonly BaseVariable[] {
  return Object.entries(text).map(([name, value]) => ({ name, value }));
}

const NODE: BaseConfig = {
  ...SHELL,
  environment: variables({ NODE_VERSION: undefined, YARN_VERSION: undefined }),
  entrypoint: ['docker-entrypoint.sh'],
  command: ['node'],
};

const PYTHON: BaseConfig = {
  ...SHELL,
  environment: variables({
    PATH: '/usr/local/bin:$PATH',
    LANG: undefined,
    GPG_KEY: undefined,
    PYTHON_VERSION: undefined,
    PYTHON_SHA256: undefined,
  }),
  command: ['python3'],
};

const GOLANG: BaseConfig = {
  ...SHELL,
  environment: variables({
    GOLANG_VERSION: undefined,
    GOTOOLCHAIN: 'local',
    GOPATH: '/go',
    PATH: '/go/bin:/usr/local/go/bin:$PATH',
  }),
  workdir: '/go',
};

const RUBY: BaseConfig = {
  ...SHELL,
  environment: variables({
    LANG: 'C.UTF-8',
    RUBY_VERSION: undefined,
    RUBY_DOWNLOAD_URL: undefined,
    RUBY_DOWNLOAD_SHA256: undefined,
    GEM_HOME: '/usr/local/bundle',
    BUNDLE_SILENCE_ROOT_WARNING: '1',
    BUNDLE_APP_CONFIG: '/usr/local/bundle',
    PATH: '/usr/local/bundle/bin:$PATH',
  }),
  command: ['irb'],
};

const RUST: BaseConfig = {
  ...SHELL,
  environment: variables({
    RUSTUP_HOME: '/usr/local/rustup',
    CARGO_HOME: '/usr/local/cargo',
    PATH: '/usr/local/cargo/bin:$PATH',
    RUST_VERSION: undefined,
  }),
};

const TEMURIN: BaseConfig = {
  ...SHELL,
  environment: variables({
    JAVA_HOME: '/opt/java/openjdk',
    PATH: '/opt/java/openjdk/bin:$PATH',
    LANG: 'en_US.UTF-8',
    LANGUAGE: 'en_US:en',
    LC_ALL: 'en_US.UTF-8',
    JAVA_VERSION: undefined,
  }),
  entrypoint: ['/__cacert_entrypoint.sh'],
  command: ['jshell'],
};

const NGINX: BaseConfig = {
  ...SHELL,
  environment: variables({
    NGINX_VERSION: undefined,
    NJS_VERSION: undefined,
    NJS_RELEASE: undefined,
    PKG_RELEASE: undefined,
    DYNPKG_RELEASE: undefined,
  }),
  entrypoint: ['/docker-entrypoint.sh'],
  command: ['nginx', '-g', 'daemon off;'],
  stopSignal: 'SIGQUIT',
  exposed: ['80'],
};

const PHP: BaseConfig = {
  ...SHELL,
  environment: variables({
    PHPIZE_DEPS: undefined,
    PHP_INI_DIR: '/usr/local/etc/php',
    PHP_CFLAGS: undefined,
    PHP_CPPFLAGS: undefined,
    PHP_LDFLAGS: undefined,
    GPG_KEYS: undefined,
    PHP_VERSION: undefined,
    PHP_URL: undefined,
    PHP_ASC_URL: undefined,
    PHP_SHA256: undefined,
  }),
  entrypoint: ['docker-php-entrypoint'],
  command: ['php', '-a'],
};

function php(tag: string): BaseConfig {
  if (/(?:^|-)apache(?:-|$)/.test(tag)) {
    return {
      ...PHP,
      environment: [
        ...PHP.environment,
        ...variables({ APACHE_CONFDIR: '/etc/apache2', APACHE_ENVVARS: '/etc/apache2/envvars' }),
      ],
      workdir: '/var/www/html',
      command: ['apache2-foreground'],
      stopSignal: 'SIGWINCH',
      exposed: ['80'],
    };
  }
  if (!/(?:^|-)fpm(?:-|$)/.test(tag)) return PHP;
  return {
    ...PHP,
    workdir: '/var/www/html',
    command: ['php-fpm'],
    stopSignal: 'SIGQUIT',
    exposed: ['9000'],
  };
}

/**
 * What an official image configures for all that is built on it; undefined where it is not known. Windows variants are not.
 *
 * @param tag no tag means `latest`.
 */
export function configOf(image: string, tag: string | undefined): BaseConfig | undefined {
  const name = tag ?? 'latest';
  if (/windowsservercore|nanoserver|onbuild/.test(name)) return undefined;
  switch (image) {
    case 'debian':
    case 'buildpack-deps':
      return SHELL;
    case 'ubuntu':
      return { ...SHELL, command: ['/bin/bash'] };
    case 'alpine':
      return { ...SHELL, command: ['/bin/sh'] };
    case 'node':
      return NODE;
    case 'python':
      return PYTHON;
    case 'golang':
      return /alpine/.test(name) ? { ...GOLANG, command: ['/bin/sh'] } : GOLANG;
    case 'ruby':
      return RUBY;
    case 'rust':
      return /alpine/.test(name) ? { ...RUST, command: ['/bin/sh'] } : RUST;
    case 'perl':
      return { ...SHELL, workdir: '/usr/src/app', command: undefined };
    case 'php':
      return php(name);
    case 'nginx':
      return NGINX;
    case 'eclipse-temurin':
      return /(?:^|-)jre(?:-|$)/.test(name)
        ? { ...TEMURIN, command: /alpine/.test(name) ? ['/bin/sh'] : ['/bin/bash'] }
        : TEMURIN;
    default:
      return undefined;
  }
}
