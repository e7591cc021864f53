import { COMMANDS, LAYERS } from './data/commands.js';
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
  | { readonly kind: 'unknown' };

interface FamilyFacts {
  /** The layer of buildpack-deps that the full variant stands on; `base`: Debian itself. */
  readonly layer: 'base' | 'main';
  /** What the full variant installs beside it. */
  readonly full: readonly string[];
  /** What the slim variant keeps beside debian:SUITE-slim, by apt. */
  readonly slim: readonly string[];
  /** Commands that both variants bring in /usr/local or /opt. */
  readonly own: RegExp;
}

/**
 * Source: the Dockerfiles of nodejs/docker-node f27d936 (2026-08-19), docker-library/python 4f07059 (2026-06-23),
 * docker-library/ruby, rust-lang/docker-rust, Perl/docker-perl, docker-library/pypy, erlang/docker-erlang-otp 023b069
 * (2026-07-28), erlef/docker-elixir 6113c3e (2025-11-15).
 */
const FAMILIES: Readonly<Record<ImageFamily, FamilyFacts>> = {
  debian: { layer: 'base', full: [], slim: [], own: /^$/ },
  elixir: {
    layer: 'main',
    full: [],
    slim: [],
    own: /^(?:erl|erlc|escript|epmd|dialyzer|typer|ct_run|run_erl|to_erl|rebar3|elixir|elixirc|iex|mix)$/,
  },
  erlang: {
    layer: 'main',
    full: [],
    slim: [],
    own: /^(?:erl|erlc|escript|epmd|dialyzer|typer|ct_run|run_erl|to_erl|rebar3)$/,
  },
  node: {
    layer: 'main',
    full: [],
    slim: [],
    own: /^(?:node|nodejs|npm|npx|corepack|yarn|yarnpkg|docker-entrypoint\.sh)$/,
  },
  perl: {
    layer: 'main',
    full: [],
    slim: ['ca-certificates', 'netbase'],
    own: /^(?:perl[\d.]*|perlbug|perldoc|perlivp|perlthanks|cpan|cpanm|corelist|enc2xs|encguess|h2ph|h2xs|instmodsh|json_pp|piconv|pl2pm|pod[a-z0-9]+|prove|ptar|ptardiff|ptargrep|shasum|splain|streamzip|xsubpp|zipdetails)$/,
  },
  pypy: {
    layer: 'main',
    full: [],
    slim: ['ca-certificates', 'netbase', 'tzdata'],
    own: /^(?:pypy3?(?:\.\d+)?|python[\d.]*|pip[\d.]*)$/,
  },
  python: {
    layer: 'main',
    full: ['libbluetooth-dev', 'tk-dev', 'uuid-dev'],
    slim: ['ca-certificates', 'netbase', 'tzdata', 'openssl'],
    own: /^(?:python[\d.]*|pip[\d.]*|python[\d.]*-config|2to3(?:-[\d.]+)?|idle[\d.]*|pydoc[\d.]*|pyvenv(?:-[\d.]+)?|easy_install(?:-[\d.]+)?|wheel)$/,
  },
  ruby: {
    layer: 'main',
    full: [],
    slim: ['ca-certificates', 'openssl'],
    own: /^(?:ruby|gem|bundle|bundler|irb|erb|rake|rdoc|ri|racc|rbs|rdbg|syntax_suggest|typeprof|test-unit)$/,
  },
  rust: {
    layer: 'main',
    full: [],
    slim: ['ca-certificates', 'openssl', 'gcc', 'libc6-dev'],
    own: /^(?:rustc|rustup|rustdoc|rustfmt|rust-gdb|rust-gdbgui|rust-lldb|rust-analyzer|cargo|cargo-(?:clippy|fmt|miri)|clippy-driver|rls)$/,
  },
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

let owners: ReadonlyMap<string, readonly string[]> | undefined;

function ownersOf(command: string): readonly string[] {
  if (owners === undefined) {
    const all = new Map<string, string[]>();
    for (const line of COMMANDS.split('\n')) {
      const [name = '', words = ''] = line.split(': ');
      for (const word of words.split(' ')) {
        const known = all.get(word);
        if (known === undefined) all.set(word, [name]);
        else known.push(name);
      }
    }
    owners = all;
  }
  return owners.get(command) ?? [];
}

const packageSets = new Map<string, ReadonlySet<string>>();

/** The packages of Debian and the layers of buildpack-deps up to one, with others; each set is made once. */
function layersUpTo(
  suite: Suite,
  last: Layer,
  more: readonly string[],
): ReadonlySet<string> | undefined {
  const layers = Object.hasOwn(LAYERS, suite) ? LAYERS[suite] : undefined;
  if (layers === undefined) return undefined;
  const key = `${suite} ${last} ${more.join(' ')}`;
  const known = packageSets.get(key);
  if (known !== undefined) return known;
  const upTo = LAYER_ORDER.slice(0, LAYER_ORDER.indexOf(last) + 1);
  const set = new Set([...upTo.flatMap((layer) => layers[layer].split(' ')), ...more]);
  packageSets.set(key, set);
  return set;
}

const FAMILY_NAMES: ReadonlySet<string> = new Set(Object.keys(FAMILIES));

/** The family of an official image (`python`); undefined where full and slim are not known, or there is no slim. */
export function familyOf(image: string): ImageFamily | undefined {
  const isFamily = (name: string): name is ImageFamily => FAMILY_NAMES.has(name);
  return isFamily(image) ? image : undefined;
}

/** The Debian packages of the full variant; undefined for a suite without data. */
export function packagesInFull(family: ImageFamily, suite: Suite): ReadonlySet<string> | undefined {
  const facts = FAMILIES[family];
  return layersUpTo(suite, facts.layer, facts.full);
}

/**
 * The Debian packages that the slim variant surely has: those of debian:SUITE-slim and those it installs by name. What it keeps
 * because its own program is linked with it is not counted.
 */
export function packagesInSlim(family: ImageFamily, suite: Suite): ReadonlySet<string> | undefined {
  return layersUpTo(suite, 'base', FAMILIES[family].slim);
}

/** The packages that go with the full variant: what a program could have found there without asking for it. */
export function packagesOnlyInFull(
  family: ImageFamily,
  suite: Suite,
): ReadonlySet<string> | undefined {
  const slim = packagesInSlim(family, suite);
  const full = packagesInFull(family, suite);
  if (slim === undefined || full === undefined) return undefined;
  return new Set([...full].filter((name) => !slim.has(name)));
}

/**
 * Of these packages, the ones that go with the full variant, and so have to be installed after a swap to slim. A package that
 * the full variant lacked too is not among them. Debian 13 renamed libraries to `…t64`; the old names are understood, by apt too.
 */
export function lostPackages(
  family: ImageFamily,
  suite: Suite,
  packages: readonly string[],
): readonly string[] | undefined {
  const lost = packagesOnlyInFull(family, suite);
  return lost && packages.filter((name) => lost.has(name) || lost.has(`${name}t64`));
}

/**
 * What becomes of a command when the full image of a family gives way to its slim twin on the same suite. A full path
 * (`/usr/bin/curl`) is taken for its last part.
 */
export function commandNeed(family: ImageFamily, suite: Suite, command: string): CommandNeed {
  const slim = packagesInSlim(family, suite);
  const full = packagesInFull(family, suite);
  if (slim === undefined || full === undefined) return { kind: 'unknown' };
  const word = command.slice(command.lastIndexOf('/') + 1);
  const facts = FAMILIES[family];
  if (facts.own.test(word)) return { kind: 'in-slim' };
  // The slim image has perl-base alone: a script may use any module of the perl package.
  if (word === 'perl' && full.has('perl')) return { kind: 'install', packages: ['perl'] };
  const packages = ownersOf(word);
  if (packages.some((name) => slim.has(name))) return { kind: 'in-slim' };
  if (family === 'rust' && packages.some((name) => /^(?:gcc|cpp|binutils)/.test(name))) {
    return { kind: 'in-slim' };
  }
  const [owner] = packages.filter((name) => full.has(name));
  if (owner === undefined) return { kind: 'not-in-full' };
  if (BUILD_PACKAGES.test(owner)) return { kind: 'compiler' };
  const names = Object.hasOwn(CANONICAL, owner) ? CANONICAL[owner] : undefined;
  return {
    kind: 'install',
    packages: (names ?? [owner]).filter((name) => !slim.has(name)),
  };
}
