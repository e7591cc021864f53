import type { ImageContents } from '../image-contents.js';

const FILES = ['/etc/passwd', '/etc/group'] as const;

/** Files that are about the same accounts; those with `-` at the end are what `useradd` and its like leave of the last version. */
export const ACCOUNT_FILES: RegExp = /^\/etc\/(?:passwd|group|g?shadow|sub[ug]id)-?$/;

/** Numbers below are for accounts of the system, which packages add for themselves. */
const FIRST_OWN = 1000;

/**
 * Accounts of people and programs that an image has and another has not, or otherwise: `/etc/passwd: app`. Those of the
 * system may be gone, because packages bring theirs; they may not have become others.
 */
export function lostAccounts(
  before: Pick<ImageContents, 'databases'>,
  after: Pick<ImageContents, 'databases'>,
): readonly string[] {
  return FILES.flatMap((path) => {
    const now = linesByName(after.databases.get(path) ?? '');
    return [...linesByName(before.databases.get(path) ?? '')]
      .filter(([name, line]) => {
        const other = now.get(name);
        return other === undefined ? numberOf(line) >= FIRST_OWN : other !== line;
      })
      .map(([name]) => `${path}: ${name}`);
  });
}

function linesByName(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const name = /^([^:]+):/.exec(line)?.[1];
      return name === undefined ? [] : [[name, line] as const];
    }),
  );
}

/** The third field is the number in both files. */
function numberOf(line: string): number {
  return Number(line.split(':')[2]);
}
