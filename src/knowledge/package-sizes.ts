import { DEBIAN_BEYOND_SLIM, INPUTS, LISTS, MEASURED, PACKAGES } from './data/package-sizes.js';
import type { Suite } from './suites.js';

/** An `apt-get install`. */
export interface Install {
  readonly names: readonly string[];
  /** It takes recommended packages too. */
  readonly withRecommends: boolean;
}

/** What an image holds once packages are installed in it. */
export interface Installed {
  readonly packages: ReadonlySet<string>;
  /** False where a package, or what it recommends, is not in the table: the image may hold more. */
  readonly isComplete: boolean;
}

interface PackageFacts {
  readonly bytes: number;
  /** One of each group is enough; the first is taken where none is there. */
  readonly depends: readonly Choice[];
  /** Undefined where these are not in the table. */
  readonly recommends: readonly Choice[] | undefined;
}

type Choice = readonly string[];

/** What is known of each package of a suite; its line is read when it is asked for, because a plan asks for few. */
interface Table {
  readonly names: readonly string[];
  readonly lines: ReadonlyMap<string, string>;
  readonly facts: Map<string, PackageFacts>;
}

const tables = new Map<Suite, Table>();

function tableOf(suite: Suite): Table {
  const known = tables.get(suite);
  if (known !== undefined) return known;
  const coded = Object.hasOwn(PACKAGES, suite) ? (PACKAGES[suite] ?? '').split('\n') : [];
  const names = coded.map((line) => line.slice(0, line.indexOf(' ')));
  const table: Table = {
    names,
    lines: new Map(coded.map((line, index) => [names[index] ?? '', line])),
    facts: new Map(),
  };
  tables.set(suite, table);
  return table;
}

function factsAbout(name: string, { names, lines, facts }: Table): PackageFacts | undefined {
  const known = facts.get(name);
  const line = lines.get(name);
  if (known !== undefined || line === undefined) return known;
  const read = readFacts(line, names);
  facts.set(name, read);
  return read;
}

function readFacts(line: string, names: readonly string[]): PackageFacts {
  const [, size = '', depends = '', recommends = ''] = /^\S+ (\S+) ([^;]*);(.*)$/.exec(line) ?? [];
  const choices = (text: string): readonly Choice[] =>
    text === ''
      ? []
      : text
          .split(' ')
          .map((group) => group.split('|').flatMap((place) => names[parseInt(place, 36)] ?? []));
  return {
    bytes: parseInt(size, 36) * 1024,
    depends: choices(depends),
    recommends: recommends === '*' ? undefined : choices(recommends),
  };
}

/**
 * What an image of a suite holds after installs, with all that they bring along. A package that the table does not have is left out,
 * and said so.
 *
 * @param base the packages that the image has before
 */
export function packagesAfter(
  suite: Suite,
  base: ReadonlySet<string>,
  installs: readonly Install[],
): Installed {
  const table = tableOf(suite);
  const packages = new Set(base);
  let isComplete = true;
  for (const { names, withRecommends } of installs) {
    // What is named counts before what anything depends on: it may be the alternative that is enough.
    const queue: string[] = [];
    const add = (name: string): void => {
      if (packages.has(name)) return;
      if (table.lines.has(name)) {
        packages.add(name);
        queue.push(name);
      } else isComplete = false;
    };
    names.forEach(add);
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const facts = factsAbout(name, table);
      if (withRecommends && facts?.recommends === undefined) isComplete = false;
      const choices = [
        ...(facts?.depends ?? []),
        ...((withRecommends ? facts?.recommends : undefined) ?? []),
      ];
      for (const [first, ...others] of choices) {
        if (first !== undefined && !others.some((other) => packages.has(other))) add(first);
      }
    }
  }
  return { packages, isComplete };
}

/**
 * How many bytes more packages take than others, by the Installed-Size of Debian's index, which is rounded up and counts what slim
 * images leave out; under 0 where they take less. Undefined where a package that only one side has is not in the table.
 */
export function bytesBeyond(
  suite: Suite,
  packages: ReadonlySet<string>,
  others: ReadonlySet<string>,
): number | undefined {
  const table = tableOf(suite);
  let bytes = 0;
  for (const [names, without, sign] of [
    [packages, others, 1],
    [others, packages, -1],
  ] as const) {
    for (const name of names) {
      if (without.has(name)) continue;
      const facts = factsAbout(name, table);
      if (facts === undefined) return undefined;
      bytes += sign * facts.bytes;
    }
  }
  return bytes;
}

/** Bytes that `apt-get update` leaves behind in an image with the sources of the suite's official one; undefined where not measured. */
export function listsBytes(suite: Suite): number | undefined {
  return Object.hasOwn(LISTS, suite) ? LISTS[suite] : undefined;
}

/** Bytes that debian:SUITE has more than its slim twin, with the same packages; undefined where not measured. */
export function debianBeyondSlim(suite: Suite): number | undefined {
  return Object.hasOwn(DEBIAN_BEYOND_SLIM, suite) ? DEBIAN_BEYOND_SLIM[suite] : undefined;
}

/** Where sizes of packages come from, as words: `Installed-Size in the package index of Debian 12.15 (2026-07-11)`. */
export function sizesSource(suite: Suite): string {
  const input = Object.hasOwn(INPUTS, suite) ? INPUTS[suite] : undefined;
  return `Installed-Size in the package index of Debian ${input?.version ?? suite} (${input?.date ?? 'no date'})`;
}

/** Where measured sizes come from, as words: `measured on 2026-11-25`. */
export const MEASURED_ON = `measured on ${MEASURED.date}`;
