import { DATE, IMAGES } from './data/image-tags.js';
import { isSuite, suiteOfVersion, type Suite } from './suites.js';
import { readTagTable, type TagEntry, type TagTable } from './tag-table.js';

/** The day (ISO) of the newest entry of the table; tags published later are unknown to it. */
export const tableDate: string = DATE;

/** What the table says of a tag of a Docker official image. */
export interface PublishedTag extends TagEntry {
  /** The Debian or Ubuntu suite it was last built on; undefined for other systems and where the table can't tell. */
  readonly suite: Suite | undefined;
}

/** Why an image has no twin that could take its place. */
export type NoTwinReason =
  | 'no-slim-variant'
  | 'no-alpine-variant'
  | 'already-slim'
  | 'already-alpine'
  | 'other-variant'
  | 'image-unknown-to-table'
  | 'tag-unknown-to-table'
  | 'twin-never-published'
  | 'twin-differs'
  | 'suite-unknown';

/** The smaller variant of the same image, or why there is none. */
export type Twin =
  | { readonly kind: 'twin'; readonly tag: string; readonly suite: Suite | undefined }
  | { readonly kind: 'none'; readonly reason: NoTwinReason; readonly message: string };

/**
 * Official images that publish no slim variant and are not in the table: read from the library files of
 * docker-library/official-images at 37079fb (2026-08-21); of them tomcat alone ever had some.
 */
const OTHER_IMAGES_WITHOUT_SLIM: ReadonlySet<string> = new Set(
  (
    'almalinux amazonlinux archlinux busybox caddy clearlinux composer dart docker fedora gcc ghost haproxy httpd ibmjava ' +
    'joomla jruby julia mageia mariadb memcached nextcloud opensuse r-base rabbitmq registry rocket.chat rockylinux sapmachine ' +
    'sl tomcat traefik wordpress zookeeper'
  ).split(' '),
);

/** What moving names of the distributions' own images meant on the day of the table. */
const MOVING_SUITES: Readonly<Record<string, Readonly<Record<string, Suite>>>> = {
  debian: {
    oldoldstable: 'bullseye',
    oldstable: 'bookworm',
    stable: 'trixie',
    testing: 'forky',
    unstable: 'sid',
  },
  ubuntu: { latest: 'resolute', rolling: 'resolute', devel: 'stonking' },
};

/**
 * Suites of Erlang/OTP images by major version: the FROM lines of erlang/docker-erlang-otp at 023b069 (2026-07-28).
 */
const ERLANG_SUITES: Readonly<Record<string, Suite>> = {
  '18': 'stretch',
  '19': 'stretch',
  '20': 'buster',
  '21': 'buster',
  '22': 'buster',
  '23': 'buster',
  '24': 'bullseye',
  '25': 'bullseye',
  '26': 'bookworm',
  '27': 'bookworm',
  '28': 'trixie',
  '29': 'trixie',
};

/**
 * The OTP that an Elixir release is built on by default: the FROM lines of erlef/docker-elixir at 6113c3e (2025-11-15); for 1.20
 * the tag table, in which `1.20` and `1.20-otp-29` are one image.
 */
const ELIXIR_OTP: Readonly<Record<string, string>> = {
  '1.3': '19',
  '1.4': '19',
  '1.5': '20',
  '1.6': '20',
  '1.7': '21',
  '1.8': '21',
  '1.9': '22',
  '1.10': '22',
  '1.11': '23',
  '1.12': '24',
  '1.13': '24',
  '1.14': '26',
  '1.15': '26',
  '1.16': '26',
  '1.17': '27',
  '1.18': '28',
  '1.19': '28',
  '1.20': '29',
};

const NOT_DEBIAN =
  /alpine|windows|nanoserver|oracle|ubi\d|al2|onbuild|fedora|amazonlinux|centos|corretto/;
const SLIM = /(?:^|-)slim(?:-|$)/;
const ALPINE = /(?:^|-)alpine/;

const tables = new Map<string, TagTable>();

function tableOf(image: string): TagTable | undefined {
  const known = tables.get(image);
  if (known !== undefined) return known;
  const coded = Object.hasOwn(IMAGES, image) ? IMAGES[image] : undefined;
  if (coded === undefined) return undefined;
  const table = readTagTable(coded);
  tables.set(image, table);
  return table;
}

