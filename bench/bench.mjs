/**
 * Measures two things that people feel, and prints them as a table:
 *
 * - one small file end to end, `dockopt fix --dry-run`, as a ratio to `node -e 0`: medians of runs that take turns, so that
 *   both meet the same load;
 * - how many real Dockerfiles the library plans in a second, in one process, after a first pass that warms it up.
 *
 *     npm run bench [-- runs]
 *
 * The real files are those of DOCKOPT_CORPUS (default: ../shared/corpus); without them the second part is left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

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

function median(values) {
  return [...values].sort((first, second) => first - second)[Math.floor(values.length / 2)];
}

async function throughput() {
  const { fix } = await import(new URL('../dist/index.js', import.meta.url).href);
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
