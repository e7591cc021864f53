import { COMMANDS, SUITES } from './data/commands.js';
import { IMAGES, LAYERS } from './data/image-packages.js';
import { suiteTable } from './suite-table.js';
import type { Suite } from './suites.js';

/** Official images whose full and slim variants are known in what they hold. */
export type ImageFamily =
  'debian' | 'elixir' | 'erlang' | 'node' | 'perl' | 'pypy' | 'python' | 'ruby' | 'rust';

/** What becomes of a command when the full variant of an image gives way to the slim one. */
export type CommandNeed =
  | { readonly kind: 'in-slim' }
  /** The full variant has it, the slim one does not; these Debian packages bring it. */
  | { readonly kind: 'install'; readonly packages: readonly string[] }
  /** It compiles, or is only of use where something is compiled. */
  | { readonly kind: 'compiler' }
  /** Neither variant has it, so the swap takes nothing away. */
  | { readonly kind: 'not-in-full' }
  /** The variants hold the same packages, whichever these are. */
  | { readonly kind: 'same' }
  | { readonly kind: 'unknown' };

/**
 * Commands that both variants bring beside Debian's packages, in /usr/local or /opt. From memory; the Dockerfiles at
 * `SOURCES` of data/image-packages build them from source.
 */
const OWN_COMMANDS: Readonly<Record<ImageFamily, RegExp>> = {
  debian: /^$/,
  elixir:
    /^(?:erl|erlc|escript|epmd|dialyzer|typer|ct_run|run_erl|to_erl|rebar3|elixir|elixirc|iex|mix)$/,
  erlang: /^(?:erl|erlc|escript|epmd|dialyzer|typer|ct_run|run_erl|to_erl|rebar3)$/,
  node: /^(?:node|nodejs|npm|npx|corepack|yarn|yarnpkg|docker-entrypoint\.sh)$/,
  perl: /^(?:perl[\d.]*|perlbug|perldoc|perlivp|perlthanks|cpan|cpanm|corelist|enc2xs|encguess|h2ph|h2xs|instmodsh|json_pp|piconv|pl2pm|pod[a-z0-9]+|prove|ptar|ptardiff|ptargrep|shasum|splain|streamzip|xsubpp|zipdetails)$/,
  pypy: /^(?:pypy3?(?:\.\d+)?|python[\d.]*|pip[\d.]*)$/,
  python:
    /^(?:python[\d.]*|pip[\d.]*|python[\d.]*-config|2to3(?:-[\d.]+)?|idle[\d.]*|pydoc[\d.]*|pyvenv(?:-[\d.]+)?|easy_install(?:-[\d.]+)?|wheel)$/,
  ruby: /^(?:ruby|gem|bundle|bundler|irb|erb|rake|rdoc|ri|racc|rbs|rdbg|syntax_suggest|typeprof|test-unit)$/,
  rust: /^(?:rustc|rustup|rustdoc|rustfmt|rust-gdb|rust-gdbgui|rust-lldb|rust-analyzer|cargo|cargo-(?:clippy|fmt|miri)|clippy-driver|rls)$/,
};

/** Commands of these packages compile, or serve only where something is compiled. */
const BUILD_PACKAGES =
  /^(?:autoconf|automake|autotools-dev|binutils.*|cpp.*|dpkg-dev|g\+\+.*|gcc.*|gettext.*|gir1\.2-.*|girepository-tools|libtool.*|m4|make|pkg-config|pkgconf.*|lib.*-dev(?:-bin|-tools)?|libc-dev-bin|icu-devtools|comerr-dev|krb5-multidev|default-libmysqlclient-dev|intltool.*)$/;

/** What to name in an apt line for the package that owns a command. */
const CANONICAL: Readonly<Record<string, readonly string[]>> = {
  curl: ['ca-certificates', 'curl'],
  wget: ['ca-certificates', 'wget'],
  git: ['ca-certificates', 'git'],
  mercurial: ['ca-certificates', 'mercurial'],
  'mercurial-common': ['ca-certificates', 'mercurial'],
  subversion: ['ca-certificates', 'subversion'],
  dirmngr: ['dirmngr', 'gnupg'],
  gpg: ['gnupg'],
  'gnupg-utils': ['gnupg'],
  gpgconf: ['gnupg'],
  gpgsm: ['gnupg'],
  'gpg-agent': ['gnupg'],
  'gpg-wks-client': ['gnupg'],
  'gpg-wks-server': ['gnupg'],
  'imagemagick-6.q16': ['imagemagick'],
  'imagemagick-7.q16': ['imagemagick'],
  'python3-minimal': ['python3'],
  'python3.9': ['python3'],
  'python3.9-minimal': ['python3'],
  'python3.11': ['python3'],
  'python3.11-minimal': ['python3'],
  'python3.13': ['python3'],
  'python3.13-minimal': ['python3'],
};

