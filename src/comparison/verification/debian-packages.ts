import type { ImageContents } from '../image-contents.js';
import { dpkgPackages } from '../packages/dpkg.js';
import { stanzas } from '../packages/stanzas.js';

/** A package that dpkg has installed, with what it asks for. */
export interface DebianPackage {
  readonly name: string;
  /** Paths that it owns, as dpkg writes them; some may not be there. */
  readonly paths: readonly string[];
  /** Of each relation one package is enough; Pre-Depends are among the dependencies. */
  readonly depends: readonly Alternatives[];
  readonly recommends: readonly Alternatives[];
  /** Names that it stands for besides its own. */
  readonly provides: readonly string[];
  /** apt installed it for another package, and nobody asked for it by name. */
  readonly isAutomatic: boolean;
}

/** Names of packages of which one is enough. */
export type Alternatives = readonly string[];

const STATUS = '/var/lib/dpkg/status';
const EXTENDED_STATES = '/var/lib/apt/extended_states';

/**
 * The packages of a Debian image by name; one that is installed for two architectures counts as one.
 * @see https://www.debian.org/doc/debian-policy/ch-relationships.html
 */
export function debianPackages({
  databases,
}: Pick<ImageContents, 'databases'>): ReadonlyMap<string, DebianPackage> {
  const fields = new Map(
    stanzas(databases.get(STATUS) ?? '').map((stanza) => [stanza.get('package') ?? '', stanza]),
  );
  const automatic = new Set(
    stanzas(databases.get(EXTENDED_STATES) ?? '')
      .filter((stanza) => stanza.get('auto-installed') === '1')
      .map((stanza) => stanza.get('package')),
  );
  return new Map(
    dpkgPackages(databases).map(({ name, paths }) => {
      const relation = (field: string): readonly Alternatives[] =>
        readRelation(fields.get(name)?.get(field) ?? '');
      return [
        name,
        {
          name,
          paths,
          depends: [...relation('pre-depends'), ...relation('depends')],
          recommends: relation('recommends'),
          provides: relation('provides').flat(),
          isAutomatic: automatic.has(name),
        },
      ];
    }),
  );
}

/** `a (>= 1), b:any | c` is one of `a`, and one of `b` and `c`. */
function readRelation(text: string): readonly Alternatives[] {
  return text
    .split(',')
    .map((group) =>
      group
        .split('|')
        .map((name) => name.trim().replace(/[\s(:[].*$/s, ''))
        .filter((name) => name !== ''),
    )
    .filter((group) => group.length > 0);
}

/**
 * The packages that only came because others recommend them, directly or through others, and that are gone without loss:
 * apt chose them, and nothing that is still there depends on them.
 * @param of the packages by which they came
 */
export function recommendedAlone(
  before: ReadonlyMap<string, DebianPackage>,
  after: ReadonlyMap<string, DebianPackage>,
  of: readonly string[],
): ReadonlySet<string> {
  const providers = providersOf(before);
  const reached = new Set<string>();
  const open = of.flatMap((name) => providers.get(name) ?? []);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    const found = before.get(next);
    const wanted = [...(found?.depends ?? []), ...(found?.recommends ?? [])].flat();
    open.push(...wanted.flatMap((name) => providers.get(name) ?? []));
  }
  const needed = missingDependencies(before, after);
  return new Set(
    [...reached].filter(
      (name) => !after.has(name) && before.get(name)?.isAutomatic === true && !needed.has(name),
    ),
  );
}

/** By each name, the packages that have it or stand for it. */
function providersOf(
  packages: ReadonlyMap<string, DebianPackage>,
): ReadonlyMap<string, readonly string[]> {
  const providers = new Map<string, string[]>();
  for (const { name, provides } of packages.values()) {
    for (const each of [name, ...provides]) {
      providers.set(each, [...(providers.get(each) ?? []), name]);
    }
  }
  return providers;
}

/** Packages that are gone although one that is still there depends on them and on nothing in their stead. */
function missingDependencies(
  before: ReadonlyMap<string, DebianPackage>,
  after: ReadonlyMap<string, DebianPackage>,
): ReadonlySet<string> {
  const had = providersOf(before);
  const has = providersOf(after);
  const open = [...after.values()]
    .flatMap(({ depends }) => depends)
    .filter((alternatives) => !alternatives.some((name) => has.has(name)));
  return new Set(open.flat().flatMap((name) => had.get(name) ?? []));
}
