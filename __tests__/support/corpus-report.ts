import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../src/pipeline/plan.js';
import type { PlanResult } from '../../src/pipeline/run.js';
import type { CorpusFile } from './corpus.js';

/** What the manifest of the corpus says of a file. */
interface ManifestEntry {
  readonly id: string;
  readonly sample: string;
  readonly features: readonly string[];
}

/** One file with what the pipeline made of it. */
export interface CorpusResult {
  readonly file: CorpusFile;
  readonly result: PlanResult;
}

function readManifest(corpusPath: string): ReadonlyMap<string, ManifestEntry> {
  const lines = readFileSync(join(corpusPath, 'manifest.jsonl'), 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      // The corpus documents this shape.
      const entry = JSON.parse(line) as ManifestEntry;
      return [entry.id, entry];
    }),
  );
}

function isChanged(plan: Plan): boolean {
  return plan.dockerfile.before !== plan.dockerfile.after;
}

function countBy(keys: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([key, count]) => `    ${String(count).padStart(6)}  ${key}`)
    .join('\n');
}

/** Counts over a set of results: files, changed ones, fixes of each transform, refusals by reason. */
export function reportCounts(title: string, results: readonly CorpusResult[]): string {
  const plans = results.flatMap(({ result }) => (result.kind === 'planned' ? [result.plan] : []));
  const findings = plans.flatMap((plan) => plan.findings);
  const applied = findings.filter(({ status }) => status === 'applied');
  const others = findings.filter(({ status }) => status !== 'applied');
  return [
    `${title}: ${results.length} files, ${plans.filter(isChanged).length} changed, ${results.length - plans.length} rejected as BuildKit does`,
    '  fixes applied, by transform:',
    countBy(applied.map(({ transform }) => transform)),
    '  files changed, by transform:',
    countBy(
      plans.flatMap((plan) => [
        ...new Set(
          plan.findings
            .filter(({ status }) => status === 'applied')
            .map(({ transform }) => transform),
        ),
      ]),
    ),
    '  not applied, by transform and reason:',
    countBy(
      others.map(({ transform, status, reason }) => `${transform} ${status} ${reason ?? '-'}`),
    ),
  ].join('\n');
}

/**
 * How many of the files that a person would expect to be rewritten are: single-stage files on a full base with RUNs in
 * a row or without clean-up. By the unbiased `random` sample and by all; the reasons of the rest.
 */
export function reportTargetSet(
  corpusPath: string,
  title: string,
  results: readonly CorpusResult[],
): string {
  const manifest = readManifest(corpusPath);
  const wanted = results.flatMap(({ file, result }) => {
    const id = file.path.replace(/^dockerfiles\//, '').replace(/\..*$/, '');
    const entry = manifest.get(id);
    if (entry === undefined || !isTarget(entry.features)) return [];
    return [{ entry, plan: result.kind === 'planned' ? result.plan : undefined }];
  });
  const line = (name: string, set: typeof wanted): string => {
    const changed = set.filter(({ plan }) => plan !== undefined && isChanged(plan)).length;
    return `  ${name}: ${changed} of ${set.length} change (${((100 * changed) / set.length).toFixed(1)} %)`;
  };
  const unchanged = wanted.filter(({ plan }) => plan === undefined || !isChanged(plan));
  return [
    `${title}: single-stage files on a full base with RUNs in a row or a missing clean-up`,
    line(
      'random',
      wanted.filter(({ entry }) => entry.sample === 'random'),
    ),
    line('all', wanted),
    '  files not changed, by transform and reason (a file may have several):',
    countBy(
      unchanged.flatMap(({ plan }) =>
        plan === undefined
          ? ['rejected by BuildKit']
          : plan.findings.length === 0
            ? ['nothing found']
            : [
                ...new Set(
                  plan.findings.map(
                    ({ transform, status, reason }) => `${transform} ${status} ${reason ?? '-'}`,
                  ),
                ),
              ],
      ),
    ),
  ].join('\n');
}

function isTarget(features: readonly string[]): boolean {
  return (
    features.includes('single_stage') &&
    features.includes('non_slim_base') &&
    features.some((feature) => feature === 'consecutive_runs' || MISSING_CLEAN_UP.includes(feature))
  );
}

const MISSING_CLEAN_UP: readonly string[] = [
  'apk_add_no_cleanup',
  'apt_install_no_cleanup',
  'npm_no_cleanup',
  'pip_no_cache_flag_missing',
  'yum_dnf_no_cleanup',
];
