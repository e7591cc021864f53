/**
 * Go's `path.Clean`: the shortest equivalent of a `/`-separated path, `.` for the empty one.
 * @see https://pkg.go.dev/path#Clean
 */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  const joined = kept.join('/');
  if (rooted) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

/** Whether Go's `filepath.Match` would read anything in the text as a wildcard or an escape. */
export function hasWildcard(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}

/** A character as a regular expression with the flag `u` takes it for itself, inside brackets or outside. */
export function literalExpression(character: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(character)
    ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
    : character;
}

/**
 * The regular expression that accepts what Go's `filepath.Match` (as on Linux) accepts; undefined for a pattern that Go
 * rejects as malformed. `*` and `?` never cross a `/`. COPY and ADD sources are matched this way.
 * @see https://pkg.go.dev/path/filepath#Match
 */
export function globExpression(pattern: string): RegExp | undefined {
  const characters = Array.from(pattern);
  let at = 0;
  let source = '';

  const classMember = (): string | undefined => {
    let character = characters[at];
    if (character === '-' || character === ']') return undefined;
    if (character === '\\') {
      at += 1;
      character = characters[at];
    }
    at += 1;
    return character !== undefined && at < characters.length ? character : undefined;
  };

  while (at < characters.length) {
    const character = characters[at] ?? '';
    at += 1;
    if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '\\') {
      const escaped = characters[at];
      if (escaped === undefined) return undefined;
      at += 1;
      source += literalExpression(escaped);
    } else if (character === '[') {
      const negated = characters[at] === '^';
      if (negated) at += 1;
      let members = '';
      let ranges = 0;
      for (; characters[at] !== ']' || ranges === 0; ranges += 1) {
        const low = classMember();
        if (low === undefined) return undefined;
        let high: string | undefined = low;
        if (characters[at] === '-') {
          at += 1;
          high = classMember();
        }
        if (high === undefined) return undefined;
        // Go reads a range from high to low as one that holds nothing; JavaScript rejects it.
        if ((low.codePointAt(0) ?? 0) <= (high.codePointAt(0) ?? 0)) {
          members += `${literalExpression(low)}-${literalExpression(high)}`;
        }
      }
      at += 1;
      source += `[${negated ? '^' : ''}${members}]`;
    } else source += literalExpression(character);
  }
  return new RegExp(`^${source}$`, 'u');
}
