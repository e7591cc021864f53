import type { BuildContext } from '../../context/build-context.js';
import { expandSource } from '../../context/copy-source.js';
import { createMemoryContext } from '../../context/memory-context.js';
import { readUsage, useOf, usageFormat, type UsageFacts } from '../../context/usage.js';
import { fix, type FixRequest } from '../../core.js';
import { parseDockerfile } from '../../dockerfile/parse.js';
import { findStage } from '../../dockerfile/stages.js';
import type { Plan } from '../../pipeline/plan.js';
import type { FileReport, PlannedFileReport } from '../../report/file-report.js';
import { copySources } from '../../context/copy-sources.js';
import type { FileSettings } from '../file-settings.js';
import { dockerfileReport, extendIgnoreFile, rejectedReport } from '../plan-files.js';
import type { Job } from './job.js';

/** The reason of fixes that rest on files of a build context that is not given whole. */
const INCOMPLETE = 'context-incomplete';

/** A Dockerfile with what is planned for it and for the ignore file of its context. */
export interface PlannedJob {
  readonly dockerfile: FileReport;
  /** Undefined where there is nothing to say about it. */
  readonly dockerignore: PlannedFileReport | undefined;
}

/**
 * Plans one job, from nothing but the job itself.
 * @param today the day of the run, `YYYY-MM-DD`
 */
export async function planJob(
  job: Job,
  settings: FileSettings,
  today: string,
): Promise<PlannedJob> {
  const files = job.files ?? new Map<string, string | null>();
  const ignorePath = files.has(`${job.path}.dockerignore`)
    ? `${job.path}.dockerignore`
    : '.dockerignore';
  const before = files.get(ignorePath) ?? '';
  // Without its ignore file, what a context shows is not what a build sees.
  const isReadable = files.get(ignorePath) !== null;
  const usage = await readFilesUsage(files);
  const context = isReadable && job.files !== undefined ? contextOf(job) : undefined;
  const missing = context === undefined ? undefined : missingSource(context, job.text);
  const isKnown = context !== undefined && job.complete && missing === undefined;
  const hasTarget = settings.target === undefined || isStage(settings.target, job.text);
  const request: FixRequest = {
    text: job.text,
    dockerignore: before,
    context: isKnown ? context : undefined,
    use: useOf(job.path, usage.facts).use,
    target: hasTarget ? settings.target : undefined,
    options: settings.options,
    unsafe: settings.unsafe,
    today,
    only: settings.only,
    skip: settings.skip,
  };
  const result = isKnown ? fix(request) : planUnknown(request, context);
  if (result.kind === 'rejected') {
    return {
      dockerfile: rejectedReport(job.path, job.text, result.problem),
      dockerignore: undefined,
    };
  }
  const notes = [
    ...contextNotes(job, isReadable ? undefined : ignorePath, missing),
    ...usage.notes,
  ];
  const report = dockerfileReport(
    { shownPath: job.path, text: job.text },
    result.plan,
    notes.length === 0 ? undefined : notes.join(' '),
    isKnown,
  );
  const dockerfile = hasTarget ? report : withoutTarget(report, settings.target);
  if (!isKnown) return { dockerfile, dockerignore: undefined };
  const isNew = !files.has(ignorePath);
  const ignoreFile = extendIgnoreFile(
    { shownPath: ignorePath, isNew, before, after: before, findings: [] },
    result.plan,
  );
  const { after, findings } = ignoreFile;
  return {
    dockerfile,
    dockerignore:
      before === after && findings.length === 0
        ? undefined
        : { kind: 'planned', path: ignorePath, isNew, before, after, findings, note: undefined },
  };
}

function contextOf({ path, text, files = new Map() }: Job): BuildContext {
  const all = new Map<string, string | null>([...files, [path, text]]);
  return createMemoryContext({
    files: Object.fromEntries(all),
    dockerfilePath: path,
    // What a sender names is part of the project: nothing of it is to be left out of a build.
    tracked: [...all.keys()],
  });
}

/**
 * Plans where the whole build context is not known. Files of which some are given say what is right in the usual case: fixes that
 * are only safe by them are unsafe. What an ignore file would be for can't be told at all.
 */
function planUnknown(request: FixRequest, context: BuildContext | undefined) {
  const without = fix(request);
  if (request.unsafe !== true || context === undefined || without.kind === 'rejected') {
    return without;
  }
  const result = fix({ ...request, context, skip: [...(request.skip ?? []), 'dockerignore'] });
  if (result.kind === 'rejected') return result;
  const proven = new Set(
    without.plan.findings
      .filter(({ applicability }) => applicability === 'safe')
      .map(({ id }) => id),
  );
  const findings: Plan['findings'] = result.plan.findings.map((finding) =>
    finding.applicability === 'safe' && !proven.has(finding.id)
      ? { ...finding, applicability: 'unsafe', reason: INCOMPLETE }
      : finding,
  );
  return { ...result, plan: { ...result.plan, findings } };
}

function withoutTarget(report: PlannedFileReport, target: string): PlannedFileReport {
  const note = `There is no stage ${target}, planned without --target.`;
  return { ...report, note: report.note === undefined ? note : `${note} ${report.note}` };
}

function contextNotes(
  { files, complete }: Job,
  unreadIgnoreFile: string | undefined,
  missing: string | undefined,
): readonly string[] {
  if (files === undefined) return [];
  if (unreadIgnoreFile !== undefined) {
    return [`The build context is not known: the text of ${unreadIgnoreFile} is not given.`];
  }
  if (!complete) {
    return [
      'The build context is not known whole: files is not said to be complete. Give every file of it, and "complete": true.',
    ];
  }
  return missing === undefined
    ? []
    : [`The build context is not known: "${missing}" is not among files. Give every file of it.`];
}

/** A source of COPY or ADD that is not there, so that the files are not what the image is built from. */
function missingSource(context: BuildContext, text: string): string | undefined {
  return copySources(text).find(
    (source) => source.includes('$') || expandSource(context, source).length === 0,
  );
}

function isStage(name: string, text: string): boolean {
  const parsed = parseDockerfile(text);
  return parsed.kind !== 'rejected' && findStage(parsed.dockerfile, name) !== undefined;
}

/** What compose, bake and CI files among the files say about how images are built and run. */
async function readFilesUsage(
  files: ReadonlyMap<string, string | null>,
): Promise<{ readonly facts: readonly UsageFacts[]; readonly notes: readonly string[] }> {
  const facts = new Map<string, UsageFacts>();
  const notes: string[] = [];
  const read = async (path: string, folder?: string): Promise<void> => {
    const format = folder === undefined ? usageFormat(path) : 'compose';
    const text = files.get(path);
    if (format === undefined || typeof text !== 'string' || facts.has(path)) return;
    try {
      const found = await readUsage(format, path, text, folder);
      facts.set(path, found);
      for (const further of found.further ?? []) await read(further.path, further.folder);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      notes.push(
        `${path} could not be read (${error.message}), so what it says about builds is not known.`,
      );
    }
  };
  for (const path of [...files.keys()].sort()) await read(path);
  return { facts: [...facts.values()], notes };
}
