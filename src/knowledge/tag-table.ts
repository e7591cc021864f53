/** One published tag, as the table has it. */
export interface TagEntry {
  /** `current`: still rebuilt on the day of the table; `frozen`: can be pulled, is not rebuilt any more. */
  readonly state: 'current' | 'frozen';
  /** The last day (ISO) on which the tag was published. */
  readonly lastSeen: string;
  /** Folder of its Dockerfile in the image's own repository at that time (`16/buster`); empty where it had none. */
  readonly directory: string;
}

/** The published tags of one image. */
export interface TagTable {
  /** The entry of a tag; undefined when it was never published. */
  get(tag: string): TagEntry | undefined;
  /** The forms of its tags, with `~` in place of a version or date. */
  readonly skeletons: readonly string[];
  /** All tags, in no particular order. */
  tags(): readonly string[];
}

interface Cell {
  readonly directory: string;
  readonly moment: number;
}

type Moment = Pick<TagEntry, 'state' | 'lastSeen'>;

const DAY = 86_400_000;
const FIRST_DAY = Date.parse('2000-01-01');

function number(text: string | undefined): number {
  const value = Number.parseInt(text ?? '', 36);
  if (Number.isNaN(value)) throw new Error(`The tag table is damaged at “${text ?? ''}”.`);
  return value;
}

function frontDecoded(words: readonly string[]): readonly string[] {
  let previous = '';
  return words.map((word) => {
    previous = previous.slice(0, number(word[0])) + word.slice(1);
    return previous;
  });
}

function stemsOf(line: string): readonly string[] {
  let previous = '';
  return line.split(' ').flatMap((word) => {
    previous = previous.slice(0, number(word[0])) + word.slice(1);
    const plus = previous.indexOf('+');
    if (plus === -1) return [previous];
    const first = previous.slice(0, plus);
    const head = first.replace(/\d+$/, '');
    const start = Number(first.slice(head.length));
    const more = Number(previous.slice(plus + 1));
    return Array.from({ length: more + 1 }, (_, index) => `${head}${start + index}`);
  });
}

function momentsOf(line: string): readonly Moment[] {
  let day = 0;
  return line.split(' ').map((word) => {
    const current = word.endsWith('!');
    day += number(current ? word.slice(0, -1) : word);
    const lastSeen = new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10);
    return { state: current ? 'current' : 'frozen', lastSeen };
  });
}

function directoryOf(coded: string, stem: string, skeleton: string): string {
  const text = coded.replace('~', () => skeleton.replace(/^~-/, ''));
  const rest = text.slice(1);
  if (text.startsWith('=')) return rest;
  const parts = stem.match(/\d+/g) ?? [];
  if (!text.startsWith('@')) return parts.slice(0, Number(text[0])).join('.') + rest;
  const [first = '', second = '', third = ''] = parts;
  return `${first}.${second.padStart(3, '0')}.${third.padStart(3, '0')}${rest}`;
}

/** The stems (by index) that have a skeleton, out of its coded line. */
function cellsOf(
  words: readonly string[],
  directories: readonly string[],
  usual: readonly number[],
): ReadonlyMap<number, Cell> {
  const cells = new Map<number, Cell>();
  for (let index = 1; index + 1 < words.length; index += 2) {
    const directory = directories[number(words[index])] ?? '';
    let stem = 0;
    let other = 0;
    for (const run of (words[index + 1] ?? '').split(',')) {
      const [range = '', moment] = run.split(':');
      const [distance, more] = range.split('-');
      if (moment !== undefined && moment !== '') other = number(moment);
      stem += number(distance);
      const end = stem + (more === undefined ? 0 : number(more));
      for (; ; stem += 1) {
        cells.set(stem, { directory, moment: moment === undefined ? (usual[stem] ?? 0) : other });
        if (stem === end) break;
      }
    }
  }
  return cells;
}

/**
 * Reads the coded table of one image (the format is described in scripts/knowledge-tags.mjs). Cheap: only the lines that a
 * question touches are decoded.
 */
export function readTagTable(coded: string): TagTable {
  const [stemLine = '', momentLine = '', usualLine = '', directoryLine = '', ...lines] =
    coded.split('\n');
  const stems = stemsOf(stemLine);
  const moments = momentsOf(momentLine);
  const usual = stems.map((_, index) => number(usualLine.slice(2 * index, 2 * index + 2)));
  const directories = frontDecoded(directoryLine.split(' '));
  const rows = lines.map((line) => line.split(' '));
  const skeletons = frontDecoded(rows.map((row) => row[0] ?? ''));
  const stemIndex = new Map(stems.map((stem, index) => [stem, index]));
  const decoded = new Map<number, ReadonlyMap<number, Cell>>();

  const column = (index: number): ReadonlyMap<number, Cell> => {
    const known = decoded.get(index) ?? cellsOf(rows[index] ?? [], directories, usual);
    decoded.set(index, known);
    return known;
  };

  const entry = (skeleton: string, row: number, stem: string): TagEntry | undefined => {
    const index = stemIndex.get(stem);
    const cell = index === undefined ? undefined : column(row).get(index);
    const moment = cell === undefined ? undefined : moments[cell.moment];
    if (cell === undefined || moment === undefined) return undefined;
    return { ...moment, directory: directoryOf(cell.directory, stem, skeleton) };
  };

  return {
    skeletons,
    get(tag) {
      for (const [row, skeleton] of skeletons.entries()) {
        const at = skeleton.indexOf('~');
        const head = at === -1 ? skeleton : skeleton.slice(0, at);
        const tail = at === -1 ? '' : skeleton.slice(at + 1);
        const length = tag.length - head.length - tail.length;
        if (at === -1 ? length !== 0 : length < 1) continue;
        if (!tag.startsWith(head) || !tag.endsWith(tail)) continue;
        const found = entry(skeleton, row, tag.slice(head.length, head.length + length));
        if (found !== undefined) return found;
      }
      return undefined;
    },
    tags() {
      return skeletons.flatMap((skeleton, row) =>
        [...column(row).keys()].map((stem) => skeleton.replace('~', () => stems[stem] ?? '')),
      );
    },
  };
}
