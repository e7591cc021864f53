/**
 * Counts what builder-stage makes of the real Dockerfiles of the corpus that compile in their one stage, each without its build
 * context, and writes docs/corpus-builder-stage.md. The corpus is the folder DOCKOPT_CORPUS, by default ../shared/corpus.
 *
 *     npm run build && node scripts/corpus-builder-stage.mjs [date for which the files are rewritten, by default today]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { createMemoryContext, fix } from '../dist/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const corpus = process.env.DOCKOPT_CORPUS ?? path.join(root, '../shared/corpus');
const target = path.join(root, 'docs/corpus-builder-stage.md');
const today = process.argv[2] ?? new Date().toISOString().slice(0, 10);

const FEATURE = 'single_stage_compile';
/** Refusals of files in which a split would leave nothing behind. */
const NOTHING_TO_GAIN = ['nothing-built', 'nothing-won'];
const EMPTY = createMemoryContext({ files: {} });

const files = readFileSync(path.join(corpus, 'manifest.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))
  .filter(({ features }) => features.includes(FEATURE))
  .map(({ id, final_base: base }) => ({
    base: base.replace(/(@sha256:.{12}).*/, '$1…'),
    text: readFileSync(path.join(corpus, 'dockerfiles', `${id}.Dockerfile`), 'utf8'),
  }));
const results = files.map(({ base, text }) => ({ base, ...judge(text) }));
const waiting = files.filter((_, index) => results[index]?.reason === 'context-absent');
const emptied = waiting.map(({ base, text }) => ({ base, ...judge(text, EMPTY) }));

writeFileSync(
  target,
  await prettier.format(page(), { parser: 'markdown', ...(await prettier.resolveConfig(target)) }),
);
console.log(`${files.length} files, written to ${path.relative(root, target)}`);

/** What becomes of a file, and its reason. */
function judge(text, context) {
  const result = fix({ text, today, context, only: ['builder-stage'] });
  if (result.kind === 'rejected') return { outcome: 'rejected' };
  const { findings } = result.plan;
  if (findings.some(({ status }) => status === 'applied')) return { outcome: 'split' };
  const offered = findings.find(({ status }) => status === 'available');
  if (offered !== undefined) return { outcome: 'unsafe', reason: offered.reason };
  const [refused] = findings;
  if (refused === undefined) return { outcome: 'nothing' };
  const { reason } = refused;
  return { outcome: NOTHING_TO_GAIN.includes(reason) ? 'gain' : 'refused', reason };
}

function page() {
  const count = (outcome) => results.filter((file) => file.outcome === outcome).length;
  const missing = results.filter(({ reason }) => reason === 'context-absent').length;
  return `# What builder-stage makes of real Dockerfiles

${files.length} Dockerfiles of the corpus are marked as compiling in their one stage (\`${FEATURE}\` in its manifest). Each was
rewritten on ${today} by builder-stage alone and without its build context, which the corpus does not have: without it no file is split,
because what a program reads and links with can't be seen.

\`\`\`sh
npm run build && node scripts/corpus-builder-stage.mjs ${today}
\`\`\`

| what became of it | files |
| --- | --: |
| split by default | ${count('split')} |
| split with \`--unsafe\` | ${count('unsafe')} |
| asks for the build context (\`context-absent\`) | ${missing} |
| refused for another reason | ${count('refused') - missing} |
| nothing to gain | ${count('gain')} |
| no Dockerfile that BuildKit takes | ${count('rejected')} |
| no finding: nothing was seen that compiles | ${count('nothing')} |
| all | ${files.length} |

## By reason

${reasons(results)}

## No finding

These files have neither a command that is known to compile nor an install of a compiler that can be read: they unpack a build tool, install
\`make\` or headers alone, or leave both to a script. Their bases: ${list(
    results.filter(({ outcome }) => outcome === 'nothing'),
    Infinity,
  )}.

## With an empty build context

This is no measure of how many files are split in their repositories. The ${waiting.length} files that ask for their context were rewritten once more, with
a context **that has no files at all**: what stops them now either stands in the file itself, or is what a real context is asked for first
(\`manifest-unknown\`, \`sources-unknown\`).

${reasons(emptied)}
`;
}

/** A table of the reasons, with the bases that are met most. */
function reasons(set) {
  const groups = new Map();
  for (const file of set.filter(({ reason }) => reason !== undefined)) {
    groups.set(file.reason, [...(groups.get(file.reason) ?? []), file]);
  }
  const lines = [...groups]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([reason, some]) => `| \`${reason}\` | ${some.length} | ${list(some)} |`);
  return ['| reason | files | bases met most |', '| --- | --: | --- |', ...lines].join('\n');
}

/** The repositories of bases, those first that are met most. */
function list(set, limit = 4) {
  const counts = new Map();
  for (const { base } of set) {
    const name = base.replace(/(?<=[^/$]):[^/]*$/, '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([name, number]) => `\`${name}\` (${number})`)
    .join(', ');
}
