import { relative, resolve, sep } from 'node:path';
import { UNKNOWN_USE } from '../context/build-context.js';
import { fix, type FixRequest } from '../core.js';
import type { SyntaxProblem } from '../dockerfile/problem.js';
import { positionAt, type TextRange } from '../dockerfile/text.js';
import type { Plan, PlannedFinding } from '../pipeline/plan.js';
import type {
  FailedFileReport,
  FileReport,
  PlannedFileReport,
  ReportedFinding,
} from '../report/file-report.js';
import type { ContextFinder, FoundContext } from '../workspace/find-context.js';
import { findIgnoreFile, isThere } from '../workspace/ignore-file.js';
import { workspaceProblem, type WorkspaceProblem } from '../workspace/problem.js';
import { readText } from '../workspace/read.js';
import type { FileSettings } from './file-settings.js';
import type { VerifiedResult, VerifyingPlanner } from './verified-plan.js';

/** A Dockerfile that was read. */
export interface Source {
  /** As reports show it. */
  readonly shownPath: string;
  /** Where it lies, relative to the working directory or absolute; undefined where it counts as lying nowhere. */
  readonly place: string | undefined;
  readonly text: string;
  readonly settings: FileSettings;
}

/** What planning needs besides the sources. */
export interface PlanEnvironment {
  readonly workingDirectory: string;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly today: string;
  readonly finder: ContextFinder;
  /** Plans so that a build holds; undefined where nothing is built. */
  readonly verifying?: VerifyingPlanner | undefined;
}

/** A `.dockerignore`, as the Dockerfiles planned so far leave it. */
export interface IgnoreFile {
  readonly shownPath: string;
  readonly isNew: boolean;
  readonly before: string;
  readonly after: string;
  readonly findings: readonly ReportedFinding[];
}

/**
 * Plans Dockerfiles one after the other. Those that share a `.dockerignore` each see what the one before left of it; it
 * follows the last of them in the result, with its whole change.
 */
export async function planFiles(
  sources: readonly Source[],
  environment: PlanEnvironment,
): Promise<readonly FileReport[]> {
  const reports: FileReport[] = [];
  const ignoreFiles = new Map<string, IgnoreFile | FailedFileReport>();
  const lastUser = new Map<string, FileReport>();
  for (const source of sources) {
    const around = await findContext(source, environment.finder);
    const { unsafe, only, skip, checkOnly, target, options } = source.settings;
    const ignorePath =
      around.found === undefined
        ? undefined
        : ignoreFilePath(around.found.root, source, environment.workingDirectory);
    const ignoreFile =
      ignorePath === undefined
        ? undefined
        : (ignoreFiles.get(ignorePath) ?? openIgnoreFile(ignorePath, environment.workingDirectory));
    const usable = ignoreFile !== undefined && 'after' in ignoreFile ? ignoreFile : undefined;
    const request = {
      ...{ unsafe, only, skip, checkOnly, target, options },
      text: source.text,
      dockerignore: usable?.after ?? '',
      // Without its ignore file, what a context shows is not what a build sees.
      context: usable === undefined ? undefined : around.found?.context,
      use: around.use,
      today: environment.today,
    };
    const result = await planOne(request, source, usable, around, environment);
    const report: FileReport =
      result.kind === 'failed'
        ? {
            ...failedReport(workspaceProblem(source.shownPath, result.message)),
            text: source.text,
            details: result.details,
          }
        : result.kind === 'rejected'
          ? rejectedReport(source.shownPath, source.text, result.problem)
          : {
              ...dockerfileReport(source, result.plan, around.note, usable !== undefined),
              verification: result.verification,
            };
    reports.push(report);
    if (ignorePath === undefined || ignoreFile === undefined) continue;
    lastUser.set(ignorePath, report);
    ignoreFiles.set(
      ignorePath,
      usable === undefined || result.kind !== 'planned'
        ? ignoreFile
        : extendIgnoreFile(usable, result.plan),
    );
  }
  return reports.flatMap((report) => {
    const following = [...ignoreFiles].filter(([path]) => lastUser.get(path) === report);
    return [report, ...following.flatMap(([, file]) => ignoreFileReport(file))];
  });
}

/** Plans one Dockerfile, and verifies the plan where that is asked for. */
async function planOne(
  request: FixRequest,
  source: Source,
  ignoreFile: IgnoreFile | undefined,
  { found, note, use }: FoundContext,
  { verifying }: PlanEnvironment,
): Promise<VerifiedResult> {
  if (verifying === undefined) {
    const result = fix(request);
    return result.kind === 'planned' ? { ...result, verification: undefined } : result;
  }
  if (found === undefined || ignoreFile === undefined) {
    const why = note ?? 'its build context is not known.';
    return { kind: 'failed', message: `can't be built: ${why}`, details: [] };
  }
  return verifying(request, {
    path: source.shownPath,
    root: found.root,
    texts: { dockerfile: source.text, dockerignore: ignoreFile.before },
    targets: use.targets,
    neighbours: found.context.sharedDockerfiles,
  });
}

/** The build context of a source: the one that its settings name, else the one that is found. */
export async function findContext(
  { place, shownPath, text, settings: { context } }: Source,
  finder: ContextFinder,
): Promise<FoundContext> {
  const from = place ?? (context === undefined ? undefined : shownPath);
  return from === undefined
    ? { found: undefined, note: undefined, use: UNKNOWN_USE }
    : finder.find(from, text, context);
}

