import { officialImage, type ImageReference } from '../../src/dockerfile/image-reference.js';
import type { Dockerfile, Stage } from '../../src/dockerfile/model.js';
import { alpineTwin, lookUpTag, slimTwin } from '../../src/knowledge/image-tags.js';
import type { Suite } from '../../src/knowledge/suites.js';
import { insertion, replacement, type TextEdit } from '../../src/transform/text-edit.js';

/** The smaller base that a stage could have. */
export interface Swap {
  readonly kind: 'swap';
  /** Name of the Docker official image: `python`. */
  readonly image: string;
  /** The reference as it is written, and as it becomes. */
  readonly before: string;
  readonly after: string;
  /** The suite of both tags; undefined for Alpine. */
  readonly suite: Suite | undefined;
  readonly edit: TextEdit;
}

/** Whether a stage's base has a smaller twin. */
export type SwapTarget =
  | Swap
  | { readonly kind: 'refused'; readonly reason: string; readonly message: string }
  | { readonly kind: 'nothing' };

/** Images whose data directories depend on the C library, locales and user ids of the base (hazards B25). */
const DATABASES: ReadonlySet<string> = new Set([
  'cassandra',
  'couchbase',
  'couchdb',
  'elasticsearch',
  'influxdb',
  'mariadb',
  'mongo',
  'mysql',
  'neo4j',
  'percona',
  'postgres',
  'rabbitmq',
  'redis',
]);

/** Finds the twin of a stage's base by the published tags, never by putting words together (hazards B1 to B6, B25). */
export function findSwap(
  dockerfile: Dockerfile,
  stage: Stage,
  variant: 'slim' | 'alpine',
): SwapTarget {
  const { base } = stage;
  if (base.kind === 'scratch' || base.kind === 'stage') return { kind: 'nothing' };
  const written = dockerfile.text.slice(base.range.start, base.range.end);
  if (base.kind === 'unresolved' || base.hasVariables) {
    return refused(
      'variable-tag',
      `The base ${written} is written with variables: whoever passes another value would get a tag that may not exist.`,
    );
  }
  const image = officialImage(base.reference);
  if (base.reference.digest !== undefined) {
    return refused(
      'digest-pinned',
      `${written} is pinned by its digest, which would win over any new tag; pin the digest of a slim tag instead.`,
    );
  }
  if (image === undefined) {
    return refused(
      'not-official-image',
      `${written} is no Docker official image, and what its variants hold is not known.`,
    );
  }
  if (DATABASES.has(image)) {
    return refused(
      'database-image',
      `${written} is a server with data: another variant has other users, locales or collations, and existing volumes would suffer.`,
    );
  }
  return readTwin(image, written, base.reference, base.range.end, variant);
}

function readTwin(
  image: string,
  written: string,
  reference: ImageReference,
  end: number,
  variant: 'slim' | 'alpine',
): SwapTarget {
  const { tag } = reference;
  const twin = variant === 'slim' ? slimTwin(image, tag) : alpineTwin(image, tag);
  if (twin.kind === 'none') {
    const small = twin.reason === 'already-slim' || twin.reason === 'already-alpine';
    return small || twin.reason === 'other-variant'
      ? { kind: 'nothing' }
      : refused(twin.reason, twin.message);
  }
  if (tag !== undefined && !written.endsWith(`:${tag}`)) {
    return refused('variable-tag', `The tag of ${written} is not written plainly.`);
  }
  const edit =
    tag === undefined
      ? insertion(end, `:${twin.tag}`)
      : replacement({ start: end - tag.length, end }, twin.tag);
  const name = tag === undefined ? written : written.slice(0, -tag.length - 1);
  return {
    kind: 'swap',
    image,
    before: written,
    after: `${name}:${twin.tag}`,
    suite: twin.suite ?? lookUpTag(image, tag)?.suite,
    edit,
  };
}

function refused(reason: string, message: string): SwapTarget {
  return { kind: 'refused', reason, message };
}
