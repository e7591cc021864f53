/**
 * Shows `results.json` as Markdown.
 *
 *     node bench/images/table.mjs            the table of the README, on standard output
 *     node bench/images/table.mjs --write    writes it into the README, and `results.md`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';

const RESULTS = new URL('results.json', import.meta.url);
const PAGE = new URL('results.md', import.meta.url);
const README = new URL('../../README.md', import.meta.url);
const MARKED = /(<!-- images -->\n).*?(<!-- \/images -->)/s;

const results = JSON.parse(readFileSync(RESULTS, 'utf8'));

if (argv[2] === '--write') {
  writeFileSync(PAGE, page(results));
  const readme = readFileSync(README, 'utf8');
  if (!MARKED.test(readme)) throw new Error('README.md has no place for the table');
  writeFileSync(
    README,
    readme.replace(MARKED, (_, start, end) => `${start}\n${table(results)}\n${end}`),
  );
} else {
  process.stdout.write(table(results));
}

/** One line a case, another where --unsafe does more, and what they come to. */
function table({ command, engine, cases }) {
  const rows = cases.flatMap((row) => [
    [row.title, base(row), ...sides(row.before, row.safe)],
    ...(row.unsafe === null ? [] : [['… with `--unsafe`', '', ...sides(row.before, row.unsafe)]]),
  ]);
  return [
    `By \`${command}\` on ${dates(cases)} (${engine}, two cores). Sizes are those of all layers, uncompressed.`,
    'Other builds ran on the machine meanwhile: seconds say something of the order, and little of a difference.',
    ...(cases.some(({ standIn }) => standIn)
      ? [
          'A base with an asterisk is a stand-in for the published image, made of Debian and npm packages: what is won on it is close to',
          'what is won on the real one, and not the same.',
        ]
      : []),
    '',
    ...aligned([
      [
        'what is built',
        'base',
        'before, MiB',
        'after, MiB',
        'less',
        'layers',
        'build, s',
        'after a change, s',
      ],
      ['-', '-', ...Array(6).fill('-:')],
      ...rows,
    ]),
    '',
    summary(cases),
    '',
  ].join('\n');
}

function base({ base: name, standIn }) {
  return `\`${name}\`${standIn ? '\\*' : ''}`;
}

/** The cells that compare two images; a file that stays as it is has one. */
function sides(before, after) {
  if (after === null) {
    return [
      mebibytes(before),
      'unchanged',
      '',
      String(before.layers),
      seconds(before.coldSeconds),
      seconds(before.rebuildSeconds),
    ];
  }
  return [
    mebibytes(before),
    mebibytes(after),
    `${percent(reduction(before, after))} %`,
    `${before.layers} → ${after.layers}`,
    `${seconds(before.coldSeconds)} → ${seconds(after.coldSeconds)}`,
    `${seconds(before.rebuildSeconds)} → ${seconds(after.rebuildSeconds)}`,
  ];
}

function summary(cases) {
  const fired = cases.filter(({ safe }) => safe !== null);
  const won = ({ before, safe }) => (safe === null ? 0 : reduction(before, safe));
  return (
    `Median of the ${fired.length} that are rewritten by default: ${percent(median(fired.map(won)))} % less; of all ${cases.length}, ` +
    `those that stay as they are among them: ${percent(median(cases.map(won)))} %. Every image built, and answered as the one before.`
  );
}

/** The page with all that was measured. */
function page(results) {
  const { cases } = results;
  const by = cases.flatMap(({ name, safe, unsafe, note }) => [
    `- **${name}**: ${safe === null ? 'stays as it is' : safe.transforms.join(', ')}` +
      `${unsafe === null ? '' : `; with \`--unsafe\` ${unsafe.transforms.join(', ')}`}.${note === null ? '' : ` ${note}`}`,
  ]);
  return [
    '# Images before and after',
    '',
    table(results),
    '## What was done, and what was not',
    '',
    ...by,
    '',
  ].join('\n');
}

function dates(cases) {
  const days = [...new Set(cases.map(({ date }) => date))].sort();
  return days.length === 1 ? days[0] : `${days[0]} to ${days.at(-1)}`;
}

function reduction(before, after) {
  return (before.bytes - after.bytes) / before.bytes;
}

function median(values) {
  const sorted = [...values].sort((first, second) => first - second);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

function mebibytes({ bytes }) {
  return (bytes / 1024 / 1024).toFixed(1);
}

function percent(share) {
  return (share * 100).toFixed(1);
}

function seconds(value) {
  return value.toFixed(1);
}

/** The lines of a table, its columns as wide as a formatter makes them. */
function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column];
      if (cell === '-') return '-'.repeat(width);
      if (cell === '-:') return `${'-'.repeat(width - 1)}:`;
      return column < 2 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${cells.join(' | ')} |`;
  });
}
