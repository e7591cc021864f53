/**
 * Makes src/knowledge/data/image-tags.ts from tables of the tags that Docker official images published: one file
 * `<image>.tsv` an image, with the columns tag, first seen, last seen, current or frozen, directory. The same input gives the
 * same bytes. The folder is `official-tags` of DOCKOPT_FACTS where none is named.
 *
 * The format of one image (read by src/knowledge/tag-table.ts): a tag is cut into a stem (its version or date) and a
 * skeleton (the tag with `~` in the stem's place), so that thousands of tags become a few hundred columns:
 *
 *     line 1  stems, front-coded, sorted so that neighbours publish the same skeletons; `1.2.3+4` stands for 1.2.3 … 1.2.7
 *     line 2  the dates on which tags were last seen: days since the date before (the first since 2000-01-01), `!` where the tags
 *             are current
 *     line 3  for each stem the usual date of its tags: two digits, an index into line 2
 *     line 4  directories, front-coded. The first character says how the text goes on: `=` as it is; `1`, `2`, `3` after that
 *             many numeric parts of the stem; `@` after the stem as Perl writes versions (5.036.001). `~` stands for the
 *             skeleton without its first `~-`
 *     others  a skeleton, front-coded, then pairs: an index into line 4, and the stems that have this skeleton in that
 *             directory: distances from the stem before, `-n` for n more stems, `:d` where the date is not the stem's usual one
 *             but the index d into line 2 (nothing after `:` repeats the one before)
 *
 * Numbers are in base 36. Front-coded: one digit says how many characters are kept of the text before.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MissingInput, digest, root } from './inputs.mjs';

const SOURCE = 'docker-library/official-images at 37079fb, with its history';
export const target = new URL('../../src/knowledge/data/image-tags.ts', import.meta.url);

/** Where versions and dates stand in tags; the first that matches cuts. */
const STEMS = [
  /^\d+(?:\.\d+)*-?(?:alpha|beta|a|b|rc|RC)\d+(?![\d.])/,
  /^\d+(?:[._]\d+)*(?:u\d+)?(?:-(?:jdk|jre))?-(?:ea|rc|b)-?\d+/,
  /^8u\d+(?:-b\d+)?/,
  /^\d[\d.]*-\d+\.\d+(?:\.\d+)*/,
  /^\d[\d._]*\d(?=$|-)|^\d(?=$|-)/,
  /(?<=-)\d{8}(?:\.\d)?/,
];

function cut(tag) {
  for (const pattern of STEMS) {
    const match = pattern.exec(tag);
    if (match === null) continue;
    const stem = match[0];
    return {
      stem,
      skeleton: `${tag.slice(0, match.index)}~${tag.slice(match.index + stem.length)}`,
    };
  }
  return { stem: '', skeleton: tag };
}

function numbers(stem) {
  return stem.match(/\d+/g) ?? [];
}

function codedDirectory(directory, stem, skeleton) {
  if (/[~ ]/.test(directory)) throw new Error(`This directory cannot be written: ${directory}`);
  const parts = numbers(stem);
  let coded = `=${directory}`;
  for (const count of [3, 2, 1]) {
    const version = parts.slice(0, count).join('.');
    if (parts.length < count || !directory.startsWith(version)) continue;
    if (/^[\d.]/.test(directory.slice(version.length))) continue;
    coded = `${count}${directory.slice(version.length)}`;
    break;
  }
  if (coded.startsWith('=') && parts.length >= 3) {
    const [first, second, third] = parts;
    const perl = `${first}.${second.padStart(3, '0')}.${third.padStart(3, '0')}`;
    if (directory.startsWith(perl)) coded = `@${directory.slice(perl.length)}`;
  }
  const tail = skeleton.replace(/^~-/, '');
  const at = tail === '' ? -1 : coded.indexOf(tail, 1);
  return at === -1 ? coded : `${coded.slice(0, at)}~${coded.slice(at + tail.length)}`;
}

function compareText(first, second) {
  return first < second ? -1 : first > second ? 1 : 0;
}

function compareStems(first, second) {
  const lettered = Number(/[a-zA-Z]/.test(first)) - Number(/[a-zA-Z]/.test(second));
  if (lettered !== 0) return lettered;
  const [one, two] = [numbers(first).map(Number), numbers(second).map(Number)];
  if (one.length !== two.length) return one.length - two.length;
  for (const [index, value] of one.entries()) {
    if (value !== two[index]) return value - two[index];
  }
  return compareText(first, second);
}

function frontCoded(texts) {
  let previous = '';
  return texts.map((text) => {
    let kept = 0;
    while (kept < 35 && kept < previous.length && previous[kept] === text[kept]) kept += 1;
    previous = text;
    return kept.toString(36) + text.slice(kept);
  });
}