/** The ignore file that a build of a source reads; it may not exist yet. */
export function ignoreFilePath(
  root: string,
  source: Pick<Source, 'place'>,
  workingDirectory: string,
): string {
  const { place } = source;
  return findIgnoreFile(root, place === undefined ? undefined : resolve(workingDirectory, place));
}

/** The text of the ignore file that a build reads; empty where there is none, or no context. */
export function readIgnoreFile(
  { found }: FoundContext,
  source: Source,
  workingDirectory: string,
): { readonly text: string } | { readonly problem: WorkspaceProblem } {
  const path =
    found === undefined ? undefined : ignoreFilePath(found.root, source, workingDirectory);
  if (path === undefined || !isThere(path)) return { text: '' };
  return readText(path, relative(workingDirectory, path).split(sep).join('/'));
}

/** Reads an ignore file; one that is not there is an empty one. */
export function openIgnoreFile(
  path: string,
  workingDirectory: string,
): IgnoreFile | FailedFileReport {
  const shownPath = relative(workingDirectory, path).split(sep).join('/');
  if (!isThere(path)) return { shownPath, isNew: true, before: '', after: '', findings: [] };
  const read = readText(path, shownPath);
  if ('problem' in read) return failedReport(read.problem);
  return { shownPath, isNew: false, before: read.text, after: read.text, findings: [] };
}

/** The report about a text that BuildKit would reject. */
export function rejectedReport(
  path: string,
  text: string,
  { offset, message }: SyntaxProblem,
): FailedFileReport {
  return {
    kind: 'failed',
    path,
    position: positionAt(text, offset),
    message: `${message}, correct it: BuildKit rejects this file`,
    text,
  };
}

/**
 * The report about a Dockerfile.
 * @param note what could not be learned about how it is built
 * @param hasIgnoreFile what is planned for the ignore file is reported with that
 */
export function dockerfileReport(
  source: Pick<Source, 'shownPath' | 'text'>,
  plan: Plan,
  note: string | undefined,
  hasIgnoreFile: boolean,
): PlannedFileReport {
  const { before, after } = plan.dockerfile;
  const findings = plan.findings
    .filter(({ file }) => file === 'dockerfile' || !hasIgnoreFile)
    .map((finding) =>
      finding.file === 'dockerfile'
        ? reportFinding(finding, before, finding.range)
        : // Without a context there is no ignore file to point into.
          reportFinding(finding, before, { start: 0, end: 0 }),
    );
  return {
    kind: 'planned',
    path: source.shownPath,
    isNew: false,
    before,
    after,
    findings,
    note: findings.some(({ status }) => status !== 'applied') ? note : undefined,
  };
}

function reportFinding(finding: PlannedFinding, text: string, range: TextRange): ReportedFinding {
  const { transform, message, applicability, status, reason, nothingToGain, estimate } = finding;
  const start = positionAt(text, range.start);
  const end = positionAt(text, range.end);
  return {
    transform,
    message,
    applicability,
    status,
    reason,
    nothingToGain,
    estimate,
    range: { start, end },
  };
}

/** An ignore file with what a plan says about it. */
export function extendIgnoreFile(file: IgnoreFile, plan: Plan): IgnoreFile {
  const known = new Set(file.findings.map(sameness));
  const findings = plan.findings
    .filter((finding) => finding.file === 'dockerignore')
    .map((finding) => {
      const range = {
        start: originalOffset(file.before, plan.dockerignore.before, finding.range.start),
        end: originalOffset(file.before, plan.dockerignore.before, finding.range.end),
      };
      return reportFinding(finding, file.before, range);
    })
    .filter((finding) => !known.has(sameness(finding)));
  return { ...file, after: plan.dockerignore.after, findings: [...file.findings, ...findings] };
}

/** What makes the findings of two Dockerfiles about one ignore file the same. */
function sameness({ transform, message, status, reason }: ReportedFinding): string {
  return JSON.stringify([transform, message, status, reason]);
}

/** Where an offset of a text lies in the text that it was made from by a change at one place. */
function originalOffset(original: string, changed: string, offset: number): number {
  let same = 0;
  while (same < offset && same < original.length && original[same] === changed[same]) same += 1;
  if (same === offset) return offset;
  let sameEnd = 0;
  while (
    sameEnd < original.length - same &&
    sameEnd < changed.length - same &&
    original[original.length - 1 - sameEnd] === changed[changed.length - 1 - sameEnd]
  ) {
    sameEnd += 1;
  }
  return Math.max(
    same,
    offset >= changed.length - sameEnd ? offset - changed.length + original.length : same,
  );
}

function ignoreFileReport(file: IgnoreFile | FailedFileReport): readonly FileReport[] {
  if ('kind' in file) return [file];
  const { shownPath: path, isNew, before, after, findings } = file;
  if (before === after && findings.length === 0) return [];
  return [{ kind: 'planned', path, isNew, before, after, findings, note: undefined }];
}

/** A problem with a file as a report. */
export function failedReport({ path, position, message }: WorkspaceProblem): FailedFileReport {
  return { kind: 'failed', path, position, message, text: '' };
}
