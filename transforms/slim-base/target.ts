import type { RepositoryUse } from '../../src/context/build-context.js';
import { officialImage, type ImageReference } from '../../src/dockerfile/image-reference.js';
import type { Stage, StageBase } from '../../src/dockerfile/model.js';
import { alpineTwin, lookUpTag, slimTwin, type Twin } from '../../src/knowledge/image-tags.js';
import type { Suite } from '../../src/knowledge/suites.js';
import { insertion, replacement, type TextEdit } from '../../src/transform/text-edit.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { readVariableTag } from './variable-tag.js';

/** The smaller base that a stage could have. */
export interface Swap {
  readonly kind: 'swap';
  /** Name of the Docker official image: `python`. */
  readonly image: string;
  /** The reference as it is written, and as it becomes. */
  readonly before: string;
  readonly after: string;
  /** The same as an engine would be asked for them: a variable has its default. */
  readonly images: { readonly before: string; readonly after: string };
  /** The suite of both tags; undefined for Alpine. */
  readonly suite: Suite | undefined;
  readonly edit: TextEdit;
  /** Why the twin is not certain, though it was published; undefined where it is. */
  readonly doubt: { readonly reason: string; readonly message: string } | undefined;
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

/** Repositories and tags that name a small image, whoever publishes it. */
const SMALL_REPOSITORY = /(?:^|\/)distroless\/|^cgr\.dev\/chainguard\//;
const SMALL_TAG = /(?:^|[-.])(?:alpine|slim|distroless|chiseled|busybox)(?:$|[-.\d])/;

/** Finds the twin of a stage's base by the published tags, never by putting words together (hazards B1 to B6, B25). */
export function findSwap({ dockerfile, use, options }: TransformInput, stage: Stage): SwapTarget {
  const { base } = stage;
  if (base.kind === 'scratch' || base.kind === 'stage') return { kind: 'nothing' };
  const written = dockerfile.text.slice(base.range.start, base.range.end);
  const variable = refused(
    'variable-tag',
    `The base ${written} is written with variables: whoever passes another value would get a tag that may not exist.`,
  );
  if (base.kind === 'unresolved') return variable;
  const { reference } = base;
  const image = officialImage(reference);
  if (base.hasVariables) {
    if (image === undefined || reference.digest !== undefined) return variable;
    const twin = twinOf(image, reference, options.base);
    return isSmall(twin)
      ? { kind: 'nothing' }
      : (variableSwap(image, base, written, use) ?? variable);
  }
  if (reference.digest !== undefined) {
    if (SMALL_TAG.test(reference.tag ?? '')) return { kind: 'nothing' };
    return refused(
      'digest-pinned',
      `${written} is pinned by its digest, which would win over any new tag; pin the digest of a slim tag instead.`,
    );
  }
  if (image === undefined) {
    const { registry, repository, tag } = reference;
    if (SMALL_REPOSITORY.test(`${registry ?? ''}/${repository}`) || SMALL_TAG.test(tag ?? ''))
      return { kind: 'nothing' };
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
  return plainSwap(image, written, reference, base.range.end, options.base);
}

function twinOf(image: string, { tag }: ImageReference, variant: 'slim' | 'alpine'): Twin {
  return variant === 'slim' ? slimTwin(image, tag) : alpineTwin(image, tag);
}

/** The image is small already, or is a variant that has no smaller one. */
function isSmall(twin: Twin): boolean {
  return (
    twin.kind === 'none' && /^(?:already-slim|already-alpine|other-variant)$/.test(twin.reason)
  );
}

function plainSwap(
  image: string,
  written: string,
  reference: ImageReference,
  end: number,
  variant: 'slim' | 'alpine',
): SwapTarget {
  const { tag } = reference;
  const twin = twinOf(image, reference, variant);
  if (twin.kind === 'none') {
    return isSmall(twin) ? { kind: 'nothing' } : refused(twin.reason, twin.message);
  }
  if (tag !== undefined && !written.endsWith(`:${tag}`)) {
    return refused('variable-tag', `The tag of ${written} is not written plainly.`);
  }
  const edit =
    tag === undefined
      ? insertion(end, `:${twin.tag}`)
      : replacement({ start: end - tag.length, end }, twin.tag);
  const name = tag === undefined ? written : written.slice(0, -tag.length - 1);
  const after = `${name}:${twin.tag}`;
  return {
    kind: 'swap',
    image,
    before: written,
    after,
    images: { before: written, after },
    suite: twin.suite ?? lookUpTag(image, tag)?.suite,
    edit,
    doubt: undefined,
  };
}

/** The slim twin of a tag whose release is a variable. */
function variableSwap(
  image: string,
  { range, reference }: Extract<StageBase, { kind: 'image' }>,
  written: string,
  use: RepositoryUse,
): Swap | undefined {
  const { tag } = reference;
  if (tag === undefined || DATABASES.has(image)) return undefined;
  const variable = readVariableTag(written, image, tag, use);
  if (variable === undefined) return undefined;
  const { name, suffix, twinSuffix, suite } = variable;
  const repository = written.slice(0, written.indexOf(':$'));
  const value = tag.slice(0, tag.length - suffix.length);
  const start = range.end - suffix.length;
  return {
    kind: 'swap',
    image,
    before: written,
    after: `${written.slice(0, written.length - suffix.length)}${twinSuffix}`,
    images: { before: `${repository}:${tag}`, after: `${repository}:${value}${twinSuffix}` },
    suite,
    edit:
      suffix === ''
        ? insertion(range.end, twinSuffix)
        : replacement({ start, end: range.end }, twinSuffix),
    doubt: {
      reason: 'variable-tag',
      message: `whoever passes another ${name} may ask for a tag that was never published in this form`,
    },
  };
}

function refused(reason: string, message: string): SwapTarget {
  return { kind: 'refused', reason, message };
}