type Layer = 'base' | 'curl' | 'scm' | 'main';

const LAYER_ORDER: readonly Layer[] = ['base', 'curl', 'scm', 'main'];

const packagesByCommand = suiteTable(COMMANDS, SUITES);

/**
 * The Debian packages that bring a command on a suite, in alphabetical order; empty where none of those that the table knows does: the
 * packages of the official images, and well-used ones.
 */
export function packagesWithCommand(suite: Suite, command: string): readonly string[] {
  return packagesByCommand(suite).get(command) ?? [];
}

let images: ReadonlyMap<string, string> | undefined;

/** What the table says of a variant on a suite: `layer packages`. A release of its own wins. */
function variantText(
  image: string,
  variant: string,
  suite: Suite,
  release: string | undefined,
): string | undefined {
  if (images === undefined) {
    const all = new Map<string, string>();
    for (const line of IMAGES.split('\n')) {
      const colon = line.indexOf(':');
      const [name = '', kind = '', where = '', releases = ''] = line.slice(0, colon).split(' ');
      for (const one of releases.split(',')) {
        all.set(`${name} ${kind} ${where} ${one}`, line.slice(colon + 2));
      }
    }
    images = all;
  }
  const key = `${image} ${variant} ${suite} `;
  return images.get(`${key}${release ?? ''}`) ?? images.get(key);
}

const packageSets = new Map<string, ReadonlySet<string>>();

/** The packages of an image's variant; undefined where the table does not have it. Each set is made once. */
function packagesOf(
  image: string,
  variant: 'full' | 'slim',
  suite: Suite,
  release: string | undefined,
): ReadonlySet<string> | undefined {
  // Elixir's images are Erlang's with files in /usr/local.
  const text =
    image === 'debian'
      ? 'base'
      : // GCC's images are these with files in /usr/local.
        image === 'buildpack-deps' || image === 'gcc'
        ? 'main'
        : variantText(
            image === 'elixir' ? 'erlang' : image,
            variant,
            suite,
            image === 'elixir' ? undefined : release,
          );
  const layers = Object.hasOwn(LAYERS, suite) ? LAYERS[suite] : undefined;
  if (layers === undefined || text === undefined) return undefined;
  const key = `${suite} ${text}`;
  const known = packageSets.get(key);
  if (known !== undefined) return known;
  const [last = '', ...more] = text.split(' ');
  const upTo = LAYER_ORDER.slice(0, LAYER_ORDER.findIndex((layer) => layer === last) + 1);
  const set = new Set([...upTo.flatMap((layer) => layers[layer].split(' ')), ...more]);
  packageSets.set(key, set);
  return set;
}

const FAMILY_NAMES: ReadonlySet<string> = new Set(Object.keys(OWN_COMMANDS));

/** The family of an official image (`python`); undefined where full and slim are not known, or there is no slim. */
export function familyOf(image: string): ImageFamily | undefined {
  const isFamily = (name: string): name is ImageFamily => FAMILY_NAMES.has(name);
  return isFamily(image) ? image : undefined;
}

/**
 * The Debian packages of the full variant; undefined for a suite without data.
 *
 * @param release `3.6` where the tag names one: some old releases hold others than the newest.
 */
export function packagesInFull(
  family: ImageFamily,
  suite: Suite,
  release?: string,
): ReadonlySet<string> | undefined {
  return packagesOf(family, 'full', suite, release);
}

/**
 * The Debian packages that the slim variant surely has: those of debian:SUITE-slim and those it installs by name, with what they depend
 * on. What it keeps because its own program is linked with it is not counted.
 *
 * @param release `3.6` where the tag names one: some old releases hold others than the newest.
 */
export function packagesInSlim(
  family: ImageFamily,
  suite: Suite,
  release?: string,
): ReadonlySet<string> | undefined {
  return packagesOf(family, 'slim', suite, release);
}

/**
 * The Debian packages that an official image holds, as its tag says: of a slim variant those that it surely has. Undefined for what no
 * table has.
 */
