/** A line of `tar --list --verbose --numeric-owner`. */
export interface ListedEntry {
  readonly path: string;
  /** `-`, `d`, `l` symbolic link, `h` hard link, `c`, `b`, `p`. */
  readonly kind: string;
  readonly mode: number;
  readonly owner: number;
  readonly group: number;
  readonly bytes: number;
  readonly target: string | undefined;
}

const LINE =
  /^(?<kind>.)(?<mode>.{9})\S* (?<owner>\d+)\/(?<group>\d+) +(?<size>[\d,]+) \S+ \S+ (?<name>.*)$/;

/** Reads what GNU tar lists with `--quoting-style=literal`. Names must have no line breaks. */
export function readListing(text: string): readonly ListedEntry[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const groups = LINE.exec(line)?.groups;
      if (groups === undefined) throw new Error(`tar lists ${line}`);
      const { kind = '', mode = '', owner, group, size = '', name = '' } = groups;
      const arrow = kind === 'l' ? ' -> ' : kind === 'h' ? ' link to ' : undefined;
      const end = arrow === undefined ? -1 : name.indexOf(arrow);
      const path = end === -1 ? name : name.slice(0, end);
      return {
        path: `/${path.replace(/^\.?\//, '').replace(/\/$/, '')}`,
        kind,
        mode: modeOf(mode),
        owner: Number(owner),
        group: Number(group),
        bytes: size.includes(',') ? 0 : Number(size),
        target: arrow === undefined ? undefined : name.slice(end + arrow.length),
      };
    });
}

/** `rwsr-xr-t` as a number. */
function modeOf(letters: string): number {
  let mode = 0;
  for (const [index, letter] of letters.split('').entries()) {
    if (!'-ST'.includes(letter)) mode |= 0o400 >> index;
    if ('sStT'.includes(letter)) mode |= [0o4000, 0o2000, 0o1000][Math.floor(index / 3)] ?? 0;
  }
  return mode;
}