function suiteWord(text: string): Suite | undefined {
  return text.split(/[^a-z]+/).find(isSuite);
}

/**
 * The suite of a tag. Most images name it in the directory of their Dockerfile (`16/buster`, `3.11/slim-bookworm`); where the
 * directory is silent the tag may name it (`3.9-eclipse-temurin-17-jammy`). debian and ubuntu are their own suites; erlang and
 * elixir name none, and go by the release.
 */
function suiteOf(image: string, tag: string, directory: string): Suite | undefined {
  const named = suiteWord(directory);
  if (named !== undefined) return named;
  if (NOT_DEBIAN.test(directory) || ALPINE.test(tag)) return undefined;
  if (image === 'debian' || image === 'ubuntu') {
    const moving = MOVING_SUITES[image]?.[tag.replace(SLIM, '')];
    return moving ?? suiteWord(tag) ?? suiteOfVersion(image, tag);
  }
  if (image === 'erlang') return ERLANG_SUITES[directory.split('/')[0] ?? ''];
  if (image === 'elixir') {
    const [release = '', variant = ''] = directory.split('/');
    const otp = /otp-(\d+)/.exec(`${variant} ${tag}`)?.[1] ?? ELIXIR_OTP[release];
    return otp === undefined ? undefined : ERLANG_SUITES[otp];
  }
  const number = /ubuntu\/(\d+\.\d+)/.exec(directory)?.[1];
  return number === undefined ? suiteWord(tag) : suiteOfVersion('ubuntu', number);
}

/** Whether the table has the tags of this Docker official image (`python`, not `library/python`). */
export function knowsImage(image: string): boolean {
  return Object.hasOwn(IMAGES, image);
}

/** What is known of a tag of a Docker official image; no tag means `latest`. Undefined when it was never published. */
export function lookUpTag(image: string, tag: string | undefined): PublishedTag | undefined {
  const name = tag ?? 'latest';
  const entry = tableOf(image)?.get(name);
  return entry === undefined
    ? undefined
    : { ...entry, suite: suiteOf(image, name, entry.directory) };
}

/** A directory without the words for variant and system: what is left says which release the tag was. */
function releaseOf(directory: string): string {
  return directory
    .replace(/(alpine|ubuntu)\/[\d.]+/, '')
    .split(/[/,-]/)
    .filter((word) => !/^(?:|slim|main|oci|jdk|debian|alpine[\d.]*|ubuntu)$/.test(word))
    .filter((word) => !isSuite(word))
    .sort()
    .join(' ');
}

interface VariantKind {
  readonly word: 'slim' | 'alpine';
  readonly missing: NoTwinReason;
  readonly already: NoTwinReason;
  readonly is: (tag: string) => boolean;
  readonly candidates: (tag: string) => readonly string[];
}

/** A tag cut into what comes before its suite, and the suite with its dash. */
function cutSuite(tag: string): { readonly head: string; readonly suite: string } {
  const match = /(?:^|-)([a-z]+)$/.exec(tag);
  if (match?.[1] === undefined || !isSuite(match[1])) return { head: tag, suite: '' };
  return { head: tag.slice(0, match.index), suite: match[1] };
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('-');
}

/** `lts-iron` is `iron` in every other variant of node. */
function releaseNames(tag: string): readonly string[] {
  return /^lts-[a-z]/.test(tag) ? [tag, tag.slice('lts-'.length)] : [tag];
}

const SLIM_VARIANT: VariantKind = {
  word: 'slim',
  missing: 'no-slim-variant',
  already: 'already-slim',
  is: (tag) => SLIM.test(tag),
  candidates: (tag) =>
    releaseNames(tag).flatMap((name) => {
      // Debian has no tag `slim`; its `latest` moves on with `stable`.
      if (name === 'latest') return ['slim', 'stable-slim'];
      const { head, suite } = cutSuite(name);
      const threaded = head.replace(/-threaded$/, '');
      return [
        joined(name, 'slim'),
        joined(head, 'slim', suite),
        ...(threaded === head ? [] : [joined(threaded, 'slim-threaded', suite)]),
      ];
    }),
};

