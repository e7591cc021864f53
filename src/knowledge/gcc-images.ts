import type { Suite } from './suites.js';

/**
 * The suites to which the makers of the image `gcc` hold a major version: a newer Debian brings newer libraries of GCC than the
 * image's own, which its build checks. By `debianSuites` of docker-library/gcc, versions.sh at c9d547e, read on 2026-11-30; in its
 * versions.json at 5c6a497 (12.4.0 and 13.3.0) it is the same.
 */
const HELD: Readonly<Record<string, Suite>> = { '12': 'bookworm', '13': 'bookworm' };

/** The suite of a tag of the image `gcc` that names a major version alone; undefined where no table tells. */
export function suiteOfGcc(tag: string | undefined): Suite | undefined {
  return tag !== undefined && Object.hasOwn(HELD, tag) ? HELD[tag] : undefined;
}
