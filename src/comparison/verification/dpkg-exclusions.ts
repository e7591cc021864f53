import type { ImageContents } from '../image-contents.js';

const OPTION = /^\s*(?:--)?path-(exclude|include)(?:\s*=\s*|\s+)(\S.*?)\s*$/gm;
const FILES = /^\/etc\/dpkg\/dpkg\.cfg(?:\.d\/[\w-]+)?$/;

/**
 * Whether dpkg leaves a path out of the packages that it installs in an image. The slim images of Debian tell it to: whatever
 * is installed on them has no manual pages.
 * @see https://manpages.debian.org/bookworm/dpkg/dpkg.1.en.html
 */
export function dpkgExclusions({
  databases,
}: Pick<ImageContents, 'databases'>): (path: string) => boolean {
  const rules = [...databases.keys()]
    .filter((path) => FILES.test(path))
    .sort()
    .flatMap((path) => [...(databases.get(path) ?? '').matchAll(OPTION)])
    .map(([, word, pattern = '']) => ({
      isExcluded: word === 'exclude',
      expression: expressionOf(pattern),
    }));
  return (path) => rules.findLast(({ expression }) => expression.test(path))?.isExcluded === true;
}

/** As `fnmatch` reads it: a star stands for slashes, too. */
function expressionOf(pattern: string): RegExp {
  const source = pattern.replace(/[\\^$.+(){}|/]|\*|\?|\[!/g, (character) => {
    if (character === '*') return '.*';
    if (character === '?') return '.';
    return character === '[!' ? '[^' : `\\${character}`;
  });
  return new RegExp(`^${source}$`, 's');
}
