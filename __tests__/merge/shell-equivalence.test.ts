import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDockerfile } from '../../src/dockerfile/parse.js';
import { createPlan } from '../../src/pipeline/run.js';
import mergeRuns from '../../transforms/merge-runs/index.js';
import { runSequence, TRIED_SHELLS, type TriedShell } from './run-bodies.js';
import { runScripts, type ScriptRun } from './shell-runner.js';

const PAIRS = 4200;
const LEAST_MERGED = 2000;
const LEAST_SHARE = 0.4;

interface Pair {
  readonly shell: TriedShell;
  readonly before: string;
  readonly after: string;
}

function toDockerfile(shell: TriedShell, runs: readonly string[]): string {
  return `FROM debian:12\nSHELL ${JSON.stringify(shell.argv)}\n${runs.join('\n')}\n`;
}

function merge(text: string): string {
  const result = createPlan({ text, today: '2026-11-23', transforms: [mergeRuns] });
  if (result.kind === 'rejected') throw new Error(`${result.problem.message}\n${text}`);
  const failed = result.plan.findings.find(
    ({ reason }) => reason === 'check-failed' || reason === 'layout',
  );
  if (failed !== undefined) throw new Error(`${failed.message}\n${text}`);
  return result.plan.dockerfile.after;
}

function runScriptsOf(text: string): readonly string[] {
  const parsed = parseDockerfile(text);
  if (parsed.kind === 'rejected') throw new Error(parsed.problem.message);
  return parsed.dockerfile.instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .map((instruction) => instruction.arguments.text);
}

test('merged RUNs do in real shells what they did one by one', async () => {
  const seed = Number(process.env['DOCKOPT_SEED'] ?? Date.now() % 2 ** 31);
  const sampled = fc.sample(fc.tuple(fc.constantFrom(...TRIED_SHELLS), runSequence), {
    seed,
    numRuns: PAIRS,
  });
  const pairs: Pair[] = sampled.map(([shell, runs]) => {
    const before = toDockerfile(shell, runs);
    return { shell, before, after: merge(before) };
  });
  const merged = pairs.filter(({ before, after }) => before !== after);

  const root = mkdtempSync(join(tmpdir(), 'dockopt-merge-'));
  try {
    const runs = merged.flatMap(({ shell, before, after }, index): readonly ScriptRun[] => [
      { name: `${index}-before`, shell, scripts: runScriptsOf(before) },
      { name: `${index}-after`, shell, scripts: runScriptsOf(after) },
    ]);
    const outcomes = await runScripts(root, runs, 2);
    const succeeded = merged.filter(
      (_, index) => outcomes.get(`${index}-before`)?.succeeded === true,
    );
    process.stdout.write(
      `shell equivalence: seed ${seed}, ${pairs.length} pairs, ${merged.length} merged and run, ${succeeded.length} of them without a failing command\n`,
    );
    const mismatches = merged.flatMap(({ shell, before, after }, index) => {
      const first = outcomes.get(`${index}-before`);
      const second = outcomes.get(`${index}-after`);
      const [one, two] = [JSON.stringify(first, null, 1), JSON.stringify(second, null, 1)];
      return one === two ? [] : [`${shell.name}\n${before}---\n${after}---\n${one}\n${two}`];
    });
    expect(mismatches.slice(0, 5)).toEqual([]);
    expect(merged.length).toBeGreaterThanOrEqual(LEAST_MERGED);
    expect(merged.length / pairs.length).toBeGreaterThanOrEqual(LEAST_SHARE);
    // Both ends of a RUN must have been seen, or the comparison says little.
    expect(succeeded.length).toBeGreaterThan(merged.length / 10);
    expect(merged.length - succeeded.length).toBeGreaterThan(merged.length / 10);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}, 240_000);
