import { distributionOf, isSuite, suiteOfVersion } from './suites.js';

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

/**
 * Checked on 2026-11-23 against the Dockerfiles at nodejs/docker-node f27d936f, docker-library/python 4f070595, golang 7c8c182, ruby
 * d55e25ae7, php 445bf414, rust-lang/docker-rust 7668ee2, adoptium/containers d8d18d67, nginx/docker-nginx 0d7f438 and
 * Perl/docker-perl 8b707a1. Tags that those no longer build may set other variables (Python's PYTHON_PIP_VERSION until 2024). What
 * debian, ubuntu, alpine and the bases of others set themselves (CMD) is from memory.
 */
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

/** The `major.minor` that a tag begins with (`20-slim`: 20.0); undefined for other tags, which mean the newest or name a suite. */
function releaseOf(tag: string): { readonly major: number; readonly minor: number } | undefined {
  const match = /^(?<major>\d+)(?:\.(?<minor>\d+))?/.exec(tag);
  if (match?.groups === undefined) return undefined;
  return { major: Number(match.groups['major']), minor: Number(match.groups['minor'] ?? 0) };
}

/** Yarn comes with Node up to 25; what is named by no number is the newest but for the long-term releases. */
function node(tag: string): BaseConfig {
  const release = releaseOf(tag);
  const hasYarn =
    release === undefined
      ? /^(?:lts|argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen|iron|jod|krypton)/.test(
          tag,
        )
      : release.major < 26;
  return {
    ...SHELL,
    environment: variables(
      hasYarn ? { NODE_VERSION: undefined, YARN_VERSION: undefined } : { NODE_VERSION: undefined },
    ),
    entrypoint: ['docker-entrypoint.sh'],
    command: ['node'],
  };
}

/** LANG is set up to 3.12, the key of the release's signer up to 3.13; `3` and what is named by no number are the newest. */
function python(tag: string): BaseConfig {
  const release = releaseOf(tag);
  const isTwo = release?.major === 2;
  const minor = release === undefined || /^3(?!\.)/.test(tag) ? Infinity : release.minor;
  return {
    ...SHELL,
    environment: variables({
      PATH: '/usr/local/bin:$PATH',
      ...(isTwo || minor < 13 ? { LANG: 'C.UTF-8' } : {}),
      ...(isTwo || minor < 14 ? { GPG_KEY: undefined } : {}),
      PYTHON_VERSION: undefined,
      ...(isTwo ? {} : { PYTHON_SHA256: undefined }),
    }),
    command: [isTwo ? 'python2' : 'python3'],
  };
}

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

/**
 * undefined before 1.20: releases of 1.19 came to the entrypoint and to SIGQUIT one after the other (May and November 2020).
 */
function nginx(tag: string): BaseConfig | undefined {
  const release = releaseOf(tag);
  if (release !== undefined && /^1\.\d/.test(tag) && release.minor < 20) return undefined;
  return {
    ...SHELL,
    environment: variables({
      NGINX_VERSION: undefined,
      ...(/alpine.*-slim$/.test(tag)
        ? {}
        : { NJS_VERSION: undefined, NJS_RELEASE: undefined, ACME_VERSION: undefined }),
      PKG_RELEASE: undefined,
      DYNPKG_RELEASE: undefined,
      ...(/-otel$/.test(tag) ? { OTEL_VERSION: undefined } : {}),
    }),
    entrypoint: ['/docker-entrypoint.sh'],
    command: ['nginx', '-g', 'daemon off;'],
    stopSignal: 'SIGQUIT',
    exposed: ['80'],
  };
}

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

function isUbuntu(tag: string): boolean {
  const word = tag.replace(/-.*$/, '');
  return isSuite(word)
    ? distributionOf(word) === 'ubuntu'
    : suiteOfVersion('ubuntu', word) !== undefined;
}

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
      return SHELL;
    case 'buildpack-deps':
      return isUbuntu(name) ? { ...SHELL, command: ['/bin/bash'] } : SHELL;
    case 'ubuntu':
      return { ...SHELL, command: ['/bin/bash'] };
    case 'alpine':
      return { ...SHELL, command: ['/bin/sh'] };
    case 'node':
      return node(name);
    case 'python':
      return python(name);
    case 'golang':
      return /alpine/.test(name) ? { ...GOLANG, command: ['/bin/sh'] } : GOLANG;
    case 'ruby':
      return RUBY;
    case 'rust':
      return /alpine/.test(name) ? { ...RUST, command: ['/bin/sh'] } : RUST;
    case 'perl':
      // The command names the release: `perl5.42.1 -de0`.
      return { ...SHELL, workdir: '/usr/src/app', command: undefined };
    case 'php':
      return php(name);
    case 'nginx':
      return nginx(name);
    case 'eclipse-temurin':
      return /(?:^|-)jre(?:-|$)/.test(name)
        ? { ...TEMURIN, command: /alpine/.test(name) ? ['/bin/sh'] : ['/bin/bash'] }
        : TEMURIN;
    default:
      return undefined;
  }
}