const ALPINE_VARIANT: VariantKind = {
  word: 'alpine',
  missing: 'no-alpine-variant',
  already: 'already-alpine',
  is: (tag) => ALPINE.test(tag),
  candidates: (tag) =>
    releaseNames(tag).flatMap((name) => {
      if (name === 'latest' || name === 'slim') return ['alpine'];
      const { head } = cutSuite(name);
      const plain = head.replace(/-?slim$/, '');
      return [joined(cutSuite(plain).head, 'alpine')];
    }),
};

function publishesVariant(table: TagTable, kind: VariantKind): boolean {
  return table.skeletons.some(
    (skeleton) => kind.is(skeleton) && (kind.word === 'alpine' || !ALPINE.test(skeleton)),
  );
}

function none(reason: NoTwinReason, message: string): Twin {
  return { kind: 'none', reason, message };
}

function differs(
  image: string,
  kind: VariantKind,
  own: PublishedTag,
  twin: PublishedTag,
): 'suite-unknown' | 'twin-differs' | undefined {
  if (own.state !== twin.state) return 'twin-differs';
  // A release of Debian is a suite.
  if (image !== 'debian' && releaseOf(own.directory) !== releaseOf(twin.directory)) {
    return 'twin-differs';
  }
  if (kind.word === 'alpine') return undefined;
  if (own.suite === undefined || twin.suite === undefined) return 'suite-unknown';
  return own.suite === twin.suite ? undefined : 'twin-differs';
}

/** Images whose Dockerfiles start FROM a slim image of Debian (docker-library/php 445bf414, nginx/docker-nginx 0d7f438). */
const BUILT_ON_SLIM: ReadonlySet<string> = new Set(['nginx', 'php']);

function withoutVariant(image: string, kind: VariantKind): string {
  return kind.word === 'slim' && BUILT_ON_SLIM.has(image)
    ? `${image} publishes no slim variant: its present tags are built on Debian's slim image already.`
    : `${image} publishes no ${kind.word} variant.`;
}

function findTwin(image: string, tag: string | undefined, kind: VariantKind): Twin {
  const name = tag ?? 'latest';
  const table = tableOf(image);
  if (table === undefined) {
    return kind.word === 'slim' && OTHER_IMAGES_WITHOUT_SLIM.has(image)
      ? none(kind.missing, withoutVariant(image, kind))
      : none('image-unknown-to-table', `The table of published tags does not have ${image}.`);
  }
  if (kind.is(name)) return none(kind.already, `${image}:${name} is the ${kind.word} variant.`);
  if (!publishesVariant(table, kind)) {
    return none(kind.missing, withoutVariant(image, kind));
  }
  const own = lookUpTag(image, name);
  if (own === undefined) {
    return none(
      'tag-unknown-to-table',
      `The table of published tags, of ${tableDate}, does not have ${image}:${name}.`,
    );
  }
  if (NOT_DEBIAN.test(own.directory) || ALPINE.test(name) || /backports/.test(name)) {
    return none('other-variant', `${image}:${name} is a variant that has no ${kind.word} form.`);
  }
  let refusal: Twin | undefined;
  for (const candidate of kind.candidates(name)) {
    const twin = lookUpTag(image, candidate);
    if (twin === undefined) continue;
    const difference = differs(image, kind, own, twin);
    if (difference === undefined) return { kind: 'twin', tag: candidate, suite: twin.suite };
    refusal ??=
      difference === 'suite-unknown'
        ? none(
            difference,
            `It is not known on which suites ${image}:${name} and ${image}:${candidate} were built.`,
          )
        : none(
            difference,
            `${image}:${candidate} was last built from another release or suite than ${image}:${name}.`,
          );
  }
  return (
    refusal ??
    none('twin-never-published', `${image}:${name} has no ${kind.word} twin that was published.`)
  );
}

/**
 * The slim variant of an official image's tag (no tag means `latest`): a tag that was published, of the same release, in the
 * same state, on the same suite (hazards B1, B2, B27).
 */
export function slimTwin(image: string, tag: string | undefined): Twin {
  return findTwin(image, tag, SLIM_VARIANT);
}

/**
 * The Alpine variant of an official image's tag: published, of the same release and in the same state. Its C library and
 * its tools are others, so a swap is never known to be safe (hazards B20 to B23).
 */
export function alpineTwin(image: string, tag: string | undefined): Twin {
  return findTwin(image, tag, ALPINE_VARIANT);
}