export function packagesInImage(
  image: string,
  tag: string | undefined,
  suite: Suite,
): ReadonlySet<string> | undefined {
  if (tag !== undefined && OTHER_VARIANT.test(tag)) return undefined;
  // These hold less than the plain tags, and the table names no image of them.
  if (image === 'buildpack-deps' && /(?:^|-)(?:curl|scm)$/.test(tag ?? '')) return undefined;
  const release = /^\d+\.\d+/.exec(tag ?? '')?.[0];
  return packagesOf(image, isSlimTag(tag) ? 'slim' : 'full', suite, release);
}

/** Variants that are neither full nor slim. */
const OTHER_VARIANT = /alpine|windows|nanoserver/;

/** Whether a tag of an official image names a slim variant. */
export function isSlimTag(tag: string | undefined): boolean {
  return tag?.includes('slim') === true;
}

/** The packages that go with the full variant: what a program could have found there without asking for it. */
export function packagesOnlyInFull(
  family: ImageFamily,
  suite: Suite,
  release?: string,
): ReadonlySet<string> | undefined {
  // On every suite: debuerreotype makes Debian's slim images by deleting files (`debuerreotype-slimify` at 7de510f, 2026-06-05).
  if (family === 'debian') return NO_PACKAGES;
  const slim = packagesInSlim(family, suite, release);
  const full = packagesInFull(family, suite, release);
  if (slim === undefined || full === undefined) return undefined;
  return new Set([...full].filter((name) => !slim.has(name)));
}

const NO_PACKAGES: ReadonlySet<string> = new Set();

/**
 * Of these packages, the ones that go with the full variant, and so have to be installed after a swap to slim. A package that
 * the full variant lacked too is not among them. Debian 13 renamed libraries to `…t64`; the old names are understood, by apt too.
 */
export function lostPackages(
  family: ImageFamily,
  suite: Suite,
  packages: readonly string[],
  release?: string,
): readonly string[] | undefined {
  const lost = packagesOnlyInFull(family, suite, release);
  return lost && packages.filter((name) => lost.has(name) || lost.has(`${name}t64`));
}

/**
 * What becomes of a command when the full image of a family gives way to its slim twin on the same suite. A full path
 * (`/usr/bin/curl`) is taken for its last part.
 *
 * @param release `3.6` where the tag names one: some old releases hold others than the newest.
 */
export function commandNeed(
  family: ImageFamily,
  suite: Suite,
  command: string,
  release?: string,
): CommandNeed {
  const word = command.slice(command.lastIndexOf('/') + 1);
  const slim = packagesInSlim(family, suite, release);
  const full = packagesInFull(family, suite, release);
  if (slim === undefined || full === undefined) {
    return { kind: family === 'debian' ? 'same' : 'unknown' };
  }
  return OWN_COMMANDS[family].test(word)
    ? { kind: 'in-slim' }
    : needBetween(full, slim, suite, word);
}

/**
 * What becomes of a command when an official image on Debian (`golang`) gives way to debian:SUITE-slim, its language's own commands
 * left out of account.
 */
export function commandNeedOnDebian(
  image: string,
  suite: Suite,
  command: string,
  release?: string,
): CommandNeed {
  const word = command.slice(command.lastIndexOf('/') + 1);
  const slim = packagesInSlim('debian', suite);
  const full = packagesOf(image, 'full', suite, release);
  return slim === undefined || full === undefined
    ? { kind: 'unknown' }
    : needBetween(full, slim, suite, word);
}

function needBetween(
  full: ReadonlySet<string>,
  slim: ReadonlySet<string>,
  suite: Suite,
  word: string,
): CommandNeed {
  // The slim image has perl-base alone: a script may use any module of the perl package.
  if (word === 'perl' && full.has('perl') && !slim.has('perl')) {
    return { kind: 'install', packages: ['perl'] };
  }
  const packages = packagesWithCommand(suite, word);
  if (packages.some((name) => slim.has(name))) return { kind: 'in-slim' };
  const [owner] = packages.filter((name) => full.has(name));
  if (owner === undefined) return { kind: 'not-in-full' };
  if (BUILD_PACKAGES.test(owner)) return { kind: 'compiler' };
  const names = Object.hasOwn(CANONICAL, owner) ? CANONICAL[owner] : undefined;
  return {
    kind: 'install',
    packages: (names ?? [owner]).filter((name) => !slim.has(name)),
  };
}
