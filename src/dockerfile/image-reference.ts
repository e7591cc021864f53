/** The parts of an image reference, as distribution/reference cuts them. Nothing is filled in. */
export interface ImageReference {
  /** `registry.example:5000`, `docker.io`; undefined where none is written. */
  readonly registry: string | undefined;
  /** `library/python`, `python`, `bitnami/node`: the path as written, without registry, tag and digest. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:…`, without the `@`. */
  readonly digest: string | undefined;
}

/** Reads an image reference. Nothing is checked beyond where its parts begin and end. */
export function parseImageReference(text: string): ImageReference {
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  const path = colon === -1 ? named : named.slice(0, colon);
  const slash = path.indexOf('/');
  const first = slash === -1 ? '' : path.slice(0, slash);
  const hasRegistry = /[.:A-Z]/.test(first) || first === 'localhost';
  return {
    registry: hasRegistry ? first : undefined,
    repository: hasRegistry ? path.slice(slash + 1) : path,
    tag,
    digest,
  };
}

/** Registries that carry Docker's official images under `library/` (hazards B6). */
const OFFICIAL_PREFIXES: readonly string[] = [
  'docker.io/library/',
  'docker.io/',
  'index.docker.io/library/',
  'index.docker.io/',
  'registry-1.docker.io/library/',
  'public.ecr.aws/docker/library/',
  'mirror.gcr.io/library/',
  'library/',
  '',
];

/**
 * The name of the Docker official image that a reference means (`python`), written plainly or through a registry that
 * mirrors the official images; undefined for any other image.
 */
export function officialImage(reference: ImageReference): string | undefined {
  const path =
    reference.registry === undefined
      ? reference.repository
      : `${reference.registry}/${reference.repository}`;
  for (const prefix of OFFICIAL_PREFIXES) {
    const name = path.slice(prefix.length);
    if (path.startsWith(prefix) && name !== '' && !name.includes('/')) return name;
  }
  return undefined;
}

/** The name by which an image is known: of a Docker official image its own, of others the whole repository with the registry. */
export function imageName(reference: ImageReference): string {
  const official = officialImage(reference);
  if (official !== undefined) return official;
  const { registry, repository } = reference;
  return registry === undefined ? repository : `${registry}/${repository}`;
}
