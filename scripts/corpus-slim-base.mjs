/**
 * Counts what slim-base makes of the real Dockerfiles of the corpus whose base is a full language or distribution image, each without
 * its build context, and writes docs/corpus-slim-base.md. The corpus is the folder DOCKOPT_CORPUS, by default ../shared/corpus.
 *
 *     npm run build && node scripts/corpus-slim-base.mjs [date for which the files are rewritten, by default today]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { fix } from '../dist/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const corpus = process.env.DOCKOPT_CORPUS ?? path.join(root, '../shared/corpus');
const target = path.join(root, 'docs/corpus-slim-base.md');
const today = process.argv[2] ?? new Date().toISOString().slice(0, 10);

const FEATURES = ['base_lang_full', 'base_distro_full'];
const COLUMNS = [
  ['swapped', 'swapped'],
  ['added', 'swapped, with an addition'],
  ['unsafe', '`unsafe`'],
  ['context', '`context-absent`'],
  ['refused', 'refused'],
  ['nothing', 'no finding'],
];

const files = readFileSync(path.join(corpus, 'manifest.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))
  .filter(({ features }) => FEATURES.some((feature) => features.includes(feature)))
  .map(({ id, features }) => ({ features, ...judge(readDockerfile(id)) }));

writeFileSync(
  target,
  await prettier.format(page(), { parser: 'markdown', ...(await prettier.resolveConfig(target)) }),
);
console.log(`${files.length} files, written to ${path.relative(root, target)}`);

function readDockerfile(id) {
  return readFileSync(path.join(corpus, 'dockerfiles', `${id}.Dockerfile`), 'utf8');
}

/** The column of a file, its reason, and the base that it is about. */
function judge(text) {
  const result = fix({ text, today, only: ['slim-base'] });
  if (result.kind === 'rejected') return { column: 'nothing' };
  const { findings, dockerfile } = result.plan;
  const base = ({ range }) =>
    text
      .slice(range.start, range.end)
      .replace(/^FROM\s+/i, '')
      .replace(/(@sha256:.{12}).*/, '$1…');
  const applied = findings.find(({ status }) => status === 'applied');
  if (applied !== undefined) {
    return { column: hasAddition(text, dockerfile.after) ? 'added' : 'swapped' };
  }
  const offered = findings.find(({ status }) => status === 'available');
  if (offered !== undefined) {
    const { reason } = offered;
    return {
      column: reason === 'context-absent' ? 'context' : 'unsafe',
      reason,
      base: base(offered),
    };
  }
  const [refused] = findings;
  return refused === undefined
    ? { column: 'nothing' }
    : { column: 'refused', reason: refused.reason, base: base(refused) };
}

/** Whether more than the base was written. */
function hasAddition(before, after) {
  const old = new Set(before.split('\n'));
  return after.split('\n').some((line) => !old.has(line) && !/^\s*FROM\s/i.test(line));
}

function page() {
  const rows = [
    ...FEATURES.map((feature) => [
      `\`${feature}\``,
      files.filter(({ features }) => features.includes(feature)),
    ]),
    ['all', files],
  ];
  const count = (set, column) => set.filter((file) => file.column === column).length;
  return `# What slim-base makes of real Dockerfiles

${files.length} Dockerfiles of the corpus are on a full image of a language or a distribution. Each was rewritten on ${today} by slim-base
alone and without its build context, which the corpus does not have: what needs it to be decided has a column of its own.
A file with several stages that ship counts once, by the best that is done for it.

\`\`\`sh
npm run build && node scripts/corpus-slim-base.mjs ${today}
\`\`\`

| files | number | ${COLUMNS.map(([, title]) => title).join(' | ')} |
| --- | --: | ${COLUMNS.map(() => '--:').join(' | ')} |
${rows.map(([name, set]) => `| ${name} | ${set.length} | ${COLUMNS.map(([column]) => count(set, column)).join(' | ')} |`).join('\n')}

## Refused, by reason

${reasons('refused')}

## \`unsafe\`, by reason, without \`context-absent\`

${reasons('unsafe')}
`;
}

/** A table of the reasons of a column, with the bases that are met most. */
function reasons(column) {
  const groups = new Map();
  for (const { reason, base } of files.filter((file) => file.column === column)) {
    const bases = groups.get(reason) ?? new Map();
    groups.set(reason, bases.set(base, (bases.get(base) ?? 0) + 1));
  }
  const total = (bases) => [...bases.values()].reduce((sum, number) => sum + number, 0);
  const lines = [...groups]
    .sort(([a, some], [b, others]) => total(others) - total(some) || (a < b ? -1 : 1))
    .map(([reason, bases]) => {
      const most = [...bases].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
      return `| \`${reason}\` | ${total(bases)} | ${most.map(([base, number]) => `\`${base}\` (${number})`).join(', ')} |`;
    });
  return ['| reason | files | bases met most |', '| --- | --: | --- |', ...lines].join('\n');
}
