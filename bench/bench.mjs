/**
 * Measures four things that people feel, and prints them as a table:
 *
 * - one small file end to end, `dockopt fix --dry-run`, as a ratio to `node -e 0`: medians of runs that take turns, so that
 *   both meet the same load;
 * - how long it takes to load all tables of src/knowledge, beyond what loading an empty file takes, each in a process of its own;
 * - how planning grows with the length of a file: one of 400 neighbouring RUNs as a ratio to one of 100, where 4 is linear;
 * - how many real Dockerfiles the library plans in a second, in one process, after a first pass that warms it up.
 *
 *     npm run bench [-- runs]
 *
 * The real files are those of DOCKOPT_CORPUS (default: ../shared/corpus); without them the last part is left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = path.join(root, 'bin', 'dockopt.js');
const corpus = path.join(
  process.env.DOCKOPT_CORPUS ?? path.join(root, '..', 'shared', 'corpus'),
  'dockerfiles',
);
const runs = Math.max(15, Number(process.argv[2] ?? 21));

const SMALL = [
  'FROM python:3.11',
  'WORKDIR /app',
  'COPY requirements.txt .',
  'RUN apt-get update',
  'RUN apt-get install -y curl',
  'RUN pip install -r requirements.txt',
  'COPY . .',
  'CMD ["python", "app.py"]',
  '',
].join('\n');

console.log('measure                                     aim      result');
printRow('small file end to end, ratio to node -e 0', '<= 2.5', startUp());
printRow('loading the knowledge', '< 10 ms', await knowledgeLoad());
printRow('400 neighbouring RUNs, ratio to 100', '<= 6', await growth());
if (existsSync(corpus))
  printRow('corpus files a second in one process', '>= 500', await throughput());
else console.log(`corpus files a second: left out, there is no folder ${corpus}`);

function printRow(name, aim, result) {
  console.log(`${name.padEnd(44)}${aim.padEnd(9)}${result}`);
}

function startUp() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockopt-bench-'));
  writeFileSync(path.join(folder, 'small.Dockerfile'), SMALL);
  writeFileSync(path.join(folder, 'requirements.txt'), 'flask\n');
  writeFileSync(path.join(folder, 'app.py'), 'print(1)\n');
  const empty = [];
  const whole = [];
  for (let index = 0; index < runs; index += 1) {
    empty.push(time(['-e', '0'], folder));
    whole.push(time([program, 'fix', '--dry-run', 'small.Dockerfile'], folder));
  }
  rmSync(folder, { recursive: true });
  const [base, own] = [median(empty), median(whole)];
  return `${(own / base).toFixed(2)} (${own.toFixed(0)} ms to ${base.toFixed(0)} ms, medians of ${runs})`;
}

/** Milliseconds that Node takes with these arguments. */
function time(words, cwd) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
  const elapsed = performance.now() - start;
  if (status !== 0) throw new Error(`node ${words.join(' ')} ended with ${status}: ${stderr}`);
  return elapsed;
}

/** The tables as one file, as the program has them, and an empty one: medians of runs that take turns. */
async function knowledgeLoad() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockopt-bench-'));
  const whole = path.join(folder, 'knowledge.mjs');
  const empty = path.join(folder, 'empty.mjs');
  const tables = readdirSync(path.join(root, 'src', 'knowledge')).filter((name) =>
    name.endsWith('.ts'),
  );
  await build({
    stdin: {
      contents: tables.map((name) => `import './src/knowledge/${name}';`).join('\n'),
      resolveDir: root,
    },
    bundle: true,
    treeShaking: false,
    minifySyntax: true,
    minifyWhitespace: true,
    format: 'esm',
    outfile: whole,
  });
  writeFileSync(empty, 'export {};\n');
  const times = { [whole]: [], [empty]: [] };
  for (let index = 0; index < runs; index += 1) {
    for (const file of [whole, empty]) times[file].push(loadTime(file));
  }
  const size = readFileSync(whole).length;
  rmSync(folder, { recursive: true });
  const more = median(times[whole]) - median(times[empty]);
  return `${more.toFixed(1)} ms (${(size / 1000).toFixed(0)} kB, medians of ${runs})`;
}

/** Milliseconds that a process takes to import a file, once it has imported another. */
function loadTime(file) {
  const text = `import('node:path').then(async () => {
    const start = performance.now();
    await import(${JSON.stringify(file)});
    console.log(performance.now() - start);
  });`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', text], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`loading ${file} ended with ${status}: ${stderr}`);
  return Number(stdout);
}

function median(values) {
  return [...values].sort((first, second) => first - second)[Math.floor(values.length / 2)];
}

/** CPU time of planning many neighbouring RUNs and a quarter of them, which take turns: of work, not of waiting for others. */
async function growth() {
  const { fix } = await library();
  const [few, many] = [neighbours(100), neighbours(400)];
  const times = { [few]: [], [many]: [] };
  for (let index = 0; index < 9; index += 1) {
    for (const text of [few, many]) {
      const start = process.cpuUsage();
      fix({ text, today: '2026-11-23' });
      const { user, system } = process.cpuUsage(start);
      times[text].push((user + system) / 1000);
    }
  }
  const [base, own] = [median(times[few]), median(times[many])];
  return `${(own / base).toFixed(2)} (${own.toFixed(0)} ms to ${base.toFixed(0)} ms of CPU time, medians of 9)`;
}

/** RUNs of which some are merged, each install is cleaned up, and all look at what the others install. */
function neighbours(count) {
  const runs = Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? `RUN mkdir -p /opt/part${index} && echo ${index} > /opt/part${index}/number`
      : `RUN apt-get update && apt-get install -y package${index}`,
  );
  return ['FROM debian:12', ...runs, 'CMD ["sh"]', ''].join('\n');
}

function library() {
  return import(new URL('../dist/index.js', import.meta.url).href);
}

async function throughput() {
  const { fix } = await library();
  const texts = readdirSync(corpus)
    .sort()
    .map((name) => readFileSync(path.join(corpus, name), 'utf8'));
  const pass = () => {
    const start = performance.now();
    for (const text of texts) fix({ text, today: '2026-11-23' });
    return texts.length / ((performance.now() - start) / 1000);
  };
  const first = pass();
  const rates = [pass(), pass(), pass()];
  return `${median(rates).toFixed(0)} (${texts.length} files, median of 3; ${first.toFixed(0)} in the first pass)`;
}