function withRanges(stems) {
  const coded = [];
  for (let index = 0; index < stems.length; index += 1) {
    const match = /^(.*?)(0|[1-9]\d*)$/.exec(stems[index]);
    let more = 0;
    while (
      match !== null &&
      stems[index + more + 1] === `${match[1]}${Number(match[2]) + more + 1}`
    )
      more += 1;
    coded.push(more === 0 ? stems[index] : `${stems[index]}+${more}`);
    index += more;
  }
  return coded;
}

function days(date) {
  return Math.round((Date.parse(date) - Date.parse('2000-01-01')) / 86_400_000);
}

function encoded(text) {
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [tag, , lastSeen, state, directory] = line.split('\t');
      return { ...cut(tag), moment: `${lastSeen} ${state}`, directory };
    });
  const stems = [...new Set(rows.map((row) => row.stem))].sort(compareStems);
  const moments = [...new Set(rows.map((row) => row.moment))].sort(compareText);
  const stemIndex = new Map(stems.map((stem, index) => [stem, index]));
  const momentIndex = new Map(moments.map((moment, index) => [moment, index]));

  const usual = stems.map(() => new Map());
  const columns = new Map();
  for (const { stem, skeleton, moment, directory } of rows) {
    const counts = usual[stemIndex.get(stem)];
    const date = momentIndex.get(moment);
    counts.set(date, (counts.get(date) ?? 0) + 1);
    const coded = codedDirectory(directory, stem, skeleton);
    if (!columns.has(skeleton)) columns.set(skeleton, new Map());
    const column = columns.get(skeleton);
    if (!column.has(coded)) column.set(coded, []);
    column.get(coded).push({ stem: stemIndex.get(stem), date });
  }
  const usualDates = usual.map(
    (counts) => [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0][0],
  );
  const directories = [...new Set([...columns.values()].flatMap((column) => [...column.keys()]))];
  directories.sort(compareText);

  const cells = (list) => {
    list.sort((first, second) => first.stem - second.stem);
    const runs = [];
    for (const { stem, date } of list) {
      const other = date === usualDates[stem] ? undefined : date;
      const last = runs.at(-1);
      if (last !== undefined && last.end === stem - 1 && last.other === other) last.end = stem;
      else runs.push({ start: stem, end: stem, other });
    }
    let before = 0;
    let otherBefore;
    return runs
      .map(({ start, end, other }) => {
        let run = (start - before).toString(36);
        if (end > start) run += `-${(end - start).toString(36)}`;
        if (other !== undefined) run += other === otherBefore ? ':' : `:${other.toString(36)}`;
        before = end;
        otherBefore = other ?? otherBefore;
        return run;
      })
      .join(',');
  };

  let day = 0;
  const dates = moments.map((moment) => {
    const [date, state] = moment.split(' ');
    const distance = days(date) - day;
    day = days(date);
    return distance.toString(36) + (state === 'current' ? '!' : '');
  });
  const skeletons = [...columns.keys()].sort(compareText);
  const lines = [
    frontCoded(withRanges(stems)).join(' '),
    dates.join(' '),
    usualDates.map((date) => date.toString(36).padStart(2, '0')).join(''),
    frontCoded(directories).join(' '),
  ];
  for (const [index, head] of frontCoded(skeletons).entries()) {
    const column = [...columns.get(skeletons[index])].sort((a, b) => compareText(a[0], b[0]));
    const pairs = column.map(([coded, list]) => {
      return `${directories.indexOf(coded).toString(36)} ${cells(list)}`;
    });
    lines.push([head, ...pairs].join(' '));
  }
  return lines.join('\n');
}

export function make([named]) {
  const facts = process.env.DOCKOPT_FACTS ?? path.join(root, '..', 'shared', 'facts');
  const folder = path.resolve(named ?? path.join(facts, 'official-tags'));
  if (!existsSync(folder)) throw new MissingInput(`There is no folder ${folder} (DOCKOPT_FACTS).`);
  const images = {};
  const inputs = {};
  let newest = '';
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.tsv')) continue;
    const text = readFileSync(path.join(folder, file), 'utf8');
    const image = file.slice(0, -'.tsv'.length);
    images[image] = encoded(text);
    inputs[image] = digest(text);
    for (const line of text.split('\n')) {
      const lastSeen = line.split('\t')[2] ?? '';
      if (lastSeen > newest) newest = lastSeen;
    }
  }
  return `// Made by scripts/knowledge/image-tags.mjs, which describes the format. Do not edit.
export const SOURCE = ${JSON.stringify(SOURCE)};
/** The day of the newest entry. */
export const DATE = ${JSON.stringify(newest)};
/** SHA-256 of the tables this was made from. */
export const INPUTS: Readonly<Record<string, string>> = {
${record(inputs)}};
export const IMAGES: Readonly<Record<string, string>> = {
${record(images)}};
`;
}

function record(entries) {
  return Object.entries(entries)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
    .join('');
}
